"""Terms that a paper defines for itself join the word sets that their definitions speak of.

"Settlement Information means the facts of the dispute" makes "Settlement Information" one of the facts, so that
"shall not disclose any Settlement Information" is read as what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scanner.engine.reading import Reader
from scanner.language.definitions import definitions
from scanner.model import Clause, Span
from scanner.rulebook.vocabulary import DEFINABLE
from scanner.rulebook.words import WordSets


@dataclass(frozen=True, slots=True)
class Terms:
    """Set -> the terms (lower case) that joined it, and term -> index of the clause that defines it."""

    joined: Mapping[str, Sequence[str]]
    defined_at: Mapping[str, int]


def learn(
    text: str, spans: Sequence[Span], reaches: Sequence[int], sets: WordSets, named: set[str], reader: Reader
) -> Terms:
    """The terms of a normalised text; `spans` and `reaches` as for `definitions`; `named` are its parties.

    Terms for business information join nothing: their definition itself is what a rule looks at.
    """
    business, things = tuple(sets["info_noun"]), frozenset(sets["not_secret_terms"])
    never = named.union(sets["info_alone"])
    joined: dict[str, list[str]] = {}
    defined_at: dict[str, int] = {}
    for definition in definitions(text, spans, reaches):
        term = definition.term.lower()
        if term in never or term.endswith(business) or term.split()[-1] in things:
            continue
        hits = reader.read(Clause((0, 0)), text[definition.start : definition.end], 0, _nowhere).hits
        for name in sets[DEFINABLE]:
            if name in hits:
                joined.setdefault(name, []).append(term)
                defined_at.setdefault(term, definition.clause)
    return Terms(joined, defined_at)


def _nowhere(start: int, end: int) -> Span:
    """A definition is only read, never quoted from here."""
    return (start, end)
