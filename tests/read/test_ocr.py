"""Papers that are pictures: the same findings as of their originals, where they stand, and what is not made out."""

from __future__ import annotations

import difflib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from sample_docs import make
from scanner import scan
from scanner.model import Document, Report, Unread
from scanner.read import bundle, read
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.ocr import eyes, rapid, tesseract
from scanner.read.pdf import read_pdf
from tests.read.pdf_maker import HEIGHT, LEFT, TOP, WIDTH, drawn, lines_pdf, nameless_pdf
from tests.read.scan_maker import as_pdf, encoded, only, photo, pictures, scanned

ROOT = Path(__file__).parents[2]
GAG = "The Employee shall not disclose to any person the facts that led to the Complaint."
WORDS = [
    GAG,
    "Each of the parties has read this paper and has had the time to think about it.",
    "The Company will pay to the Employee the sum of twelve thousand dollars in May.",
    "If any part of this paper is not valid, all the other parts of it stay in force.",
    "The laws of the place where the Company has its office apply to all questions.",
    "No change of this paper is valid unless both of the parties have signed it.",
]


@pytest.fixture
def only_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other engine is not installed."""
    assert tesseract.present(), "the program tesseract is missing: apt-get install tesseract-ocr"
    monkeypatch.setattr(rapid, "present", lambda: False)


@pytest.fixture
def only_rapid(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rapid.present(), "the extra [ocr] is missing"
    monkeypatch.setattr(tesseract, "present", lambda: False)


@pytest.fixture
def no_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eyes, "present", lambda: False)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Reading takes place in this process, so that what a test takes away is gone there too."""
    monkeypatch.setattr("scanner.isolate.inside_worker", lambda: True)
    yield


def read_here(data: bytes) -> Document:
    return read_pdf(data, "paper.pdf", DEFAULT_LIMITS)


def folded(text: str) -> str:
    return " ".join(text.split()).translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).casefold()


@cache
def sample_pages() -> bytes:
    """Two pages of the hush settlement."""
    return only((make.HERE / "hush_settlement.pdf").read_bytes(), (2, 3))


def missed(original: Report, seen: Report) -> list[tuple[str, str]]:
    """Findings of the original that the picture does not give with nearly the same words."""
    left = [(finding.category, folded(finding.quote or "")) for finding in (*seen.findings, *seen.protections)]
    wrong = []
    for finding in (*original.findings, *original.protections):
        words = folded(finding.quote or "")
        same = [
            each
            for each in left
            if each[0] == finding.category
            and difflib.SequenceMatcher(None, words, each[1], autojunk=False).ratio() > 0.95
        ]
        if same:
            left.remove(same[0])
        else:
            wrong.append((finding.category, words))
    return wrong


@pytest.mark.usefixtures("only_tesseract", "here")
def test_a_clean_scan_gives_the_findings_of_its_original() -> None:
    original = scan(sample_pages())
    seen = scan(as_pdf([scanned(page) for page in pictures(sample_pages())]), include_text=True)
    assert len(original.findings) > 5
    assert missed(original, seen) == []
    assert seen.coverage.ocr_pages == (1, 2) and seen.coverage.complete
    assert {finding.confidence for finding in seen.findings} <= {"likely", "possible"}
    for finding in seen.findings:
        assert finding.location is not None and finding.location.boxes
        assert finding.quote == (seen.text or "")[finding.location.start : finding.location.end]


@pytest.mark.usefixtures("only_rapid", "here")
def test_photos_give_the_findings_of_their_original() -> None:
    page = only(sample_pages(), (0,))
    original = scan(page)
    seen = scan(photo(pictures(page)[0]))
    assert len(original.findings) > 3
    assert missed(original, seen) == []


def test_several_photos_are_one_paper_read_in_a_worker() -> None:
    told: list[tuple[int, int]] = []
    pages = pictures(lines_pdf([WORDS[:3], WORDS[3:]]))
    paper = bundle([photo(page, 4) for page in pages])
    report = scan(paper, include_text=True, on_progress=lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)]
    assert report.document.pages == 2 and report.coverage.ocr_pages == (1, 2)
    assert folded(report.text or "") == folded(" ".join(WORDS))


