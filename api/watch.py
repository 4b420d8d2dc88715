"""What is known of a request afterwards: where it went, how it ended, how long it took.  Never what it said."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ID = re.compile(r"[0-9a-f-]{8,64}", re.IGNORECASE)  # an id that a client makes up freely could be a name
CODE = "dontsign.code"  # where in the scope the code of a problem is left


@dataclass(frozen=True, slots=True)
class Record:
    """One request.  `route` is the template, `code` that of the problem or "", sizes are of the bodies in bytes."""

    id: str
    method: str
    route: str
    status: int | None  # None when nobody was left to answer
    code: str
    seconds: float
    bytes_in: int
    bytes_out: int


class Watch:
    """Gives each request an id, and tells of it when it is over; `began` is told when it comes."""

    def __init__(self, app: ASGIApp, began: Callable[[], None], ended: Callable[[Record], None]) -> None:
        self.app, self._began, self._ended = app, began, ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and look at what passes."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        name = _id(Headers(scope=scope).get("x-request-id", ""))
        status: int | None = None
        bytes_in = bytes_out = 0
        start = time.perf_counter()

        async def watched_receive() -> Message:
            nonlocal bytes_in
            message = await receive()
            bytes_in += len(message.get("body", b""))
            return message

        async def watched_send(message: Message) -> None:
            nonlocal status, bytes_out
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = name
            bytes_out += len(message.get("body", b""))
            await send(message)

        self._began()
        try:
            await self.app(scope, watched_receive, watched_send)
        finally:
            seconds = time.perf_counter() - start
            method = scope["method"] if scope["method"] in METHODS else "other"
            record = Record(name, method, _route(scope), status, scope.get(CODE, ""), seconds, bytes_in, bytes_out)
            self._ended(record)


def _id(given: str) -> str:
    return given.lower() if ID.fullmatch(given) else uuid.uuid4().hex


def _route(scope: Scope) -> str:
    """The template of the address, or where its folder is mounted; one that leads nowhere can say anything."""
    path: str = getattr(scope.get("route"), "path", None) or scope.get("root_path") or "none"
    return path
