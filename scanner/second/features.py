"""What the second reader sees of a clause: a bag of numbered features, each with a value.

Word sets generalise best: "reveal" and "make known" are both in `speak`.  Pairs of words tell whose silence it is and
of what.  There is no table of features: the number of a slot is made from the name of a set or from words, so that the
weights are one array of fixed size.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from scanner.engine.bind import MODALS, subject_of
from scanner.engine.chains import Hits
from scanner.engine.mentions import SIDES
from scanner.engine.reading import Reading
from scanner.model import Binds
from scanner.rulebook.phrases import Hit

SLOTS = 1 << 16
REACH, VERBS = 25, 8  # words behind a duty in which a set, and a word, counts as its object
NEAR = 3  # telling words behind another in which the two make a pair
MOST = 6  # duties of a clause that are looked at
# How much each kind of feature counts as a whole, however many of the kind a clause has.
WORD, SET, NEXT, PAIR, OBJECT, VERB, DUTY = "word", "set", "next", "pair", "object", "verb", "duty"
SHARE: Mapping[str, float] = {WORD: 1.5, SET: 1.5, NEXT: 2.0, PAIR: 2.0, OBJECT: 1.0, VERB: 0.7, DUTY: 0.5}

_EMPTY = frozenset(
    (
        *"the a an of to in on at by for with and or as is are be that this it its any such 's".split(),  # noqa: SIM905
        *",.;:()[]{}\"'-–—/|*•_?!&$€£%§",
    )
)
_NO_CONTENT = frozenset((*MODALS, *SIDES))
_SIDES = {side: zlib.crc32(side.encode()) for side in SIDES}  # the number that stands for a name of each side


@dataclass(frozen=True, slots=True)
class Duty:
    """A "shall", "may not", "is entitled to" and whose it is; `kind` is the word set that it belongs to."""

    hit: Hit
    kind: str
    side: Binds


@dataclass(frozen=True, slots=True)
class Bag:
    """Features as slots below `SLOTS`, and their values."""

    slots: tuple[int, ...]
    values: tuple[float, ...]

    def __add__(self, other: Bag) -> Bag:
        return Bag(self.slots + other.slots, self.values + other.values)


def duties(hits: Hits, words: Sequence[str], *, other_is_person: bool) -> list[Duty]:
    """The first few duties and permissions of a clause, in order; `words` are its tokens in lower case."""
    found = sorted((hit, kind) for kind in MODALS for hit in hits.get(kind, ()))[:MOST]
    return [Duty(hit, kind, subject_of((hit,), hits, words, other_is_person=other_is_person)) for hit, kind in found]


def telling_words(reading: Reading, numbers: Mapping[str, int]) -> list[int]:
    """The number of each token that says something, and 0 for names of parties, signs and empty words.

    `numbers` knows the number of any word.
    """
    told = [0 if word in _EMPTY else numbers[word] for word in reading.words]
    for side in SIDES:
        for start, end in reading.hits.get(side, ()):
            told[start:end] = [0] * (end - start)
    return told


def spoken_words(reading: Reading, numbers: Mapping[str, int]) -> list[int]:
    """The number of each token; the name of a party, however long, is one word that says which side it is, then 0."""
    spoken = [numbers[word] for word in reading.words]
    for side in SIDES:
        for start, end in reading.hits.get(side, ()):
            spoken[start:end] = [_SIDES[side]] + [0] * (end - start - 1)
    return spoken


def content(hits: Hits, words: Sequence[int]) -> Bag:
    """What a clause speaks of: its telling words and the word sets that occur in it."""
    return _bag({WORD: {word % SLOTS for word in words if word}, SET: {_slot(SET, "", name) for name in _sets(hits)}})


def order(spoken: Sequence[int], words: Sequence[int]) -> Bag:
    """In what order a clause says it: words next to each other, and pairs of telling words and parties close by.

    `spoken` as `spoken_words` and `words` as `telling_words` give them.
    """
    every = [word for word in spoken if word]
    sides = frozenset(_SIDES.values())
    telling = [word for word, told in zip(spoken, words, strict=True) if told or word in sides]
    close = ((first, telling[at + 1 : at + 1 + NEAR]) for at, first in enumerate(telling))
    return _bag(
        {
            NEXT: {_pair(NEXT, first, then) for first, then in pairwise(every)},
            PAIR: {_pair(PAIR, first, then) for first, after in close for then in after},
        }
    )


def manner(hits: Hits, words: Sequence[int], owed: Sequence[Duty]) -> Bag:
    """Who owes what: the duties of a clause, and the telling words and sets behind them."""
    begins = sorted((hit[0], name) for name in _sets(hits) for hit in hits[name])
    verbs = ((_slot(VERB, d.kind), word) for d in owed for word in words[d.hit[1] : d.hit[1] + VERBS] if word)
    return _bag(
        {
            OBJECT: {_slot(OBJECT, d.kind, name) for d in owed for name in _behind(d.hit, begins)},
            VERB: {(word + salt) % SLOTS for salt, word in verbs},
            DUTY: {_slot(DUTY, d.kind, side) for d in owed for side in ("", d.side)},
        }
    )


def _behind(duty: Hit, begins: Sequence[tuple[int, str]]) -> set[str]:
    """The sets of which a hit begins within `REACH` words behind a duty; `begins` is in order."""
    first, last = bisect_left(begins, (duty[1], "")), bisect_left(begins, (duty[1] + REACH + 1, ""))
    return {name for _, name in begins[first:last]}


def _bag(kinds: Mapping[str, set[int]]) -> Bag:
    """The slots of each kind, which share its weight."""
    slots: list[int] = []
    values: list[float] = []
    for kind, held in kinds.items():
        if held:
            slots += sorted(held)
            values += [SHARE[kind] / math.sqrt(len(held))] * len(held)
    return Bag(tuple(slots), tuple(values))


def _sets(hits: Hits) -> list[str]:
    return [name for name, found in hits.items() if found and name not in _NO_CONTENT]


def _pair(kind: str, first: int, then: int) -> int:
    return (_slot(kind, "") + 31 * first + then) % SLOTS


@cache
def _slot(kind: str, duty: str, name: str = "") -> int:
    """The slot of a feature whose name is the same for every paper; words of a paper are not kept."""
    return zlib.crc32(f"{kind} {duty} {name}".encode()) % SLOTS
