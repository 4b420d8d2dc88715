"""Archives: each paper in them under its own name, photos as pages, and nothing that costs more than it may."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from scanner import scan
from scanner.errors import Damaged, Empty, Encrypted, TooLarge, Unsupported
from scanner.model import Document, Unread
from scanner.read import read
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.zipped import read_zipped
from tests.read.docx_maker import docx, plain
from tests.read.pdf_maker import lines_pdf
from tests.read.scan_maker import encoded, pictures

GAG = "The Employee shall not disclose to any person the facts that led to the Complaint."
FINE = "If the Employee breaks this promise the Employee shall pay $50,000 for each breach."


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read_here(files: dict[str, bytes]) -> Document:
    return read_zipped(zipped(files), "papers.zip", DEFAULT_LIMITS)


def files_of(document: Document) -> list[tuple[str | None, int | None, str]]:
    return [(b.file, b.page, document.text[b.start : b.end]) for b in document.blocks]


def test_each_file_is_its_own_place() -> None:
    report = scan(zipped({"My papers/Release.pdf": lines_pdf([["Page one."], [GAG]]), "fine.docx": docx(plain(FINE))}))
    places = {
        finding.category: (finding.location.file, finding.location.page)
        for finding in report.findings
        if finding.location is not None
    }
    assert places["gag_facts"] == ("My papers/Release.pdf", 2)
    assert places["penalty"] == ("fine.docx", None)
    assert report.document.format == "zip" and report.coverage.complete


def test_what_cannot_be_read_is_named_and_the_rest_is_read() -> None:
    locked = lines_pdf([["x"]])[:300]
    document = read_here({"a.txt": GAG.encode(), "b.pdf": locked, "film.mp4": b"\0\0\0\x20ftypisom\0", "c.txt": b""})
    assert files_of(document) == [("a.txt", None, GAG)]
    assert document.unread == (Unread("damaged", part="b.pdf"), Unread("unsupported", part="film.mp4"))


def test_pages_that_are_not_read_are_named_with_their_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.read.ocr.eyes.present", lambda: False)
    scan_of = io.BytesIO()
    pictures(lines_pdf([[GAG]]), 100)[0].save(scan_of, "PDF")
    document = read_here({"scan.pdf": scan_of.getvalue(), "a.txt": GAG.encode()})
    assert document.unread == (Unread("image", 1, "scan.pdf"),)


def test_photos_alone_are_the_pages_of_one_paper() -> None:
    pages = [pictures(lines_pdf([[words]]), 150)[0].crop((0, 0, 1275, 300)) for words in (GAG, FINE)]
    named = {
        "IMG_10.png": encoded(pages[1], "PNG"),
        "IMG_9.png": encoded(pages[0], "PNG"),
        "__MACOSX/._IMG_9.png": b"\0",
    }
    document = read(zipped(named), "photos.zip")
    assert document.text.split() == f"{GAG} {FINE}".split()
    assert document.ocr_pages == (1, 2) and document.format == "png"


def test_what_systems_leave_behind_is_not_the_papers() -> None:
    document = read_here({"a.txt": GAG.encode(), "__MACOSX/._a.txt": b"\0\1", ".DS_Store": b"\0\0\0\1Bud1"})
    assert document.unread == ()


def test_archives_in_archives_come_to_an_end() -> None:
    data = GAG.encode()
    for _ in range(3):
        data = zipped({"inner.zip": data} if data[:2] == b"PK" else {"a.txt": data})
    assert GAG in read(data).text
    for _ in range(6):
        data = zipped({"inner.zip": data})
    assert read(data).unread == (Unread("limit", part="/".join(["inner.zip"] * 5)),)


def test_bombs() -> None:
    bomb = zipped({"a.txt": b"a" * 30_000_000, "b.txt": GAG.encode()})
    document = read(bomb)
    assert document.unread[0] == Unread("limit", part="a.txt") and GAG in document.text
    with pytest.raises(TooLarge):
        read_zipped(zipped({"a": b"1", "b": b"2"}), "", replace(DEFAULT_LIMITS, max_parts=1))
    small = replace(DEFAULT_LIMITS, max_unpacked=100)
    assert read_zipped(zipped({"a.txt": GAG.encode(), "b.txt": FINE.encode()}), "", small).unread == (
        Unread("limit", part="b.txt"),
    )


def test_names_that_play_tricks() -> None:
    document = read_here({"..\\..\\evil\u202etxt.exe\n": GAG.encode(), "/": b"", "x" * 300 + ".txt": FINE.encode()})
    first, second = (name for name, _, _ in files_of(document))
    assert first == "../../eviltxt.exe" and second == ("x" * 300 + ".txt")[-200:]


def test_locked_broken_and_empty() -> None:
    locked = bytearray(zipped({"a.txt": GAG.encode()}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1  # the flag of an entry that needs a password
    for data, error in (
        (bytes(locked), Encrypted),
        (zipped({"a.txt": GAG.encode()})[:40], Damaged),
        (zipped({}), Empty),
        (zipped({"song.mp3": b"ID3\4\0\0\0\0\0\0\0\0"}), Unsupported),
    ):
        with pytest.raises(error):
            read(data)
