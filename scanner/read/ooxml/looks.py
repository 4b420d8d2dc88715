"""How letters look: what `w:rPr` says, on top of styles, and whether an eye would miss them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from scanner.read.colours import BLACK, RGB, WHITE, disguise, mix, parse_colour
from scanner.read.legible import FAR, FLAT, NARROW, ON_TOP, TINY
from scanner.read.ooxml.names import attribute, child, descendants, name, switched, value
from scanner.read.xml import Element

_USUAL_SIZE = 10.0  # points, where a file says nothing
_USUAL_WIDTH = 100
_CLEAR = 0.9  # part of a letter that is see-through
_DECIMAL = re.compile(r"-?\d{1,9}(\.\d{1,9})?")
_SCHEME = {  # what a document calls the colours of its theme
    "background1": "lt1",
    "bg1": "lt1",
    "light1": "lt1",
    "text1": "dk1",
    "tx1": "dk1",
    "dark1": "dk1",
    "background2": "lt2",
    "bg2": "lt2",
    "light2": "lt2",
    "text2": "dk2",
    "tx2": "dk2",
    "dark2": "dk2",
    "hyperlink": "hlink",
    "followedhyperlink": "folhlink",
}
Theme = dict[str, RGB]
OFFICE_THEME: Theme = {"lt1": WHITE, "dk1": BLACK}


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour that was chosen; `rgb` is None where the program picks one itself."""

    rgb: RGB | None


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of letters; None is "as below", so that looks can be laid on one another."""

    vanish: bool | None = None
    size: float | None = None  # points
    width: float | None = None  # percent of the usual width of a letter
    spread: float | None = None  # points added between letters
    fit: float | None = None  # points into which the whole run is squeezed
    shift: float | None = None  # points above the line
    font: str | None = None  # lower case
    colour: Colour | None = None
    ground: Colour | None = None  # shading or highlight right behind the letters
    clear: bool | None = None  # drawn without filling

    def over(self, below: Look) -> Look:
        """Lay this look over another: its own word where it has one, `below` where it does not."""
        if self == PLAIN:
            return below
        said = {f.name: got for f in fields(self) if (got := getattr(self, f.name)) is not None}
        return replace(below, **said)

    def hides(self, ground: RGB | None) -> str | None:
        """The kind of hiding on this ground: hidden, tiny, off_page, white, same_colour; or None."""
        if self.vanish or self.clear:
            return "hidden"
        if self._is_tiny():
            return "tiny"
        if abs(self.shift or 0.0) > FAR / 2:
            return "off_page"
        if self.ground is not None and self.ground.rgb is not None:
            ground = self.ground.rgb
        return disguise(self.colour.rgb, ground) if self.colour else None

    def _is_tiny(self) -> bool:
        size = _USUAL_SIZE if self.size is None else self.size
        width = _USUAL_WIDTH if self.width is None else self.width
        if self.fit is not None and self.fit < FLAT:
            return True
        return size < TINY or width < NARROW or (self.spread or 0.0) < -ON_TOP * size


PLAIN = Look()


def look(properties: Element | None, theme: Theme) -> Look:
    """What a `w:rPr` says."""
    if properties is None or not len(properties):
        return PLAIN
    size = width = spread = fit = shift = font = colour = ground = clear = None
    sized = "w:sz" if child(properties, "w:rtl") is None and child(properties, "w:cs") is None else "w:szCs"
    for each in properties:
        match name(each):
            case "w:sz" | "w:szCs" as size_of if size_of == sized:
                size = _number(attribute(each, "val"), 2)
            case "w:w":
                width = _number(attribute(each, "val"), 1)
            case "w:spacing":
                spread = _number(attribute(each, "val"), 20)
            case "w:fitText":
                fit = _number(attribute(each, "val"), 20)
            case "w:position":
                shift = _number(attribute(each, "val"), 2)
            case "w:rFonts":
                font = (attribute(each, "ascii") or "").lower() or None
            case "w:color":
                colour = Colour(_colour(each, theme, "val", "themeColor", "themeTint", "themeShade"))
            case "w:highlight":
                ground = Colour(parse_colour(attribute(each, "val")))
            case "w:shd":
                ground = ground or shading(each, theme)
            case "w14:textFill":
                clear = child(each, "w14:noFill") is not None or _is_clear(each)
                colour = Colour(fill_colour(each, theme)) if len(each) else colour
    vanish = switched(properties, "w:specVanish") or switched(properties, "w:vanish")
    return Look(vanish, size, width, spread, fit, shift, font, colour, ground, clear)


def drawn_look(run: Element, theme: Theme) -> Look:
    """What the `a:rPr` of an `a:r` says, on top of what its paragraph says of all runs: size and fill."""
    found = PLAIN
    for properties in (child(run.getparent(), "a:pPr", "a:defRPr"), child(run, "a:rPr")):
        if properties is not None:
            fill = child(properties, "a:solidFill")
            size, clear = _number(attribute(properties, "sz"), 100), child(properties, "a:noFill") is not None or None
            front = None if fill is None else Colour(fill_colour(fill, theme))
            found = Look(size=size, colour=front, clear=clear).over(found)
    return found


def shading(element: Element | None, theme: Theme) -> Colour | None:
    """The colour that a `w:shd` gives: its fill, with its pattern mixed in."""
    if element is None:
        return None
    fill = _colour(element, theme, "fill", "themeFill", "themeFillTint", "themeFillShade")
    pattern = (attribute(element, "val") or "clear").lower()
    if pattern in ("clear", "nil"):
        return Colour(fill)
    front = _colour(element, theme, "color", "themeColor", "themeTint", "themeShade") or BLACK
    share = 1.0 if pattern == "solid" else 0.5
    if pattern.startswith("pct") and pattern[3:].isdigit():
        share = int(pattern[3:]) / 100
    return Colour(mix(front, fill or WHITE, share))


def fill_colour(element: Element, theme: Theme) -> RGB | None:
    """The darkest colour in a drawing's fill, one stop of a gradient included; None if none is known."""
    named = descendants(element, "a:srgbClr", "a:schemeClr", "w14:srgbClr", "w14:schemeClr", "a:sysClr")
    found = [rgb for each in named if (rgb := _drawn_colour(each, theme)) is not None]
    return min(found, key=sum, default=None)


