"""What stands around every route: headers, the check of host and origin, and the last resort.

Plain ASGI, so that streaming bodies pass through untouched and answers of any layer get the headers.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.pages import problem_response
from api.problems import Problem

log = logging.getLogger("dontsign.api")

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "X-Robots-Tag": "noindex",
}


class SecurityHeaders:
    """Puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class SameSiteOnly:
    """Refuses names that are not ours (DNS rebinding), and writing requests that another site's page sent."""

    def __init__(self, app: ASGIApp, allowed_hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = LOOPBACK.union(allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        problem = self._problem(Headers(scope=scope), scope["method"]) if scope["type"] == "http" else None
        if problem is None:
            return await self.app(scope, receive, send)
        await problem_response(Request(scope), problem)(scope, receive, send)

    def _problem(self, headers: Headers, method: str) -> Problem | None:
        if _host_name(headers.get("host", "")) not in self.hosts:
            return Problem("bad_request", "wrong_host")
        if method not in READING and _is_foreign(headers):
            return Problem("bad_request", "cross_site", status=403)
        return None


class LastResort:
    """Turns a fault of ours into an answer.  Logs its type and place; its message may hold words of a paper."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and answer for what fails."""
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception as fault:
            if scope["type"] != "http":
                raise
            place = traceback.extract_tb(fault.__traceback__)[-1]
            log.error("%s at %s:%s", type(fault).__name__, Path(place.filename).name, place.lineno)
            if not started:
                await problem_response(Request(scope), Problem("internal"))(scope, receive, send)


def _host_name(host: str) -> str:
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()


def _is_foreign(headers: Headers) -> bool:
    """Browsers say where a request comes from; other clients say nothing, and are no danger.

    With `no-referrer`, browsers send `Origin: null` even for our own form, so Sec-Fetch-Site decides where it is sent.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2] != headers.get("host")
