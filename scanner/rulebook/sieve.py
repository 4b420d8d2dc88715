"""Which patterns a clause is worth reading with, by the clues in it.

Looking for clues costs a hundredth of tokenizing a clause, and nine clauses of ten are laid aside by it, with the same
matches in the end.  Every choice of phrases that a pattern needs is a bit of a number, so that a clause is held
against all patterns at once.
"""

from __future__ import annotations

import functools
import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scanner.rulebook.clues import Choice, Clues, Route, Words


@dataclass(frozen=True, slots=True)
class _Plan:
    """A route in bits: all that it needs, and its steps, each with its reach."""

    needs: int
    steps: tuple[tuple[int, int], ...]


class Sieve:
    """The routes of all patterns, ready for the words of a clause."""

    def __init__(self, routes: Sequence[Route]) -> None:
        bits = _Bits()
        self._plans = [
            _Plan(
                _together(map(bits.of, route.needs)), tuple((bits.of(step.choice), step.reach) for step in route.steps)
            )
            for route in routes
        ]
        self._led_to: dict[int, list[int]] = defaultdict(list)  # the rarest bit that a route needs -> the route
        for number, route in enumerate(routes):
            self._led_to[bits.of(route.needs[0])].append(number)
        self._rarest = _together(self._led_to)
        self._phrases = bits.phrases()

    def passes(self, words: Sequence[str]) -> list[int]:
        """The patterns, as indexes into the routes and in their order, that a clause of these words may match."""
        stood = self._standing(tuple(words))
        met = _together(bits for bits, _ in stood)
        led_to = (number for bit in _each(met & self._rarest) for number in self._led_to[bit])
        plans = self._plans
        hopeful = sorted(number for number in led_to if plans[number].needs & met == plans[number].needs)
        places: dict[int, list[int]] = {}
        for bit in {bit for number in hopeful for bit, _ in plans[number].steps if len(plans[number].steps) > 1}:
            places[bit] = [place for bits, place in stood if bits & bit]
        return [number for number in hopeful if _in_order(plans[number], places)]

    def _standing(self, words: Words) -> list[tuple[int, int]]:
        """The bits that each phrase in these words meets, and where its clue stands."""
        phrases_at = self._phrases.get
        stood: list[tuple[int, int]] = []
        for clues in (words, map(" ".join, pairwise(words))):
            for place, clue in enumerate(clues):
                for before, behind, phrase, bits in phrases_at(clue, ()):
                    # A phrase that would begin before the clause is longer than any such slice.
                    if not phrase or words[place - before : place + behind] == phrase:
                        stood.append((bits, place))
        return stood


class _Bits:
    """Gives every choice a bit."""

    def __init__(self) -> None:
        self._bits: dict[tuple[int, ...], int] = {}
        self._of_clues: dict[int, tuple[Clues, int]] = {}  # the bits of all choices that hold these clues

    def of(self, choice: Choice) -> int:
        key = tuple(map(id, choice))
        if key not in self._bits:
            bit = self._bits[key] = 1 << len(self._bits)
            for clues in choice:
                self._of_clues[id(clues)] = clues, self._of_clues.get(id(clues), (clues, 0))[1] | bit
        return self._bits[key]

    def phrases(self) -> dict[str, list[tuple[int, int, Words, int]]]:
        """Clue -> the phrases that it may belong to, and their bits.

        Each with the number of its words before the clue, and from the clue on; an empty one if the clue says it all.
        """
        bits_of: dict[tuple[str, int, Words], int] = defaultdict(int)
        for clues, bits in self._of_clues.values():
            for clue, phrases in clues.items():
                for before, phrase in phrases or ((0, ()),):
                    bits_of[clue, before, phrase] |= bits
        out: dict[str, list[tuple[int, int, Words, int]]] = defaultdict(list)
        for (clue, before, phrase), bits in bits_of.items():
            out[clue].append((before, len(phrase) - before, phrase, bits))
        return dict(out)


def _in_order(plan: _Plan, places: dict[int, list[int]]) -> bool:
    """Whether every step stands within reach behind one of the step before."""
    if len(plan.steps) == 1:
        return True
    reached: list[int] | None = None
    for bit, reach in plan.steps:
        here = places[bit]
        if reached is not None:
            here = [place for place in here if any(0 < place - before <= reach for before in reached)]
        if not here:
            return False
        reached = here
    return True


def _together(bits: Iterable[int]) -> int:
    return functools.reduce(operator.or_, bits, 0)


def _each(bits: int) -> Iterator[int]:
    while bits:
        bit = bits & -bits
        yield bit
        bits ^= bit
