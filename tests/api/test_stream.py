"""Events while a paper is read, and what happens when nobody is left to hear them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import PAPER, PATIENCE, SAMPLES, Server
from tests.read.pdf_maker import clauses, flowed

EVENTS = {"accept": "text/event-stream"}
Event = tuple[str, dict[str, Any]]


def slow_paper() -> bytes:
    """300 pages, which take a worker seconds."""
    return flowed(clauses(600))


def told(answer: httpx.Response) -> Iterator[Event]:
    """The events of a stream as they come, without its comments."""
    name = ""
    for line in answer.iter_lines():
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def test_progress_comes_first_and_the_report_last(server: Server) -> None:
    data = (SAMPLES / "hush_settlement.pdf").read_bytes()
    with server.client() as client, client.stream("POST", "/v1/scan", files={"file": data}, headers=EVENTS) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == "text/event-stream"
        assert answer.headers["x-accel-buffering"] == "no"
        events = list(told(answer))
    names = [name for name, _ in events]
    assert names[-1] == "report" and set(names[:-1]) == {"progress"}
    counts = [(event["done"], event["of"]) for _, event in events[:-1]]
    assert counts[0] == (0, 0) and counts == sorted(counts)
    with server.client() as client:
        assert events[-1][1] == client.post("/v1/scan", files={"file": data}).json()


def test_pages_are_told_while_they_are_read(server: Server) -> None:
    """The first count comes when most pages are still to be read, so nothing on the way holds events back."""
    data = slow_paper()
    with server.client() as client, client.stream("POST", "/v1/scan", files={"file": data}, headers=EVENTS) as answer:
        counts = [event for name, event in told(answer) if name == "progress" and event["of"]]
    assert counts[0]["of"] > 50
    assert counts[0]["done"] < counts[0]["of"] / 2
    assert [each["done"] for each in counts] == sorted({each["done"] for each in counts})


def test_a_paper_that_cannot_be_read_is_an_event_and_a_bad_request_is_not(server: Server) -> None:
    with server.client() as client:
        with client.stream("POST", "/v1/scan", json={"text": " "}, headers=EVENTS) as answer:
            events = list(told(answer))
        assert answer.status_code == 200
        assert [name for name, _ in events] == ["progress", "error"]
        assert (events[-1][1]["code"], events[-1][1]["status"]) == ("empty", 422)
        refused = client.post("/v1/scan", json={"words": "x"}, headers=EVENTS)
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


def workers(server: Server) -> set[str]:
    """The process ids of the server's workers (Linux)."""
    held: set[str] = set()
    for task in Path(f"/proc/{server.process.pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread may end while we look
            held.update((task / "children").read_text().split())
    return held


def leave_a_stream(server: Server, data: bytes) -> None:
    """Go after the first event."""
    with server.client() as client, client.stream("POST", "/v1/scan", files={"file": data}, headers=EVENTS) as answer:
        assert next(told(answer))[0] == "progress"


def leave_an_answer(server: Server, data: bytes) -> None:
    """Go before the answer has begun."""
    with server.client() as client, pytest.raises(httpx.ReadTimeout):
        client.post("/v1/scan", files={"file": data}, timeout=httpx.Timeout(60, read=0.3))


@pytest.mark.parametrize("leave", [leave_a_stream, leave_an_answer])
def test_the_work_ends_when_the_client_leaves(
    start_server: Callable[..., Server], leave: Callable[[Server, bytes], None]
) -> None:
    server = start_server(workers=1)
    assert server.scan(PAPER.encode(), "a.txt").status_code == 200
    before = workers(server)
    assert len(before) == 1
    leave(server, slow_paper())
    deadline = time.monotonic() + PATIENCE
    while before & workers(server) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not before & workers(server), "the worker still reads for nobody"
    assert server.scan(PAPER.encode(), "a.txt").status_code == 200
