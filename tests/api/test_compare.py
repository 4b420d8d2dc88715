"""POST /v1/compare: two papers in, one comparison out."""

from __future__ import annotations

from typing import Any

import httpx
import jsonschema
import pytest

from scanner import compare
from tests.api.conftest import PAPER, SAMPLES, Server

OLD = PAPER.encode()
NEW = OLD.replace(b"$50,000", b"$90,000")
DRAFT = ("draft.txt", OLD)


def send(server: Server, **parts: Any) -> httpx.Response:
    with server.client() as client:
        return client.post("/v1/compare", **parts)


def test_two_drafts(server: Server) -> None:
    answer = send(server, files={"old": ("C:\\mine\\a.txt", OLD), "new": ("b.txt", NEW)}, data={"signer": "Robin Vale"})
    assert answer.status_code == 200
    found = answer.json()
    assert [change["kind"] for change in found["worse"]] == ["flag_sharpened"]
    assert (found["old"]["document"]["name"], found["new"]["document"]["name"]) == ("a.txt", "b.txt")
    with server.client() as client:
        jsonschema.validate(found, client.get("/v1/schema/comparison").json())


def test_the_same_as_from_python_for_papers_of_two_formats(server: Server) -> None:
    names = ("separation_agreement.docx", "hush_settlement.pdf")
    files = {side: (name, (SAMPLES / name).read_bytes()) for side, name in zip(("old", "new"), names, strict=True)}
    found = send(server, files=files).json()
    alone = compare(*(SAMPLES / name for name in names)).to_dict()
    assert found["verdict"]["headline"] == alone["verdict"]["headline"]  # type: ignore[index]
    assert len(found["worse"]) == len(alone["worse"])  # type: ignore[arg-type]


@pytest.mark.parametrize("parts", [{"old": DRAFT}, {"new": DRAFT}, {"file": DRAFT}, {"old": ("", b""), "new": DRAFT}])
def test_one_paper_is_not_enough(server: Server, parts: dict[str, tuple[str, bytes]]) -> None:
    answer = send(server, files=parts)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert '"old"' in answer.json()["detail"]


def test_another_kind_of_body(server: Server) -> None:
    answer = send(server, json={"old": "a", "new": "b"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_format")


@pytest.mark.parametrize(("side", "opening"), [("old", "Old paper: "), ("new", "New paper: ")])
def test_a_paper_that_cannot_be_read_is_named(server: Server, side: str, opening: str) -> None:
    answer = send(server, files={"old": DRAFT, "new": DRAFT} | {side: ("broken.pdf", b"%PDF-1.7 broken")})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(opening)
    assert "broken.pdf" not in answer.text


def test_no_word_of_a_paper_is_logged(start_server: Any) -> None:
    server = start_server()
    send(server, files={"old": ("private.txt", OLD), "new": ("private.txt", NEW)})
    send(server, files={"old": ("private.txt", OLD), "new": ("private.pdf", b"%PDF-1.7 broken")})
    said = server.stop()
    assert "private" not in said
    assert "Corvid" not in said
