"""Words of a PDF that an eye would miss, and how they are hidden.

What each text object says of itself decides most cases for next to nothing.  Where something else on the page could
hide it, the page is drawn with and without these words: what changes nothing cannot be seen, whatever the trick.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.colours import RGB, WHITE, disguise, mix
from scanner.read.legible import NARROW, TINY
from scanner.read.pdf_covers import Covers
from scanner.read.pdf_objects import TEXT, Drawn, Rect, clip_of, holds, is_marked, meets, size_of
from scanner.read.pdf_sight import Sight
from scanner.read.pdf_text import PdfText, View

FEWEST = 3  # letters or digits: fewer say nothing, and dots and dashes fool a look at the page
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_GLASS = 0.05  # opacity under which nothing shows
_LARGE = 24.0  # points: letters of this size are read in very pale grey, as a watermark is
_NOTHING = 12  # of 255: a change of grey that no eye sees
_PLAIN = 60  # a change of grey that every eye sees, whatever the colours are called
_DARK = 64  # a grey that hides what is under it as a black bar does
_WORD_GAP = 1.2  # times the size of the letters: wider than a space between words
_EDGE = 2.0  # points that letters may reach over the edge of a page or clip

Hidden = list[tuple[int, int, str]]  # from and to which character, and the kind


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A text object that is hidden in a known way, or that has to be looked at."""

    thing: Drawn
    order: int
    size: float
    colour: RGB | None
    opacity: float
    clip: Rect | None = None
    sure: str | None = None
    veiled: bool = False


def find_hidden(
    page: Any, text: PdfText, things: Sequence[Drawn], view: View, *, layers: bool, shrunk: Sequence[Drawn]
) -> Hidden:
    """The stretches of `text.text` that cannot be seen, in order.

    `things` is all that the page draws, `shrunk` what of it was drawn with no size; `layers` says that parts of the
    document can be switched off.  The page must not be used afterwards to draw it.
    """
    frame = text.frame
    covers = Covers(page, things, frame)
    suspects: dict[int, _Suspect] = {}
    for order, thing in enumerate(things):
        if thing.kind == TEXT and (found := _suspect(thing, order, covers, frame, layers)) is not None:
            suspects[_address(thing.raw)] = found
    for thing in shrunk:
        suspects[_address(thing.raw)] = _Suspect(thing, 0, 0.0, None, 1.0, sure="tiny")
    if not suspects:
        return []
    return _stretches(text, _Judge(page, view, frame, covers, suspects).kinds(text))


def _suspect(thing: Drawn, order: int, covers: Covers, frame: Rect, layers: bool) -> _Suspect | None:
    size, width = size_of(thing)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing.raw)
    clip = clip_of(thing)
    colour, opacity = _ink(thing.raw, mode)

    def suspect(sure: str | None = None, veiled: bool = False) -> _Suspect:
        return _Suspect(thing, order, size, colour, opacity, clip, sure, veiled)

    low = min(thing.box[2] - thing.box[0], thing.box[3] - thing.box[1])
    if (size < TINY and low < TINY) or width * 100 < size * NARROW:
        return suspect("tiny")
    if not meets(thing.box, frame):
        return suspect("off_page")
    if mode in _UNSEEN_MODES:
        if covers.scan:  # the text layer of a scan
            return None
        return suspect("invisible")
    if opacity < _GLASS:
        return suspect("transparent")
    if thing.veiled or opacity < 1 or pdfium.FPDFPageObj_HasTransparency(thing.raw):
        return suspect(veiled=True)
    if clip is not None and not _inside(thing.box, clip):
        return suspect(None if meets(thing.box, clip) else "clipped")
    pale = _disguise(colour, WHITE)
    if pale and size < _LARGE and not covers.under(thing.box, order):
        return suspect(pale)
    if (
        pale
        or not _inside(thing.box, frame)
        or (layers and (thing.depth or is_marked(thing.raw)))
        or covers.over(thing.box, order)
        or any(tone is None or _disguise(colour, tone) for tone in covers.under(thing.box, order))
    ):
        return suspect()
    return None


