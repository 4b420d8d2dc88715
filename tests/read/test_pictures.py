"""Pictures of words inside papers of every format: read where they stand, or named."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.readers import reader
from scanner.read.sniff import format_of
from tests.read.docx_maker import GAG, Maker, p, packed, plain
from tests.read.pdf_maker import lines_pdf
from tests.read.scan_maker import encoded, pictures
from tests.read.test_odt import odt
from tests.read.test_odt import p as odt_p
from tests.read.traps.mail import simple
from tests.read.traps.rtf import rtf_file

PICTURE = encoded(pictures(lines_pdf([[GAG]]), 150)[0].crop((0, 0, 1275, 300)), "PNG")
SIDE = 9 * 360_000  # nine centimetres


def word(picture: bytes) -> bytes:
    maker = Maker()
    tie = maker.part("word/media/image1.png", picture, "image")
    drawing = f'<wp:inline><wp:extent cx="{SIDE}" cy="{SIDE}"/><a:graphic><pic:pic><a:blip r:embed="{tie}"/></pic:pic>'
    maker.body = plain() + p(f"<w:r><w:drawing>{drawing}</a:graphic></wp:inline></w:drawing></w:r>")
    return maker.build()


def open_document(picture: bytes) -> bytes:
    frame = '<draw:frame svg:width="9cm" svg:height="9cm"><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
    package = odt(odt_p(f"x{frame}"), {"Pictures/1.png": "@"})
    parts = zipfile.ZipFile(io.BytesIO(package))
    return packed({name: picture if name.endswith("png") else parts.read(name) for name in parts.namelist()})


def rich(picture: bytes) -> bytes:
    return rtf_file(rf"x{{\pict\pngblip\picwgoal5000\pichgoal5000 {picture.hex()}}}")


def page(picture: bytes) -> bytes:
    return f"<html><p>x</p><img src='data:image/png;base64,{base64.b64encode(picture).decode()}'></html>".encode()


def mail(picture: bytes) -> bytes:
    message = simple("<html><p>x</p><img src='cid:one@here'></html>", "html")
    message.add_related(picture, "image", "png", cid="<one@here>")
    return message.as_bytes()


def mail_without_a_page(picture: bytes) -> bytes:
    message = simple("x")
    message.add_attachment(picture, "image", "png", disposition="inline")
    return message.as_bytes()


FORMATS = {"docx": word, "odt": open_document, "rtf": rich, "html": page, "mail": mail}


def read(data: bytes) -> Document:
    return reader(format_of(data, DEFAULT_LIMITS))(data, "", DEFAULT_LIMITS)


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_a_picture(form: str) -> None:
    document = read(FORMATS[form](PICTURE))
    [block] = [block for block in document.blocks if block.part == "picture"]
    assert document.text[block.start : block.end].split() == GAG.split()
    assert document.scanned and document.unread == ()


@pytest.mark.parametrize("form", FORMATS)
def test_without_eyes_a_picture_is_named(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.read.ocr.eyes.present", lambda: False)
    assert read(FORMATS[form](PICTURE)).unread == (Unread("image", part="picture"),)


@pytest.mark.parametrize("form", FORMATS)
def test_a_broken_picture_is_named_and_the_rest_is_read(form: str) -> None:
    document = read(FORMATS[form](PICTURE[:60]))
    assert document.text and document.unread == (Unread("damaged", part="picture"),)


def test_a_picture_that_no_page_shows_is_attached() -> None:
    document = read(mail_without_a_page(PICTURE))
    assert [block.part for block in document.blocks if GAG in " ".join(document.text.split())][-1] == "attachment"
    assert document.unread == ()
