"""The little of CSS that decides whether an eye sees a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scanner.read.colours import RGB, WHITE, disguise, parse_colour
from scanner.read.legible import FAR, FLAT, TINY

_DEFAULT_SIZE = 12.0  # points
_NEARLY_CLEAR = 0.1  # opacity
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]*|\*)?(?P<mark>[.#][\w-]+)?", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s*:\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d{0,9}\.?\d{1,9})(pt|px|em|rem|ex|in|cm|mm|%|)")
_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 0.75, "rem": _DEFAULT_SIZE}
_FUNCTION = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+(\d{0,3}\.?\d{1,6})(%?))?\s*\)")
Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """How the words of an element are shown; laid over that of its parent by `seen_through`."""

    gone: str | None = None  # kept from the eye whatever the letters look like
    size: float = _DEFAULT_SIZE  # points
    colour: RGB | None = None  # None: as the program has it
    ground: RGB | None = WHITE  # None: it cannot be told, as with a picture
    kept_lines: bool = False  # line ends and spaces stand as they are written

    def hides(self) -> str | None:
        """The kind of hiding: hidden, tiny, white, same_colour, off_page; or None."""
        return self.gone or ("tiny" if self.size < TINY else None) or disguise(self.colour, self.ground)


class Sheet:
    """The rules of a document's `style` elements, as far as they name a tag, a class or an id without more."""

    def __init__(self, sources: Iterator[str]) -> None:
        self._rules: dict[tuple[str, str], Declarations] = {}
        self.contents: list[str] = []
        for source in sources:
            for selectors, body in _rules(_COMMENT.sub("", source)):
                self.contents += [one or other for one, other in _CONTENT.findall(body)]
                for selector in selectors.split(","):
                    if (match := _SIMPLE.fullmatch(selector.strip())) and match[0]:
                        key = (match["tag"] or "*").lower(), match["mark"] or ""
                        self._rules.setdefault(key, {}).update(declarations(body))

    def of(self, tag: str, names: list[str]) -> Declarations:
        """What holds for an element; `names` are its classes as `.x` and its id as `#x`, weakest first."""
        merged: Declarations = {}
        for key in (("*", ""), (tag, ""), *((which, mark) for mark in names for which in ("*", tag))):
            merged |= self._rules.get(key, {})
        return merged


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that always hold: those inside `@media` and its like are left out."""
    depth, selectors, text = 0, "", ""
    for token in re.split(r"([{}])", source):
        if token == "{":
            depth += 1
            selectors = text if depth == 1 else selectors
        elif token == "}":
            if depth == 1:
                yield selectors, text
            depth = max(depth - 1, 0)
        else:
            text = token


def declarations(text: str) -> Declarations:
    """`a: b; c: d` as a dictionary, all in lower case."""
    pairs = (each.partition(":") for each in text.lower().split(";"))
    return {key.strip(): value.replace("!important", "").strip() for key, colon, value in pairs if colon}


def seen_through(below: Sight, said: Declarations) -> Sight:
    """The sight of an element inside another."""
    size = _size(said.get("font-size"), below.size)
    gone = below.gone or _gone(said, size)
    colour = below.colour
    if "color" in said:
        colour, clear = css_colour(said["color"])
        gone = gone or ("hidden" if clear else None)
    ground = below.ground
    for key in ("background", "background-color"):
        if key in said:
            ground = _ground(said[key], ground)
    kept = below.kept_lines
    if "white-space" in said:
        kept = said["white-space"].startswith("pre")
    return replace(below, gone=gone, size=size, colour=colour, ground=ground, kept_lines=kept)


def css_colour(text: str) -> tuple[RGB | None, bool]:
    """A colour, if it is known, and whether it is see-through."""
    if text == "transparent":
        return None, True
    if match := _FUNCTION.match(text):
        red, green, blue = (min(int(part), 255) for part in match.groups()[:3])
        opacity = float(match[4]) / (100 if match[5] else 1) if match[4] else 1.0
        return (red, green, blue), opacity < _NEARLY_CLEAR
    return parse_colour(text), False


def points(text: str | None, size: float = _DEFAULT_SIZE) -> float | None:
    """A length in points; `size` is what an em is worth.  None if it is no plain length."""
    match = _LENGTH.fullmatch((text or "").strip())
    if not match:
        return None
    number, unit = float(match[1]), match[2]
    if unit in ("em", "ex", "%"):
        return number * size / (100 if unit == "%" else 2 if unit == "ex" else 1)
    return number * _UNITS[unit]


def _size(text: str | None, below: float) -> float:
    found = points(text, below)
    return below if found is None else max(found, 0.0)


def _gone(said: Declarations, size: float) -> str | None:
    if said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse"):
        return "hidden"
    opacity = said.get("opacity", "1")
    if re.fullmatch(r"\d{0,3}\.?\d{1,6}", opacity) and float(opacity) < _NEARLY_CLEAR:
        return "hidden"
    if re.search(r"scale[xy]?\(\s*0?\.?0*\s*[,)]", said.get("transform", "")):
        return "tiny"
    if "hidden" in said.get("overflow", ""):
        for side in ("height", "max-height", "width", "max-width"):
            length = points(said.get(side), size)
            if length is not None and length < FLAT:
                return "tiny"
    for side in ("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent"):
        if abs(points(said.get(side), size) or 0.0) > FAR / 2:
            return "off_page"
    return None


def _ground(text: str, below: RGB | None) -> RGB | None:
    if "url(" in text or "gradient(" in text:
        return None
    colour, clear = css_colour(text)
    if clear:
        return below
    if colour is None:
        named = (parse_colour(word) for word in text.split())
        colour = next((each for each in named if each is not None), None)
    return colour if colour is not None else below
