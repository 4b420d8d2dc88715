"""The report as PDF: whole, tagged, neutral, made within bounds and without a look at anything else."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from scanner import scan
from scanner.errors import PdfFailed, PdfMissing
from scanner.isolate import Pool
from scanner.model import Report
from scanner.read.limits import DEFAULT_LIMITS
from scanner.report.as_html import to_html
from scanner.report.as_pdf import render, to_pdf
from scanner.words import words
from tests.conftest import make_finding

ROOT = Path(__file__).parents[1]
PAPER = "Employee shall not disclose to any person the events that gave rise to the Complaint.\n"
LONG = f"<b>{'x' * 1200}</b>"
HOSTILE = f"{LONG} \u202egnihton \ud800 \x00 \u05e9\u05dc\u05d5\u05dd a{chr(0x301) * 40} \u6f22\U0001f600 \uffff"


@pytest.fixture(scope="module")
def hush() -> Report:
    """A long paper with everything that a report can show."""
    return scan(ROOT / "sample_docs" / "hush_settlement.pdf", place="US-CA")


@pytest.fixture(scope="module")
def made(hush: Report) -> bytes:
    return to_pdf(hush, place="US-CA")


def test_it_prints_whole_on_the_paper_of_every_country(made: bytes) -> None:
    a4, letter = (210, 297), (215.9, 279.4)  # millimetres
    for page in pypdfium2.PdfDocument(made):
        width, height = (points / 72 * 25.4 for points in page.get_size())
        for sheet in (a4, letter):
            assert width <= sheet[0] + 0.1 and height <= sheet[1] + 0.1
        assert width > 209 and height > 278


def test_how_to_leave_stands_on_the_screen_alone(hush: Report, made: bytes) -> None:
    for leave in (words()["report"]["leave"], words()["site"]["exit"]):
        assert leave in to_html(hush)
        assert squeezed(leave) not in text_of(made)


def squeezed(text: str) -> str:
    """Without white space, and without the hyphens that line ends may eat."""
    return re.sub(r"[\s\ufffe\u00ad-]", "", text)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)))


def structure(pdf: bytes) -> Iterator[Any]:
    """Every element of the tag tree, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
        if isinstance(node, pikepdf.Dictionary) and "/K" in node:
            below = node["/K"]
            for each in below if isinstance(below, pikepdf.Array) else [below]:
                yield from walk(each)

    with pikepdf.open(BytesIO(pdf)) as document:
        yield from walk(document.Root.StructTreeRoot)


def test_it_holds_every_quote_in_order(hush: Report, made: bytes) -> None:
    text = text_of(made)
    assert squeezed(hush.verdict.headline) in text
    at = 0
    for finding in hush.findings:
        assert finding.quote is None or squeezed(finding.quote) in text
    for number, title in enumerate(dict.fromkeys(finding.title for finding in hush.findings), 1):
        at = text.index(squeezed(f"{number}. {title}"), at)


def test_it_is_tagged_for_screen_readers(made: bytes) -> None:
    kinds = [str(element["/S"]) for element in structure(made)]
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/BlockQuote", "/Link"} <= set(kinds)
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))  # no level is skipped
    assert all("/Alt" in element for element in structure(made) if element["/S"] == "/Figure")
    with pikepdf.open(BytesIO(made)) as document:
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        links = [note for page in document.pages for note in page.get("/Annots", [])]
        assert links and all("/Contents" in link and "/StructParent" in link for link in links)
        assert b'pdfuaid:part="1"' in document.Root.Metadata.read_bytes()


def test_its_metadata_tell_nothing(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as document:
        assert set(document.docinfo) == {"/Title", "/Producer"}
        assert str(document.docinfo["/Title"]) == words()["site"]["title"]
        metadata = document.Root.Metadata.read_bytes()
        assert b"Date" not in metadata and b"creator" not in metadata
        assert "/AcroForm" not in document.Root and "/OpenAction" not in document.Root


def test_hostile_words_stay_words(report: Report) -> None:
    finding = replace(make_finding(quote=HOSTILE), context=())
    pdf = to_pdf(replace(report, findings=(finding,), document=replace(report.document, name=HOSTILE)))
    text = text_of(pdf)
    assert LONG in text
    assert len(pypdfium2.PdfDocument(pdf)) < 15


def test_it_asks_for_nothing_beside_itself(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'from the disk' }", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        links = f"<link rel=stylesheet href='{secret.as_uri()}'><link rel=stylesheet href='{address}/a.css'>"
        text = text_of(render(f"<html lang=en><title>x</title>{links}<p>words<img alt=y src='{address}/b.png'>"))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "words" in text and "disk" not in text


def test_bounds_hold(report: Report) -> None:
    pool = Pool(1)
    try:
        for limits in (replace(DEFAULT_LIMITS, seconds=0.3), replace(DEFAULT_LIMITS, max_answer=2000)):
            with pytest.raises(PdfFailed):
                pool.pdf(to_html(report), limits=limits)
        assert pool.pdf("<html lang=en><title>x</title><p>words").startswith(b"%PDF-")
    finally:
        pool.close()


def test_a_library_of_the_system_that_is_missing_is_named(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    pool = Pool(1)
    try:
        with pytest.raises(PdfMissing, match="libpango"):
            pool.pdf(to_html(report))
    finally:
        pool.close()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_every_quote(report: Report, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(to_pdf(report))
    convert = [
        "--infilter=writer_pdf_import",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        str(tmp_path / "out"),
    ]
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", *convert, "notes.pdf"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=True,
    )
    again = (tmp_path / "out" / "notes.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(again)) == len(pypdfium2.PdfDocument((tmp_path / "notes.pdf").read_bytes()))
    assert {squeezed(f.quote or "") in text_of(again) for f in report.findings} == {True}


def command(*arguments: str, before: str = "pass") -> subprocess.CompletedProcess[bytes]:
    start = f"import sys; {before}; from scanner.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", start, *arguments],
        input=PAPER.encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def test_the_command_writes_it_to_a_file_or_a_pipe(tmp_path: Path) -> None:
    notes = tmp_path / "notes.pdf"
    assert command("scan", "-", "--format", "pdf", "--output", str(notes)).returncode == 0
    piped = command("scan", "-", "--format", "pdf")
    assert piped.returncode == 0
    for pdf in (notes.read_bytes(), piped.stdout):
        assert squeezed(PAPER) in text_of(pdf)
    assert list(tmp_path.iterdir()) == [notes]


def test_a_terminal_gets_no_pdf() -> None:
    done = command("scan", "-", "--format", "pdf", before="sys.stdout.isatty = lambda: True")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--output notes.pdf" in done.stderr


def test_without_the_part_that_makes_it_the_command_says_what_to_install() -> None:
    done = command("scan", "-", "--format", "pdf", before="sys.modules['weasyprint'] = None")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pip install 'dontsign[pdf]'" in done.stderr and b"(pdf_missing)" in done.stderr
