"""Odd PDF files: what can be read is read in full, and what cannot is named, never passed over."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from scanner.errors import Damaged, Encrypted
from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.ocr import eyes
from scanner.read.pdf import read_pdf
from scanner.read.pdf_boxes import find_boxes
from tests.read.pdf_fonts import by_drawing, by_number
from tests.read.pdf_maker import lines_pdf, saved
from tests.read.pdf_odd import PLAIN, drawn_by_itself, readable, written
from tests.read.pdf_traps import AFTER, BEFORE, GAG, page_of, text

READABLE = readable()
LINES = ["The Employee shall not disclose to any person", "the facts that led to the Complaint."]
LOST = Unread("damaged", page=1)


def read(data: bytes) -> Document:
    return read_pdf(data, "paper.pdf", DEFAULT_LIMITS)


def folded(document: Document) -> str:
    return " ".join(document.text.split())


@pytest.mark.parametrize("name", READABLE)
def test_every_word_is_read(name: str) -> None:
    document = read(READABLE[name])
    for sentence in (BEFORE, GAG, AFTER):
        assert sentence in folded(document)
    assert not document.unread
    assert not [block for block in document.blocks if block.hidden]


@pytest.mark.parametrize(
    "name", [name for name in READABLE if name.startswith(("a box", "a crop", "another", "turned"))]
)
def test_boxes_are_on_the_page_where_its_ink_is(name: str) -> None:
    document = read(READABLE[name])
    start = document.text.index("Employee")
    [[box]] = find_boxes(READABLE[name], document, [(start, start + len(GAG))])
    with pypdfium2.PdfDocument(READABLE[name]) as pdf:
        page = pdf[0]
        assert (document.pages[0].width, document.pages[0].height) == page.get_size()
        image = page.render(scale=1).to_pil().convert("L")
    inside = image.crop(tuple(round(edge) for edge in box[1:]))
    across = max(inside.size) / min(inside.size)
    assert 20 < across < 60, "a line of that sentence is so much longer than it is high"
    assert inside.getextrema()[0] < 128


def test_a_page_that_shows_nothing_has_all_of_its_words_marked() -> None:
    nowhere = page_of(text(), lambda pdf, page: page.__setitem__("/CropBox", Array([5000, 5000, 6000, 6000])))
    document = read(nowhere)
    assert GAG in folded(document) and {block.hidden for block in document.blocks} == {"off_page"}


def test_a_form_that_draws_itself_is_read_once_and_named() -> None:
    document = read(drawn_by_itself())
    assert folded(document).count(GAG) == 1 and document.unread == (Unread("limit", page=1),)


def test_a_collection_of_files_is_read() -> None:
    assert "The rider is short." in read(READABLE["a collection of files"]).text


def test_what_a_program_says_is_not_read() -> None:
    assert "app.alert" not in read(READABLE["a program inside"]).text


# --- fonts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [by_number(LINES), by_drawing(LINES, named=False, says=True)], ids=["numbers", "drawings"]
)
def test_a_font_that_says_its_letters(data: bytes) -> None:
    document = read(data)
    assert folded(document) == " ".join(LINES) and not document.unread


@pytest.mark.parametrize(
    "data", [by_number(LINES, says=False), by_drawing(LINES, named=False)], ids=["numbers", "drawings"]
)
def test_a_font_that_does_not_is_named(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eyes, "present", lambda: False)
    assert read(data).unread == (Unread("font", page=1),)


def test_lines_that_run_down_the_page() -> None:
    assert sorted(read(by_number(LINES, vertical=True)).text.split()) == sorted(" ".join(LINES).split())


def test_lines_that_run_from_right_to_left() -> None:
    lines = ["העובד לא יגלה לאיש", "את העובדות האלה"]
    assert folded(read(by_number([line[::-1] for line in lines]))) == " ".join(lines)


# --- what is lost -----------------------------------------------------------------------------------------


def packed(change: Callable[[bytes], bytes]) -> bytes:
    """Two pages, the first of which is packed and then changed."""
    with pikepdf.open(io.BytesIO(lines_pdf([[BEFORE] * 30, [AFTER]]))) as pdf:
        page = pdf.pages[0].obj
        content = Stream(pdf, change(zlib.compress(page.Contents.read_bytes())))
        content.Filter = Name.FlateDecode
        page.Contents = pdf.make_indirect(content)
        return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def flipped(part: float) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        at = int(len(data) * part)
        return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]

    return change


@pytest.mark.parametrize(
    "change",
    [flipped(0), flipped(0.5), flipped(0.97), lambda data: data[: len(data) // 2]],
    ids=["head", "middle", "end", "cut"],
)
def test_a_page_that_cannot_be_unpacked_is_named(change: Callable[[bytes], bytes]) -> None:
    document = read(packed(change))
    assert document.unread == (LOST,)
    assert AFTER in folded(document)


@pytest.mark.parametrize("change", [lambda data: data, lambda data: data[:-4], lambda data: data + b"\n\n"])
def test_a_page_that_can_be_is_not(change: Callable[[bytes], bytes]) -> None:
    assert not read(packed(change)).unread


def test_a_form_that_cannot_be_unpacked_is_named() -> None:
    def prepare(pdf: Pdf, page: Dictionary) -> None:
        form = Stream(pdf, b"no such thing", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 700])
        form.Filter = Array([Name.FlateDecode])
        page.Resources.XObject.X = pdf.make_indirect(form)

    with pikepdf.open(io.BytesIO(page_of(text() + " /X Do"))) as pdf:
        prepare(pdf, pdf.pages[0].obj)
        data = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    document = read(data)
    assert document.unread == (LOST,) and GAG in document.text


HAND = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length 60 >> stream\nBT /F 10 Tf 72 700 Td (They parted in June, all of them.) Tj ET\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
]


def by_hand(old: bytes = b"", new: bytes = b"") -> bytes:
    return written([each.replace(old, new) for each in HAND])


@pytest.mark.parametrize("contents", [b"9 0 R", b"7", b"[]", b"[9 0 R]", b"(words)"])
def test_contents_that_are_none(contents: bytes) -> None:
    lost = () if contents == b"[]" else (LOST,)
    assert read(by_hand(b"4 0 R", contents)).unread == lost


@pytest.mark.parametrize("count", [b"0", b"-5", b"2000000000", b"(one)", b"1.0"])
def test_a_wrong_number_of_pages_changes_nothing(count: bytes) -> None:
    document = read(by_hand(b"/Count 1", b"/Count " + count))
    assert document.page_count == 1 and "June" in document.text and not document.unread


def test_a_number_of_pages_that_leaves_out_the_last_hides_none() -> None:
    document = read(by_hand(b"[3 0 R]", b"[3 0 R 3 0 R]"))
    assert document.page_count == 2 and document.text.count("June") == 2


@pytest.mark.parametrize("kids", [b"[3 0 R 2 0 R] /Count 2", b"[3 0 R 99 0 R] /Count 2", b"[3 0 R] /Count 2"])
def test_a_page_that_is_not_there_is_named(kids: bytes) -> None:
    document = read(by_hand(b"[3 0 R] /Count 1", kids))
    assert "June" in document.text and Unread("damaged", page=2) in document.unread


@pytest.mark.parametrize(
    ("old", "new"), [(b"/Pages 2 0 R", b""), (b"/Type /Catalog /Pages 2 0 R", b""), (b"3 0 R", b"")]
)
def test_no_page_at_all_is_damage(old: bytes, new: bytes) -> None:
    with pytest.raises(Damaged):
        read(by_hand(old, new))


def test_a_lock_that_nobody_knows() -> None:
    lock = b"/Root 1 0 R /Encrypt << /Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5 >>"
    with pytest.raises(Encrypted):
        read(by_hand().replace(b"/Root 1 0 R", lock))


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_a_password_of_every_kind(revision: int) -> None:
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf, pytest.raises(Encrypted):
        modern = revision > 3
        kind = pikepdf.Encryption(owner="a", user="b", R=revision, aes=modern, metadata=modern)  # type: ignore[arg-type]
        read(saved(pdf, encryption=kind))