def read_theme(root: Element) -> Theme:
    """The colours of a theme part by their short names (lt1, dk1, accent1, ...)."""
    theme = dict(OFFICE_THEME)
    for scheme in descendants(root, "a:clrScheme"):
        for slot in scheme:
            for each in slot:
                if (rgb := parse_colour(attribute(each, "lastClr") or attribute(each, "val"))) is not None:
                    theme[name(slot).rpartition(":")[2].lower()] = rgb
    return theme


def _drawn_colour(element: Element, theme: Theme) -> RGB | None:
    given = (attribute(element, "val") or "").lower()
    if name(element).endswith("schemeClr"):
        rgb = theme.get(_SCHEME.get(given, given))
    else:
        rgb = parse_colour(attribute(element, "lastClr") or given)
    if rgb is None:
        return None
    keep, lift = value(element, "a:lumMod"), value(element, "a:lumOff")
    if keep is not None:
        rgb = mix(rgb, BLACK, (_number(keep, 1) or 0) / 100_000)
    if lift is not None:
        rgb = mix(WHITE, rgb, (_number(lift, 1) or 0) / 100_000)
    return rgb


def _colour(element: Element, theme: Theme, plain: str, themed: str, tint: str, shade: str) -> RGB | None:
    """A colour by theme if it names one, else by number; `tint` and `shade` are hexadecimal parts of 255."""
    slot = (attribute(element, themed) or "").lower()
    rgb = theme.get(_SCHEME.get(slot, slot)) if slot else None
    if rgb is None:
        return parse_colour(attribute(element, plain))
    if (share := _share(attribute(element, tint))) is not None:
        rgb = mix(rgb, WHITE, share)
    if (share := _share(attribute(element, shade))) is not None:
        rgb = mix(rgb, BLACK, share)
    return rgb


def _share(digits: str | None) -> float | None:
    try:
        return min(int(digits, 16) / 255, 1.0) if digits else None
    except ValueError:
        return None


def _is_clear(fill: Element) -> bool:
    """Every colour of the fill is see-through (`w14:alpha` counts what is missing)."""
    alphas = [_number(attribute(each, "val"), 100_000) or 0 for each in descendants(fill, "w14:alpha")]
    return bool(alphas) and min(alphas) > _CLEAR


def _number(text: str | None, divisor: int) -> float | None:
    match = _DECIMAL.match(text or "")
    return float(match[0]) / divisor if match else None