@pytest.mark.usefixtures("only_tesseract", "here")
def test_an_empty_page_among_photos_takes_nothing_from_the_others() -> None:
    pages = [*pictures(lines_pdf([WORDS]), 150), Image.new("L", (1275, 1650), 250)]
    report = scan(bundle([encoded(page, "PNG") for page in pages]))
    assert report.coverage.complete and report.coverage.ocr_pages == (1,)
    assert all(finding.location and finding.location.boxes for finding in report.findings)


@pytest.mark.usefixtures("only_tesseract", "here")
def test_words_around_a_picture_have_their_place_too() -> None:
    more = "The Employee shall pay $5,000 to the Company for each breach of this paper."
    clause = pictures(lines_pdf([[more]]), 300)[0].crop((280, 220, 2270, 350))
    report = scan(with_picture([GAG, *WORDS[1:] * 3], clause, width=480, below="Signed by both parties in May."))
    assert report.coverage.ocr_pages == (1,) and report.findings
    assert all(finding.location and finding.location.boxes for finding in report.findings)


@pytest.mark.usefixtures("only_tesseract")
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_scans(turn: int) -> None:
    page = scanned(pictures(lines_pdf([WORDS * 3]))[0], skew=0)
    document = read_here(as_pdf([page.rotate(turn, expand=True)]))
    assert folded(document.text) == folded(" ".join(WORDS * 3))
    [shown] = document.pages
    assert (shown.width > shown.height) == (turn != 180)
    first = document.scanned[0]
    assert (first.y1 - first.y0 > 300) == (turn != 180)  # boxes are on the page as shown


@pytest.mark.usefixtures("only_rapid")
@pytest.mark.parametrize("turn", [90, 180])
def test_turned_photos(turn: int) -> None:
    page = pictures(lines_pdf([WORDS]), 150)[0].crop((0, 0, 1275, 500))
    document = read_here(as_pdf([page.rotate(turn, expand=True)], 150))
    assert folded(document.text) == folded(" ".join(WORDS))


@pytest.mark.usefixtures("only_tesseract")
def test_boxes_are_where_the_words_are() -> None:
    page = lines_pdf([WORDS])
    document = read_here(as_pdf([scanned(pictures(page)[0], skew=0)]))
    first = document.scanned[0]
    assert document.text[first.start : first.end] == GAG
    assert abs(first.x0 - 72) < 2 and abs(first.y1 - (HEIGHT - 720)) < 4  # the base line, and what reaches below it
    assert first.page == 1 and not first.doubtful


