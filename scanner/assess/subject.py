"""Whether a paper is about harm to a person, or about business only.

Rules of a house name harm too ("harassment is not tolerated", "anyone who is bullied may tell a steward").  A paper
that speaks of harm in such sentences alone is about something else: a lease, a gym, a race.  So is a contract of a
hundred pages that speaks of it once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from scanner.assess.words import count, fold, held, holds, places
from scanner.language.normal import Normal
from scanner.model import Clause
from scanner.rulebook.words import WordSets

HEADING = 3  # words: a clause this short is a title, even where the paper does not set it apart
SELDOM = 200  # words: a paper about talks between people names them once in so many at least
OFTEN = 3_000  # words: a paper about harm has a clause of it in so many at least


def clauses_of_harm(normal: Normal, folded: str, clauses: Sequence[Clause], sets: WordSets) -> frozenset[int]:
    """The indexes of the clauses of a normalised text, `folded` too, that speak of harm and are no rule of a house."""
    spoken = held(folded, sets["harm"])
    if not spoken:
        return frozenset()
    lower = normal.text.lower()
    telling = {max(phrase.split(), key=len) for phrase in spoken}  # few clauses hold one of them
    told = sorted(at for word in telling for at in places(lower, word))
    found = set()
    for index, clause in enumerate(clauses):
        start, end = (normal.from_source(at) for at in clause.span)
        at = bisect_left(told, start)
        if (
            at < len(told)
            and told[at] < end
            and not clause.is_heading
            and _is_of_harm(fold(lower[start:end]), spoken, sets)
        ):
            found.add(index)
    return frozenset(found)


def speaks_of_harm(normal: Normal, harm: frozenset[int]) -> bool:
    """True if a normalised text with these clauses of harm is about harm to a person."""
    return bool(harm) and len(harm) * OFTEN >= len(normal.text.split())


def speaks_of_talks(folded: str, sets: WordSets) -> bool:
    """True for a paper that speaks again and again of a mediation, a circle or other talks between people."""
    return count(folded, sets["talks_words"]) * SELDOM >= folded.count(" ") - 1


def speaks_of_business(folded: str, sets: WordSets) -> bool:
    """True if a text that was folded uses a word that hardly stands outside of business papers."""
    return holds(folded, sets["business"])


def _is_of_harm(words: str, spoken: tuple[str, ...], sets: WordSets) -> bool:
    return len(words.split()) > HEADING and holds(words, spoken) and not holds(words, sets["house_rules"])
