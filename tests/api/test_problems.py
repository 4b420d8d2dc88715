"""Whatever goes wrong has one shape, a stable code, and not a word of what was sent."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pikepdf
import pytest

from api.app import create_app
from api.guards import LastResort
from api.problems import STATUS
from scanner.errors import BY_CODE, CannotOpen
from scanner.words import words
from tests.api.conftest import PAPER, SAMPLES, Server

MARKER = "Quibblewort"
FORM = "multipart/form-data; boundary=x"


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code, after a look at the shape."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "code", "detail"}
    assert body["status"] == answer.status_code
    assert body["type"] == f"urn:dontsign:problem:{body['code']}"
    assert body["title"] and body["detail"].endswith(".")
    assert MARKER not in answer.text
    return body["status"], body["code"]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"json": {"words": MARKER}}, (400, "bad_request")),
        ({"json": [MARKER]}, (400, "bad_request")),
        ({"json": {"text": MARKER, "place": f"in {MARKER}"}}, (400, "bad_request")),
        ({"json": {"text": MARKER, "place": 7}}, (400, "bad_request")),
        ({"json": {"text": MARKER, "place": False}}, (400, "bad_request")),
        ({"json": {"text": MARKER, "signer": 0}}, (400, "bad_request")),
        ({"json": {"text": MARKER, "signed": MARKER}}, (400, "bad_request")),
        ({"json": {"text": MARKER, "signer": MARKER * 50}}, (400, "bad_request")),
        ({"json": {"text": ""}}, (422, "empty")),
        ({"json": {"text": " \n "}}, (422, "empty")),
        (
            {"content": b'{"text": "' + MARKER.encode(), "headers": {"content-type": "application/json"}},
            (400, "bad_request"),
        ),
        ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, (400, "bad_request")),
        ({"content": b"\xff\xfe\x00", "headers": {"content-type": "application/json"}}, (400, "bad_request")),
        ({"content": MARKER.encode(), "headers": {"content-type": "text/plain"}}, (415, "unsupported_format")),
        ({"data": {"text": MARKER}}, (415, "unsupported_format")),
        ({"content": MARKER.encode()}, (415, "unsupported_format")),
        ({"content": MARKER.encode(), "headers": {"content-type": "multipart/form-data"}}, (400, "bad_request")),
        ({"content": MARKER.encode(), "headers": {"content-type": FORM}}, (400, "bad_request")),
        (
            {"content": b"--x\r\nContent-Disposition: " + MARKER.encode(), "headers": {"content-type": FORM}},
            (400, "bad_request"),
        ),
        ({"files": [("file", ("a.txt", MARKER)), ("file", ("b.txt", MARKER))]}, (400, "bad_request")),
        ({"files": [("file", ("a.txt", MARKER))], "data": {"text": MARKER}}, (400, "bad_request")),
        ({"files": [("file", ("a.txt", MARKER))], "data": {"place": MARKER}}, (400, "bad_request")),
        ({"files": [("file", ("a.txt", MARKER))], "data": {"signed": MARKER}}, (400, "bad_request")),
        ({"files": [("other", ("a.txt", MARKER))]}, (400, "bad_request")),
        ({"files": [(f"field{n}", (None, MARKER)) for n in range(60)]}, (400, "bad_request")),
        ({"files": [("file", (f"{MARKER}.txt", b""))]}, (422, "empty")),
        ({"files": [("file", (f"{MARKER}.gif", b"GIF89a" + bytes(200)))]}, (415, "unsupported_format")),
        ({"files": [("file", (f"{MARKER}.pdf", b"%PDF-1.7\n" + MARKER.encode()))]}, (422, "damaged")),
    ],
)
def test_what_cannot_be_scanned_is_answered_with_its_code(
    server: Server, request_: dict[str, Any], expected: tuple[int, str]
) -> None:
    with server.client() as client:
        assert problem(client.post("/v1/scan", **request_)) == expected


def test_a_locked_file_is_named_as_such(server: Server) -> None:
    out = io.BytesIO()
    with pikepdf.open(SAMPLES / "hush_settlement.pdf") as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert problem(server.scan(out.getvalue())) == (422, "encrypted")


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"/{MARKER}", (404, "not_found")),
        ("GET", f"/v1/rules/{MARKER}", (404, "not_found")),
        ("GET", "/static/nothing.css", (404, "not_found")),
        ("GET", "/static/../settings.py", (404, "not_found")),
        ("GET", "/v1/scan", (405, "bad_request")),
        ("POST", "/healthz", (405, "bad_request")),
        ("DELETE", "/", (405, "bad_request")),
        ("POST", f"/v1/scan?include={MARKER}", (400, "bad_request")),
    ],
)
def test_what_the_framework_refuses_has_the_same_shape(
    server: Server, method: str, path: str, expected: tuple[int, str]
) -> None:
    with server.client() as client:
        answer = client.request(method, path)
    assert problem(answer) == expected
    if expected[0] == 405:
        assert answer.headers["allow"]


FORM_HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_past_the_limit_is_refused_while_it_is_read(start_server: Callable[..., Server], declared: bool) -> None:
    server = start_server(max_bytes=100_000)
    with server.client() as client:
        for kind, head in (("application/json", b'{"text": "'), (FORM, FORM_HEAD)):
            pieces = [head] + [b"x" * 65_536] * 80
            content = b"".join(pieces) if declared else iter(pieces)
            answer = client.post("/v1/scan", content=content, headers={"content-type": kind})
            assert problem(answer) == (413, "too_large")
        assert client.post("/v1/scan", json={"text": PAPER}).status_code == 200


@pytest.mark.parametrize("kind", [FORM, "text/plain"])
def test_a_large_body_that_is_refused_early_still_gets_its_answer(server: Server, kind: str) -> None:
    with server.client() as client:
        answer = client.post("/v1/scan", content=MARKER.encode() * 1_000_000, headers={"content-type": kind})
    assert problem(answer)[0] in (400, 415)


def test_a_scan_that_takes_too_long_is_stopped(start_server: Callable[..., Server]) -> None:
    server = start_server(seconds=0.01)
    assert problem(server.scan(PAPER.encode(), "paper.txt")) == (422, "took_too_long")


def test_when_every_worker_is_taken_the_answer_is_busy(start_server: Callable[..., Server]) -> None:
    server = start_server(workers=1, wait_seconds=0)
    with ThreadPoolExecutor(6) as people:
        answers = list(people.map(lambda _: server.scan(PAPER.encode(), "paper.txt"), range(6)))
    busy = [answer for answer in answers if answer.status_code != 200]
    assert busy and len(busy) < len(answers)
    for answer in busy:
        assert problem(answer) == (503, "busy")
        assert int(answer.headers["retry-after"]) > 0
    assert server.scan(PAPER.encode(), "paper.txt").status_code == 200


def test_a_fault_of_ours_is_answered_and_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    async def faulty(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError(f"cannot parse {MARKER}")

    app = create_app()
    faults = LastResort(faulty)

    async def with_app(scope: Any, receive: Any, send: Any) -> None:
        await faults({**scope, "app": app}, receive, send)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(with_app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/v1/rules")

    with caplog.at_level(logging.DEBUG):
        assert problem(asyncio.run(ask())) == (500, "internal")
    assert "ValueError at test_problems.py" in caplog.text
    assert MARKER not in caplog.text


def test_every_code_has_its_words() -> None:
    said = words()["problems"]
    assert set(STATUS) <= set(said["next"]) == set(said["titles"]) - {CannotOpen.code}
    assert set(said["next"]) <= set(said["sentences"])
    assert set(BY_CODE) <= set(STATUS)
