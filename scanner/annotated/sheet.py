"""A page that is given notes: how it is shown, and where on it there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from scanner.annotated.notes import Box
from scanner.annotated.shades import Rect, tag_height, tag_width
from scanner.read.pdf_objects import Probe, TooMany
from scanner.read.pdf_page import view_of
from scanner.read.pdf_text import View

_ROWS = 8  # tried below one another for a number
_MOST = 300  # numbers on a page that are given free places
_SLIM = 1.0  # points that boxes of text may be overlapped at their top and bottom, where they are mostly empty


@dataclass(slots=True)
class Sheet:
    """A page in points from its top left as it is shown."""

    view: View
    width: float
    height: float
    text: list[Rect]  # where words stand
    tags: list[Rect] = field(default_factory=list)  # where numbers of notes do
    shaded: set[Rect] = field(default_factory=set)  # the lines that are marked

    def on_page(self, boxes: Iterable[Box]) -> list[Rect]:
        """What is on the page of these boxes."""
        cut = [(max(x0, 0.0), max(y0, 0.0), min(x1, self.width), min(y1, self.height)) for _, x0, y0, x1, y1 in boxes]
        return [(x0, y0, x1, y1) for x0, y0, x1, y1 in cut if x1 > x0 and y1 > y0]

    def unshaded(self, lines: Iterable[Rect]) -> list[Rect]:
        """Those that no worse finding has shaded: one shade over another would be neither."""
        fresh = [line for line in lines if line not in self.shaded]
        self.shaded.update(fresh)
        return fresh

    def tag(self, line: Rect, number: int) -> Rect:
        """A place for the number of a note: the nearest to the left of the line that is free, if there is any."""
        wide, high = tag_width(number), tag_height()
        rows = (line[1] + row * high for row in range(_ROWS))
        room = len(self.tags) < _MOST
        free = (place for top in rows if room for place in self._free(line[0], top, wide, high))
        left = max(line[0] - wide - 1, 0.0)
        self.tags.append(next(free, (left, line[1], left + wide, line[1] + high)))
        return self.tags[-1]

    def _free(self, before: float, top: float, wide: float, high: float) -> Iterator[Rect]:
        """The free places left of `before` in a row, the nearest first."""
        row = (0.0, top + _SLIM, before, top + high - _SLIM)
        beside = [rect for rect in (*self.text, *self.tags) if _touch(rect, row)]
        for edge in sorted({before, *(rect[0] for rect in beside)}, reverse=True):
            place = (edge - wide - 1, top, edge - 1, top + high)
            slim = (place[0], row[1], place[2], row[3])
            if place[0] >= 0 and place[3] <= self.height and not any(_touch(slim, rect) for rect in beside):
                yield place


def open_sheet(page: Any, boxes: Sequence[Box]) -> Sheet:
    """What has to be known of a page of pdfium, which is closed afterwards.

    `boxes` are where quotes stand on it, which on a picture of a page is all that is known of words.
    """
    with closing(page):
        width, height = page.get_size()
        sheet = Sheet(view_of(page, width, height), width, height, [])
        if boxes:
            sheet.text += [*_text(page, sheet.view), *sheet.on_page(boxes)]
        return sheet


def _text(page: Any, view: View) -> list[Rect]:
    try:
        Probe().drawn_on(page)
    except TooMany:  # nor could pdfium say where its words are
        return []
    with closing(page.get_textpage()) as words:
        return [view.rect(*words.get_rect(index)) for index in range(words.count_rects())]


def _touch(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
