"""The styles of an OpenDocument text: how words under a style are shown."""

from __future__ import annotations

import re
from dataclasses import replace

from scanner.read.colours import RGB, WHITE, parse_colour
from scanner.read.css import Sight
from scanner.read.css_values import points
from scanner.read.legible import FAR, FLAT, NARROW, ON_TOP
from scanner.read.odf.names import attribute, attributes, descendants
from scanner.read.xml import Element

_DEEPEST = 32  # parents of a style; more is a circle


class Styles:
    """Styles by family and name; one that is not known says nothing."""

    def __init__(self, *roots: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Element] = {}
        self._page = _page(*roots)
        for root in roots:
            for style in descendants(root, "style:style", "style:default-style"):
                family = attribute(style, "style:family") or ""
                name = attribute(style, "style:name")
                if name is None:
                    self._defaults.setdefault(family, style)
                else:
                    self._styles[family, name] = style

    def through(self, below: Sight, family: str, name: str | None) -> Sight:
        """The sight of an element that has this style, laid over that of what holds it."""
        for style in reversed(self._chain(family, name)):
            for properties in style:
                below = _laid_over(below, attributes(properties))
        return below

    def base(self) -> Sight:
        """The sight of a paragraph without a style."""
        sight = Sight(ground=self._page)
        if (default := self._defaults.get("paragraph")) is not None:
            for properties in default:
                sight = _laid_over(sight, attributes(properties))
        return sight

    def column(self, name: str | None) -> float | None:
        """The width of the columns of a table under this style, in points; None if it is not given."""
        widths = (
            points(attribute(properties, "style:column-width"))
            for style in self._chain("table-column", name)
            for properties in style
        )
        return next((width for width in widths if width is not None), None)

    def list_style(self, name: str | None) -> str | None:
        """The list style that a paragraph style brings along."""
        named = (attribute(style, "style:list-style-name") for style in self._chain("paragraph", name))
        return next((each for each in named if each is not None), None)

    def _chain(self, family: str, name: str | None) -> list[Element]:
        """The style and its parents, nearest first."""
        chain: list[Element] = []
        while name is not None and (family, name) in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[family, name])
            name = attribute(chain[-1], "style:parent-style-name")
        return chain


def _page(*roots: Element) -> RGB:
    """The colour of the pages; where some have another, that of paper."""
    found = {
        parse_colour(attribute(properties, "fo:background-color"))
        for root in roots
        for properties in descendants(root, "style:page-layout-properties")
    }
    return next(iter(found)) or WHITE if len(found) == 1 else WHITE


def _laid_over(below: Sight, said: dict[str, str]) -> Sight:
    size = points(said.get("fo:font-size"), below.size)
    size = below.size if size is None else max(size, 0.0)
    if match := re.search(r"(\d{1,4}(?:\.\d{1,4})?)%\s*\Z", said.get("style:text-position", "").partition(" ")[2]):
        size *= float(match[1]) / 100
    colour = parse_colour(said["fo:color"]) if "fo:color" in said else below.colour
    if said.get("style:use-window-font-color") == "true":
        colour = None
    return replace(
        below, gone=below.gone or _gone(said, size), size=size, colour=colour, ground=_ground(said, below.ground)
    )


def _ground(said: dict[str, str], below: RGB | None) -> RGB | None:
    fill = said.get("draw:fill")
    if fill in ("bitmap", "gradient"):
        return None
    given = said.get("draw:fill-color") if fill == "solid" else said.get("fo:background-color")
    return parse_colour(given) or below


def _gone(said: dict[str, str], size: float) -> str | None:
    if said.get("text:display") == "none" or said.get("style:display") == "none":
        return "hidden"
    if (_percent(said.get("loext:char-transparency")) or 0.0) > 90:
        return "hidden"
    scale, spread = _percent(said.get("style:text-scale")), points(said.get("fo:letter-spacing"), size)
    if (scale is not None and scale < NARROW) or (spread is not None and spread < -ON_TOP * size):
        return "tiny"
    line = said.get("fo:line-height", "")
    height = (_percent(line) or 100.0) * size / 100 if line.endswith("%") else points(line, size)
    if height is not None and height < FLAT:
        return "tiny"
    row = points(said.get("style:row-height"))
    if row is not None and row < FLAT and said.get("style:use-optimal-row-height") != "true":
        return "tiny"
    indent = max(abs(points(said.get(f"fo:{side}")) or 0.0) for side in ("margin-left", "margin-right", "text-indent"))
    return "off_page" if indent > FAR else None


def _percent(text: str | None) -> float | None:
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,4})?)%", text or "")
    return float(match[1]) if match else None
