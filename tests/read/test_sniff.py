"""The content decides what a file is, and what is not read is refused by its name."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from scanner import isolate
from scanner.errors import Damaged, Empty, Encrypted, ScanError, TooLarge, Unsupported
from scanner.read import read
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.sniff import container, format_of, sniff
from tests.read.pdf_maker import lines_pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"  # how all old office formats begin


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"rubbish from a web server\r\n%PDF-1.4\n1 0 obj\nendobj", "pdf"),
        (b"This letter is about the mark %PDF-1.4 in a file.", "txt"),
        (b"\x89PNG\r\n\x1a\n\0\0", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\0\0\0\x18ftypheic\0\0", "heic"),
        (b"{\\rtf1 Agreement}", "rtf"),
        (OLE, "office"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "msg"),
        (b"MZ\x90\0\3", "exe"),
        (b"MZ Holdings and the Employee agree.", "txt"),
        (b"GIF89a\0", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x20ftypisom", "mp4"),
        (b"<svg xmlns='x'/>", "svg"),
        (b"<!DOCTYPE html><p>Agreement", "html"),
        (b"\n<!-- saved --><HTML lang=en>", "html"),
        (b"\xef\xbb\xbf<html>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<div>They met.</div>", "html"),
        (b"<html " + b"xmlns:x='urn:x' " * 100, "html"),
        (b"<pay attention", "txt"),
        (b"\r\n {\\rtf1 x}", "rtf"),
        (b"BEGIN:VCALENDAR\r\n", "ics"),
        (b"From a@example.org Mon\nSubject: x\nMIME-Version: 1.0\n\n", "eml"),
        (b"X-ray: one\nSubject: your letter\n\nDear Jane", "txt"),
        (b"Return-Path: <a@b.c>\r\nSubject: sign this\r\n\r\nHello", "eml"),
        (b"From: a@b.c\nX-Mark: 1\n  2\nMIME-Version: 1.0\n\nHello", "eml"),
        (b"From: Dana\nTo: Lee\nSubject: Agreement\n\nI agree.", "txt"),
        (b"BMW of Springfield and the Employee agree.", "txt"),
        ("Вы согласны молчать.".encode(), "txt"),
        (b"PK\x03\x04", "zip"),
    ],
)
def test_formats(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"word/document.xml": "<x/>"}, "docx"),
        ({"[Content_Types].xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.x"}, "docx"),
        ({"[Content_Types].xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.x"}, "xlsx"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"agreement.txt": "I agree."}, "zip"),
        ({}, "zip"),
    ],
)
def test_containers(parts: dict[str, str], kind: str) -> None:
    assert format_of(zipped(parts), DEFAULT_LIMITS) == kind


def test_broken_and_locked_containers() -> None:
    whole = zipped({"word/document.xml": "x" * 500})
    with pytest.raises(Damaged):
        container(whole[:300], DEFAULT_LIMITS)
    with pytest.raises(TooLarge):
        container(zipped({"a": "", "b": ""}), replace(DEFAULT_LIMITS, max_parts=1))
    locked = bytearray(whole)
    locked[whole.index(b"PK\x01\x02") + 8] |= 1  # the flag of an entry that needs a password
    with pytest.raises(Encrypted):
        container(bytes(locked), DEFAULT_LIMITS)


def test_an_office_file_behind_a_password() -> None:
    with pytest.raises(Encrypted):
        sniff(OLE + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Empty),
        (b" \r\n ", Empty),
        (bytes(1000), Unsupported),
        (bytes(range(256)) * 4, Unsupported),
        (b"\x89PNG\r\n\x1a\n\0\0", Damaged),
        (b"GIF89a\0", Unsupported),
        (b"%PDF-1.7\nnothing more", Damaged),
        (lines_pdf([["Agreement"]])[:700], Damaged),
        (b"PK\x03\x04 nothing more", Damaged),
        (zipped({"agreement.bin": "\0"}), ScanError),
        (bytes(60 * 1024 * 1024), TooLarge),
    ],
)
def test_what_cannot_be_read(data: bytes, error: type[ScanError]) -> None:
    with pytest.raises(error):
        read(data, "agreement.pdf")


def test_the_name_decides_nothing() -> None:
    assert read(b"The Employee shall not speak.", "agreement.pdf").format == "txt"
    assert read(lines_pdf([["The Employee shall not speak."]]), "agreement.txt").format == "pdf"


def test_plain_text_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr(isolate, "shared_pool", fail)
    assert read(b"The Employee shall not speak.").text == "The Employee shall not speak."


def test_lines_that_could_be_read_in_two_ways_do_not_take_for_ever() -> None:
    """In a process of its own: sniffing is done outside of workers, and what never ends there nobody can stop."""
    program = 'from scanner.read.sniff import sniff; print(sniff(b"Name:\\r\\n" * 150 + b"I agree."))'
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "txt\n"
