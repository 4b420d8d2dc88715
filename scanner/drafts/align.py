"""Which clause of one draft is which of the other: by their words, wherever they stand and whatever their number.

The work is bounded for any pair of papers: equal clauses find each other by a table, and each of the rest is compared
with a handful of clauses that share its rarest words or its place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from scanner.drafts.units import Unit

Keys = tuple[str, ...]

RAREST = 12  # words of a clause by which others like it are looked up
COMMON = 32  # clauses: a word that stands in more tells nothing
TRIED = 6  # clauses that each is compared with, by their words
NEAR = 3  # and by their place
ALIKE = 0.5  # of the words in common, from which on two clauses are one that was changed
ALIKE_IN_PLACE = 0.35  # the same for two that stand between the same neighbours
HERE = 0.05  # added for the like place, so that of two equals the nearer is taken
SHORT, ALIKE_SHORT = 4, 0.6  # words; the fewer there are, the more must agree
MOST = 1_500  # characters that several clauses may have that are taken for one


@dataclass(frozen=True, slots=True)
class Pair:
    """Clauses that are the same in both drafts, changed or not: one on each side, or neighbours that were split."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def align(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Pair, ...]:
    """The pairs, in the order of the new draft; each clause is in one at most."""
    work = _Work(old, new)
    work.pair_equal()
    work.pair_split()
    work.pair_similar()
    work.grow()
    return tuple(sorted(work.pairs, key=lambda pair: pair.new))


