"""Pages that show words which are not among their characters, so that no reader of characters finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.pdf_page import OpenPage
from scanner.read.pdf_tables import bounds

_FEW_LETTERS = 25  # a page number, a stamp
_SOME_LETTERS = 400  # a page of a paper has more, so a picture over half of the page holds the rest
_SMALL_PICTURE = 0.05  # of the page
_LARGE_PICTURE = 0.5
_MANY_PATHS = 100  # letters drawn as outlines
_DEEPEST_FORM = 5
_SAMPLES = 40  # lines, one character of which is asked whether its font says which letter it is


def why_unread(page: OpenPage) -> str | None:
    """`font` if the letters are not what the page shows, `image` if its words are in a picture, else None."""
    if _has_nameless_letters(page):
        return "font"
    return "image" if _is_picture(page) else None


def _has_nameless_letters(page: OpenPage) -> bool:
    """The fonts do not say which letters they draw, and the characters are a guess."""
    sample = page.lines[:: max(1, len(page.lines) // _SAMPLES)]
    return sum(page.text.is_guessed((line.start + line.end) // 2) for line in sample) > len(sample) / 2


def _is_picture(page: OpenPage) -> bool:
    """The page is a scan or a photo, or its letters are drawn as outlines; a stamp over it may be text."""
    letters = sum(map(str.isalnum, page.text.text[: 4 * _SOME_LETTERS]))
    if letters >= _SOME_LETTERS:
        return False
    pictures = paths = 0.0
    for kind, area in _drawn(page.text.page.raw, 0):
        pictures += area if kind == pdfium.FPDF_PAGEOBJ_IMAGE else 0
        paths += kind == pdfium.FPDF_PAGEOBJ_PATH
    covered = pictures / max(page.width * page.height, 1)
    if letters < _FEW_LETTERS:
        return covered >= _SMALL_PICTURE or paths >= _MANY_PATHS
    return covered >= _LARGE_PICTURE


def _drawn(parent: Any, depth: int) -> Iterator[tuple[int, float]]:
    """Kind and area, in square points, of what the page draws; a picture in a form counts with the form's area."""
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for number in range(count(parent)):
        thing = get(parent, number)
        kind = pdfium.FPDFPageObj_GetType(thing)
        left, bottom, right, top = bounds(thing)
        area = (right - left) * (top - bottom)
        if kind != pdfium.FPDF_PAGEOBJ_FORM or depth == _DEEPEST_FORM:
            yield kind, area
            continue
        inner = [each for each, _ in _drawn(thing, depth + 1)]
        yield from ((each, 0.0) for each in inner)
        yield pdfium.FPDF_PAGEOBJ_IMAGE if pdfium.FPDF_PAGEOBJ_IMAGE in inner else kind, area
