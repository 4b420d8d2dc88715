"""What became of the warnings and the protections of the old draft, and which are new."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from scanner.drafts.align import Pair
from scanner.drafts.facing import Facing
from scanner.drafts.flags import Twin, seat, twins
from scanner.drafts.model import Change, Direction, Kind, Reason, Side
from scanner.drafts.texts import texts
from scanner.drafts.weigh import direction, fewer_words, lost_exception, new_limit, reasons
from scanner.model import Finding


@dataclass(frozen=True, slots=True)
class Names:
    """The kinds of change of warnings, or of protections."""

    added: Kind
    removed: Kind
    worse: Kind
    better: Kind
    unclear: Kind
    protects: bool


FLAGS = Names("flag_added", "flag_removed", "flag_sharpened", "flag_softened", "flag_changed", protects=False)
PROTECTIONS = Names(
    *("protection_gained", "protection_lost"),
    *("protection_weakened", "protection_strengthened", "protection_changed"),
    protects=True,
)


def found_changes(
    facing: Facing, olds: Sequence[Finding], news: Sequence[Finding], names: Names, promised: Set[int] = frozenset()
) -> list[Change]:
    """What changed between the findings of the two drafts; `promised` are the old units that bound the other side.

    A warning that is gone counts as better only where its words are gone: where they were rewritten, it may be us who
    do not find it again.
    """
    changes = [
        change for twin in twins(facing, olds, news) if (change := _change(facing, twin, names, promised)) is not None
    ]
    measured = {change.words for change in changes if change.words and _says_how(change)}
    first = {change.words: change for change in reversed(changes) if change.words not in measured}
    return [change for change in changes if _says_how(change) or first.get(change.words) is change]


def _says_how(change: Change) -> bool:
    """False for words that changed in a way that nobody measured: of these one for each clause is enough."""
    return bool(change.reasons) or change.direction != "unclear" or change.kind.endswith("removed")


def _change(facing: Facing, twin: Twin, names: Names, promised: Set[int]) -> Change | None:
    if facing.same_words and _stands_as_before(facing, twin):
        return None  # in another order, our reading of the same words may differ
    if twin.old and twin.new:
        return _kept(facing, twin.old, twin.new, names)
    if twin.old:
        return _gone(facing, twin.old, names)
    return _come(facing, twin.new, names, promised) if twin.new else None


def _stands_as_before(facing: Facing, twin: Twin) -> bool:
    """True for a finding whose clause is an item of the list that it was an item of, or of none as before."""
    old = seat(twin.old, facing.old, facing.of_old) if twin.old else None
    new = seat(twin.new, facing.new, facing.of_new) if twin.new else None
    pair = new or old
    return not isinstance(pair, Pair) or facing.goes_on_alike(pair)


def _kept(facing: Facing, old: Finding, new: Finding, names: Names) -> Change | None:
    pair = seat(new, facing.new, facing.of_new)
    rewritten = isinstance(pair, int)
    altered = isinstance(pair, Pair) and pair in facing.changed
    why = reasons(old, new)
    if not why and isinstance(pair, Pair) and altered:
        measures = (new_limit, fewer_words) if names.protects else (lost_exception,)
        why = tuple(filter(None, (measure(facing, pair) for measure in measures)))[:1]
    if not why and not altered and not rewritten:
        return None
    way = direction(why)
    kind = {"worse": names.worse, "better": names.better, "unclear": names.unclear}[way]
    note = None if altered or rewritten else texts().same_words
    return _told(facing, kind, way, new, pair, plain=note, why=why, old=_side(old), new=_side(new))


def _gone(facing: Facing, old: Finding, names: Names) -> Change:
    pair = seat(old, facing.old, facing.of_old)
    now = _now(facing, pair)
    way: Direction = "worse" if names.protects else "better"
    note = old.plain if names.protects else None
    if not names.protects and now and not (isinstance(pair, Pair) and facing.only(pair) == "removed"):
        way = "unclear"
        note = texts().rewritten if not isinstance(pair, Pair) or pair in facing.changed else texts().same_words
    return _told(facing, names.removed, way, old, pair, plain=note, old=_side(old), new=now)


def _now(facing: Facing, where: Pair | int | None) -> Side | None:
    """What stands now where a finding stood."""
    if isinstance(where, int):
        place = facing.in_its_place(where)
        return None if place is None else facing.new_side((place,))
    return facing.new_side(where.new) if where else None


def _come(facing: Facing, new: Finding, names: Names, promised: Set[int]) -> Change:
    pair = seat(new, facing.new, facing.of_new)
    way: Direction = "better" if names.protects else "worse"
    before = facing.old_side(pair.old) if isinstance(pair, Pair) else None
    turned = isinstance(pair, Pair) and new.binds in ("signer", "both") and not promised.isdisjoint(pair.old)
    why = (Reason("now_you", "worse", texts().reasons["now_you"]),) if turned else ()
    return _told(facing, names.added, way, new, pair, plain=new.plain, why=why, old=before, new=_side(new))


def _told(
    facing: Facing,
    kind: Kind,
    way: Direction,
    finding: Finding,
    pair: Pair | int | None,
    *,
    plain: str | None,
    old: Side | None,
    new: Side | None,
    why: tuple[Reason, ...] = (),
) -> Change:
    return Change(
        id="",
        kind=kind,
        direction=way,
        title=finding.title,
        what=texts().kinds[kind]["what"],
        plain=plain,
        reasons=why,
        old=old,
        new=new,
        words=facing.words(pair) if isinstance(pair, Pair) and pair in facing.changed else (),
        rule_id=finding.rule_id,
        category=finding.category,
    )


def _side(finding: Finding) -> Side:
    return Side(finding.quote, finding.location, finding.severity, finding.binds, finding.strength, finding.details)
