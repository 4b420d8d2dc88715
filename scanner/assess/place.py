"""Codes of places, as laws and help are listed by them."""

from __future__ import annotations

import re

from scanner.words import words

_SHAPE = re.compile(r"[A-Z]{2}(-[A-Z]{2,3})?")
_OTHER_NAMES = {"GB": "UK", "GB-ENG": "UK-EW", "GB-WLS": "UK-EW", "GB-SCT": "UK-SC", "GB-NIR": "UK-NI"}
_OF_THE_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)


def place_code(typed: str) -> str | None:
    """The code of a place that somebody typed; None if there is no such place.

    Where we know the parts of a country, the part has to be one of them ("US-ZZ" is none); of another country we know
    no law and no help, but it is a place all the same.
    """
    code = typed.strip().upper()
    code = _OTHER_NAMES.get(code, code)
    if not _SHAPE.fullmatch(code):
        return None
    country = code[:2]
    if country in _OF_THE_UNION:
        return "EU"
    listed = [known for group in words()["places"].values() for known in group if known[:2] == country]
    is_known = code in listed or any(known.startswith(code + "-") for known in listed)
    return code if is_known or not listed else None
