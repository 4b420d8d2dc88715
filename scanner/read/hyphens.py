"""Which hyphens at line ends belong to their word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_PREFIXES = frozenset({"non", "self"})  # their hyphen is the word's own, and they are words in no other way


def known_words(lines: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """The words of a paper in lower case, the halves of broken ones left out.

    `lines` are pairs of the words of a line and whether it ends in a hyphen (which is not among the words).
    """
    known: set[str] = set()
    broken = False
    for words, hyphen in lines:
        found = _WORD.findall(words.lower())
        known.update(found[int(broken) : len(found) - int(hyphen)])
        broken = hyphen
    return frozenset(known)


def keeps_hyphen(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between two lines belongs to the word ("non-compete") and not to the line ("dispar-age").

    The paper itself is asked: has it the word in one piece, with the hyphen, or its halves as words of their own?
    """
    left, right = _WORD.findall(before.lower())[-1:], _WORD.findall(after.lower())[:1]
    if not left or not right or not after[0].islower() or not before[-1].isalpha():
        return True
    if left[0] + right[0] in known:
        return False
    halves = left[0].rpartition("-")[2], right[0].partition("-")[0]
    return f"{left[0]}-{right[0]}" in known or halves[0] in _PREFIXES or known.issuperset(halves)
