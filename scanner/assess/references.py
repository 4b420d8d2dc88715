"""Sections of a paper as its sentences name them: "Sections 3, 4 and 5", "notwithstanding Section 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.model import Location, Span

_NUMBER = r"\d+(?:\.\d+)*(?:\([a-z\d]{1,4}\))*"
# "Sections 3, 4 and 5", but not "Section 7 of the Act".
_SECTIONS = re.compile(
    rf"\b(?:sections?|clauses?|paragraphs?|articles?)\s+({_NUMBER}(?:\s*(?:,|and|or|&|, and)\s*{_NUMBER})*)"
    r"(?!\s*(?:,|and|or)?\s*of\s+(?:the|title)\b)",
    re.I,
)
_EACH = re.compile(_NUMBER)
_ASIDE = ("notwithstanding", "regardless of", "despite")
_SET_ASIDE = re.compile(rf"\b(?:{'|'.join(_ASIDE)})\s+[^,;.]{{0,50}}?\d[^,;]{{0,20}}", re.I)


def sections_named(words: str) -> list[str]:
    """The numbers of the sections that these words name, in order."""
    return [words[start:end] for start, end in places_named(words)]


def places_named(words: str) -> Iterator[Span]:
    """Where those numbers stand in the words."""
    for match in _SECTIONS.finditer(words):
        for number in _EACH.finditer(words, *match.span(1)):
            yield number.span()


def sections_set_aside(words: str) -> list[str]:
    """The sections that a sentence sets aside: "Notwithstanding Section 9, ..."."""
    lower = words.lower()
    if not any(sign in lower for sign in _ASIDE):
        return []
    return [number for match in _SET_ASIDE.finditer(words) for number in sections_named(match[0])]


def lies_in(location: Location, number: str) -> bool:
    """True if a place is in the section of that number or in a part of it."""
    section = location.section or ""
    return section == number or section.startswith((f"{number}.", f"{number}("))


def same_section(one: Location, other: Location) -> bool:
    """True if both stand under one top number, or in one paragraph where the paper has no numbers."""
    if one.section and other.section:
        return top(one.section) == top(other.section)
    return one.paragraph == other.paragraph


def top(section: str) -> str:
    """The number of the whole section: "4" of "4.2(b)"."""
    return section.split(".")[0].split("(")[0]
