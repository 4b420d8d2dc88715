"""Pages whose words are in a picture, where no reader of characters finds them."""

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


def is_picture(page: OpenPage) -> bool:
    """Whether the page shows words that are not among its characters: scans, photos, letters drawn as outlines."""
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
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = list(_drawn(thing, depth + 1))
            pictured = any(each == pdfium.FPDF_PAGEOBJ_IMAGE for each, _ in inner)
            yield from ((each, 0.0) for each, _ in inner if each != pdfium.FPDF_PAGEOBJ_IMAGE)
            if pictured:
                yield pdfium.FPDF_PAGEOBJ_IMAGE, (right - left) * (top - bottom)
        else:
            yield kind, (right - left) * (top - bottom)
