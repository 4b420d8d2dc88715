"""The style sheet of a Word file: what a style name stands for once its parents are laid under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.read.ooxml.layout import unseen_paragraph
from scanner.read.ooxml.looks import PLAIN, Colour, Look, Theme, look, shading
from scanner.read.ooxml.names import attribute, child, name, value
from scanner.read.xml import Element, whole

_DEEPEST = 32  # parents of a style; more is a circle
_HEADING_NAME = re.compile(r"(heading \d|title|subtitle)\b", re.IGNORECASE)
_BODY_LEVEL = 9  # outline levels 0 to 8 are headings
_REGIONS = {  # flags of `w:tblLook`: the attribute, its bit, and the part of the table that it switches on
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits."""

    look: Look = PLAIN
    ground: Colour | None = None  # shading of the paragraph
    heading: bool = False
    hidden: str | None = None  # the paragraph as a whole is kept from the eye in this way
    list_id: str | None = None
    list_level: int | None = None


class Styles:
    """Styles by id; an unknown id is a style that says nothing."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self._theme = theme
        self._elements: dict[str, Element] = {}
        self._defaults: dict[str, str] = {}
        self._made: dict[str, Style] = {}
        self.base = PLAIN
        if root is None:
            return
        self.base = look(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"), theme)
        for element in root:
            style_id = attribute(element, "styleId")
            if name(element) == "w:style" and style_id is not None:
                self._elements[style_id] = element
                if (attribute(element, "default") or "0") in ("1", "true", "on"):
                    self._defaults[attribute(element, "type") or "paragraph"] = style_id

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph that names this style, or none."""
        return self._style(style_id if style_id in self._elements else self._defaults.get("paragraph"))

    def character(self, style_id: str | None) -> Look:
        """What a character style says of letters."""
        return self._style(style_id).look

    def cell(self, style_id: str | None, regions: list[str]) -> Style:
        """What a table style gives a cell; `regions` are the parts of the table it lies in, strongest first."""
        chain = self._chain(style_id if style_id in self._elements else self._defaults.get("table"))
        layers = list(reversed(chain))
        for region in reversed(regions):
            for element in reversed(chain):
                layers += [each for each in element if attribute(each, "type") == region]
        letters, ground = PLAIN, None
        for layer in layers:
            letters = look(child(layer, "w:rPr"), self._theme).over(letters)
            fill = child(layer, "w:tcPr", "w:shd")
            ground = shading(fill if fill is not None else child(layer, "w:tblPr", "w:shd"), self._theme) or ground
        return Style(letters, ground)

    def list_of(self, style_id: str) -> str | None:
        """The list id that a numbering style stands for."""
        return self._style(style_id).list_id

    def _style(self, style_id: str | None) -> Style:
        if style_id is None:
            return Style()
        if style_id not in self._made:
            style = Style()
            for element in reversed(self._chain(style_id)):
                style = self._laid_over(style, element)
            self._made[style_id] = style
        return self._made[style_id]

    def _chain(self, style_id: str | None) -> list[Element]:
        """The style and its parents, nearest first."""
        chain: list[Element] = []
        while style_id in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[style_id])
            style_id = value(chain[-1], "w:basedOn")
        return chain

    def _laid_over(self, below: Style, element: Element) -> Style:
        paragraph = child(element, "w:pPr")
        list_id = value(paragraph, "w:numPr", "w:numId")
        return Style(
            look=look(child(element, "w:rPr"), self._theme).over(below.look),
            ground=shading(child(paragraph, "w:shd"), self._theme) or below.ground,
            heading=heads(paragraph, below.heading or bool(_HEADING_NAME.match(value(element, "w:name") or ""))),
            hidden=unseen_paragraph(paragraph) or below.hidden,
            list_id=list_id or below.list_id,
            list_level=whole(value(paragraph, "w:numPr", "w:ilvl"), below.list_level),
        )


@dataclass(slots=True)
class Grid:
    """Where in its table the walk is."""

    style_id: str | None
    flags: frozenset[str]
    ground: Colour | None  # of the table as a whole
    rows: int
    fixed: bool  # columns keep the width that they are given
    row: int = -1
    column: int = -1
    columns: int = 0

    def regions(self) -> list[str]:
        """The parts of the table that the present cell lies in, by the names of `w:tblStylePr`, strongest first."""
        flags, inner_row = self.flags, self.row - ("firstRow" in self.flags)
        inner_column = self.column - ("firstColumn" in self.flags)
        candidates = (
            ("firstRow", "firstRow" in flags and self.row == 0),
            ("lastRow", "lastRow" in flags and self.row == self.rows - 1),
            ("firstCol", "firstColumn" in flags and self.column == 0),
            ("lastCol", "lastColumn" in flags and self.column == self.columns - 1),
            ("band1Horz", "noHBand" not in flags and inner_row % 2 == 0),
            ("band2Horz", "noHBand" not in flags and inner_row % 2 == 1),
            ("band1Vert", "noVBand" not in flags and inner_column % 2 == 0),
            ("band2Vert", "noVBand" not in flags and inner_column % 2 == 1),
        )
        return [region for region, lies_in in candidates if lies_in]


def grid(table: Element, theme: Theme) -> Grid:
    """The table's own settings; the walk counts rows and columns in it."""
    properties = child(table, "w:tblPr")
    flags, layout = child(properties, "w:tblLook"), child(properties, "w:tblLayout")
    return Grid(
        style_id=value(properties, "w:tblStyle"),
        flags=frozenset() if flags is None else _flags(flags),
        ground=shading(child(properties, "w:shd"), theme),
        rows=sum(name(row) == "w:tr" for row in table),
        fixed=layout is not None and attribute(layout, "type") == "fixed",
    )


def heads(properties: Element | None, below: bool) -> bool:
    """Whether a `w:pPr` makes a heading: by its own outline level, else as what lies below it has it."""
    level = whole(value(properties, "w:outlineLvl"))
    return below if level is None else 0 <= level < _BODY_LEVEL


def _flags(element: Element) -> frozenset[str]:
    digits = attribute(element, "val") or "0"
    bits = int(digits, 16) if re.fullmatch(r"[0-9a-fA-F]{1,8}", digits) else 0
    on = {flag for flag, bit in _REGIONS.items() if bits & bit}
    for flag in _REGIONS:
        if (given := attribute(element, flag)) is not None:
            on = on | {flag} if given in ("1", "true", "on") else on - {flag}
    return frozenset(on)
