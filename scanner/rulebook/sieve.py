"""Which patterns a clause is worth reading with, by the clues in it.

Looking for clues costs a hundredth of tokenizing a clause, and nine clauses of ten are laid aside by it, with the same
matches in the end.  Every choice of phrases that a pattern needs is a bit of a number, so that a clause is held
against all patterns at once.
"""

from __future__ import annotations

import functools
import operator
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scanner.rulebook.clues import Choice, Clues, Route, Words

# The number of its words before its clue, and from the clue on; the words, none if the clue says it all; the bits of
# the choices that hold it; the routes to which it may lead.
_Phrase = tuple[int, int, Words, int, Sequence[int]]
# A phrase in a clause: the bits that it meets, where its clue stands, and those routes.
_Standing = tuple[int, int, Sequence[int]]


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
        for number, route in enumerate(routes):
            bits.lead(route.needs[0], number)
        self._phrases = bits.phrases()

    def passes(self, words: Sequence[str]) -> list[int]:
        """The patterns, as indexes into the routes and in their order, that a clause of these words may match."""
        stood = self._standing(tuple(words))
        met, led_to = 0, set[int]()
        for bits, _, routes in stood:
            met |= bits
            led_to.update(routes)
        plans = self._plans
        hopeful = sorted(number for number in led_to if plans[number].needs & met == plans[number].needs)
        places: dict[int, list[int]] = {}
        return [number for number in hopeful if _in_order(plans[number].steps, stood, places)]

    def _standing(self, words: Words) -> list[_Standing]:
        """Every phrase in these words."""
        begun_by = self._phrases.get
        stood: list[_Standing] = []
        for place, word in enumerate(words):
            begun = begun_by(word)
            if begun is not None:
                following = words[place + 1] if place + 1 < len(words) else ""
                for before, behind, phrase, bits, routes in begun.get(following) or begun[""]:
                    # A phrase that would begin before the clause is longer than any such slice.
                    if not phrase or words[place - before : place + behind] == phrase:
                        stood.append((bits, place, routes))
        return stood


@dataclass(slots=True)
class _Held:
    """Clues, the bits of all choices that hold them, and the routes to which these lead."""

    clues: Clues
    bits: int = 0
    routes: list[int] = field(default_factory=list)


class _Bits:
    """Gives every choice a bit."""

    def __init__(self) -> None:
        self._bits: dict[tuple[int, ...], int] = {}
        self._held: dict[int, _Held] = {}

    def of(self, choice: Choice) -> int:
        key = tuple(map(id, choice))
        if key not in self._bits:
            bit = self._bits[key] = 1 << len(self._bits)
            for clues in choice:
                self._held.setdefault(id(clues), _Held(clues)).bits |= bit
        return self._bits[key]

    def lead(self, choice: Choice, route: int) -> None:
        """Only where something of this choice stands is that route worth a look."""
        for clues in choice:
            self._held[id(clues)].routes.append(route)

    def phrases(self) -> dict[str, dict[str, list[_Phrase]]]:
        """The first word of a clue -> the word behind it -> the phrases that they may belong to.

        Under "" stands what waits for the first word alone, and so goes for every word behind it.
        """
        held_by: dict[tuple[str, int, Words], list[_Held]] = defaultdict(list)
        for held in self._held.values():
            for clue, phrases in held.clues.items():
                for before, phrase in phrases or ((0, ()),):
                    held_by[clue, before, phrase].append(held)
        out: dict[str, dict[str, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
        for (clue, before, phrase), holders in held_by.items():
            first, _, second = clue.partition(" ")
            held = holders[0] if len(holders) == 1 else _merged(holders)
            out[first][second].append((before, len(phrase) - before, phrase, held.bits, held.routes))
        for begun in out.values():
            alone = begun[""]
            for second in begun.keys() - {""}:
                begun[second] += alone
        return {first: dict(begun) for first, begun in out.items()}


def _merged(holders: Sequence[_Held]) -> _Held:
    bits, routes = _together(held.bits for held in holders), [route for held in holders for route in held.routes]
    return _Held(holders[0].clues, bits, routes)


def _in_order(steps: Sequence[tuple[int, int]], stood: Sequence[_Standing], places: dict[int, list[int]]) -> bool:
    """Whether every step stands within reach behind one of the step before; `places` remembers where each stands."""
    if len(steps) == 1:
        return True
    reached: list[int] = []
    for number, (bit, reach) in enumerate(steps):
        here = places.get(bit)
        if here is None:
            here = places[bit] = [place for bits, place, _ in stood if bits & bit]
        if number:
            here = [place for place in here if any(0 < place - before <= reach for before in reached)]
        if not here:
            return False
        reached = here
    return True


def _together(bits: Iterable[int]) -> int:
    return functools.reduce(operator.or_, bits, 0)
