"""What the words of a page change about how it looks: the page drawn with them and without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.pdf_objects import Drawn, Rect

_LARGEST = 1600  # pixels of the longer side; a page of usual size has one pixel a point


class Sight:
    """A page in greys, twice.  Rectangles are in points from the top left of the page as it is held now."""

    def __init__(self, page: Any, words: Iterable[Drawn]) -> None:
        self._scale: float = min(1.0, _LARGEST / max(page.get_size()))
        self._with, self._stride, self._size = self._picture(page)
        for each in words:
            pdfium.FPDFPageObj_SetIsActive(each.raw, False)
        self._without, _, _ = self._picture(page)

    def widest_gap(self, box: Rect) -> float:
        """Points across the box, in one go, where the words change nothing at all."""
        columns = 0
        for start, end in self._rows(box):
            columns |= int.from_bytes(self._with[start:end]) ^ int.from_bytes(self._without[start:end])
        x0, _, x1, _ = self._pixels(box)
        seen = columns.to_bytes(max(x1 - x0, 0))
        widest = max((len(gap) for gap in re.findall(rb"\0+", seen)), default=0)
        return widest / self._scale

    def shows(self, box: Rect, least: int) -> bool:
        """Some grey in the box changes by at least so much (1 to 255)."""
        return any(
            abs(a - b) >= least
            for start, end in self._rows(box)
            for a, b in zip(self._with[start:end], self._without[start:end], strict=True)
        )

    def grounds(self, box: Rect) -> set[int]:
        """The greys behind the words, along the middle of the box."""
        x0, y0, x1, y1 = box
        middle = (y0 + y1) / 2
        return {grey for start, end in self._rows((x0, middle, x1, middle)) for grey in self._without[start:end]}

    def _rows(self, box: Rect) -> Iterable[tuple[int, int]]:
        x0, y0, x1, y1 = self._pixels(box)
        return ((row * self._stride + x0, row * self._stride + x1) for row in range(y0, y1))

    def _pixels(self, box: Rect) -> tuple[int, int, int, int]:
        """The whole pixels that a box touches, kept to the page."""
        width, height = self._size
        x0, y0 = (max(int(edge * self._scale), 0) for edge in box[:2])
        x1, y1 = (int(edge * self._scale) + 1 for edge in box[2:])
        return x0, y0, max(min(x1, width), x0), max(min(y1, height), y0)

    def _picture(self, page: Any) -> tuple[bytes, int, tuple[int, int]]:
        bitmap = page.render(scale=self._scale, grayscale=True, may_draw_forms=False)
        try:
            return bytes(bitmap.buffer), bitmap.stride, (bitmap.width, bitmap.height)
        finally:
            bitmap.close()
