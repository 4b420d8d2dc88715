"""Letters of symbol fonts as the signs that a reader sees."""

from __future__ import annotations

import re

_BULLET = "•"
_PRIVATE = 0xF000  # where files put the letters of a symbol font, to keep them from being taken for text
DINGBATS = ("wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats", "marlett")
_WINGDINGS = {
    **{0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0xA8: "☐", 0xFE: "☒", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗"},
    **{0x52: "☐", 0x54: "☒", 0xA3: "☐", 0x51: "☒", 0x9F: "•", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔"},
}
_SYMBOL = {
    **{0xB7: "•", 0xD3: "©", 0xE3: "©", 0xD2: "®", 0xE2: "®", 0xD4: "™", 0xE4: "™", 0xB0: "°", 0xB1: "±", 0xA7: "♣"},
    **{0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xB4: "×", 0xB8: "÷", 0xAE: "→", 0xAC: "←", 0xB2: "″", 0xA2: "′"},
}
_GREEK = dict(
    zip(
        b"abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
)


def symbol(font: str | None, code: str | None) -> str:
    """The character that `code` (hexadecimal) shows in `font`; a bullet where there is none like it."""
    if not code or not re.fullmatch(r"[0-9a-fA-F]{1,4}", code):
        return ""
    number = int(code, 16)
    family = (font or "").strip().lower()
    slot = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE + 0xFF else number
    if family in DINGBATS:
        return _WINGDINGS.get(slot, _BULLET)
    if family == "symbol" and slot <= 0xFF:
        return _SYMBOL.get(slot) or _GREEK.get(slot) or (chr(slot) if slot < 0x7F else _BULLET)
    # Any other font shows the letter itself: a sentence can be written in symbols.
    return "" if slot < 0x20 or 0xD800 <= slot <= 0xDFFF else chr(slot)
