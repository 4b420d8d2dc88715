"""A number that is all that changed in a clause: which way it goes follows from whose duty it stands in.

"Employee shall repay 10% of it" gets worse with the number, "the Company shall pay 10% of it" better; where that cannot
be told, the change stays one that is not weighed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scanner.assess.words import fold
from scanner.drafts.facing import Facing
from scanner.drafts.model import Change, Kind, Reason
from scanner.drafts.texts import texts

Side = Literal["signer", "other"]
Phrases = Mapping[str, tuple[str, ...]]  # by side, what names it

_NUMBER = re.compile(r"([$€£₹]?)(\d+(?:\.\d+)?)(%?)")
_DUTY = frozenset(("shall", "must", "will", "agrees", "agree"))
_LEAVE = frozenset(("may", "has", "have", "can"))
_GETS = (("be", "paid"), ("be", "given"), ("receive",))  # what a side "shall" that is the other side's duty
_TIMES = frozenset(f"{unit}{s}" for unit in ("hour", "day", "week", "month", "year") for s in ("", "s"))
_MILES = frozenset(("mile", "miles", "kilometer", "kilometers", "kilometre", "kilometres", "km"))
_INSTALMENTS = frozenset(("instalments", "installments"))
_KINDS_OF_DAYS = frozenset(("business", "calendar", "working", "full"))
_UNTIL = (("within",), ("later", "than"), ("more", "than"))
# What comes, goes or was rewritten is told for what it is, whatever its numbers.
_WEIGHED: frozenset[Kind] = frozenset(("words_changed", "flag_changed", "protection_changed"))
_WORSE: dict[Kind, Kind] = {"flag_changed": "flag_sharpened", "protection_changed": "protection_weakened"}
_BETTER: dict[Kind, Kind] = {"flag_changed": "flag_softened", "protection_changed": "protection_strengthened"}


@dataclass(frozen=True, slots=True)
class _Duty:
    """Who has to do what holds the number, or may do it; `barred`: has to leave it."""

    side: Side
    leave: bool
    barred: bool


def weighed(change: Change, facing: Facing, phrases: Phrases) -> Change:
    """The change as worse or better, if its clause has one other number and it is known whom that hurts."""
    pair = next((facing.of_new.get(index) for index in facing.new.units_of(change.new)), None)
    if change.kind not in _WEIGHED or change.direction != "unclear" or pair is None or pair not in facing.changed:
        return change
    old, new = facing.old_keys(pair.old), facing.new_keys(pair.new)
    differ = [place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other]
    if len(old) != len(new) or len(differ) != 1:
        return change
    (place,) = differ
    before, after = _NUMBER.fullmatch(old[place]), _NUMBER.fullmatch(new[place])
    if not before or not after or (before[1], before[3]) != (after[1], after[3]):
        return change
    hurts = _more_hurts(new, place, phrases)
    if hurts is None:
        return change
    return _told(change, old[place], new[place], worse=hurts == (float(after[2]) > float(before[2])))


def _told(change: Change, before: str, after: str, *, worse: bool) -> Change:
    name = "number_worse" if worse else "number_better"
    way: Literal["worse", "better"] = "worse" if worse else "better"
    kind = (_WORSE if worse else _BETTER).get(change.kind, change.kind)
    told_as = kind if kind != "words_changed" else "flag_sharpened" if worse else "protection_strengthened"
    reason = Reason(name, way, texts().reasons[name].format(before=before, after=after))
    return replace(change, kind=kind, direction=way, what=texts().kinds[told_as]["what"], reasons=(reason,))


def _more_hurts(keys: Sequence[str], place: int, phrases: Phrases) -> bool | None:
    """Whether the signer is worse off with a larger number at that place; None if nobody can tell."""
    before, after = tuple(keys[:place]), tuple(keys[place + 1 :])
    if "exceed" in before[-3:]:
        owes = _first_named(before, phrases) if "liability" in before else None
        return None if owes is None else owes == "signer"
    duty = _duty(before, phrases)
    if duty is None:
        return None
    mine = duty.side == "signer"
    unit = next((key for key in after if key not in _KINDS_OF_DAYS), "")
    if unit in _TIMES:
        return _longer_hurts(before, after, duty)
    if unit in _MILES:
        return True if mine and duty.barred else None
    if not _INSTALMENTS.isdisjoint(after[:3]):
        return None if mine or duty.leave or duty.barred else True
    if duty.barred or not (keys[place][0] in "$€£₹" or keys[place].endswith("%") or unit == "percent"):
        return None
    return mine != duty.leave


def _longer_hurts(before: Sequence[str], after: Sequence[str], duty: _Duty) -> bool | None:
    mine = duty.side == "signer"
    if before[-1:] == ("for",) or before[-3:] == ("a", "period", "of"):
        return mine != duty.leave
    if duty.barred:
        return None
    if any(before[-len(words) :] == words for words in _UNTIL):
        return None if duty.leave and not mine else not mine
    if not {"notice", "warning"}.isdisjoint(after[:4]):
        return None if duty.leave else mine
    if "to" in after[:3] and (duty.leave == mine):
        return False  # time that the signer has, or is given
    return None


def _duty(before: Sequence[str], phrases: Phrases) -> _Duty | None:
    """The last "Employee shall", "the Company may not" and the like in these words."""
    for place in range(len(before) - 1, 0, -1):
        verb = before[place]
        side = _named_at_end(before[:place], phrases) if verb in _DUTY or verb in _LEAVE else None
        if side:
            rest = tuple(before[place + 1 :])
            gets = verb in _DUTY and any(rest[: len(words)] == words for words in _GETS)
            if gets:
                side = "other" if side == "signer" else "signer"
            return _Duty(side, verb in _LEAVE, "not" in rest[:1])
    return None


def _named_at_end(words: Sequence[str], phrases: Phrases) -> Side | None:
    tail = fold(" ".join(words[-8:]))
    return next((side for side, names in _spelled(phrases) if any(tail.endswith(name) for name in names)), None)


def _first_named(words: Sequence[str], phrases: Phrases) -> Side | None:
    text = fold(" ".join(words))
    found = [(text.find(name), side) for side, names in _spelled(phrases) for name in names if name in text]
    return min(found)[1] if found else None


def _spelled(phrases: Phrases) -> list[tuple[Side, list[str]]]:
    sides: tuple[Side, ...] = ("signer", "other")
    return [(side, [fold(name) for name in phrases.get(side, ())]) for side in sides]
