"""Server-sent events: what happens to a paper, as it happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.desk import Progress, Report
from api.leaving import while_connected
from api.problems import Problem
from api.watch import CODE

PAUSE_SECONDS = 10  # then a comment goes out, so that nothing in between takes the connection for dead
Events = AsyncGenerator[Progress | Report, None]
Last = Callable[[Report | Problem], tuple[str, object]]  # the name and the data of the last event


def is_wanted(request: Request) -> bool:
    """Whether the client asks for events rather than for one answer."""
    return "text/event-stream" in request.headers.get("accept", "")


def as_data(outcome: Report | Problem) -> tuple[str, object]:
    """How a program is told of the end: `report` or `error`."""
    return ("error", outcome.to_dict()) if isinstance(outcome, Problem) else ("report", outcome)


async def response(request: Request, events: Events, last: Last = as_data) -> EventSourceResponse:
    """A stream of `events`, from the first one on; a Problem before it is raised, and so has its own status."""
    first = await while_connected(request, anext(events))
    headers = {"X-Accel-Buffering": "no"}  # nginx would hold events back
    return EventSourceResponse(_written(request, first, events, last), headers=headers)


async def _written(
    request: Request, first: Progress | Report, events: Events, last: Last
) -> AsyncGenerator[bytes, None]:
    async with aclosing(events):
        yield await _event(first, last)
        try:
            async with aclosing(_with_pauses(events)) as told:
                async for event in told:
                    yield await _event(event, last)
        except Problem as problem:
            request.scope[CODE] = problem.code
            yield _of(*last(problem))


async def _with_pauses(events: Events) -> AsyncGenerator[Progress | Report | None, None]:
    """The same events, and None when there was nothing to say for a while."""
    coming = asyncio.ensure_future(anext(events, None))
    try:
        while True:
            if not (await asyncio.wait({coming}, timeout=PAUSE_SECONDS))[0]:
                yield None
            elif event := coming.result():
                yield event
                coming = asyncio.ensure_future(anext(events, None))
            else:
                return
    finally:
        coming.cancel()


async def _event(event: Progress | Report | None, last: Last) -> bytes:
    match event:
        case None:
            return format_sse_event(comment="still reading")
        case Progress():
            return _of("progress", {"done": event.done, "of": event.of})
        case report:
            return await run_in_threadpool(lambda: _of(*last(report)))


def _of(name: str, data: object) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data))
