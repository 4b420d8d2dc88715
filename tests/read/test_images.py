"""Photos and scans that come as pictures: every format, pages in order, and what is refused."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from scanner.errors import Damaged, Empty, TooLarge, Unsupported
from scanner.model import Document, Unread
from scanner.read import bundle, read_photos
from scanner.read.eml import read_eml
from scanner.read.images import read_images
from scanner.read.images import read_photos as read_photos_here
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.ocr import eyes, rapid
from tests.read.pdf_maker import lines_pdf
from tests.read.scan_maker import encoded, pictures
from tests.read.test_eml import mail

GAG = "The Employee shall not disclose to any person the facts of the case."
MORE = "The Company will pay twelve thousand dollars in the month of May."


@pytest.fixture(autouse=True)
def only_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faster engine, since all pictures here are clean."""
    monkeypatch.setattr(rapid, "present", lambda: False)


@cache
def page(*words: str) -> Image.Image:
    """The upper part of a page, so that it is read in no time."""
    return pictures(lines_pdf([words or (GAG, MORE)]), 150)[0].crop((0, 0, 1275, 400))


def read(data: bytes) -> Document:
    return read_images(data, "photo", DEFAULT_LIMITS)


def folded(document: Document) -> str:
    return " ".join(document.text.split())


@pytest.mark.parametrize(
    ("form", "kind"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp"), ("TIFF", "tiff"), ("BMP", "bmp")]
)
def test_formats(form: str, kind: str) -> None:
    document = read(encoded(page(), form))
    assert document.format == kind
    assert folded(document) == f"{GAG} {MORE}"
    assert document.ocr_pages == (1,) and document.page_count == 1 and document.unread == ()


def test_heic() -> None:
    out = io.BytesIO()
    pillow_heif.from_pillow(page().convert("RGB")).save(out, quality=80)
    document = read(out.getvalue())
    assert document.format == "heic" and folded(document) == f"{GAG} {MORE}"


def test_heic_without_its_reader_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.read.images.find_spec", lambda name: None)
    with pytest.raises(Unsupported) as caught:
        read(b"\0\0\0\x18ftypheic" + bytes(100))
    assert caught.value.kind == "heic" and "JPG" in caught.value.sentence


def test_a_photo_is_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown turned clockwise by a quarter
    document = read(encoded(page().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif))
    assert folded(document) == f"{GAG} {MORE}"
    assert document.pages[0].width > document.pages[0].height


def test_see_through_paper_is_white() -> None:
    ink = page().point(lambda grey: 255 - grey)
    drawn = Image.merge("RGBA", [Image.new("L", ink.size, 0)] * 3 + [ink])
    assert folded(read(encoded(drawn, "PNG"))) == f"{GAG} {MORE}"


def test_a_fax_of_several_pages() -> None:
    document = read(encoded(page(GAG).convert("1"), "TIFF", save_all=True, append_images=[page(MORE).convert("1")]))
    assert [document.text[p.start : p.end] for p in document.pages] == [GAG, MORE]
    assert document.ocr_pages == (1, 2)


def test_photos_keep_their_order() -> None:
    told: list[tuple[int, int]] = []
    photos = [encoded(page(words), "PNG") for words in (GAG, MORE)]
    document = read_photos_here(photos, "", DEFAULT_LIMITS, lambda *at: told.append(at))
    assert [(line.page, document.text[line.start : line.end]) for line in document.scanned] == [(1, GAG), (2, MORE)]
    assert told == [(1, 2), (2, 2)]


def test_photos_are_read_in_a_worker() -> None:
    document = read_photos([encoded(page(words), "PNG") for words in (MORE, GAG)], "paper")
    assert folded(document) == f"{MORE} {GAG}"
    assert document.name == "paper" and document.format == "png" and document.page_count == 2
    assert bundle([b"a"]) == bundle([b"a"])  # the same photos are the same paper


def test_pictures_without_words() -> None:
    assert read(encoded(Image.new("L", (800, 800), 250), "PNG")).unread == ()  # an empty page
    noise = Image.effect_noise((400, 400), 90)
    assert read(encoded(noise, "PNG")).unread == (Unread("image", page=1),)


def test_a_few_words_on_an_empty_page() -> None:
    paper = Image.new("L", (1700, 2200), 250)
    paper.paste(pictures(lines_pdf([["I shall not speak."]]))[0].crop((180, 130, 700, 230)), (600, 900))
    assert folded(read(encoded(paper, "PNG"))) == "I shall not speak."


def test_a_photo_that_comes_with_a_mail_is_read() -> None:
    message = mail("Please sign.")
    message.add_attachment(encoded(page(GAG), "JPEG"), maintype="image", subtype="jpeg", filename="page.jpg")
    document = read_eml(message.as_bytes(), "", DEFAULT_LIMITS)
    assert document.text.endswith(GAG) and document.unread == ()
    [line] = document.scanned
    assert document.text[line.start : line.end] == GAG


def test_without_an_engine_the_pages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eyes, "present", lambda: False)
    document = read(encoded(page(), "PNG"))
    assert document.unread == (Unread("image", page=1),) and document.text == "" and document.page_count == 1


@pytest.mark.parametrize("kind", ["uint16", "int32", "float32"])
def test_scans_of_finer_steps(kind: str) -> None:
    steps = {"uint16": 65535, "int32": 2**31 - 1, "float32": 1}[kind]
    finer = Image.fromarray((np.asarray(page()) / 255.0 * steps).astype(kind))
    assert folded(read(encoded(finer, "TIFF"))) == f"{GAG} {MORE}"


@pytest.mark.parametrize("mode", ["CMYK", "LAB", "P"])
def test_colours(mode: str) -> None:
    assert folded(read(encoded(page().convert("RGB").convert(mode), "TIFF"))) == f"{GAG} {MORE}"


@pytest.mark.parametrize("size", [(1, 1), (1200, 1600)])
def test_a_black_page_is_not_empty(size: tuple[int, int]) -> None:
    assert read(encoded(Image.new("L", size, 0), "PNG")).unread == (Unread("image", page=1),)


def test_a_broken_photo_takes_nothing_from_the_others() -> None:
    whole, bomb = encoded(page(), "JPEG"), encoded(Image.new("1", (12_000, 12_000)), "PNG")
    document = read_photos_here([whole[: len(whole) // 2], whole, bomb], "", DEFAULT_LIMITS)
    assert folded(document) == f"{GAG} {MORE}" and document.ocr_pages == (2,)
    assert document.unread == (Unread("damaged", page=1), Unread("limit", page=3))


def test_broken_and_enormous_pictures() -> None:
    whole = encoded(page(), "PNG")
    for data in (whole[: len(whole) // 2], whole[:40], b"\xff\xd8\xff\xe0" + bytes(50)):
        with pytest.raises(Damaged):
            read(data)
    bomb = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(bomb) < 200_000
    with pytest.raises(TooLarge):
        read(bomb)
    with pytest.raises(Empty):
        read_photos_here([], "", DEFAULT_LIMITS)
