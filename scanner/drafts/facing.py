"""Two drafts that face each other: what is opposite of what, and which words differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import Indel, Opcode

from scanner.drafts.align import Pair, align, moved
from scanner.drafts.model import Side, Words
from scanner.drafts.tokens import Token
from scanner.drafts.units import Draft
from scanner.model import Span

MAX_QUOTE = 1_500  # characters
LONE = 2  # words in common between two changes: so few are read more easily as part of the change
MOVED = 4  # words: a shorter clause that stands elsewhere tells nothing
Kind = Literal["same", "removed", "added"]
_LAST = re.compile(r"(?:\.\w+|\(\w+\))\Z")
_KINDS: dict[str, Kind] = {"delete": "removed", "insert": "added"}


class Facing:
    """Both drafts and their pairs."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self.old, self.new = old, new
        self.pairs = align(old.units, new.units)
        self.of_old = {index: pair for pair in self.pairs for index in pair.old}
        self.of_new = {index: pair for pair in self.pairs for index in pair.new}

    @cached_property
    def removed(self) -> tuple[int, ...]:
        """Units of the old draft with no partner."""
        return tuple(index for index in range(len(self.old.units)) if index not in self.of_old)

    @cached_property
    def added(self) -> tuple[int, ...]:
        """Units of the new draft with no partner."""
        return tuple(index for index in range(len(self.new.units)) if index not in self.of_new)

    def in_its_place(self, index: int) -> int | None:
        """The first of the added units that stand where a removed one stood: it may say the same in other words."""
        before = self._paired_before[index]
        place = before.new[-1] + 1 if before else 0
        return place if place < len(self.new.units) and place not in self.of_new else None

    @cached_property
    def _paired_before(self) -> list[Pair | None]:
        """For each unit of the old draft the last pair before it."""
        out: list[Pair | None] = []
        last = None
        for index in range(len(self.old.units)):
            out.append(last)
            last = self.of_old.get(index, last)
        return out

    @cached_property
    def changed(self) -> frozenset[Pair]:
        """The pairs with other words; the number of a section counts as changed only if another section is meant."""
        return frozenset(pair for pair in self.pairs if self.old_keys(pair.old) != self.new_keys(pair.new))

    @cached_property
    def same_words(self) -> bool:
        """Every clause stands in both drafts with the same words; their order may differ."""
        return not (self.changed or self.removed or self.added)

    def goes_on_alike(self, pair: Pair) -> bool:
        """The clauses of a pair are items of the same list, or of none."""
        stems = (
            {pairs.get(place) for index in indexes for place in draft.stems_of(index)}
            for draft, indexes, pairs in ((self.old, pair.old, self.of_old), (self.new, pair.new, self.of_new))
        )
        return next(stems) == next(stems)

    @cached_property
    def moved(self) -> tuple[tuple[Pair, ...], ...]:
        """What stands in another order, neighbours that moved together as one."""
        flow = [pair for pair in self.pairs if self.new.units[pair.new[0]].in_flow]
        runs: list[list[Pair]] = []
        for pair in moved(flow):
            last = runs[-1][-1] if runs else None
            if last and (pair.old[0], pair.new[0]) == (last.old[-1] + 1, last.new[-1] + 1):
                runs[-1].append(pair)
            else:
                runs.append([pair])
        return tuple(tuple(run) for run in runs if sum(self._length(pair) for pair in run) >= MOVED)

    def _length(self, pair: Pair) -> int:
        return sum(len(self.new.units[index].keys) for index in pair.new)

    def old_keys(self, indexes: Sequence[int]) -> tuple[str, ...]:
        """The words of units of the old draft; the number of a section is the one that this section has now."""
        return tuple(_key(word, self._renumbered) for word in words_of(self.old, indexes))

    def new_keys(self, indexes: Sequence[int]) -> tuple[str, ...]:
        """The same for the new draft; a number that no section has any more is that of the old one."""
        return tuple(_key(word, self._gone_numbers) for word in words_of(self.new, indexes))

    @cached_property
    def _renumbered(self) -> dict[str, str]:
        """The numbers of sections of the old draft that went to other words, and those that their words have now."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for one, other in self._section_pairs():
            found[one][other] += 1
        return {one: now.most_common(1)[0][0] for one, now in found.items() if one not in now}

    @cached_property
    def _gone_numbers(self) -> dict[str, str]:
        """Those of them that no section of the new draft has."""
        there = {other for _, other in self._section_pairs()}
        return {one: other for one, other in self._renumbered.items() if one not in there}

    def _section_pairs(self) -> Iterator[tuple[str, str]]:
        """For each pair of clauses the numbers of the sections in which they stand, and of those around."""
        for pair in self.pairs:
            old, new = self.old.units[pair.old[0]].clause.section, self.new.units[pair.new[0]].clause.section
            yield from zip(_with_parents(old), _with_parents(new), strict=False)

    def words(self, pair: Pair) -> tuple[Words, ...]:
        """The words of a pair in one, with what was taken out and what was put in."""
        olds, news = list(words_of(self.old, pair.old)), list(words_of(self.new, pair.new))
        codes = Indel.opcodes(self.old_keys(pair.old), self.new_keys(pair.new))
        out: list[Words] = []
        for same, old, new in _readable(codes):
            if same:
                out += _piece("same", self.new, pair.new, news, new)
            else:
                out += _piece("removed", self.old, pair.old, olds, old)
                out += _piece("added", self.new, pair.new, news, new)
        return tuple(out)

    def only(self, pair: Pair) -> Kind | None:
        """What was done to the words of a pair, if nothing was but to take some out, or to put some in."""
        tags = {code.tag for code in Indel.opcodes(self.old_keys(pair.old), self.new_keys(pair.new))} - {"equal"}
        return _KINDS.get(tags.pop()) if len(tags) == 1 else None

    def put_in(self, pair: Pair) -> str:
        """The words that were put into a pair."""
        return " ".join(each.text for each in self.words(pair) if each.kind == "added")

    def taken_out(self, pair: Pair) -> str:
        """The words that were taken out of a pair."""
        return " ".join(each.text for each in self.words(pair) if each.kind == "removed")

    def old_side(self, indexes: Sequence[int]) -> Side:
        """The exact words of units of the old draft and where they stand."""
        return _side(self.old, indexes)

    def new_side(self, indexes: Sequence[int]) -> Side:
        """The same for the new draft."""
        return _side(self.new, indexes)


def _key(word: Token, numbers: Mapping[str, str]) -> str:
    return f"{word.key}{numbers.get(word.section, word.section)}" if word.section else word.key


def _with_parents(section: str | None) -> Iterator[str]:
    """A number and those of the sections around it: 4.2(b), 4.2, 4."""
    while section:
        yield section
        section = _LAST.sub("", section) if _LAST.search(section) else None


def words_of(draft: Draft, indexes: Sequence[int]) -> Iterator[Token]:
    """All words of some units."""
    return (word for index in indexes for word in draft.units[index].words)


def _side(draft: Draft, indexes: Sequence[int]) -> Side:
    first = draft.units[indexes[0]]
    start, end = first.start, min(draft.units[indexes[-1]].end, first.start + MAX_QUOTE)
    return Side(draft.document.text[start:end], draft.location(start, end, first))


def _readable(codes: Iterable[Opcode]) -> Iterator[tuple[bool, Span, Span]]:
    """Whether words are the same, and where they stand in the old and the new: changes with little between are one."""
    out: list[tuple[bool, Span, Span]] = []
    for code in codes:
        old, new = (code.src_start, code.src_end), (code.dest_start, code.dest_end)
        same = code.tag == "equal"
        if out and out[-1][0] == same:
            out[-1] = _both(out[-1], (same, old, new))
        elif len(out) > 1 and not same and out[-1][1][1] - out[-1][1][0] <= LONE:
            out[-2:] = [_both(out[-2], (same, old, new))]
        else:
            out.append((same, old, new))
    return iter(out)


def _both(one: tuple[bool, Span, Span], other: tuple[bool, Span, Span]) -> tuple[bool, Span, Span]:
    return other[0], (one[1][0], other[1][1]), (one[2][0], other[2][1])


def _piece(kind: Kind, draft: Draft, pair: Sequence[int], words: Sequence[Token], span: Span) -> Iterator[Words]:
    """The text of words[start:end] with the signs and blanks after it, and the number before the first."""
    start, end = span
    if start < end:
        first = draft.units[pair[0]].start if start == 0 else words[start].start
        last = words[end].start if end < len(words) else draft.units[pair[-1]].end
        yield Words(kind, draft.document.text[first:last])