def with_picture(lines: list[str], picture: Image.Image, *, width: float, below: str = "") -> bytes:
    """A page of lines with a picture under them, and a line under that."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(LEFT, TOP - 14 * number, line)
        height = width * picture.height / picture.width
        top = TOP - 14 * len(lines) - 10
        canvas.drawImage(ImageReader(picture), LEFT, top - height, width, height)
        canvas.drawString(LEFT, top - height - 20, below)
        canvas.showPage()

    return drawn(draw)


@pytest.mark.usefixtures("only_tesseract")
def test_a_clause_in_a_picture_amid_the_text() -> None:
    clause = pictures(lines_pdf([[GAG]]), 300)[0].crop((280, 220, 2270, 350))
    document = read_here(with_picture(WORDS[1:] * 3, clause, width=480, below="Signed by both of the parties in May."))
    assert folded(document.text) == folded(" ".join([*WORDS[1:] * 3, GAG, "Signed by both of the parties in May."]))
    assert document.ocr_pages == (1,)
    assert [document.text[line.start : line.end] for line in document.scanned] == [GAG]
    assert document.unread == ()


def layered(layer: list[str]) -> bytes:
    """A scan of `WORDS` with invisible letters under it, as scanners lay them."""
    page = pictures(lines_pdf([WORDS * 2]))[0]

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, TOP)
        text.setTextRenderMode(3)
        for line in layer:
            text.textLine(line)
        canvas.drawText(text)
        canvas.drawImage(ImageReader(page), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()

    return drawn(draw)


@pytest.mark.usefixtures("only_tesseract")
def test_the_letters_under_a_scan_are_not_taken_for_hidden_ones() -> None:
    document = read_here(layered(WORDS * 2))
    assert folded(document.text) == folded(" ".join(WORDS * 2))
    assert {block.hidden for block in document.blocks} == {None}


@pytest.mark.usefixtures("only_tesseract")
def test_letters_that_say_something_else_than_the_scan() -> None:
    lie = "Both sides are free to speak about everything that they have seen and heard."
    document = read_here(layered([lie] * 12))
    seen = " ".join(document.text[b.start : b.end] for b in document.blocks if b.hidden is None)
    assert folded(seen) == folded(" ".join(WORDS * 2))
    assert document.ocr_pages == (1,)


@pytest.mark.usefixtures("only_tesseract")
def test_a_stamp_over_a_scan() -> None:
    page = pictures(lines_pdf([WORDS]))[0]

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(page), 0, 0, WIDTH, HEIGHT)
        canvas.drawString(LEFT, 60, "Received on May 4 by the clerk of the court")
        canvas.showPage()

    text = folded(read_here(drawn(draw)).text)
    assert folded(GAG) in text and text.count("received on may 4") == 1


def test_letters_that_the_font_does_not_name() -> None:
    document = read_here(nameless_pdf("The Employee shall not speak."))
    assert "shall not" in folded(document.text)
    assert document.unread == () and document.ocr_pages == (1,)


def test_papers_with_words_alone_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(eyes, "look", fail)
    assert read_here(lines_pdf([WORDS])).ocr_pages == ()


@pytest.mark.usefixtures("no_eyes", "here")
def test_without_an_engine_a_scan_is_named_and_nothing_is_claimed() -> None:
    report = scan(as_pdf(pictures(lines_pdf([WORDS, WORDS]))))
    assert report.coverage.unread == (Unread("image", page=1), Unread("image", page=2))
    assert report.verdict.level == "unreadable"


@pytest.mark.usefixtures("only_tesseract")
def test_what_there_is_no_time_for_is_named() -> None:
    limits = replace(DEFAULT_LIMITS, ocr_seconds=0.0)
    document = read_pdf(as_pdf(pictures(lines_pdf([WORDS]))), "", limits)
    assert document.unread == (Unread("took_too_long", page=1),) and document.ocr_pages == ()


def test_the_worker_is_given_more_time_and_memory_only_for_pictures() -> None:
    data = as_pdf(pictures(lines_pdf([WORDS]))[:1])
    limits = replace(DEFAULT_LIMITS, seconds=1.0)
    document = read(data, limits=limits)  # starting an engine alone takes longer than what is allowed for text
    assert folded(document.text) == folded(" ".join(WORDS))


@pytest.mark.usefixtures("here")
def test_words_in_doubt_make_findings_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    look = eyes.look

    def hesitant(picture: Image.Image, dpi: int) -> eyes.Sight:
        sight = look(picture, dpi)
        return replace(sight, spots=[replace(spot, confidence=0.7) for spot in sight.spots])

    monkeypatch.setattr(eyes, "look", hesitant)
    report = scan(as_pdf(pictures(lines_pdf([WORDS]))))
    assert {finding.confidence for finding in report.findings} == {"possible"}


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    read_here(as_pdf(pictures(lines_pdf([WORDS]))))
    assert list(tmp_path.iterdir()) == []


ALONE = """
import sys

OUT = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
sys.addaudithook(lambda event, _: event in OUT and sys.exit(f"it went out: {event}"))
from scanner.read.images import read_images
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.ocr import tesseract

tesseract.present = lambda: False
print(read_images(sys.stdin.buffer.read(), "", DEFAULT_LIMITS).text)
"""


def test_no_model_is_fetched() -> None:
    """A process that must not touch the network reads a photo all the same."""
    picture = encoded(pictures(lines_pdf([[GAG]]), 150)[0].crop((0, 0, 1275, 400)), "PNG")
    done = subprocess.run([sys.executable, "-c", ALONE], input=picture, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, folded(done.stdout.decode())) == (0, folded(GAG)), done.stderr.decode()[-300:]
