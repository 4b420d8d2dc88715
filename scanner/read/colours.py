"""Can these letters be told from what is behind them?"""

from __future__ import annotations

import re

RGB = tuple[int, int, int]

WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)
_READABLE = 1.5  # contrast as WCAG counts it, 1 to 21; light grey print on white has about 1.6
_PALE = 0.7  # relative luminance from which a colour is called white
_NAMES: dict[str, RGB] = {
    "black": BLACK,
    "white": WHITE,
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "lime": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "cyan": (0, 255, 255),
    "aqua": (0, 255, 255),
    "magenta": (255, 0, 255),
    "fuchsia": (255, 0, 255),
    "navy": (0, 0, 128),
    "darkblue": (0, 0, 128),
    "teal": (0, 128, 128),
    "darkcyan": (0, 128, 128),
    "darkgreen": (0, 128, 0),
    "purple": (128, 0, 128),
    "darkmagenta": (128, 0, 128),
    "maroon": (128, 0, 0),
    "darkred": (128, 0, 0),
    "olive": (128, 128, 0),
    "darkyellow": (128, 128, 0),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "darkgray": (128, 128, 128),
    "silver": (192, 192, 192),
    "lightgray": (192, 192, 192),
    "lightgrey": (211, 211, 211),
    "whitesmoke": (245, 245, 245),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240),
}
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])", re.IGNORECASE)


def parse_colour(text: str | None) -> RGB | None:
    """`#rrggbb`, `rgb`, or a common colour name; None for anything else ("auto", system colours)."""
    if text is None:
        return None
    text = text.strip().lower()
    if text in _NAMES:
        return _NAMES[text]
    if not (match := _HEX.match(text)):
        return None
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def mix(front: RGB, back: RGB, share: float) -> RGB:
    """`share` of `front`, the rest of `back`."""
    red, green, blue = (min(max(round(a * share + b * (1 - share)), 0), 255) for a, b in zip(front, back, strict=True))
    return red, green, blue


def luminance(colour: RGB) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def disguise(letters: RGB | None, ground: RGB | None) -> str | None:
    """How the ground hides letters of this colour: "white" for pale letters, "same_colour" for others, None if not.

    None for a colour means that the program picks one that can be read, or that nothing is known.
    """
    if letters is None or ground is None:
        return None
    light, dark = sorted((luminance(letters), luminance(ground)), reverse=True)
    if (light + 0.05) / (dark + 0.05) >= _READABLE:
        return None
    return "white" if luminance(letters) >= _PALE else "same_colour"


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
