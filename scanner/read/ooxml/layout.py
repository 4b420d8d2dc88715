"""Layout that keeps text from the eye without touching its letters: no height, or a place outside the page."""

from __future__ import annotations

import re

from scanner.read.legible import FAR, FLAT
from scanner.read.ooxml.names import attribute, child, name, switched
from scanner.read.xml import Element, whole

SHAPES = ("v:shape", "v:rect", "v:roundrect", "v:oval")  # the old kind
_MARGIN = 144.0  # points: places may count from a margin, which is some way in
_TWIP = 20  # twips in a point
_EMU = 12_700  # English Metric Units in a point
_WHOLE_LINE = 240  # what `w:line` calls one line where it counts in lines
_DENSE = 0.25  # lines: less than this, and lines are drawn on top of one another
_SIDES = ("left", "right", "start", "end", "firstLine")
_STYLE_LENGTH = re.compile(r"(?:^|;)(width|height|margin-left|margin-top|left|top):(-?\d*\.?\d+)(pt|in|px|cm|mm)?")
_UNITS = {"pt": 1.0, "in": 72.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "": 0.75}


def unseen_paragraph(properties: Element | None) -> str | None:
    """How a `w:pPr` keeps the paragraph from the eye: tiny, off_page, or None."""
    spacing, frame, indent = (child(properties, each) for each in ("w:spacing", "w:framePr", "w:ind"))
    if spacing is not None and (line := whole(attribute(spacing, "line"))) is not None and line > 0:
        rule = attribute(spacing, "lineRule") or "auto"
        if (rule == "exact" and line / _TWIP < FLAT) or (rule == "auto" and line / _WHOLE_LINE < _DENSE):
            return "tiny"
    if frame is not None and attribute(frame, "hRule") == "exact" and _twips(frame, "h") < FLAT:
        return "tiny"
    if frame is not None and any(_is_away(_twips(frame, side), _twips(frame, "w")) for side in ("x", "y")):
        return "off_page"
    if indent is not None and any(abs(_twips(indent, side)) > FAR for side in _SIDES):
        return "off_page"
    return None


def unseen_row(properties: Element | None) -> str | None:
    """The same for the `w:trPr` of a table's row."""
    height = child(properties, "w:trHeight")
    if height is None or attribute(height, "hRule") != "exact":
        return None
    return "tiny" if _twips(height, "val") < FLAT else None


def unseen_table(properties: Element | None) -> str | None:
    """The same for the `w:tblPr` of a table that has a place of its own."""
    place, indent = child(properties, "w:tblpPr"), child(properties, "w:tblInd")
    if indent is not None and abs(_twips(indent, "w")) > FAR:
        return "off_page"
    if place is None:
        return None
    return "off_page" if any(abs(_twips(place, side)) > FAR for side in ("tblpX", "tblpY")) else None


def unseen_cell(properties: Element | None) -> str | None:
    """The same for the `w:tcPr` of a cell in a table whose columns keep their width."""
    width = child(properties, "w:tcW")
    if width is None or attribute(width, "type") not in (None, "dxa") or attribute(width, "w") is None:
        return None
    return "tiny" if _twips(width, "w") < FLAT else None


def unseen_drawing(frame: Element) -> str | None:
    """The same for a drawing's frame (`wp:inline`, `wp:anchor`), which can also be switched off: hidden."""
    if switched_off(frame) or switched_off(child(frame, "wp:docPr")):
        return "hidden"
    size = drawing_size(frame)
    if min(size) < FLAT:
        return "tiny"
    for axis, length in zip(("wp:positionH", "wp:positionV"), size, strict=True):
        offset = child(frame, axis, "wp:posOffset")
        if offset is not None and _is_away((whole((offset.text or "").strip()) or 0) / _EMU, length):
            return "off_page"
    return None


def switched_off(properties: Element | None) -> str | None:
    """The same for the properties of a drawing: hidden, or None."""
    return "hidden" if properties is not None and attribute(properties, "hidden") in ("1", "true", "on") else None


def unseen_shape(shape: Element) -> str | None:
    """The same for a shape of the old kind (`v:shape` and its kin)."""
    style = re.sub(r"\s", "", attribute(shape, "style") or "").lower()
    if "visibility:hidden" in style or "display:none" in style:
        return "hidden"
    if any(name(holder) == "v:group" for holder in shape.iterancestors()):
        return None  # a group counts in units of its own
    size = shape_size(shape)
    if min(size) < FLAT:
        return "tiny"
    lengths = _lengths(shape)
    start = (lengths.get(f"margin-{side}", lengths.get(side, 0.0)) for side in ("left", "top"))
    return "off_page" if any(map(_is_away, start, size)) else None


def drawing_size(frame: Element) -> tuple[float, float]:
    """Width and height of a drawing's frame in points; very large where they are not given."""
    extent = child(frame, "wp:extent")
    if extent is None:
        return FAR, FAR
    width, height = (whole(attribute(extent, side)) for side in ("cx", "cy"))
    return (FAR if width is None else width / _EMU), (FAR if height is None else height / _EMU)


def shape_size(shape: Element) -> tuple[float, float]:
    """The same for a shape of the old kind."""
    lengths = _lengths(shape)
    return lengths.get("width", FAR), lengths.get("height", FAR)


def frame_size(inner: Element) -> tuple[float, float]:
    """The size of the drawing or shape around an element, in points; very large if there is none."""
    for holder in inner.iterancestors():
        if name(holder) in ("wp:inline", "wp:anchor"):
            return drawing_size(holder)
        if name(holder) in SHAPES:
            return shape_size(holder)
    return FAR, FAR


def end_is_unseen(properties: Element | None) -> bool:
    """The paragraph's end is deleted or hidden, so that an eye reads on into the next paragraph."""
    mark = child(properties, "w:rPr")
    if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
        return True
    return bool(switched(mark, "w:vanish") or switched(mark, "w:specVanish"))


def is_covered(properties: Element | None) -> bool:
    """The cell lies under the one above or before it, of which it has become a part: Word does not show its text."""
    merges = (child(properties, "w:vMerge"), child(properties, "w:hMerge"))
    return any(each is not None and attribute(each, "val") != "restart" for each in merges)


def _is_away(start: float, length: float) -> bool:
    """Starts beyond any page, or ends before one."""
    return start > FAR or start + length < -_MARGIN


def _twips(element: Element, side: str) -> float:
    """A length in points, 0 if it is not given."""
    return (whole(attribute(element, side)) or 0) / _TWIP


def _lengths(shape: Element) -> dict[str, float]:
    style = re.sub(r"\s", "", attribute(shape, "style") or "").lower()
    return {key: float(number) * _UNITS[unit] for key, number, unit in _STYLE_LENGTH.findall(style)}