def moved(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Those of the pairs, in the order of the new draft, that left the order of the old one: as few as can be."""
    tails: list[int] = []  # the old place that ends a rising run of each length, the smallest that there is
    ends: list[int] = []  # and the pair that stands there
    before: list[int | None] = []  # the pair before each in its run
    for index, pair in enumerate(pairs):
        length = bisect_left(tails, pair.old[0])
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1], ends[length : length + 1] = [pair.old[0]], [index]
    in_order: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        in_order.add(at)
        at = before[at]
    return tuple(pair for index, pair in enumerate(pairs) if index not in in_order)


class _Work:
    """What is paired so far."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.pairs: list[Pair] = []
        self.by_old: dict[int, Pair] = {}
        self.by_new: dict[int, Pair] = {}

    def add(self, pair: Pair) -> None:
        self.pairs.append(pair)
        self.by_old |= dict.fromkeys(pair.old, pair)
        self.by_new |= dict.fromkeys(pair.new, pair)

    # --- the same words -------------------------------------------------------------------------

    def pair_equal(self) -> None:
        """Clauses with the same words: first those with the same neighbours, then any."""
        for around in (1, 0):
            waiting: dict[tuple[Keys, ...], deque[int]] = defaultdict(deque)
            for o in _left(self.old, self.by_old):
                waiting[_context(self.old, o, around)].append(o)
            for n in _left(self.new, self.by_new):
                if same := waiting.get(_context(self.new, n, around)):
                    self.add(Pair((same.popleft(),), (n,)))

    def pair_split(self) -> None:
        """Runs between the same neighbours with the same words, parted into clauses in another way."""
        for olds, news in list(self._gaps()):
            if _joined(self.old, olds) == _joined(self.new, news):
                self.add(Pair(tuple(olds), tuple(news)))

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """Runs of clauses without a partner that stand right after clauses that are partners."""
        for pair in (Pair((-1,), (-1,)), *self.pairs):
            olds = _run(self.old, self.by_old, pair.old[-1] + 1)
            news = _run(self.new, self.by_new, pair.new[-1] + 1)
            if olds and news:
                yield olds, news

    # --- words alike ----------------------------------------------------------------------------

    def pair_similar(self) -> None:
        """Clauses with most words in common, the most alike first."""
        for _, o, n in sorted(self._likenesses(), key=lambda each: (-each[0], each[1], each[2])):
            if o not in self.by_old and n not in self.by_new:
                self.add(Pair((o,), (n,)))

    def _likenesses(self) -> Iterator[tuple[float, int, int]]:
        table = _Table(self.old, _left(self.old, self.by_old))
        gaps = {n: (olds, olds.start + place) for olds, news in self._gaps() for place, n in enumerate(news)}
        for n in _left(self.new, self.by_new):
            olds, place = gaps.get(n, (range(0), 0))
            near = [o for o in range(place - NEAR, place + NEAR + 1) if o in olds]
            for o in dict.fromkeys((*table.like(self.new[n].keys), *near)):
                score = likeness(self.old[o].keys, self.new[n].keys)
                if score >= self._enough(o, n, in_place=o in near):
                    yield score + HERE * (o in near), o, n

    def _enough(self, o: int, n: int, *, in_place: bool) -> float:
        if min(len(self.old[o].keys), len(self.new[n].keys)) < SHORT:
            return ALIKE_SHORT
        return ALIKE_IN_PLACE if in_place else ALIKE

    # --- one clause that became several ---------------------------------------------------------

    def grow(self) -> None:
        """Join to each pair those neighbours without a partner that make its two sides more alike."""
        pairs, self.pairs = self.pairs, []
        for pair in pairs:
            self.add(self._grown(pair))

    def _grown(self, pair: Pair) -> Pair:
        score = self._likeness(pair)
        while score < 1:
            best = max(self._bigger(pair), key=self._likeness, default=pair)
            if (better := self._likeness(best)) <= score:
                break
            score, pair = better, best
        return pair

    def _likeness(self, pair: Pair) -> float:
        return likeness(_joined(self.old, pair.old), _joined(self.new, pair.new))

    def _bigger(self, pair: Pair) -> Iterator[Pair]:
        for o in (pair.old[0] - 1, pair.old[-1] + 1):
            if 0 <= o < len(self.old) and o not in self.by_old and _are_one(self.old, (o, *pair.old)):
                yield Pair(tuple(sorted((o, *pair.old))), pair.new)
        for n in (pair.new[0] - 1, pair.new[-1] + 1):
            if 0 <= n < len(self.new) and n not in self.by_new and _are_one(self.new, (n, *pair.new)):
                yield Pair(pair.old, tuple(sorted((n, *pair.new))))


class _Table:
    """Finds the clauses that share rare words with another."""

    def __init__(self, units: Sequence[Unit], indexes: Sequence[int]) -> None:
        self._holders: dict[str, list[int]] = defaultdict(list)
        for index in indexes:
            for key in set(units[index].keys):
                self._holders[key].append(index)

    def like(self, keys: Keys) -> list[int]:
        """A few of them, those with the most in common first."""
        known = sorted((len(self._holders[key]), key) for key in set(keys) if key in self._holders)
        counts: Counter[int] = Counter()
        for many, key in known[:RAREST]:
            if many <= COMMON:
                counts.update(self._holders[key])
        return [index for index, _ in counts.most_common(TRIED)]


def likeness(one: Keys, other: Keys) -> float:
    """How much of their words two clauses have in common, 0 to 1: in their order, or a little less in another one."""
    if one == other:
        return 1.0
    shared = sum((Counter(one) & Counter(other)).values())
    return max(Indel.normalized_similarity(one, other), 0.9 * 2 * shared / (len(one) + len(other)))


def _left(units: Sequence[Unit], taken: Mapping[int, Pair]) -> list[int]:
    return [index for index in range(len(units)) if index not in taken]


def _run(units: Sequence[Unit], taken: Mapping[int, Pair], start: int) -> range:
    """The clauses from `start` on that have no partner."""
    end = start
    while end < len(units) and end not in taken:
        end += 1
    return range(start, end)


def _context(units: Sequence[Unit], index: int, around: int) -> tuple[Keys, ...]:
    reach = range(index - around, index + around + 1)
    return tuple(units[each].keys if 0 <= each < len(units) else () for each in reach)


def _joined(units: Sequence[Unit], indexes: Sequence[int]) -> Keys:
    return tuple(key for index in indexes for key in units[index].keys)


def _are_one(units: Sequence[Unit], indexes: Sequence[int]) -> bool:
    """True for neighbours in one part of the paper that are short enough to be one clause."""
    first, last = units[min(indexes)], units[max(indexes)]
    same = (first.block.part, first.block.hidden) == (last.block.part, last.block.hidden)
    return same and last.end - first.start <= MOST
