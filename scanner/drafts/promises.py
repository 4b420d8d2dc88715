"""What the other side promises and pays: told where a later draft takes it away, or pays less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from scanner.assess.returns import Returns
from scanner.assess.words import fold, holds
from scanner.drafts.align import Pair
from scanner.drafts.facing import Facing
from scanner.drafts.model import Change, Direction, PromiseKind, Reason, Side
from scanner.drafts.texts import texts
from scanner.drafts.units import Draft
from scanner.drafts.weigh import fewer_words
from scanner.language.figures import sums
from scanner.language.normal import normalise
from scanner.language.parties import Sides
from scanner.model import Finding
from scanner.rulebook.words import WordSets

SPANS = ("week", "weeks", "month", "months")
DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
WAITING = frozenset(("within", "after", "following", "than", "by", "until"))
PAY = ("of", "base", "pay", "salary", "severance", "wages")


@dataclass(frozen=True, slots=True)
class Promises:
    """By their units: what the other side promises, what the signer keeps, and where the signer is paid."""

    made: frozenset[int]
    kept: frozenset[int]
    paid: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """Every unit that the signer has something of."""
        return self.made | self.kept | self.paid


def promises(draft: Draft, flags: Sequence[Finding], sides: Sides, sets: WordSets) -> Promises:
    """The promises of a paper; a clause with a warning is none."""
    flagged = {draft.unit_of(flag) for flag in flags}
    promised = _cues(sides.phrases, "other", sets["other_promises"])
    powers = _cues(sides.phrases, "other", sets["other_powers"])
    keeps = _cues(sides.phrases, "signer", sets["signer_keeps"]) + sets["left_out"]
    paying = Returns(normalise(draft.document.text), [unit.clause for unit in draft.units], sides.phrases, sets)
    giving = paying.giving(flags)
    made, kept, paid = set(), set(), set()
    for index, unit in enumerate(draft.units):
        if index in flagged or unit.clause.is_heading:
            continue
        text = normalise(draft.document.text[unit.start : unit.end]).text
        words = fold(text)
        if unit.start in giving and (sums(text) or _weeks(unit.keys)):
            paid.add(index)
        if holds(words, promised) and not holds(words, powers):
            made.add(index)
        if holds(words, keeps):
            kept.add(index)
    return Promises(frozenset(made), frozenset(kept), frozenset(paid))


def promise_changes(facing: Facing, old: Promises, new: Promises, told: Set[int]) -> Iterator[Change]:
    """Promises that are gone, new, or about another sum; `told` are units of the new draft that are told of already."""
    for index in facing.removed:
        place = facing.in_its_place(index)
        if index in old.all and (place is None or place not in new.all):
            yield _change("promise_lost", "worse", old=facing.old_side((index,)))
    for index in facing.added:
        if index in new.all and index not in told:
            yield _change("promise_gained", "better", new=facing.new_side((index,)))
    for pair in facing.pairs:
        if pair in facing.changed and told.isdisjoint(pair.new) and not old.all.isdisjoint(pair.old):
            yield from _altered(facing, pair, old, new)


def _altered(facing: Facing, pair: Pair, old: Promises, new: Promises) -> Iterator[Change]:
    sides = facing.old_side(pair.old), facing.new_side(pair.new)
    if new.all.isdisjoint(pair.new):
        yield _change("promise_lost", "worse", *sides, facing=facing, pair=pair)
        return
    fewer = None if old.kept.isdisjoint(pair.old) else fewer_words(facing, pair)
    if fewer:
        yield _change("promise_weakened", "worse", *sides, facing=facing, pair=pair, why=(fewer,))
        return
    before = _most(sides[0].quote or "", facing.old_keys(pair.old))
    after = _most(sides[1].quote or "", facing.new_keys(pair.new))
    names = ("paid_down", "paid_up")
    if before is None or after is None or before[0] == after[0]:
        names = ("paid_sooner", "paid_later")
        before, after = _wait(facing.old_keys(pair.old)), _wait(facing.new_keys(pair.new))
    if old.paid.isdisjoint(pair.old) or before is None or after is None or before[0] == after[0]:
        return
    name = names[after[0] > before[0]]
    worse = name in ("paid_down", "paid_later")
    said = texts().reasons[name].format(before=before[1], after=after[1])
    way: Direction = "worse" if worse else "better"
    kind: PromiseKind = "promise_weakened" if worse else "promise_strengthened"
    yield _change(kind, way, *sides, facing=facing, pair=pair, why=(Reason(name, way, said),))


def _most(quote: str, keys: Sequence[str]) -> tuple[float, str] | None:
    """The largest sum in these words, and how it is written; else the longest time that is paid for."""
    largest = max(sums(quote), key=lambda each: each.value, default=None)
    if largest:
        return largest.value, quote[slice(*largest.span)]
    longest = max(_weeks(keys), default=None)
    return None if longest is None else (longest, str(longest))


def _wait(keys: Sequence[str]) -> tuple[float, str] | None:
    """The longest time in days that a payment may take, and how it is written: "within 30 days of signing"."""
    waits = [
        (int(number) * DAYS[unit], f"{number} {unit}")
        for place, (number, unit) in enumerate(pairwise(keys))
        if number.isdigit() and unit in DAYS and not WAITING.isdisjoint(keys[max(0, place - 4) : place + 5])
    ]
    return max(waits, default=None)


def _change(
    kind: PromiseKind,
    way: Direction,
    old: Side | None = None,
    new: Side | None = None,
    *,
    facing: Facing | None = None,
    pair: Pair | None = None,
    why: tuple[Reason, ...] = (),
) -> Change:
    fixed = texts().kinds[kind]
    words = facing.words(pair) if facing and pair else ()
    return Change("", kind, way, fixed["title"], fixed["what"], None, why, old, new, words)


def _cues(phrases: Mapping[str, tuple[str, ...]], side: str, verbs: Sequence[str]) -> tuple[str, ...]:
    """The names of one side, each with each verb."""
    return tuple(f"{fold(name).strip()} {verb}" for name in phrases.get(side, ()) for verb in verbs)


def _weeks(keys: Sequence[str]) -> list[int]:
    """How many weeks or months of pay these words name: "twenty weeks of salary"."""
    runs = zip(keys, keys[1:], keys[2:], strict=False)
    return [int(number) for number, unit, of in runs if number.isdigit() and unit in SPANS and of in PAY]
