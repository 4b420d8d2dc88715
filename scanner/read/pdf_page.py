"""One page of a PDF while it is open: what it draws, its lines, and which of them an eye would miss."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.pdf_actual import Claims, false_claims, set_aside
from scanner.read.pdf_covers import Covers
from scanner.read.pdf_hidden import find_hidden
from scanner.read.pdf_objects import Drawn, Probe, Rect
from scanner.read.pdf_shrunk import grow
from scanner.read.pdf_suspects import Scene
from scanner.read.pdf_text import NOWHERE, Line, PdfText, View, lines

_PRECISION = 100  # device units per point when pdfium is asked where a point is shown


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page while it is open."""

    text: PdfText
    lines: list[Line]  # in the order in which the file draws them
    unseen: list[Line]  # those that are hidden, in the same order
    things: list[Drawn]
    upright: View
    shown: View
    width: float  # as shown
    height: float
    cut: bool  # it draws forms in forms without end


@contextmanager
def open_page(pdf: Any, index: int, *, layers: bool) -> Iterator[OpenPage]:
    """Page `index` (from 0) of an open document, parts of which can be switched off if it has `layers`.

    Raises pypdfium2.PdfiumError if pdfium cannot load it, TooMany if it draws more than can be looked at.
    """
    probe = Probe()
    loaded = _load(pdf, index, probe)
    try:
        width, height = loaded.page.get_size()
        shown = upright = view_of(loaded.page, width, height)
        turn = loaded.text.turn()
        if turn != loaded.page.get_rotation():
            # pdfium puts the lines of a page in wrong order when they run downwards as shown.
            loaded.page.set_rotation(turn)
            loaded.close()
            loaded = _load(pdf, index, probe)
            upright = view_of(loaded.page, *loaded.page.get_size())
        text, things = loaded.text, loaded.things
        covers = Covers(loaded.page, probe, things, text.frame)
        hidden = find_hidden(Scene(loaded.page, text, things, covers, probe, upright, layers))
        every = lines(text, upright, hidden)
        seen = [each for each in every if not each.hidden]
        unseen = [each for each in every if each.hidden]
        unseen += [_claimed(words, upright.rect(*things[at].box)) for at, words in loaded.claims.items()]
        yield OpenPage(text, seen, unseen, things, upright, shown, width, height, probe.cut)
    finally:
        loaded.close()


@dataclass(frozen=True, slots=True)
class _Loaded:
    page: Any
    things: list[Drawn]
    claims: Claims
    text: PdfText

    def close(self) -> None:
        self.text.close()
        self.page.close()


def _load(pdf: Any, index: int, probe: Probe) -> _Loaded:
    page = pdf[index]
    things = probe.drawn_on(page)
    claims = false_claims(page, things)
    if claims is not None:
        page.close()
        page = pdf[index]
        things = probe.drawn_on(page)
        set_aside(things, claims)
    grow(probe, things)
    return _Loaded(page, things, claims or {}, PdfText(page))


def _claimed(words: str, box: Rect) -> Line:
    """Words that stand nowhere on the page, at the place of those that do."""
    return Line(NOWHERE, NOWHERE, words, False, *box, hidden="actual_text")


def view_of(page: Any, width: float, height: float) -> View:
    """How pdfium shows a page of that size in points, crop box and rotation applied."""

    def shown(x: float, y: float) -> tuple[float, float]:
        column, row = ctypes.c_int(), ctypes.c_int()
        size = round(width * _PRECISION), round(height * _PRECISION)
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, ctypes.byref(column), ctypes.byref(row))
        return column.value / _PRECISION, row.value / _PRECISION

    reach = 1000.0
    (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(reach, 0), shown(0, reach)
    return View((ax - e) / reach, (ay - f) / reach, (cx - e) / reach, (cy - f) / reach, e, f)
