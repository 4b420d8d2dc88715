"""What is known of requests afterwards, in the log and in the numbers: where they went and how they ended."""

from __future__ import annotations

import io
import json
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from api.logs import JsonLines
from tests.api.conftest import PAPER, PATIENCE, SAMPLES, Server

FIELDS = {"time", "level", "event", "id", "method", "route", "status", "code", "ms", "bytes_in", "bytes_out"}
LABELS = ("method", "route", "status", "code", "le")
Line = tuple[str, str, int | None, str]


def lines(server: Server, count: int) -> list[dict[str, Any]]:
    """The log without looks at health, once it has so many lines."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = [line for line in server.log() if line["route"] not in ("/healthz", "/readyz")]
        if len(found) >= count or time.monotonic() > deadline:
            return found
        time.sleep(0.02)


def told(line: dict[str, Any]) -> Line:
    return line["method"], line["route"], line["status"], line["code"]


def numbers(server: Server) -> dict[tuple[str, ...], float]:
    """All samples by name and labels."""
    with server.client() as client:
        answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    families = text_string_to_metric_families(answer.text)
    samples = [sample for family in families for sample in family.samples]
    return {(s.name, *(s.labels[label] for label in LABELS if label in s.labels)): s.value for s in samples}


def test_every_request_is_one_line_and_is_counted(start_server: Callable[..., Server]) -> None:
    server = start_server(max_bytes=100_000)
    server.wait_until_ready()
    with server.client() as client:
        assert client.post("/v1/scan", json={"text": PAPER}).status_code == 200
        client.post("/v1/scan", json={"text": " "}, headers={"accept": "text/event-stream"})
        client.post("/v1/scan", content=b"x" * 200_000, headers={"content-type": "application/json"})
        client.get("/v1/rules/gag_facts?who=robin")
        client.get("/static/notes.css")
        client.get("/who/robin")
        client.get("/", headers={"host": "robin.example"})
        client.request("ROBIN", "/")
        client.delete("/v1/scan")
        client.post("/check", data={"a": "b"})
    found = lines(server, 10)
    assert [told(line) for line in found] == [
        ("POST", "/v1/scan", 200, ""),
        ("POST", "/v1/scan", 200, "empty"),
        ("POST", "/v1/scan", 413, "too_large"),
        ("GET", "/v1/rules/{rule_id}", 200, ""),
        ("GET", "/static", 200, ""),
        ("GET", "none", 404, "not_found"),
        ("GET", "none", 400, "bad_request"),
        ("other", "/", 405, "bad_request"),
        ("DELETE", "/v1/scan", 405, "bad_request"),
        ("POST", "/check", 415, "unsupported_format"),
    ]
    assert all(set(line) == FIELDS for line in found)
    assert len({line["id"] for line in found}) == len(found)
    assert found[0]["bytes_in"] == len(json.dumps({"text": PAPER}, separators=(",", ":")))
    assert found[0]["bytes_out"] > 1000 and found[0]["ms"] > 0
    assert "robin" not in "".join(server.lines).lower()
    counted = numbers(server)
    assert counted["dontsign_requests_total", "POST", "/v1/scan", "200", ""] == 1
    assert counted["dontsign_requests_total", "POST", "/v1/scan", "413", "too_large"] == 1
    assert counted["dontsign_requests_total", "other", "/", "405", "bad_request"] == 1
    assert counted["dontsign_request_seconds_count", "/v1/scan"] == 4
    assert counted[("dontsign_requests_open",)] == 1  # the question itself
    assert not any("robin" in label.lower() for sample in counted for label in sample)


def test_an_id_is_given_back_unless_it_could_be_a_name(server: Server) -> None:
    with server.client() as client:
        for given in ("0b7a1f9c-6f0a-4d59-9d9e-6f6c5f8f0a11", "ABCDEF0123456789"):
            assert client.get("/healthz", headers={"x-request-id": given}).headers["x-request-id"] == given.lower()
        for given in ("robin-vale", "x" * 40, "a" * 65, ""):
            answer = client.get("/nowhere", headers={"x-request-id": given})
            assert len(answer.headers["x-request-id"]) == 32 and answer.headers["x-request-id"] != given


def test_a_client_who_leaves_is_a_line_too(start_server: Callable[..., Server]) -> None:
    server = start_server()
    with socket.create_connection(("127.0.0.1", server.port)) as leaver:
        leaver.sendall(b"POST /v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
        leaver.sendall(b"Content-Length: 99\r\n\r\n{")
        time.sleep(0.2)
    assert [told(line) for line in lines(server, 1)] == [("POST", "/v1/scan", None, "")]


def test_the_log_can_be_left_out(start_server: Callable[..., Server]) -> None:
    server = start_server(log_requests=False)
    assert server.scan(PAPER.encode(), "a.txt").status_code == 200
    assert len(server.stop().splitlines()) == 1


def test_words_of_other_programs_and_of_faults_stay_out_of_the_log() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    for name in ("asyncio", "uvicorn.error", "somebody.else"):
        logger = logging.Logger(name)
        logger.addHandler(handler)
        try:
            raise ValueError("Robin Vale shall pay")
        except ValueError:
            logger.exception("it ended" if name == "uvicorn.error" else "Robin Vale shall pay")
    assert "Robin" not in out.getvalue()
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [event["event"] for event in events] == ["asyncio", "it ended", "somebody.else"]
    assert all(event["fault"].startswith("ValueError at test_logs.py:") for event in events)


def test_several_processes_count_together(start_server: Callable[..., Server]) -> None:
    server = start_server(processes=2, workers=1)
    papers = (PAPER.encode(), (SAMPLES / "release_form.pdf").read_bytes())
    for paper in papers * 4:  # each on a connection of its own, so both processes come to serve
        assert server.scan(paper).status_code == 200
    assert {numbers(server)["dontsign_requests_total", "POST", "/v1/scan", "200", ""] for _ in range(6)} == {8}
    folders = [line for line in server.stop().splitlines() if "fault" in line]
    assert not folders
