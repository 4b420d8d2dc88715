"""Mail of Outlook and objects of old office programs: what lies in a compound file."""

from __future__ import annotations

import struct

import pytest

from scanner.errors import Damaged, Encrypted, ScanError, Unsupported
from scanner.model import Document, Unread
from scanner.read import read as read_anything
from scanner.read.compound import Compound
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.msg import read_msg
from scanner.read.ole import read_ole
from scanner.read.richtext.packed import unpacked
from tests.read.compound_maker import Path, compound
from tests.read.docx_maker import GAG, Maker, docx, p, plain

MARK = {("__properties_version1.0",): bytes(32)}


def text(number: str, words: str, *folder: str) -> dict[Path, bytes]:
    return {(*folder, f"__substg1.0_{number}001F"): words.encode("utf-16-le")}


def binary(number: str, data: bytes, *folder: str) -> dict[Path, bytes]:
    return {(*folder, f"__substg1.0_{number}0102"): data}


def read(streams: dict[Path, bytes]) -> Document:
    return read_msg(compound(MARK | streams), "x.msg", DEFAULT_LIMITS)


def blocks(document: Document) -> list[tuple[str, str, str | None]]:
    return [(document.text[b.start : b.end], b.part, b.hidden) for b in document.blocks]


def test_head_and_words() -> None:
    said = text("0C1A", "Counsel") | text("0037", "Your agreement") | text("1000", f"Dear Jane,\r\n\r\n{GAG}\r\n")
    assert blocks(read(said)) == [
        ("From: Counsel", "header", None),
        ("Subject: Your agreement", "header", None),
        ("Dear Jane,", "body", None),
        (GAG, "body", None),
    ]


def test_words_beside_the_page_that_is_shown_are_hidden() -> None:
    page = b"<html><p>Please sign.</p><p style='font-size:0'>Or else you will be sued.</p></html>"
    said = binary("1013", page) | text("1000", f"Please sign.\r\n\r\n{GAG}")
    assert blocks(read(said)) == [
        ("Please sign.", "body", None),
        ("Or else you will be sued.", "body", "tiny"),
        (GAG, "body", "hidden"),
    ]


PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


def test_rich_text_as_outlook_packs_it() -> None:
    """The example that the description of the format gives."""
    assert unpacked(PACKED, DEFAULT_LIMITS) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert [words for words, _, _ in blocks(read(binary("1009", PACKED)))] == ["hello world"]


def test_rich_text_that_goes_round_and_round() -> None:
    packed = b"\0\0\0\0\x14\0\0\0LZFu\0\0\0\0" + b"\x06WXA\x0d0\xd2\xaa"
    assert len(unpacked(packed, DEFAULT_LIMITS)) <= 20


def test_attachments() -> None:
    folder = "__attach_version1.0_#00000000"
    said = text("1000", "x") | binary("3701", docx(plain(GAG)), folder) | text("3707", "deed.docx", folder)
    document = read(said)
    assert blocks(document)[-1] == (GAG, "attachment", None)
    assert document.blocks[-1].file == "deed.docx"
    broken = read(text("1000", "x") | binary("3701", b"\0\1\2" * 99, folder) | text("3707", "film.xyz", folder))
    assert broken.unread == (Unread("unsupported", part="film.xyz"),)


def test_mail_in_a_mail() -> None:
    folder = ("__attach_version1.0_#00000000", "__substg1.0_3701000D")
    inner = {(*folder, "__attach_version1.0_#00000000", "__substg1.0_37010102"): GAG.encode()}
    document = read(text("1000", "x") | text("0037", "Within", *folder) | text("1000", "Inner words.", *folder) | inner)
    assert [(words, part) for words, part, _ in blocks(document)] == [
        ("x", "body"),
        ("Subject: Within", "attachment"),
        ("Inner words.", "attachment"),
        (GAG, "attachment"),
    ]


def test_told_by_what_stands_at_the_top() -> None:
    """A mail with an old Word file attached is a mail, and one with a locked file is not locked."""
    folder = "__attach_version1.0_#00000000"
    old = compound({("WordDocument",): b"x" * 5000})
    locked = compound({("EncryptedPackage",): b"x" * 5000})
    for attached, reason in ((old, "unsupported"), (locked, "encrypted")):
        document = read_anything(compound(MARK | text("1000", GAG) | binary("3701", attached, folder)), "a.msg")
        assert document.format == "msg" and GAG in document.text
        assert document.unread == (Unread(reason, part="attachment"),)
    with pytest.raises(Encrypted):
        read_anything(locked)


# --- objects ----------------------------------------------------------------------------------------


def native(data: bytes) -> bytes:
    """A file as the packager of Windows wraps it."""
    inner = (
        b"\x02\0deed.docx\0C:\\deed.docx\0\0\0\x03\0"
        + struct.pack("<I", 4)
        + b"C:\\\0"
        + struct.pack("<I", len(data))
        + data
    )
    return struct.pack("<I", len(inner)) + inner


@pytest.mark.parametrize(
    "streams",
    [
        {("Package",): docx(plain(GAG))},
        {("\x01Ole10Native",): native(docx(plain(GAG)))},
        {("\x01Ole10Native",): native(GAG.encode())},
        {("CONTENTS",): docx(plain(GAG))},
        {("Package",): docx(plain(GAG) * 200)},
    ],
    ids=["package", "packager", "text in a packager", "contents", "large"],
)
def test_paper_in_an_object(streams: dict[Path, bytes]) -> None:
    maker = Maker(plain())
    tie = maker.part("word/embeddings/oleObject1.bin", compound(streams), "oleObject")
    maker.body += p(f'<w:r><w:object><o:OLEObject r:id="{tie}"/></w:object></w:r>')
    document = read_anything(maker.build())
    assert GAG in [document.text[b.start : b.end] for b in document.blocks if b.part == "embedded_file"]
    assert document.unread == ()


def test_object_that_holds_no_paper() -> None:
    with pytest.raises(Unsupported):
        read_ole(compound({("CONTENTS",): b"\0\1\2" * 99}), "", DEFAULT_LIMITS)


# --- compound files ---------------------------------------------------------------------------------


def test_streams_small_and_large() -> None:
    streams = {("a",): b"1" * 10, ("b",): b"2" * 70, ("c", "d"): b"3" * 100_000, ("c", "e"): b"", ("f",): b"4" * 4096}
    opened = Compound(compound(streams))
    assert {path: opened.read(path) for path in opened.streams()} == streams
    assert opened.top() == {"a", "b", "c", "f"}


@pytest.mark.parametrize("at", range(0, 1024, 7))
def test_broken(at: int) -> None:
    data = bytearray(compound(MARK | text("1000", GAG) | binary("1013", b"<p>x</p>" * 900)))
    for value in (0, 255):
        data[at : at + 4] = bytes([value] * 4)
        try:
            read_msg(bytes(data), "", DEFAULT_LIMITS)
        except ScanError as error:
            assert GAG not in str(error)
    with pytest.raises(Damaged):
        read_msg(bytes(data[:100]), "", DEFAULT_LIMITS)