class _Judge:
    """Decides letter by letter."""

    def __init__(self, page: Any, view: View, frame: Rect, covers: Covers, suspects: dict[int, _Suspect]) -> None:
        self._view, self._frame, self._covers, self._suspects = view, frame, covers, suspects
        doubtful = [each for each in suspects.values() if each.sure is None]
        self._sight = Sight(page, [each.thing for each in doubtful]) if doubtful else None
        self._open = {_address(each.thing.raw) for each in doubtful if not self._is_doubtful(each)}

    def kinds(self, text: PdfText) -> Iterator[str | None]:
        """For each character of the page how it is hidden, or None."""
        for index, char in enumerate(text.numbers()):
            address = _address(text.thing(char))
            suspect = self._suspects.get(address)
            if suspect is None or address in self._open or text.text[index].isspace():
                yield None
            elif suspect.sure:
                yield suspect.sure
            else:
                yield self._kind(suspect, text.tight_of(char))

    def _is_doubtful(self, suspect: _Suspect) -> bool:
        """Some of an object may be unseen, so that its letters have to be looked at one by one."""
        assert self._sight is not None
        box = self._view.rect(*suspect.thing.box)
        if suspect.veiled or box[3] - box[1] > box[2] - box[0]:
            return True
        gap = self._sight.widest_gap(box)
        return gap > _WORD_GAP * suspect.size or any(
            _shade(suspect, grey) is not None for grey in self._sight.grounds(box)
        )

    def _kind(self, suspect: _Suspect, box: Rect) -> str | None:
        assert self._sight is not None
        rect = self._view.rect(*box)
        change = self._sight.strongest(rect)
        greys = self._sight.grounds(rect)
        ground = sorted(greys)[len(greys) // 2] if greys else 255
        shade = _shade(suspect, ground)
        if change >= (_PLAIN if shade else _NOTHING):
            return None
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if self._covers.over((x, y, x, y), suspect.order):
            return "redacted" if ground < _DARK else "covered"
        if not holds(self._frame, x, y):
            return "off_page"
        if suspect.clip is not None and not holds(suspect.clip, x, y):
            return "clipped"
        if shade:
            return shade
        return "transparent" if suspect.veiled and suspect.opacity < 1 else "layer"


def _shade(suspect: _Suspect, grey: int) -> str | None:
    """How letters of this colour are hidden on a grey ground; large ones show even in a very pale grey."""
    if suspect.size >= _LARGE or suspect.colour is None:
        return None
    ground = (grey, grey, grey)
    return _disguise(mix(suspect.colour, ground, suspect.opacity), ground)


@lru_cache(maxsize=4096)
def _disguise(letters: RGB | None, ground: RGB | None) -> str | None:
    return disguise(letters, ground)


def _ink(raw: Any, mode: int) -> tuple[RGB | None, float]:
    """The colour of letters and how opaque they are."""
    get = pdfium.FPDFPageObj_GetStrokeColor if mode in _STROKED else pdfium.FPDFPageObj_GetFillColor
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(raw, *map(ctypes.byref, (red, green, blue, alpha))):
        return None, 1.0
    return (red.value, green.value, blue.value), alpha.value / 255


def _inside(box: Rect, outer: Rect) -> bool:
    return (
        box[0] >= outer[0] - _EDGE
        and box[1] >= outer[1] - _EDGE
        and box[2] <= outer[2] + _EDGE
        and box[3] <= outer[3] + _EDGE
    )


def _stretches(text: PdfText, kinds: Iterator[str | None]) -> Hidden:
    """Hidden characters put together over the white space between them; a stretch of few letters is left out."""
    found: Hidden = []
    for kind, group in groupby(
        ((index, kind) for index, kind in enumerate(kinds) if kind or not text.text[index].isspace()),
        key=lambda each: each[1],
    ):
        indexes = [index for index, _ in group]
        letters = sum(text.text[index].isalnum() for index in indexes)
        if kind is not None and letters >= FEWEST:
            found.append((indexes[0], indexes[-1] + 1, kind))
    return found


def _address(raw: Any) -> int:
    return ctypes.cast(raw, ctypes.c_void_p).value or 0
