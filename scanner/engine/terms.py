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

FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Terms:
    """Set -> the terms (lower case) that joined it, and term -> index of the clause that defines it."""

    joined: Mapping[str, Sequence[str]]
    defined_at: Mapping[str, int]


def learn(
    text: str, spans: Sequence[Span], reaches: Sequence[int], sets: WordSets, named: set[str], reader: Reader
) -> Terms:
    """The terms of a normalised text; `spans` and `reaches` as for `definitions`; `named` are its parties.

    Terms for business information join nothing: their definition itself is what a rule looks at.  A term that sums up a
    story ("the Event") is one of the facts, whatever words the story is told in.
    """
    events = frozenset(sets["event_terms"])
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
            if name in hits or (name == FACTS and term in events):
                for form in _forms(term):
                    joined.setdefault(name, []).append(form)
                    defined_at.setdefault(form, definition.clause)
    return Terms(joined, defined_at)


def _forms(term: str) -> tuple[str, ...]:
    """A term, and the same for one or for several: "private matters", "private matter"."""
    return (term, term.removesuffix("s") if term.endswith("s") else term + "s")


def _nowhere(start: int, end: int) -> Span:
    """A definition is only read, never quoted from here."""
    return (start, end)
