"""Who may come in, and how often."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.keys import known
from api.limits import Rate, network
from api.pages import problem_response
from api.problems import Problem
from api.settings import Settings, is_loopback

OPEN = frozenset({"/healthz", "/readyz", "/openapi.json"})  # say nothing about anybody


class Access:
    """Asks for a key where keys are set, and holds everybody but this computer to the rate."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._settings = settings
        self._rate = Rate(settings.rate) if settings.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        problem = self._problem(scope) if scope["type"] == "http" else None
        if problem is None:
            return await self.app(scope, receive, send)
        await problem_response(Request(scope), problem)(scope, receive, send)

    def _problem(self, scope: Scope) -> Problem | None:
        key = known(Headers(scope=scope).get("authorization", ""), self._settings.key_hashes)
        if key is None and self._settings.key_hashes and self._is_closed(scope["path"]):
            return Problem("unauthorized")
        return self._too_often(scope, key) if scope["method"] == "POST" else None

    def _is_closed(self, path: str) -> bool:
        if path in OPEN or path.startswith("/static/"):
            return False
        return not self._settings.open_page or path.startswith("/v1/") or path == "/metrics"

    def _too_often(self, scope: Scope, key: str | None) -> Problem | None:
        address = scope["client"][0] if scope["client"] else ""
        # Behind a proxy an address is only what somebody says, and this computer is one that anybody could name.
        here = is_loopback(address) and not self._settings.proxies
        if self._rate is None or (key is None and here):
            return None
        seconds = self._rate.wait(key or network(address))
        return Problem("rate_limited", retry_after=seconds) if seconds else None
