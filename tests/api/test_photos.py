"""Several photos are one paper; other files are sent one at a time."""

from __future__ import annotations

from tests.api.conftest import Server
from tests.read.pdf_maker import lines_pdf
from tests.read.scan_maker import encoded, pictures

GAG = "The Employee shall not disclose to any person the facts that led to the Complaint."
FINE = "If the Employee breaks this promise the Employee shall pay $50,000 for each breach."


def photos() -> list[tuple[str, tuple[str, bytes]]]:
    """A form with a photo for each of two pages."""
    tops = (pictures(lines_pdf([[words]]), 150)[0].crop((0, 0, 1275, 300)) for words in (GAG, FINE))
    return [("file", (f"page {n}.jpg", encoded(top, "JPEG"))) for n, top in enumerate(tops, 1)]


def test_photos_of_the_pages_of_one_paper(server: Server) -> None:
    with server.client() as client:
        answer = client.post("/v1/scan?include=text", files=photos())
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert report["document"]["name"] == "page 1.jpg" and report["document"]["pages"] == 2
    assert report["coverage"]["ocr_pages"] == [1, 2]
    assert report["text"].split() == f"{GAG} {FINE}".split()


def test_a_photo_and_something_else(server: Server) -> None:
    files = [*photos(), ("file", ("paper.pdf", lines_pdf([[GAG]])))]
    with server.client() as client:
        answer = client.post("/v1/scan", files=files)
    assert answer.status_code == 400 and answer.json()["code"] == "bad_request"
    assert "photos" in answer.json()["detail"]
