"""The edge of the service: what happens to a connection before there is a request, and when the service ends."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.bodies import SLOWEST
from api.guards import HEADERS
from api.pages import PROBLEM_JSON
from api.problems import Problem


class Protocol(H11Protocol):
    """HTTP/1.1 with a bound to connections and to the time that headers and answers take, and our own words for what
    is not HTTP.

    The application's lifespan state holds `max_connections`, `header_seconds` (counted from the connection or the first
    byte; also how often somebody who takes an answer is looked at) and `closing`, which is called when the service is
    told to end.
    """

    _patience: asyncio.TimerHandle | None = None
    _look: asyncio.TimerHandle | None = None  # at whoever has an answer to take

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there."""
        super().connection_made(transport)
        if len(self.connections) > self.app_state["max_connections"]:
            self._refuse(Problem("busy"))
        else:
            self._wait_for_headers()

    def data_received(self, data: bytes) -> None:
        """Something came; headers must be whole some time after their first byte."""
        if self._patience is None and self.conn.their_state is h11.IDLE:
            self._wait_for_headers()
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_waiting()
        self._stop_looking()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """An answer waits in memory for somebody to take it."""
        super().pause_writing()
        self._look_later()

    def resume_writing(self) -> None:
        """Most of it was taken."""
        self._stop_looking()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP, or its headers are larger than h11 takes."""
        self._refuse(Problem("bad_request", "malformed"))

    def shutdown(self) -> None:
        """The service ends: whoever waits is told so."""
        self.app_state["closing"]()
        super().shutdown()

    def _wait_for_headers(self) -> None:
        self._patience = self.loop.call_later(self.app_state["header_seconds"], self._too_slow)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _look_later(self) -> None:
        seconds, left = self.app_state["header_seconds"], self.transport.get_write_buffer_size()
        self._look = self.loop.call_later(seconds, self._look_at_reader, left - int(seconds * SLOWEST))

    def _look_at_reader(self, at_most: int) -> None:
        """An answer that is taken more slowly than a body may come is not worth the memory that holds it."""
        if self.transport.get_write_buffer_size() > at_most:
            self.transport.abort()
        else:
            self._look_later()

    def _stop_looking(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def _too_slow(self) -> None:
        self._refuse(Problem("bad_request", "slow_body", status=408))

    def _refuse(self, problem: Problem) -> None:
        if self.transport.is_closing() or self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return self.transport.close()
        body = json.dumps(problem.to_dict()).encode()
        headers = HEADERS | problem.headers | {"Content-Type": PROBLEM_JSON, "Content-Length": str(len(body))}
        phrase = HTTPStatus(problem.status).phrase
        answer = h11.Response(
            status_code=problem.status, headers=[*headers.items(), ("Connection", "close")], reason=phrase
        )
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
