"""Terms that a paper defines for itself, and the words that explain them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from scanner.model import Span

_MEANS = re.compile(
    r'"([A-Z][^"()]{1,60}?)[,.]?"\s*(?:or "[^"]{1,60}"\s*)?(?:,? as used (?:herein|in this [A-Za-z]+),? )?'
    r"(?:shall |will |is defined |are defined )?(?:means?|includes?|refers? to|to mean|as)\b"
)
# 'the inquiry and the payment are "Closed Matters"'
_CALLED = re.compile(
    r"\b(?:are|is|be|being)(?: (?:together|each|hereby|hereafter|collectively|jointly|here|referred to as|called"
    r'|known as|termed|defined as|deemed|considered|treated as|an?|to be))*,? "([A-Z][^"()]{1,60}?)[,.]?"'
)
_BRACKET = re.compile(r'\((?:[^()"]{0,60})"([A-Z][^"()]{1,60}?)[,.]?"[^()]{0,60}\)')
REACH = 400  # characters before a bracket, or before "are called", that it may sum up


@dataclass(frozen=True, slots=True)
class Definition:
    """`term` stands for the words text[start:end] (normalised text) of the clause with that index."""

    term: str
    start: int
    end: int
    clause: int


def definitions(text: str, clauses: Sequence[Span], reaches: Sequence[int]) -> list[Definition]:
    """All definitions in a normalised text; `clauses` are the spans of its clauses, in order.

    `reaches` says for each clause where the list ends that it introduces, or else the clause itself.
    """
    starts = [start for start, _ in clauses]
    out = []
    for match in _MEANS.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0:
            out.append(Definition(match.group(1), match.end(), reaches[index], index))
    for match in chain(_BRACKET.finditer(text), _CALLED.finditer(text)):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0:
            out.append(Definition(match.group(1), max(starts[index], match.start() - REACH), match.start(), index))
    return out
