"""Pictures, shapes and charts: what lies behind their letters, and words that are no paragraphs."""

from __future__ import annotations

from scanner.read.colours import RGB, WHITE, parse_colour
from scanner.read.legible import LARGE_PICTURE
from scanner.read.ooxml.layout import SHAPES, frame_size
from scanner.read.ooxml.looks import Theme, fill_colour
from scanner.read.ooxml.names import attribute, child, descendants, name
from scanner.read.xml import Element


def is_large(picture: Element) -> bool:
    """The picture (`a:blip`, `v:imagedata`) is large enough to hold words; so is one of unknown size."""
    width, height = frame_size(picture)
    return width * height >= LARGE_PICTURE


def box_ground(box: Element, theme: Theme, page: RGB | None) -> RGB | None:
    """The colour behind the letters of a text box (`w:txbxContent`); None if it cannot be told."""
    for holder in box.iterancestors():
        if name(holder) == "wps:wsp":
            return _shape_fill(holder, theme, page)
        if name(holder) in SHAPES:
            if (attribute(holder, "filled") or "t").lower() in ("f", "false"):
                return page
            colour = attribute(holder, "fillcolor")
            return WHITE if colour is None else parse_colour(colour.partition("[")[0])
    return page


def chart_words(root: Element) -> list[str]:
    """Names of series and categories in a chart part; titles and labels are paragraphs of their own."""
    words: dict[str, None] = {}
    for holder in descendants(root, "c:strCache", "cx:strDim", "cx:txData"):
        for each in descendants(holder, "c:v", "cx:pt", "cx:v"):
            words[(each.text or "").strip()] = None
    return list(words)


def _shape_fill(shape: Element, theme: Theme, page: RGB | None) -> RGB | None:
    properties = child(shape, "wps:spPr")
    for each in properties if properties is not None else ():
        match name(each):
            case "a:solidFill" | "a:gradFill" | "a:pattFill":
                return fill_colour(each, theme)
            case "a:noFill":
                return page
            case "a:blipFill":
                return None
    reference = child(shape, "wps:style", "a:fillRef")
    if reference is None or attribute(reference, "idx") == "0":
        return page
    return fill_colour(reference, theme)
