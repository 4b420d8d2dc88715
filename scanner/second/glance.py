"""Which clauses are worth a second reading: a look at their words alone.

To cut a clause into tokens and to find all word sets in it takes most of the time of a second reading; most clauses of
a contract need none.  Each word that was learnt says how much it speaks for one, each unknown word how much against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Glance:
    """How much each word says, what an unknown one says, and how much a clause has to reach."""

    def __init__(self, says: Mapping[str, float], unknown: float, enough: float) -> None:
        self.says, self.unknown, self.enough = dict(says), unknown, enough
        self._known = frozenset(says)

    def is_enough(self, words: Iterable[str]) -> bool:
        """True if a clause of these words (see `clause_words`) should be read again."""
        held = set(words)
        known = held & self._known
        return sum(map(self.says.__getitem__, known)) + self.unknown * (len(held) - len(known)) >= self.enough
