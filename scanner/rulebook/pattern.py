"""The little language of `find`, `unless` and `subtypes`.

    @must_not ... @speak ... @facts       the sets in this order, gaps of up to 40 words between them
    @must_not .. @disparage               a gap of up to 6 words
    @keep ..12 secret                     a gap of up to 12 words
    irreparable harm                      these words, side by side
    (@keep | hold~) .. in confidence      one of several; `hold~` is every form of the word
    @secret & @facts                      both, anywhere in the clause and in any order
    @must_not ... @speak !.. @false       and NOT followed by a word of @false within that gap

A pattern is matched against one clause (a sentence, or a list item after the words that introduce it).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LONG_GAP, SHORT_GAP = 40, 6
_SIGNS = "@(|)&.!"  # a word begins with none of these
_TOKEN = re.compile(r"\s*(!?\.{2,3}\d*|[()|&]|@\w+|[^\s()|&]+)")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: any of the named `keys`, at most `gap` words after the element before it."""

    keys: tuple[str, ...]
    gap: int = 0
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Sequences of elements that must all occur in one clause; the first is what the finding is about."""

    text: str
    parts: tuple[tuple[Element, ...], ...]

    def keys(self) -> set[str]:
        """Every set and phrase that the pattern needs to look for."""
        return {key for part in self.parts for element in part for key in element.keys}


def parse(text: str, key_of: Callable[[str], str]) -> Pattern:
    """Read a pattern.  `key_of` turns `@set` or a phrase into a key and raises PatternError for an unknown set."""
    tokens = _TOKEN.findall(text)
    parts: list[tuple[Element, ...]] = []
    for chunk in _split(tokens, "&"):
        parts.append(_sequence(chunk, key_of, text))
    return Pattern(text, tuple(parts))


def _split(tokens: list[str], at: str) -> list[list[str]]:
    out: list[list[str]] = [[]]
    for token in tokens:
        if token == at:
            out.append([])
        else:
            out[-1].append(token)
    return out


def _sequence(tokens: list[str], key_of: Callable[[str], str], text: str) -> tuple[Element, ...]:
    elements: list[Element] = []
    gap, negated = 0, False
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.lstrip("!").startswith(".."):
            negated = token.startswith("!")
            gap = _gap(token.lstrip("!"))
            position += 1
            continue
        if token == "(":
            close = tokens.index(")", position) if ")" in tokens[position:] else -1
            if close < 0:
                raise PatternError(f"close the bracket in: {text}")
            keys = tuple(key_of(" ".join(choice)) for choice in _split(tokens[position + 1 : close], "|") if choice)
            position = close + 1
        elif token in ")|":
            raise PatternError(f"'{token}' without an opening bracket in: {text}")
        elif token.startswith("@"):
            keys, position = (key_of(token),), position + 1
        else:
            end = position
            while end < len(tokens) and tokens[end][0] not in _SIGNS:
                end += 1
            if end == position:
                raise PatternError(f"'{token}' cannot stand here in: {text}")
            keys, position = (key_of(" ".join(tokens[position:end])),), end
        elements.append(Element(keys, gap, negated))
        gap, negated = 0, False
    if not elements or gap or elements[0].negated:
        raise PatternError(f"a pattern begins and ends with words or a set: {text}")
    return tuple(elements)


def _gap(token: str) -> int:
    dots = token.rstrip("0123456789")
    number = token[len(dots) :]
    return int(number) if number else LONG_GAP if len(dots) == 3 else SHORT_GAP
