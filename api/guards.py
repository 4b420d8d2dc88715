"""What stands around every route: headers, the check of host and origin, and the last resort.

Plain ASGI, so that streaming bodies pass through untouched and answers of any layer get the headers.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import fault
from api.pages import PROBLEM_JSON, problem_response
from api.problems import Problem

log = logging.getLogger("dontsign.api")

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
SHARED = "/v1/"  # what the pages of other sites may use, if they are on the list; never the page for people
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
    """Refuses names that are not ours (DNS rebinding), and writing requests that another site's page sent.

    Pages of `origins` may use the API.
    """

    def __init__(self, app: ASGIApp, allowed_hosts: tuple[str, ...], origins: tuple[str, ...]) -> None:
        self.app = app
        self.hosts, self.origins = LOOPBACK.union(allowed_hosts), frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        problem = self._problem(Headers(scope=scope), scope) if scope["type"] == "http" else None
        if problem is None:
            return await self.app(scope, receive, send)
        await problem_response(Request(scope), problem)(scope, receive, send)

    def _problem(self, headers: Headers, scope: Scope) -> Problem | None:
        if _host_name(headers.get("host", "")) not in self.hosts:
            return Problem("bad_request", "wrong_host")
        may_come = scope["path"].startswith(SHARED) and headers.get("origin") in self.origins
        if scope["method"] not in READING and not may_come and _is_foreign(headers):
            return Problem("cross_site")
        return None


class LastResort:
    """Turns a fault of ours into an answer.  Logs its type and place; its message may hold words of a paper."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and answer for what fails."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except ClientDisconnect:
            return  # nobody is left to answer
        except asyncio.CancelledError:  # the service ends, and has waited long enough
            problem = Problem("busy")
        except Exception as error:
            log.error(fault(error))
            problem = Problem("internal")
        else:
            return
        if not started:
            await problem_response(Request(scope), problem)(scope, receive, send)


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


class SharedOrigins(CORSMiddleware):
    """Lets the pages of listed sites use the API, and refuses others in our own words."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        super().__init__(
            app,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Authorization", "Content-Type", "X-Request-ID"),
            expose_headers=("Retry-After", "X-Request-ID"),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers that a browser asks for; beside the API there is nothing to share."""
        shared = scope["type"] == "http" and scope["path"].startswith(SHARED)
        await (super().__call__ if shared else self.app)(scope, receive, send)

    def preflight_response(self, request_headers: Headers) -> Response:
        """What a browser asks before it sends."""
        answer = super().preflight_response(request_headers)
        if answer.status_code == 200:
            return answer
        problem = Problem("cross_site", "cors")
        return JSONResponse(problem.to_dict(), problem.status, media_type=PROBLEM_JSON)
