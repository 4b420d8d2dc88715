"""Words of a PDF that an eye would miss, and how they are hidden.

What each text object says of itself decides most cases for next to nothing.  Where something else on the page could
hide it, the page is drawn with and without these words: what changes nothing cannot be seen, whatever the trick.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.colours import RGB, WHITE, disguise, mix
from scanner.read.legible import NARROW, TINY
from scanner.read.pdf_covers import GLASS, Covers
from scanner.read.pdf_objects import TEXT, Drawn, Probe, Rect, address, holds, is_marked, meets
from scanner.read.pdf_sight import Sight
from scanner.read.pdf_text import PdfText, View

FEWEST = 3  # letters or digits: fewer say nothing, and dots and dashes fool a look at the page
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_LARGE = 24.0  # points: letters of this size are read in very pale grey, as a watermark is
_NOTHING = 12  # of 255: a change of grey that no eye sees
_PLAIN = 60  # a change of grey that every eye sees, whatever the colours are called
_DARK = 64  # a grey that hides what is under it as a black bar does
_WORD_GAP = 1.2  # times the size of the letters: wider than a space between words
_EDGE = 2.0  # points that letters may reach over the edge of a page or clip

_WORD = re.compile(r"\S+")
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
    glassy: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A page that words may be hidden on."""

    page: Any
    text: PdfText
    things: Sequence[Drawn]  # all that the page draws
    view: View
    layers: bool  # parts of the document can be switched off


def find_hidden(scene: Scene, probe: Probe) -> Hidden:
    """The stretches of the text that cannot be seen, in order.  The page must not be drawn afterwards."""
    frame = scene.text.frame
    covers = Covers(scene.page, probe, scene.things, frame)
    suspects = [
        suspect
        for order, thing in enumerate(scene.things)
        if thing.kind == TEXT and (suspect := _suspect(thing, order, probe, covers, frame, scene.layers)) is not None
    ]
    if not suspects:
        return []
    judge = _Judge(scene, covers, suspects)
    return _stretches(scene.text.text, list(judge.kinds())) if judge.guilty else []


def _suspect(thing: Drawn, order: int, probe: Probe, covers: Covers, frame: Rect, layers: bool) -> _Suspect | None:
    size, width = thing.size
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing.raw)
    clip = probe.clip(thing)
    colour, opacity = probe.ink(thing.raw, stroke=mode in _STROKED)

    def suspect(sure: str | None = None, glassy: bool = False) -> _Suspect:
        return _Suspect(thing, order, size, colour, opacity, clip, sure, glassy)

    low = min(thing.box[2] - thing.box[0], thing.box[3] - thing.box[1])
    if (size < TINY and low < TINY) or width * 100 < size * NARROW:
        return suspect("tiny")
    if not meets(thing.box, frame):
        return suspect("off_page")
    if mode in _UNSEEN_MODES:
        return None if covers.scan else suspect("invisible")  # a scan has its words behind it, to be searched
    if opacity < GLASS:
        return suspect("transparent")
    if thing.glassy or opacity < 1 or pdfium.FPDFPageObj_HasTransparency(thing.raw):
        return suspect(glassy=True)
    if clip is not None and not _inside(thing.box, clip):
        return suspect(None if meets(thing.box, clip) else "clipped")
    under = covers.under(thing.box, order)
    pale = _disguise(colour, WHITE)
    if pale and size < _LARGE and not under:
        return suspect(pale)
    doubtful = (
        pale
        or not _inside(thing.box, frame)
        or (layers and (thing.depth or is_marked(thing.raw)))
        or covers.over(thing.box, order)
        or any(tone is None or _disguise(colour, tone) for tone in under)
    )
    return suspect() if doubtful else None


class _Judge:
    """Decides letter by letter, where what an object says of itself does not."""

    def __init__(self, scene: Scene, covers: Covers, suspects: Sequence[_Suspect]) -> None:
        self._text, self._view, self._covers = scene.text, scene.view, covers
        doubtful = [each for each in suspects if each.sure is None]
        self._sight = Sight(scene.page, [each.thing for each in doubtful]) if doubtful else None
        self.guilty = {address(each.thing.raw): each for each in suspects if each.sure or self._is_doubtful(each)}

    def kinds(self) -> Iterator[str | None]:
        """For each character of the page how it is hidden, or None."""
        for number in self._text.numbers():
            suspect = self.guilty.get(address(self._text.thing(number)))
            yield (suspect.sure or self._kind(suspect, self._text.tight_of(number))) if suspect else None

    def _is_doubtful(self, suspect: _Suspect) -> bool:
        """Some of an object may be unseen, so that its letters have to be looked at one by one."""
        assert self._sight is not None
        box = self._view.rect(*suspect.thing.box)
        if suspect.glassy or box[3] - box[1] > box[2] - box[0]:
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
        letter = _column(suspect, box)
        if self._covers.over(letter, suspect.order):
            return "redacted" if ground < _DARK else "covered"
        if not holds(self._text.frame, x, y):
            return "off_page"
        if suspect.clip is not None and not _inside(letter, suspect.clip):
            return None if meets(letter, suspect.clip) else "clipped"  # a line that is cut along its length is seen
        if shade:
            return shade
        return "transparent" if suspect.glassy else "layer"


def _shade(suspect: _Suspect, grey: int) -> str | None:
    """How letters of this colour are hidden on a grey ground; large ones show even in a very pale grey."""
    if suspect.size >= _LARGE or suspect.colour is None:
        return None
    ground = (grey, grey, grey)
    return _disguise(mix(suspect.colour, ground, suspect.opacity), ground)


@lru_cache(maxsize=4096)
def _disguise(letters: RGB | None, ground: RGB | None) -> str | None:
    return disguise(letters, ground)


def _column(suspect: _Suspect, letter: Rect) -> Rect:
    """A letter made as high as its line, since some letters reach over an edge and some do not."""
    return letter[0], suspect.thing.box[1], letter[2], suspect.thing.box[3]


def _inside(box: Rect, outer: Rect) -> bool:
    return (
        box[0] >= outer[0] - _EDGE
        and box[1] >= outer[1] - _EDGE
        and box[2] <= outer[2] + _EDGE
        and box[3] <= outer[3] + _EDGE
    )


def _stretches(text: str, kinds: Sequence[str | None]) -> Hidden:
    """Hidden words put together over the white space between them; a stretch of few letters is left out."""
    words = ((*word.span(), _kind_of_word(kinds[word.start() : word.end()])) for word in _WORD.finditer(text))
    found: Hidden = []
    for kind, group in groupby(words, key=lambda word: word[2]):
        stretch = list(group)
        start, end = stretch[0][0], stretch[-1][1]
        if kind is not None and sum(map(str.isalnum, text[start:end])) >= FEWEST:
            found.append((start, end, kind))
    return found


def _kind_of_word(kinds: Sequence[str | None]) -> str | None:
    """How most of the letters of a word are hidden: a word that is cut by an edge can still be read."""
    kind, count = Counter(kinds).most_common(1)[0]
    return kind if count > len(kinds) / 2 else None
