"""POST /v1/annotate over a real socket."""

from __future__ import annotations

import httpx
import pytest

from scanner import annotate
from tests.api.conftest import PAPER, SAMPLES, Server


def _post(server: Server, data: bytes, name: str = "paper.pdf", **fields: str) -> httpx.Response:
    with server.client() as client:
        return client.post("/v1/annotate", files={"file": (name, data)}, data=fields)


@pytest.mark.parametrize("name", ["hush_settlement.pdf", "separation_agreement.docx"])
def test_the_copy_is_that_of_the_python_interface(server: Server, name: str) -> None:
    paper = SAMPLES / name
    answer = _post(server, paper.read_bytes(), "my-secret.pdf", place="US-CA", signed="true")
    assert answer.status_code == 200, answer.text
    copy = annotate(paper, place="US-CA", signed=True)
    assert answer.content == copy.data
    assert answer.headers["content-type"] == copy.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="copy{copy.suffix}"'
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (PAPER.encode(), 415, "unsupported_format"),
        (b"%PDF-1.7 nothing", 422, "damaged"),
        (b" ", 422, "empty"),
    ],
    ids=["text", "broken", "empty"],
)
def test_what_gets_no_copy(server: Server, data: bytes, status: int, code: str) -> None:
    answer = _post(server, data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_pasted_text_gets_no_copy_and_a_next_step(server: Server) -> None:
    with server.client() as client:
        answer = client.post("/v1/annotate", json={"text": PAPER})
    assert answer.status_code == 415
    assert "save the report" in answer.json()["detail"]


def test_it_is_described(server: Server) -> None:
    with server.client() as client:
        described = client.get("/openapi.json").json()["paths"]["/v1/annotate"]["post"]
    assert "application/pdf" in described["responses"]["200"]["content"]
