"""What lies beside the pages of a PDF: read once, where it says something, and never without end."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from tests.read.pdf_traps import AFTER, BEFORE, GAG, Prepare, page_of, text


def read(*prepare: Prepare, name: str = "paper.pdf") -> Document:
    return read_pdf(page_of(text(), *prepare), name, DEFAULT_LIMITS)


def beside(document: Document) -> list[tuple[str, str]]:
    """Part and words of what does not stand on the page."""
    return [(b.part, document.text[b.start : b.end]) for b in document.blocks if b.part != "body"]


def attaching(data: bytes) -> Prepare:
    return lambda pdf, page: pdf.attachments.__setitem__("in.pdf", data)


def titled(title: str) -> Prepare:
    return lambda pdf, page: pdf.docinfo.__setitem__("/Title", title)


@pytest.mark.parametrize(
    "title", ["paper", "Paper.pdf", "Microsoft Word - Draft 7.docx", "untitled", "", BEFORE, BEFORE.upper()]
)
def test_a_title_that_says_nothing_is_left_out(title: str) -> None:
    assert beside(read(titled(title))) == []


def test_a_title_that_says_something_is_read() -> None:
    assert beside(read(titled("Mediation under Rule 9"))) == [("properties", "Mediation under Rule 9")]


def test_a_bookmark_that_repeats_the_text_is_left_out() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        with pdf.open_outline() as outline:
            for title in (AFTER, "Their duty of silence", GAG):
                outline.root.append(pikepdf.OutlineItem(title, 0))

    assert beside(read(prepare)) == [("outline", "Their duty of silence")]


def test_bookmarks_in_a_circle_come_to_an_end() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        one, two = (pdf.make_indirect(Dictionary(Title=f"Part {n}")) for n in (1, 2))
        one.Next, two.Next, two.First = two, one, one
        pdf.Root.Outlines = Dictionary(First=one)

    assert beside(read(prepare)) == [("outline", "Part 1"), ("outline", "Part 2")]


def test_a_field_is_read_once_and_a_ticked_box_says_nothing() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        name = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name", V="Jane Roe", TU="Your name"))
        boxes = [Dictionary(Subtype=Name.Widget, Parent=name, Rect=[72, y, 300, y + 20]) for y in (500, 530)]
        tick = Dictionary(Subtype=Name.Widget, FT=Name.Btn, T="tick", V=Name.Yes, Rect=[72, 560, 90, 580])
        name.Kids = Array([pdf.make_indirect(box) for box in boxes])
        page.Annots = Array([*name.Kids, pdf.make_indirect(tick)])
        pdf.Root.AcroForm = Dictionary(Fields=[name, page.Annots[2]])

    document = read(prepare)
    assert beside(document) == [("form", "Jane Roe"), ("form", "Your name")]
    assert {b.page for b in document.blocks if b.part == "form"} == {1}


def test_fields_in_a_circle_come_to_an_end() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="f"))
        field.Kids, field.Parent = Array([field]), field
        pdf.Root.AcroForm = Dictionary(Fields=[field])

    assert beside(read(prepare)) == []


def test_a_form_that_is_drawn_by_a_program_is_named_as_unread() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        pdf.Root.NeedsRendering = True
        pdf.Root.AcroForm = Dictionary(Fields=[], XFA=pdf.make_stream(b"<xdp/>"))

    assert read(prepare).unread == (Unread("unsupported", part="form"),)


def test_an_attachment_that_cannot_be_read_is_named_and_the_rest_is_read() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        pdf.attachments["sums.bin"] = b"\x00\x01\x02\xff" * 99
        pdf.attachments["rider.txt"] = b"She pays for each breach."

    document = read(prepare)
    assert beside(document) == [("attachment", "She pays for each breach.")]
    assert [b.file for b in document.blocks if b.part == "attachment"] == ["rider.txt"]
    assert document.unread == (Unread("unsupported", part="sums.bin"),)


def test_files_in_files_come_to_an_end() -> None:
    inner = page_of(text())
    for depth in range(12):
        inner = page_of(text(f"Depth {depth}."), attaching(inner))
    document = read_pdf(inner, "paper.pdf", DEFAULT_LIMITS)
    assert "Depth 11." in document.text and "Depth 9." in document.text
    assert "limit" in {entry.reason for entry in document.unread}


def test_what_is_broken_is_named_and_the_rest_is_read() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        page.Annots = Array([Dictionary(Subtype=Name.Text, F=Name.Broken, Contents="x")])
        pdf.docinfo["/Subject"] = "A rider about the house"

    document = read(prepare)
    assert beside(document) == [("properties", "A rider about the house")]
    assert document.unread == (Unread("damaged", part="annotation"),)


def test_words_beside_the_pages_keep_to_the_limit() -> None:
    data = page_of(text(), lambda pdf, page: pdf.attachments.__setitem__("a.txt", b"words and words " * 99))
    document = read_pdf(data, "", replace(DEFAULT_LIMITS, max_chars=500))
    assert len(document.text) < 510
    assert [entry.reason for entry in document.unread] == ["limit"]


SILENCE = "You shall not tell any person about it."


def drawing(words: str, *, top: float = 600, kind: str = "Stamp", states: bool = False, **more: object) -> Prepare:
    """A note that draws words on the page, whatever else it says."""

    def prepare(pdf: Pdf, page: Dictionary) -> None:
        look = pdf.make_stream(f"BT /F 10 Tf 0 5 Td ({words}) Tj ET".encode())
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        look.BBox, look.Resources = Array([0, 0, 400, 20]), Dictionary(Font=Dictionary(F=font))
        shown = Dictionary(On=look, Off=pdf.make_stream(b"")) if states else look
        rect = Array([72, top - 20, 472, top])
        note = Dictionary({"/Rect": rect, **{f"/{key}": value for key, value in more.items()}})
        note.Type, note.Subtype, note.AP = Name.Annot, Name(f"/{kind}"), Dictionary(N=shown)
        page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(note)])

    return prepare


@pytest.mark.parametrize(
    "prepare",
    [
        drawing(SILENCE),
        drawing(SILENCE, kind="FreeText", Contents="Please sign here."),
        drawing(SILENCE, kind="Widget", FT=Name.Tx, T="a", V="Please sign here."),
        drawing(SILENCE, kind="Widget", FT=Name.Btn, T="a", AS=Name.On, states=True),
        drawing(SILENCE, Rect=Array([])),
        drawing(SILENCE, F=2),
    ],
)
def test_what_a_note_draws_is_read(prepare: Prepare) -> None:
    assert ("annotation", SILENCE) in beside(read(prepare))


def test_what_is_drawn_in_pieces_is_read_from_the_top_to_the_end() -> None:
    pieces = (drawing("about it.", top=100), drawing("tell any person", top=200), drawing("You shall not", top=300))
    assert beside(read(*pieces)) == [("annotation", SILENCE)]


@pytest.mark.parametrize(
    "prepare", [drawing("DRAFT COPY"), drawing(AFTER), drawing(GAG), drawing(SILENCE, AS=Name.Off, states=True)]
)
def test_what_a_note_draws_is_left_out_where_it_says_nothing(prepare: Prepare) -> None:
    assert beside(read(prepare)) == []


def test_what_a_note_holds_and_draws_is_read_once() -> None:
    assert beside(read(drawing(SILENCE, kind="FreeText", Contents=SILENCE))) == [("annotation", SILENCE)]
