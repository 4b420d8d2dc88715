"""The part of CSS that decides whether an eye sees a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scanner.read.colours import RGB, WHITE, disguise, parse_colour
from scanner.read.css_values import DEFAULT_SIZE, NEARLY_CLEAR, colour, points, share
from scanner.read.legible import FAR, FLAT, ON_TOP, TINY

_OFF = -300.0  # points: so far to the left or above, no word of an ordinary line is left on the page
_NOTHING = 0.1  # times its size: shrunk to this, a word is a dot
_NUMBER = r"-?\d{0,9}\.?\d{1,9}"
_SHORT_FONT = re.compile(rf"(?:^|\s)({_NUMBER}(?:[a-z]{{2,3}}|%)?)\s*(?:/\s*\S+)?\s+\S")  # a size before a family
_SCALED = re.compile(rf"scale[xy]?\(\s*({_NUMBER}%?)")
_MOVED = re.compile(rf"translate(?:3d|[xy])?\(\s*({_NUMBER}[a-z%]*)(?:\s*,\s*({_NUMBER}[a-z%]*))?")
_SIDE = r"([^\s,()]+)"
_CUT_OUT = re.compile(rf"rect\(\s*{_SIDE}[\s,]+{_SIDE}[\s,]+{_SIDE}[\s,]+{_SIDE}\s*\)")
_CUT_ROUND = re.compile(rf"inset\(\s*({_NUMBER})%|circle\(\s*0?\.?0+(?:[a-z%]*)\s*[)a]|polygon\(\s*0")
_SIZING = frozenset(("font", "font-size", "zoom"))
# What can keep an element from the eye besides its colours and its size; most elements say none of it.
_HIDING = frozenset(
    {
        *("display", "visibility", "content-visibility", "mso-hide", "opacity", "filter", "clip", "clip-path"),
        *("transform", "letter-spacing", "overflow", "left", "top", "right", "bottom", "text-indent"),
        *("margin-left", "margin-top"),
    }
)
_SEE_THROUGH = re.compile(rf"opacity\(\s*({_NUMBER}%?)\s*\)")
Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """How the words of an element are shown; laid over that of its parent by `seen_through`."""

    gone: str | None = None  # kept from the eye whatever the letters look like
    size: float = DEFAULT_SIZE  # points
    colour: RGB | None = None  # None: as the program has it
    ground: RGB | None = WHITE  # None: it cannot be told, as with a picture
    kept_lines: bool = False  # line ends and spaces stand as they are written
    unspoken: bool = False  # a program that reads the page aloud passes over it

    def hides(self) -> str | None:
        """The kind of hiding: hidden, tiny, white, same_colour, off_page, unspoken; or None."""
        hidden = self.gone or ("tiny" if self.size < TINY else None) or disguise(self.colour, self.ground)
        return hidden or ("unspoken" if self.unspoken else None)


def declarations(text: str) -> Declarations:
    """`a: b; c: d` as a dictionary, all in lower case."""
    pairs = (each.partition(":") for each in text.lower().split(";"))
    return {key.strip(): value.replace("!important", "").strip() for key, colon, value in pairs if colon}


def seen_through(below: Sight, said: Declarations) -> Sight:
    """The sight of an element inside another."""
    if not said:
        return below
    size = below.size if _SIZING.isdisjoint(said) else _size(said, below.size)
    gone = below.gone
    if gone is None and not _HIDING.isdisjoint(said):
        gone = _gone(said) or _flat(said, size) or _away(said, size)
    front = below.colour
    for key in ("color", "-webkit-text-fill-color"):
        if key in said:
            front, clear = colour(said[key])
            gone = gone or ("hidden" if clear else None)
    ground = below.ground
    for key in ("background", "background-color"):
        if key in said:
            ground = _ground(said[key], ground)
    kept = below.kept_lines
    if "white-space" in said:
        kept = said["white-space"].startswith("pre")
    return replace(below, gone=gone, size=size, colour=front, ground=ground, kept_lines=kept)


def _size(said: Declarations, below: float) -> float:
    text = said.get("font-size")
    if text is None and (match := _SHORT_FONT.search(said.get("font", ""))):
        text = match[1]
    found = points(text, below)
    size = below if found is None else max(found, 0.0)
    zoom = share(said.get("zoom", "1"))
    return size if zoom is None else size * max(zoom, 0.0)


def _gone(said: Declarations) -> str | None:
    """Switched off, or as clear as glass, or cut away."""
    if said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse"):
        return "hidden"
    if said.get("content-visibility") == "hidden" or said.get("mso-hide") == "all":
        return "hidden"
    through = [said.get("opacity", "1"), *_SEE_THROUGH.findall(said.get("filter", ""))]
    if any((number := share(each)) is not None and number < NEARLY_CLEAR for each in through):
        return "hidden"
    if match := _CUT_OUT.search(said.get("clip", "")):
        top, right, bottom, left = (points(side) for side in match.groups())
        if None not in (top, right, bottom, left) and (
            (right or 0) - (left or 0) < FLAT or (bottom or 0) - (top or 0) < FLAT
        ):
            return "hidden"
    match = _CUT_ROUND.search(said.get("clip-path", ""))
    return "hidden" if match and (match[1] is None or float(match[1]) >= 50) else None


def _flat(said: Declarations, size: float) -> str | None:
    """Without room for a letter."""
    scales = (share(each) for each in _SCALED.findall(said.get("transform", "")))
    if any(scale is not None and abs(scale) < _NOTHING for scale in scales):
        return "tiny"
    spread = points(said.get("letter-spacing"), size)
    if spread is not None and spread < -ON_TOP * size:
        return "tiny"
    if "hidden" in said.get("overflow", "") or "clip" in said.get("overflow", ""):
        for side in ("height", "max-height", "width", "max-width"):
            length = points(said.get(side), size)
            if length is not None and length < FLAT:
                return "tiny"
    return None


def _away(said: Declarations, size: float) -> str | None:
    """Put where no page is."""
    moves = [length for pair in _MOVED.findall(said.get("transform", "")) for length in pair if length]
    for length in (*moves, *(said.get(side) for side in ("left", "top", "right", "bottom", "text-indent"))):
        found = points(length, size) or 0.0
        if found < _OFF or found > FAR / 2:
            return "off_page"
    if any(abs(points(said.get(side), size) or 0.0) > FAR / 2 for side in ("margin-left", "margin-top")):
        return "off_page"
    indent = said.get("text-indent", "")
    return "off_page" if indent.endswith("%") and (share(indent) or 0.0) >= 1 else None


def _ground(text: str, below: RGB | None) -> RGB | None:
    if "url(" in text or "gradient(" in text:
        return None
    found, clear = colour(text)
    if clear:
        return below
    if found is None:
        named = (parse_colour(word) for word in text.split())
        found = next((each for each in named if each is not None), None)
    return found if found is not None else below
