"""What a clause must hold before it is worth reading with a pattern.

A clue is a word, or two words side by side where one is too common to tell anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

RARE = 5  # times in 10,000 words of contracts: a rarer word tells enough alone
COMMON = 200  # times in 10,000 words, for single letters and digits: "a", "s"
LONGEST = 12  # words: a clue may stand this far from the end of its phrase, and the next from its beginning
_WORD = re.compile("[a-z0-9]+")

Words = tuple[str, ...]
# Clue -> the phrases that it may belong to, each with the number of its words before the clue; nothing for a clue
# that is itself a whole phrase.
Clues = Mapping[str, Sequence[tuple[int, Words]]]
Choice = tuple[Clues, ...]  # the clues to one place in a pattern, those of each set that it names


@dataclass(frozen=True, slots=True)
class Step:
    """Phrases, by their clues, of which one must stand at most `reach` words behind one of the step before."""

    choice: Choice
    reach: int


@dataclass(frozen=True, slots=True)
class Route:
    """The clues to a pattern: `steps` in the order of its first part; `needs` of all parts, rarest first."""

    steps: tuple[Step, ...]
    needs: tuple[Choice, ...]


class Frequencies:
    """How often words stand in 10,000 words of contracts."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def of(self, clue: str) -> float:
        """For a word or for two; two words are taken to be ten times as rare as the rarer of them."""
        if " " in clue:
            return min(map(self.of, clue.split())) / 10
        return self._counts.get(clue, 1) if len(clue) > 1 else COMMON

    def clue(self, words: Words) -> tuple[str, int]:
        """The rarest word of a phrase, or two words if that one is common, and the number of words before it."""
        if len(words) == 1:
            return words[0], 0
        often, _, rarest = min((self.of(word), -len(word), place) for place, word in enumerate(words))
        if often <= RARE:
            return words[rarest], rarest
        start = max(0, rarest - 1)
        return f"{words[start]} {words[start + 1]}", start

    def clues(self, phrases: Iterable[str]) -> Clues | None:
        """The clues to a set of phrases; None if one of them holds no word."""
        out: dict[str, list[tuple[int, Words]]] = {}
        whole: set[str] = set()
        for phrase in phrases:
            words = tuple(clause_words(phrase))
            if not words:
                return None
            clue, before = self.clue(words)
            out.setdefault(clue, []).append((before, words))
            if len(words) == 1 + clue.count(" "):
                whole.add(clue)
        return {clue: () if clue in whole else phrases for clue, phrases in out.items()}


def clause_words(text: str) -> list[str]:
    """The words of a lower-case text, signs left out."""
    return _WORD.findall(text)
