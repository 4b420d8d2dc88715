"""Request bodies, held to their bounds while they come: size, time, and the memory that all of them take together."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem
from api.settings import Settings

SLOWEST = 16 * 1024  # bytes a second that a body must come at in the long run
DRAIN_SECONDS = 10


class Bodies:
    """Hands bodies on piece by piece, and raises a Problem in whoever reads on past a bound."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.max_bytes, self.seconds = settings.max_bytes, settings.body_seconds
        self.room = settings.body_memory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with a body that is watched."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        body = _Body(self, Headers(scope=scope), receive, send)
        try:
            await self.app(scope, body.receive, body.send)
        finally:
            self.room += body.held


class _Body:
    """The body of one request."""

    def __init__(self, bounds: Bodies, headers: Headers, receive: Receive, send: Send) -> None:
        self.held = 0  # bytes of room that it has
        self._came = 0
        self._bounds, self._receive, self._send = bounds, receive, send
        self._begin = asyncio.get_running_loop().time()
        length = headers.get("content-length", "")
        self._declared = int(length) if length.isdecimal() else 0
        self._ended = not self._declared and "transfer-encoding" not in headers
        self._late = False

    async def receive(self) -> Message:
        """The next piece, or whatever comes after the body."""
        if self._ended:
            return await self._receive()
        self._hold(self._declared)
        message = await self._in_time()
        self._came += len(message.get("body", b""))
        self._hold(self._came)
        self._ended = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        """Answer, after the rest of the body: a browser shows no answer while it has more to send."""
        if message["type"] == "http.response.start":
            if self._late:
                MutableHeaders(scope=message)["Connection"] = "close"
            else:
                await self._drain()
        await self._send(message)

    def _hold(self, size: int) -> None:
        more = max(0, size - self.held)
        if size > self._bounds.max_bytes:
            raise Problem("too_large")
        if more > self._bounds.room:
            raise Problem("busy")
        self._bounds.room -= more
        self.held += more

    async def _in_time(self) -> Message:
        try:
            async with asyncio.timeout_at(self._begin + self._bounds.seconds + self._came / SLOWEST):
                return await self._receive()
        except TimeoutError:
            self._late = True
            raise Problem("bad_request", "slow_body", status=408) from None

    async def _drain(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                while not self._ended:
                    self._ended = not (await self._receive()).get("more_body", False)
