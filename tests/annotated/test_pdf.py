"""Highlights and notes in a PDF: on the words of their quotes, and nothing else of the file is touched."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from scanner import annotate, scan
from scanner.annotated.notes import Notes
from scanner.annotated.pdf import write_pdf
from scanner.annotated.shades import LABEL, RGB, SHADES
from scanner.errors import Damaged, Encrypted
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from scanner.read.pdf_boxes import find_boxes
from scanner.report.wording import STANDING_ADVICE
from tests.annotated.notes_maker import ADVICE, note, notes_on
from tests.read import pdf_odd, pdf_traps
from tests.read.pdf_maker import lines_pdf, picture_pdf, saved, shown, stream_bomb

SAMPLES = sorted((Path(__file__).parents[2] / "sample_docs").glob("*.pdf"))
EVERY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.name))
GAG = pdf_traps.GAG
ODD = pdf_odd.readable()


@cache
def copied(sample: Path) -> bytes:
    return annotate(sample).data


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


@dataclass(frozen=True)
class Mark:
    """An annotation that this program wrote; rectangles in page space."""

    page: int
    is_label: bool  # else it lies on words
    words: str
    name: str
    rect: list[float]
    corners: list[float]
    look: str


def notes_in(data: bytes) -> list[Mark]:
    """In the order of the pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            Mark(
                number,
                each.Subtype == "/Text",
                str(each.Contents),
                str(each.NM),
                [float(value) for value in each.Rect],
                [float(value) for value in each.get("/QuadPoints", [])],
                each.AP.N.read_bytes().decode(),
            )
            for number, page in enumerate(pdf.pages, 1)
            for each in page.get("/Annots", [])
            if str(each.get("/NM", "")).startswith("note-")
        ]


