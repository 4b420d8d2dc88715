"""Findings of two drafts: which of the old is which of the new."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from scanner.drafts.align import Pair, likeness
from scanner.drafts.facing import Facing
from scanner.drafts.units import Draft
from scanner.model import Finding

SAME = (
    0.25  # of the words, from which on two findings of one rule in clauses without partner are one that was rewritten
)
MOST = 300  # findings in clauses without partner: more are not compared with each other

Key = Callable[[Finding], Hashable]
Open = dict[int, Finding]  # those without a twin so far, by their place in the report


@dataclass(frozen=True, slots=True)
class Twin:
    """A finding of the old draft and the same of the new one; one side is None where there is no such."""

    old: Finding | None
    new: Finding | None


def twins(facing: Facing, olds: Sequence[Finding], news: Sequence[Finding]) -> list[Twin]:
    """Every finding in one twin: by its clause and rule, by its clause and label, then by rule and words alone."""
    out: list[Twin] = []
    old, new = dict(enumerate(olds)), dict(enumerate(news))
    keys: tuple[Key, ...] = (lambda f: (f.rule_id, f.subtype), lambda f: f.rule_id, lambda f: f.category)
    for key in keys:
        out += _in_one_clause(facing, old, new, key)
    out += _rewritten(facing, old, new)
    return [*out, *(Twin(each, None) for each in old.values()), *(Twin(None, each) for each in new.values())]


def seat(finding: Finding, draft: Draft, pairs: dict[int, Pair]) -> Pair | int | None:
    """The pair of clauses in which a finding stands; its own clause if that has no partner; None: the whole paper."""
    unit = draft.unit_of(finding)
    return None if unit is None else pairs.get(unit, unit)


def _in_one_clause(facing: Facing, olds: Open, news: Open, key: Key) -> Iterator[Twin]:
    """Takes out of both those that stand in one pair of clauses, or in none, and have one key."""
    waiting: dict[Hashable, list[int]] = {}
    for place, old in olds.items():
        where = seat(old, facing.old, facing.of_old)
        if not isinstance(where, int):
            waiting.setdefault((where, key(old)), []).append(place)
    for place, new in list(news.items()):
        where = seat(new, facing.new, facing.of_new)
        if not isinstance(where, int) and (same := waiting.get((where, key(new)))):
            yield Twin(olds.pop(same.pop(0)), news.pop(place))


def _rewritten(facing: Facing, olds: Open, news: Open) -> Iterator[Twin]:
    """Takes out those of one rule whose clauses have no partner and still have enough words in common."""
    lone_old = [p for p, f in olds.items() if isinstance(seat(f, facing.old, facing.of_old), int)][:MOST]
    lone_new = [p for p, f in news.items() if isinstance(seat(f, facing.new, facing.of_new), int)][:MOST]
    scores = [
        (likeness(_keys(facing.old, olds[i]), _keys(facing.new, news[j])), i, j)
        for i in lone_old
        for j in lone_new
        if olds[i].rule_id == news[j].rule_id
    ]
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if score >= SAME and i in olds and j in news:
            yield Twin(olds.pop(i), news.pop(j))


def _keys(draft: Draft, finding: Finding) -> tuple[str, ...]:
    unit = draft.unit_of(finding)
    return draft.units[unit].keys if unit is not None else ()
