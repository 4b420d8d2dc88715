"""Sections of a paper as its sentences name them: "Sections 3, 4 and 5", "notwithstanding Section 9"."""

from __future__ import annotations

import re

from scanner.model import Location

_NUMBER = r"\d+(?:\.\d+)*(?:\([a-z\d]{1,4}\))*"
# "Sections 3, 4 and 5", but not "Section 7 of the Act".
_SECTIONS = re.compile(
    rf"\b(?:sections?|clauses?|paragraphs?|articles?)\s+({_NUMBER}(?:\s*(?:,|and|or|&|, and)\s*{_NUMBER})*)"
    r"(?!\s*(?:,|and|or)?\s*of\s+(?:the|title)\b)",
    re.I,
)
_SET_ASIDE = re.compile(r"\b(?:notwithstanding|regardless of|despite)\s+[^,;.]{0,50}?\d[^,;]{0,20}", re.I)


def sections_named(words: str) -> list[str]:
    """The numbers of the sections that these words name, in order."""
    return [number for match in _SECTIONS.finditer(words) for number in re.findall(_NUMBER, match[1])]


def sections_set_aside(words: str) -> list[str]:
    """The sections that a sentence sets aside: "Notwithstanding Section 9, ..."."""
    return [number for match in _SET_ASIDE.finditer(words) for number in sections_named(match[0])]


def lies_in(location: Location, number: str) -> bool:
    """True if a place is in the section of that number or in a part of it."""
    section = location.section or ""
    return section == number or section.startswith((f"{number}.", f"{number}("))


def same_section(one: Location, other: Location) -> bool:
    """True if both stand under one top number, or in one paragraph where the paper has no numbers."""
    if one.section and other.section:
        return _top(one.section) == _top(other.section)
    return one.paragraph == other.paragraph


def _top(section: str) -> str:
    return section.split(".")[0].split("(")[0]