def words_below(data: bytes, mark: Mark) -> str:
    """The text of the page inside the corners of a highlight."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[mark.page - 1].get_textpage()
        quads = [mark.corners[at : at + 8] for at in range(0, len(mark.corners), 8)]
        return " ".join(
            text.get_text_bounded(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads
        )


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def drawn(data: bytes, *, notes: bool) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.render(scale=1, draw_annots=notes).to_numpy().astype(int) for page in pdf]


# --- samples ------------------------------------------------------------------------------------


@EVERY_SAMPLE
def test_each_finding_is_marked_on_its_words(sample: Path) -> None:
    written = notes_in(copied(sample))
    assert next(each for each in written if each.is_label).words.startswith(STANDING_ADVICE)
    for finding in scan(sample).findings:
        mine = [each for each in written if finding.title in each.words and finding.plain in each.words]
        if finding.location is None or finding.quote is None:
            assert [each for each in mine if each.is_label]
            continue
        mine = [each for each in mine if not each.is_label]
        said = letters(finding.quote)
        by_page = [letters(words_below(sample.read_bytes(), each)) for each in mine]
        assert finding.location.page in {each.page for each in mine}
        assert said in "".join(words for words in by_page if words in said)


@EVERY_SAMPLE
def test_nothing_of_the_paper_is_changed(sample: Path) -> None:
    before, after = sample.read_bytes(), copied(sample)
    assert texts(after) == texts(before)
    for old, new in zip(drawn(before, notes=False), drawn(after, notes=False), strict=True):
        assert np.array_equal(old, new)
    with pikepdf.open(io.BytesIO(before)) as old_pdf, pikepdf.open(io.BytesIO(after)) as new_pdf:
        assert dict(old_pdf.docinfo) == dict(new_pdf.docinfo)
        assert [page.Contents.read_raw_bytes() for page in old_pdf.pages] == [
            page.Contents.read_raw_bytes() for page in new_pdf.pages
        ]


@EVERY_SAMPLE
def test_only_the_places_of_notes_look_different(sample: Path) -> None:
    before, after = drawn(sample.read_bytes(), notes=True), drawn(copied(sample), notes=True)
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        changed = np.abs(old - new).max(axis=2) > 8
        height = changed.shape[0]
        for each in notes_in(copied(sample)):
            if each.page == number:
                left, bottom, right, top = each.rect
                changed[int(height - top) - 1 : int(height - bottom) + 2, int(left) - 1 : int(right) + 2] = False
        assert not changed.any()


@EVERY_SAMPLE
def test_the_copy_is_judged_like_the_paper(sample: Path) -> None:
    before, after = scan(sample), scan(copied(sample))
    assert [(f.rule_id, f.quote) for f in after.findings] == [(f.rule_id, f.quote) for f in before.findings]
    assert after.coverage == before.coverage
    assert after.document.words == before.document.words


def test_the_same_paper_gives_the_same_copy() -> None:
    sample = SAMPLES[0]
    assert annotate(sample).data == copied(sample)


# --- places -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 90])
def test_pages_that_are_turned_and_cropped(rotate: int, turn: int) -> None:
    data = shown(
        lines_pdf([["The first line.", GAG, "The last line."]], turn=turn), rotate=rotate, crop=(36, 50, 600, 760)
    )
    document = read_pdf(data, "", DEFAULT_LIMITS)
    start = document.text.index(GAG)
    (boxes,) = find_boxes(data, document, [(start, start + len(GAG))])
    copy = write_pdf(data, notes_on(document, GAG, boxes))
    (mark,) = [each for each in notes_in(copy) if not each.is_label]
    assert letters(words_below(copy, mark)) == letters(GAG)
    changed = np.abs(drawn(data, notes=True)[0] - drawn(copy, notes=True)[0]).max(axis=2) > 8
    changed[:30] = False  # the label at the top
    rows, columns = changed.any(axis=1).nonzero()[0], changed.any(axis=0).nonzero()[0]
    _, x0, y0, x1, y1 = boxes[0]
    assert (rows[0] >= y0 - 2, rows[-1] <= y1 + 12, columns[0] >= x0 - 40, columns[-1] <= x1 + 2) == (True,) * 4


def test_a_picture_of_a_page_is_marked_where_its_words_were_read() -> None:
    data = picture_pdf()
    copy = write_pdf(data, Notes(ADVICE, (note(1, GAG, [(1.0, 72.0, 100.0, 400.0, 112.0)]),), GAG))
    changed = np.abs(drawn(data, notes=True)[0] - drawn(copy, notes=True)[0]).max(axis=2) > 8
    assert changed[101:111, 74:398].all()
    assert not changed[130:].any()


def test_findings_on_the_same_words_keep_their_own_notes() -> None:
    box = (1.0, 72.0, 100.0, 300.0, 112.0)
    copy = write_pdf(pdf_odd.PLAIN, Notes(ADVICE, (note(1, GAG, [box]), note(2, GAG, [box])), GAG))
    marks = [each for each in notes_in(copy) if not each.is_label]
    assert [each.words for each in marks] == ["1. High: A title", "2. High: A title"]
    assert marks[0].corners == marks[1].corners
    assert len({each.name for each in marks}) == 2
    assert [("(1) Tj" in each.look, "(2) Tj" in each.look) for each in marks] == [(True, False), (False, True)]


@pytest.mark.parametrize("boxes", [[], [(7.0, 0, 0, 10, 10)], [(1.0, -90.0, 10.0, -5.0, 20.0)]])
def test_what_has_no_place_on_a_page_is_told_on_the_first(
    boxes: list[tuple[float, float, float, float, float]],
) -> None:
    copy = write_pdf(pdf_odd.PLAIN, Notes(ADVICE, (note(1, GAG, boxes), note(2, None)), GAG))
    first, more = [each.words for each in notes_in(copy)]
    assert first == ADVICE
    assert more == "1. High: A title\nWhere 1\n\n2. High: A title\nWhere 2"


def test_a_page_too_small_for_a_label_still_gets_its_notes() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(40, 40))
        copy = write_pdf(saved(pdf), Notes(ADVICE, (note(1, None),), ""))
    assert [each.words for each in notes_in(copy)] == [ADVICE, "1. High: A title\nWhere 1"]


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ODD)
def test_odd_files(name: str) -> None:
    data = ODD[name]
    document = read_pdf(data, "", DEFAULT_LIMITS)
    start = document.text.index(GAG)
    (boxes,) = find_boxes(data, document, [(start, start + len(GAG))])
    copy = write_pdf(data, notes_on(document, GAG, boxes))
    again = read_pdf(copy, "", DEFAULT_LIMITS)
    wanted = [(block.part, document.text[block.start : block.end]) for block in document.blocks]
    found = [(block.part, again.text[block.start : block.end]) for block in again.blocks]
    ours = {("annotation", ADVICE), *(("annotation", f"{n}. High: A title") for n in range(1, 9))}
    assert [each for each in found if each not in ours and "Where" not in each[1]] == wanted
    assert {each for each in found if each in ours} >= {("annotation", ADVICE)}


@pytest.mark.parametrize("trap", pdf_traps.every_trap(), ids=lambda trap: trap.name.replace(" ", "-"))
def test_hidden_words_are_told_of_too(trap: pdf_traps.Trap) -> None:
    document = read_pdf(trap.data, "", DEFAULT_LIMITS)
    start = document.text.index(GAG)
    (boxes,) = find_boxes(trap.data, document, [(start, start + len(GAG))])
    copy = write_pdf(trap.data, notes_on(document, GAG, boxes))
    said = "\n".join(each.words for each in notes_in(copy))
    assert "1. High: A title" in said
    assert texts(copy) == texts(trap.data)


def test_notes_forms_and_scripts_of_the_file_stay() -> None:
    with pikepdf.open(io.BytesIO(pdf_odd.PLAIN)) as pdf:
        page = pdf.pages[0].obj
        own = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents="A note of theirs")
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T="Signature1", Rect=Array([100, 100, 200, 120])
        )
        page.Annots = pdf.make_indirect(Array([pdf.make_indirect(own), pdf.make_indirect(field)]))
        pdf.add_blank_page()
        pdf.pages[1].obj.Annots = page.Annots  # one list for two pages
        pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]), SigFlags=3)
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.launchURL('http://192.0.2.1/')")
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "A title"
        data = saved(pdf)
    with (
        pikepdf.open(io.BytesIO(data)) as before,
        pikepdf.open(io.BytesIO(write_pdf(data, Notes(ADVICE, (), "")))) as after,
    ):
        assert str(after.pages[0].Annots[0].Contents) == "A note of theirs"
        assert after.Root.AcroForm.Fields[0].T == "Signature1"
        assert after.pages[0].Annots[1].objgen == after.Root.AcroForm.Fields[0].objgen
        assert [len(page.Annots) for page in after.pages] == [3, 2]
        assert after.Root.OpenAction.JS == before.Root.OpenAction.JS
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()


def test_a_lock_of_the_owner_stays() -> None:
    data = ODD["locked for its owner, AES 256"]
    with pikepdf.open(io.BytesIO(write_pdf(data, Notes(ADVICE, (), "")))) as pdf:
        assert pdf.is_encrypted


def test_a_password_is_named() -> None:
    with pikepdf.open(io.BytesIO(pdf_odd.PLAIN)) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pytest.raises(Encrypted):
        annotate(locked)


def test_a_file_that_was_cut_off_gives_a_whole_copy() -> None:
    data = lines_pdf([["The first page."], [GAG], ["The last page."]])
    cut = data[: data.rindex(b"xref")]
    copy = annotate(cut)
    assert "Not all of this paper was read." in notes_in(copy.data)[0].words or copy.report.coverage.complete
    assert [letters(text) for text in texts(copy.data)] == [letters(text) for text in texts(data)]


@pytest.mark.parametrize("broken", [b"/Pages\n>#", b"/Catalog\n>#"], ids=["tree", "catalog"])
def test_a_file_that_only_pdfium_can_open_gives_a_copy(broken: bytes) -> None:
    data = lines_pdf([["The first line of it.", GAG]])
    data = data.replace(broken.replace(b"#", b">"), broken)
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(io.BytesIO(data))
    copy = annotate(data)
    assert texts(copy.data) == texts(data)
    assert any(each.words.startswith("1. Critical") and not each.is_label for each in notes_in(copy.data))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing more endobj", b"%PDF-1.4\n" + bytes(2000)])
def test_what_is_no_pdf_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        write_pdf(data, Notes(ADVICE, (), ""))


def test_packed_streams_stay_packed() -> None:
    data = stream_bomb(30)
    copy = write_pdf(data, Notes(ADVICE, (note(1, None),), ""))
    assert len(copy) < 2 * len(data) + 20_000


# --- colours ------------------------------------------------------------------------------------


def _luminance(colour: RGB) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _contrast(one: RGB, other: RGB) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("shade", [*SHADES.values(), LABEL])
def test_contrast(shade: object) -> None:
    light, dark = shade.light, shade.dark  # type: ignore[attr-defined]
    assert _contrast((0, 0, 0), light) > 12  # the words of the paper
    assert _contrast(dark, light) > 4.5  # numbers and words of notes
    assert _contrast(dark, (1, 1, 1)) > 4.5  # lines below words, on white


@EVERY_SAMPLE
def test_numbers_beside_lines_are_as_large_as_print(sample: Path) -> None:
    looks = [mark.look for mark in notes_in(copied(sample)) if not mark.is_label]
    sizes = [float(size) for look in looks for size in re.findall(r"/F ([\d.]+) Tf", look)]
    assert len(sizes) == len(looks) and all(size >= 10 for size in sizes)


def test_severities_differ_by_more_than_colour() -> None:
    assert len({(shade.thick, shade.dashes) for shade in SHADES.values()}) == len(SHADES)
