"""Values of CSS: lengths, colours, shares."""

from __future__ import annotations

import colorsys
import re

from scanner.read.colours import RGB, parse_colour

DEFAULT_SIZE = 12.0  # points
NEARLY_CLEAR = 0.1  # opacity
_NUMBER = r"-?\d{0,9}\.?\d{1,9}"
_LENGTH = re.compile(rf"({_NUMBER})(pt|px|em|rem|ex|ch|in|cm|mm|pc|vw|vh|%|)")
_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "": 0.75, "rem": DEFAULT_SIZE}
_UNITS |= {"vw": 6.12, "vh": 7.92}  # hundredths of a letter page
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_HEX = re.compile(r"#([0-9a-f]{4}|[0-9a-f]{8})")


def points(text: str | None, size: float = DEFAULT_SIZE) -> float | None:
    """A length in points; `size` is what an em is worth.  None if it is no plain length."""
    match = _LENGTH.fullmatch((text or "").strip())
    if not match:
        return None
    number, unit = float(match[1]), match[2]
    if unit in ("em", "ex", "ch", "%"):
        return number * size / (100 if unit == "%" else 1 if unit == "em" else 2)
    return number * _UNITS[unit]


def share(text: str) -> float | None:
    """`0.1`, `.1` or `10%` as 0.1; None for anything else."""
    match = re.fullmatch(rf"({_NUMBER})(%?)", text.strip())
    return float(match[1]) / (100 if match[2] else 1) if match else None


def colour(text: str) -> tuple[RGB | None, bool]:
    """A colour, if it is known, and whether it is see-through."""
    if text == "transparent":
        return None, True
    if match := _FUNCTION.match(text):
        parts = re.split(r"[\s,/]+", match[2].strip())
        opacity = share(parts[3]) if len(parts) > 3 else None
        return _mixed(match[1], parts), opacity is not None and opacity < NEARLY_CLEAR
    if match := _HEX.fullmatch(text):
        digits = match[1] if len(match[1]) == 8 else "".join(digit * 2 for digit in match[1])
        return parse_colour(digits[:6]), int(digits[6:], 16) / 255 < NEARLY_CLEAR
    return parse_colour(text), False


def _mixed(form: str, parts: list[str]) -> RGB | None:
    """The colour of `rgb(...)` or `hsl(...)` with these values."""
    numbers = [share(part.removesuffix("deg")) for part in parts[:3]]
    if len(numbers) < 3 or None in numbers:
        return None
    first, second, third = (number or 0.0 for number in numbers)
    if form == "hsl":
        found = colorsys.hls_to_rgb(first / 360 % 1, min(max(third, 0), 1), min(max(second, 0), 1))
    else:
        whole = 1 if any(part.endswith("%") for part in parts[:3]) else 255
        found = first / whole, second / whole, third / whole
    red, green, blue = (round(255 * min(max(part, 0), 1)) for part in found)
    return red, green, blue
