"""Which patterns a clause is worth reading with, by the clues in it.

Looking for clues costs a hundredth of reading a clause, and nine clauses of ten are laid aside by it, with the same
matches in the end.  Every choice of phrases that a pattern needs is a bit of a number, so that a clause is held
against all patterns at once.  Most clues are single words, for which it does not matter where they stand until a
pattern has all that it needs.
"""

from __future__ import annotations

import functools
import operator
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scanner.rulebook.clues import Choice, Clues, Route, Step, Words

_Pair = tuple[str, str]
_Places = dict[int, list[int]]  # bit -> where its choice stands in a clause


@dataclass(slots=True)
class _Held:
    """What choices hold: their bits, and the routes to which they lead."""

    bits: int = 0
    routes: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Phrase(_Held):
    """A phrase that waits for two words side by side."""

    words: Words = ()
    before: int = 0  # words before those two
    clue: int = 0  # words before its clue


_Standing = tuple[_Phrase, int]  # a phrase in a clause, and where its clue stands


class Sieve:
    """The routes of all patterns, ready for the words of a clause."""

    def __init__(self, routes: Sequence[Route]) -> None:
        bits = _Bits()
        self._needs = [_together(map(bits.of, route.needs)) for route in routes]
        self._steps = [[(bits.of(step.choice), step) for step in route.steps] for route in routes]
        self._alone: dict[int, frozenset[str]] = {}  # bit -> the single words of its choice
        for number, route in enumerate(routes):
            bits.lead(route.needs[0], number)
        single, self._phrases = bits.phrases()
        self._bits_of = {word: held.bits for word, held in single.items()}
        self._led_by = {word: held.routes for word, held in single.items() if held.routes}

    def passes(self, words: Sequence[str]) -> list[int]:
        """The patterns, as indexes into the routes and in their order, that a clause of these words may match."""
        known = self._bits_of.keys() & words
        met = _together(map(self._bits_of.__getitem__, known))
        led_to: set[int] = set()
        for word in self._led_by.keys() & known:
            led_to.update(self._led_by[word])
        longer = self._longer(tuple(words))
        for phrase, _ in longer:
            met |= phrase.bits
            led_to.update(phrase.routes)
        needs = self._needs
        hopeful = sorted([number for number in led_to if needs[number] & met == needs[number]])
        places: _Places = {}
        return [number for number in hopeful if self._in_order(self._steps[number], words, longer, places)]

    def _in_order(
        self,
        steps: Sequence[tuple[int, Step]],
        words: Sequence[str],
        longer: Sequence[_Standing],
        places: _Places,
    ) -> bool:
        """Whether every step stands within reach behind one of the step before; `places` remembers where each does."""
        if len(steps) == 1:
            return True
        reached: list[int] = []
        for number, (bit, step) in enumerate(steps):
            here = places.get(bit)
            if here is None:
                here = places[bit] = self._places(bit, step.choice, words, longer)
            if number:
                here = [place for place in here if _is_near(reached, place, step.reach)]
            if not here:
                return False
            reached = here
        return True

    def _places(self, bit: int, choice: Choice, words: Sequence[str], longer: Sequence[_Standing]) -> list[int]:
        """Where a choice stands in these words, in order."""
        alone = self._alone.get(bit)
        if alone is None:
            alone = self._alone[bit] = frozenset(clue for clues in choice for clue in clues if _is_whole(clue, clues))
        here = [place for place, word in enumerate(words) if word in alone]
        further = [place for phrase, place in longer if phrase.bits & bit]
        return sorted(here + further) if further else here

    def _longer(self, words: Words) -> list[_Standing]:
        """The phrases of more than one word in these words."""
        waiting = self._phrases
        found: list[_Standing] = []
        pairs = [(place, pair) for place, pair in enumerate(pairwise(words)) if pair in waiting]
        for place, pair in pairs:
            for phrase in waiting[pair]:
                start = place - phrase.before
                # A phrase that would begin before the clause is longer than any such slice.
                if phrase.words == pair or words[start : start + len(phrase.words)] == phrase.words:
                    found.append((phrase, start + phrase.clue))
        return found


@dataclass(slots=True)
class _Holder(_Held):
    """Clues, and what the choices that hold them have in common."""

    clues: Clues = field(default_factory=dict)


class _Bits:
    """Gives every choice a bit."""

    def __init__(self) -> None:
        self._bits: dict[tuple[int, ...], int] = {}
        self._holders: dict[int, _Holder] = {}

    def of(self, choice: Choice) -> int:
        key = tuple(map(id, choice))
        if key not in self._bits:
            bit = self._bits[key] = 1 << len(self._bits)
            for clues in choice:
                self._holders.setdefault(id(clues), _Holder(clues=clues)).bits |= bit
        return self._bits[key]

    def lead(self, choice: Choice, route: int) -> None:
        """Only where something of this choice stands is that route worth a look."""
        for clues in choice:
            self._holders[id(clues)].routes.append(route)

    def phrases(self) -> tuple[dict[str, _Held], dict[_Pair, list[_Phrase]]]:
        """The single words that choices hold, and their longer phrases, each under two of its words."""
        single: dict[str, _Held] = defaultdict(_Held)
        longer: dict[tuple[int, Words], _Phrase] = {}
        for holder in self._holders.values():
            for clue, phrases in holder.clues.items():
                first, *second = clue.split()
                for before, words in phrases or ((0, (first, *second)),):
                    if len(words) == 1:
                        held: _Held = single[first]
                    elif (before, words) in longer:
                        held = longer[before, words]
                    else:
                        held = longer[before, words] = _Phrase(words=words, clue=before)
                    held.bits |= holder.bits
                    held.routes += holder.routes
        pairs: dict[_Pair, list[_Phrase]] = defaultdict(list)
        for phrase in longer.values():
            phrase.before = min(phrase.clue, len(phrase.words) - 2)
            pairs[phrase.words[phrase.before], phrase.words[phrase.before + 1]].append(phrase)
        return single, dict(pairs)


def _is_near(before: Sequence[int], place: int, reach: int) -> bool:
    """Whether one of the places `before`, which are in order, lies before a place and within reach of it."""
    index = bisect_left(before, place)
    return index > 0 and place - before[index - 1] <= reach


def _is_whole(clue: str, clues: Clues) -> bool:
    """Whether a clue is one word that is a phrase by itself."""
    return " " not in clue and (not clues[clue] or any(len(words) == 1 for _, words in clues[clue]))


def _together(bits: Iterable[int]) -> int:
    return functools.reduce(operator.or_, bits, 0)
