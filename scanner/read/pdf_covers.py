"""What on a page lies under or over its words and could keep them from the eye: fills, pictures, shadings, notes."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from scanner.read.colours import RGB
from scanner.read.pdf_objects import IMAGE, PATH, TEXT, Drawn, Probe, Rect, area, common, meets

_SCAN = 0.5  # of the page: pictures that cover more are the page itself
_THIN = 2.0  # points: a rule hides nothing, ...
_MANY = 8  # ... but so many of them over the same words do
_BAND = 36.0  # points: covers are kept by the strips of the page that they reach into
_MOST_BANDS = 400  # strips of a very tall page
GLASS = 0.05  # opacity: with less of it nothing hides, and nothing shows
_NO_COVER = {  # notes that draw nothing, or lines
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
}


class _Cover(NamedTuple):
    order: int  # what is drawn later has more
    box: Rect
    tone: RGB | None  # None for a picture, a pattern or anything else that has no one colour
    thin: bool = False


class Covers:
    """The covers of a page, found by place.  Rectangles are in page space."""

    def __init__(self, page: Any, probe: Probe, things: Sequence[Drawn], frame: Rect) -> None:
        self._bands: dict[int, list[_Cover]] = defaultdict(list)
        self._step = max(_BAND, (frame[3] - frame[1]) / _MOST_BANDS)
        pictures = sum(area(common(thing.box, frame)) for thing in things if thing.kind == IMAGE)
        self.scan = pictures >= _SCAN * area(frame)
        for cover in (*_drawn(probe, things, scan=self.scan), *_notes(page, len(things))):
            box = common(cover.box, frame)
            if area(box) > 0:
                for band in self._reach(box):
                    self._bands[band].append(cover._replace(thin=min(box[2] - box[0], box[3] - box[1]) < _THIN))

    def under(self, box: Rect, order: int) -> set[RGB | None]:
        """The colours of what lies under something that is drawn as number `order`."""
        return {cover.tone for cover in self._at(box) if cover.order < order and not cover.thin}

    def over(self, box: Rect, order: int) -> bool:
        """Something lies over it."""
        over = [cover for cover in self._at(box) if cover.order > order]
        return len(over) >= _MANY or any(not cover.thin for cover in over)

    def _at(self, box: Rect) -> Iterator[_Cover]:
        if not self._bands:
            return
        box = box[0] - 0.1, box[1] - 0.1, box[2] + 0.1, box[3] + 0.1
        for band in self._reach(box):
            for cover in self._bands.get(band, ()):
                if meets(cover.box, box):
                    yield cover

    def _reach(self, box: Rect) -> range:
        return range(int(box[1] // self._step), int(box[3] // self._step) + 1)


def _drawn(probe: Probe, things: Sequence[Drawn], *, scan: bool) -> Iterator[_Cover]:
    """Not the pictures of a scan: some programs put the words that can be searched under them."""
    for order, thing in enumerate(things):
        if thing.kind == PATH:
            yield from _painted(probe, order, thing)
        elif thing.kind != TEXT and not (scan and thing.kind == IMAGE):
            yield _Cover(order, thing.box, None)


def _painted(probe: Probe, order: int, path: Drawn) -> Iterator[_Cover]:
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke))
    pdfium.FPDFPageObj_GetStrokeWidth(path.raw, ctypes.byref(width))
    if not fill.value and not (stroke.value and width.value > _THIN):
        return
    tone, opacity = probe.ink(path.raw, stroke=not fill.value)
    if opacity >= GLASS:
        yield _Cover(order, path.box, tone if opacity == 1 else None)


def _notes(page: Any, order: int) -> Iterator[_Cover]:
    """Annotations: they are drawn last of all."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        rect = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetSubtype(note) not in _NO_COVER and pdfium.FPDFAnnot_GetRect(note, ctypes.byref(rect)):
            yield _Cover(order, (rect.left, rect.bottom, rect.right, rect.top), None)
        pdfium.FPDFPage_CloseAnnot(note)
