"""Whether a paper is about harm to a person, or about business only.

Rules of a house name harm too ("harassment is not tolerated", "anyone who is bullied may tell a steward").  A paper
that speaks of harm in such sentences alone is about something else: a lease, a gym, a race.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.assess.words import fold, holds
from scanner.language.normal import Normal
from scanner.model import Clause
from scanner.rulebook.words import WordSets

HEADING = 3  # words: a clause this short is a title, even where the paper does not set it apart


def speaks_of_harm(normal: Normal, clauses: Sequence[Clause], sets: WordSets) -> bool:
    """True if a clause of a normalised text speaks of harm and is no rule of a house."""
    return any(not holds(words, sets["house_rules"]) for words in _clauses_that_hold(sets["harm"], normal, clauses))


def speaks_of_business(normal: Normal, sets: WordSets) -> bool:
    """True if a normalised text uses a word that hardly stands outside of business papers."""
    return holds(fold(normal.text), sets["business"])


def _clauses_that_hold(phrases: tuple[str, ...], normal: Normal, clauses: Sequence[Clause]) -> Iterator[str]:
    """The folded words of the clauses, titles left out, that use one of the phrases."""
    if not holds(fold(normal.text), phrases):
        return
    for clause in clauses:
        start, end = (normal.from_source(at) for at in clause.span)
        words = fold(normal.text[start:end])
        if not clause.is_heading and len(words.split()) > HEADING and holds(words, phrases):
            yield words
