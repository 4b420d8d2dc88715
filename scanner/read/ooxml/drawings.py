"""Pictures, shapes and charts: what lies behind their letters, and words that are no paragraphs."""

from __future__ import annotations

import re

from scanner.read.colours import RGB, WHITE, disguise, parse_colour
from scanner.read.legible import LARGE_PICTURE
from scanner.read.ooxml.layout import SHAPES, frame_size
from scanner.read.ooxml.looks import Theme, fill_colour
from scanner.read.ooxml.names import attribute, child, descendants, name
from scanner.read.xml import Element

_NUMBER = re.compile(r"[-+\d.,eE%]*")


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


def drawn_ground(run: Element, theme: Theme) -> RGB | None:
    """The colour behind an `a:r`: of the nearest shape that is filled, else of a chart's paper; None if not known."""
    for holder in run.iterancestors():
        properties = next((each for each in holder if name(each).rpartition(":")[2] == "spPr"), None)
        for each in properties if properties is not None else ():
            match name(each):
                case "a:solidFill" | "a:gradFill" | "a:pattFill":
                    return fill_colour(each, theme)
                case "a:blipFill":
                    return None
        if name(holder) == "c:chartSpace":
            return WHITE
    return None


def art_hides(words: Element, page: RGB | None) -> str | None:
    """How the filling hides WordArt of the old kind (`v:textpath`): white, same_colour, or None."""
    for holder in words.iterancestors():
        if name(holder) in SHAPES and (attribute(holder, "stroked") or "t").lower() in ("f", "false"):
            return disguise(parse_colour((attribute(holder, "fillcolor") or "").partition("[")[0]), page)
    return None


def chart_words(root: Element) -> list[str]:
    """Names of series and categories in a chart part; titles and labels are paragraphs of their own."""
    words = ((each.text or "").strip() for each in descendants(root, "c:v", "cx:pt", "cx:v"))
    return [word for word in dict.fromkeys(words) if not _NUMBER.fullmatch(word)]


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
