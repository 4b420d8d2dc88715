"""Text objects that say of themselves that they cannot be seen, or that something on the page could hide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.colours import RGB, WHITE, disguise, mix
from scanner.read.legible import NARROW, TINY
from scanner.read.pdf_covers import GLASS, Covers
from scanner.read.pdf_objects import TEXT, Drawn, Probe, Rect, is_marked, meets
from scanner.read.pdf_text import PdfText, View

_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_LARGE = 24.0  # points: letters of this size are read in very pale grey, as a watermark is
_EDGE = 2.0  # points that letters may reach over the edge of a page or clip


@dataclass(frozen=True, slots=True)
class Scene:
    """A page that words may be hidden on."""

    page: Any
    text: PdfText
    things: Sequence[Drawn]  # all that the page draws
    covers: Covers
    probe: Probe
    view: View
    layers: bool  # parts of the document can be switched off


@dataclass(frozen=True, slots=True)
class Suspect:
    """A text object that is hidden in the way `sure`, or that has to be looked at."""

    thing: Drawn
    order: int  # among all that is drawn
    colour: RGB | None
    opacity: float
    clip: Rect | None
    sure: str | None = None
    glassy: bool = False  # itself or what is around it is see-through
    partly: bool = False  # something may hide a part of it

    @property
    def size(self) -> float:
        """The height of its letters in points."""
        return self.thing.size[0]

    def shade(self, grey: int) -> str | None:
        """How a grey ground hides letters of this colour; large ones show even when they are very pale."""
        if self.size >= _LARGE or self.colour is None:
            return None
        ground = (grey, grey, grey)
        return _disguise(mix(self.colour, ground, self.opacity), ground)


def suspects(scene: Scene) -> Iterator[Suspect]:
    """The suspects of a page, in the order in which they are drawn."""
    for order, thing in enumerate(scene.things):
        if thing.kind == TEXT and (found := _suspect(scene, order, thing)) is not None:
            yield found


def inside(box: Rect, outer: Rect) -> bool:
    """A box does not reach over the edge of another, or hardly."""
    return (
        box[0] >= outer[0] - _EDGE
        and box[1] >= outer[1] - _EDGE
        and box[2] <= outer[2] + _EDGE
        and box[3] <= outer[3] + _EDGE
    )


def _suspect(scene: Scene, order: int, thing: Drawn) -> Suspect | None:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing.raw)
    colour, opacity = scene.probe.ink(thing.raw, stroke=mode in _STROKED)
    clip = scene.probe.clip(thing)
    if mode in _UNSEEN_MODES and scene.covers.scan:
        return None  # a scan has its words behind it, to be searched
    if sure := _surely(scene, thing, mode, opacity, clip):
        return Suspect(thing, order, colour, opacity, clip, sure)
    if thing.glassy or opacity < 1 or pdfium.FPDFPageObj_HasTransparency(thing.raw):
        return Suspect(thing, order, colour, opacity, clip, glassy=True, partly=True)
    under = scene.covers.under(thing.box, order)
    pale = _disguise(colour, WHITE)
    if pale and not under and thing.size[0] < _LARGE:
        return Suspect(thing, order, colour, opacity, clip, pale)
    partly = (
        not inside(thing.box, scene.text.frame)
        or (clip is not None and not inside(thing.box, clip))
        or scene.covers.over(thing.box, order)
        or any(tone is None or _disguise(colour, tone) for tone in under)
    )
    if partly or pale or (scene.layers and (thing.depth or is_marked(thing.raw))):
        return Suspect(thing, order, colour, opacity, clip, partly=partly)
    return None


def _surely(scene: Scene, thing: Drawn, mode: int, opacity: float, clip: Rect | None) -> str | None:
    height, width = thing.size
    low = min(thing.box[2] - thing.box[0], thing.box[3] - thing.box[1])
    if (height < TINY and low < TINY) or width * 100 < height * NARROW:
        return "tiny"
    if not meets(thing.box, scene.text.frame):
        return "off_page"
    if mode in _UNSEEN_MODES:
        return "invisible"
    if opacity < GLASS:
        return "transparent"
    return "clipped" if clip is not None and not meets(thing.box, clip) else None


@lru_cache(maxsize=4096)
def _disguise(letters: RGB | None, ground: RGB | None) -> str | None:
    return disguise(letters, ground)
