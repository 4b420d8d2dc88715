"""What makes a finding of the new draft worse or better than the same one of the old draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scanner.drafts.align import Pair, likeness
from scanner.drafts.facing import Facing
from scanner.drafts.model import Direction, Reason
from scanner.drafts.texts import texts
from scanner.drafts.tokens import tokens
from scanner.language.figures import DAYS, days, is_forever, sums, times
from scanner.language.normal import normalise
from scanner.model import SEVERITIES, Details, Duration, ExceptionClause, Finding
from scanner.report import wording

EXCEPTS = re.compile(r"\b(?:subject to|except|unless|other than|save|apart from|without prejudice)\b", re.I)
LIMITS = re.compile(
    r"\b(?:provided|only|subject to|unless|except|other than|notice|notify|notification|inform|consent|permission"
    r"|approval|approved|so long as|as long as|if required|compelled|subpoena)\b",
    re.I,
)
STRENGTHS = ("cancelled", "weak", "strong")
FIGURES = ("amount", "per", "duration", "time", "forever", "end")  # reasons that tell of a figure begin so
SAME_EXCEPTION = 0.5  # of the words, from which on two exceptions are one that was changed


def reasons(old: Finding, new: Finding) -> tuple[Reason, ...]:
    """All that is measured to differ between two findings of one rule, the worse first."""
    found = [
        *_binds(old, new),
        *_amount(old.details, new.details),
        *_per(old.details, new.details),
        *_duration(old.details.duration, new.details.duration),
        *_deadline(old, new),
        *_exceptions(_inside(old), _inside(new)),
        *_strength(old, new),
        *_severity(old, new),
    ]
    found += (
        [] if any(reason.id.startswith(FIGURES) for reason in found) else _figures(old.quote or "", new.quote or "")
    )
    order = ("worse", "unclear", "better")
    return tuple(sorted(found, key=lambda reason: order.index(reason.direction)))


def lost_exception(facing: Facing, pair: Pair) -> Reason | None:
    """The reason that words which loosened a duty were taken out, if nothing but that was done to it."""
    gone = facing.taken_out(pair).strip(" ,;.") if facing.only(pair) == "removed" else ""
    return _reason("exception_lost", "worse", before=gone) if EXCEPTS.search(gone) else None


def new_limit(facing: Facing, pair: Pair) -> Reason | None:
    """The reason that a condition was put into words that leave something to the signer."""
    put_in = facing.put_in(pair)
    limits = LIMITS.search(put_in) and not LIMITS.search(facing.taken_out(pair))
    return _reason("limit_added", "worse", after=put_in.strip(" ,;.")) if limits else None


def fewer_words(facing: Facing, pair: Pair) -> Reason | None:
    """The reason that words were taken out of what leaves something to the signer, and none put in."""
    return _reason("words_out", "worse") if facing.only(pair) == "removed" else None


def direction(found: Sequence[Reason]) -> Direction:
    """One word for all reasons together: what is worse in one way is worse."""
    for each in ("worse", "better"):
        if any(reason.direction == each for reason in found):
            return "worse" if each == "worse" else "better"
    return "unclear"


def _reason(name: str, way: Direction, before: str = "", after: str = "") -> Reason:
    return Reason(name, way, texts().reasons[name].format(before=before, after=after))


def _up(name: str, rises: bool, before: str = "", after: str = "") -> Reason:
    """One of a pair of reasons: `name`_up is worse, `name`_down better."""
    return _reason(f"{name}_{'up' if rises else 'down'}", "worse" if rises else "better", before, after)


def _figures(old: str, new: str) -> Iterator[Reason]:
    """Times and sums in the words that no rule reads."""
    if is_forever(new) and not is_forever(old):
        yield _reason("forever", "worse")
    before, after = ([_spoken(time) for time in times(normalise(words).text)] for words in (old, new))
    if before and after and before != after:
        yield _reason("time_other", "unclear", ", ".join(before), ", ".join(after))
    before, after = ([words[slice(*each.span)] for each in sums(words)] for words in (old, new))
    if before and after and [each.value for each in sums(old)] != [each.value for each in sums(new)]:
        yield _reason("sum_other", "unclear", ", ".join(before), ", ".join(after))


def _binds(old: Finding, new: Finding) -> Iterator[Reason]:
    match old.binds, new.binds:
        case (("both" | "other" | "unclear"), "signer"):
            yield _reason("now_you", "worse")
        case "other", "both":
            yield _reason("now_you", "worse")
        case "signer", "both":
            yield _reason("now_both", "better")
        case "signer", "other":
            yield _reason("not_you", "better")


def _amount(old: Details, new: Details) -> Iterator[Reason]:
    one, other = old.amount, new.amount
    if one is None and other is not None:
        yield _reason("amount_added", "worse", after=other.quote)
    elif one is not None and other is None:
        yield _reason("amount_gone", "unclear", before=one.quote)
    elif one is not None and other is not None:
        if one.currency != other.currency:
            yield _reason("amount_other", "unclear", one.quote, other.quote)
        elif one.value != other.value:
            yield _up("amount", other.value > one.value, one.quote, other.quote)


def _per(old: Details, new: Details) -> Iterator[Reason]:
    if old.per == new.per:
        return
    if old.per is None and new.per is not None:
        yield _reason("per_added", "worse", after=wording.spoken(new.per))
    elif old.per is not None and new.per is None:
        yield _reason("per_gone", "better", before=wording.spoken(old.per))
    elif old.per is not None and new.per is not None:
        grows = new.per in DAYS and old.per not in DAYS
        before, after = wording.spoken(old.per), wording.spoken(new.per)
        yield _reason("per_time", "worse", before, after) if grows else _reason("per_other", "unclear", before, after)


def _duration(old: Duration | None, new: Duration | None) -> Iterator[Reason]:
    if old is None or new is None:
        if old is not None and old.value is not None:
            yield _reason("end_gone", "worse", before=_spoken(old))
        elif new is not None:
            yield (
                _reason("forever", "worse") if new.value is None else _reason("end_added", "better", after=_spoken(new))
            )
        return
    one, other = days(old), days(new)
    if one == other:
        return
    if other is None:
        yield _reason("forever", "worse")
    else:
        yield _up("duration", one is not None and other > one, _spoken(old), _spoken(new))


def _spoken(duration: Duration) -> str:
    if duration.value is None:
        return texts().no_end
    return wording.counted(duration.value, duration.unit.removesuffix("s"))


def _deadline(old: Finding, new: Finding) -> Iterator[Reason]:
    one, other = old.details.deadline_days, new.details.deadline_days
    if one is not None and other is not None and one != other:
        yield _up("time", other < one, wording.counted(one, "day"), wording.counted(other, "day"))


def _inside(finding: Finding) -> list[ExceptionClause]:
    """The exceptions in the words of a finding; one that stands elsewhere is compared where it stands."""
    place = finding.location
    if place is None:
        return []
    return [e for e in finding.details.exceptions if place.start <= e.location.start < place.end]


def _exceptions(old: Sequence[ExceptionClause], new: Sequence[ExceptionClause]) -> Iterator[Reason]:
    left = list(new)
    for one in old:
        other = max(left, key=lambda each: _alike(one, each), default=None)
        if other is None or _alike(one, other) < SAME_EXCEPTION:
            yield _reason("exception_lost", "worse", before=one.quote)
            continue
        left.remove(other)
        change = STRENGTHS.index(other.strength) - STRENGTHS.index(one.strength)
        if change:
            yield _up("exception", change < 0, one.quote, other.quote)
        elif _keys(one) != _keys(other):
            yield _reason("exception_other", "unclear", one.quote, other.quote)
    for other in left:
        yield _reason("exception_added", "better" if other.strength == "strong" else "unclear", after=other.quote)


def _alike(one: ExceptionClause, other: ExceptionClause) -> float:
    return likeness(_keys(one), _keys(other))


def _keys(exception: ExceptionClause) -> tuple[str, ...]:
    text = normalise(exception.quote).text
    return tuple(token.key for token in tokens(text, 0, len(text)))


def _strength(old: Finding, new: Finding) -> Iterator[Reason]:
    if old.strength and new.strength and old.strength != new.strength:
        yield _up("strength", STRENGTHS.index(new.strength) < STRENGTHS.index(old.strength))


def _severity(old: Finding, new: Finding) -> Iterator[Reason]:
    """How much a red flag weighs; for protections that says nothing."""
    if old.severity != new.severity and not old.strength:
        rises = SEVERITIES.index(new.severity) > SEVERITIES.index(old.severity)
        yield _up("severity", rises, wording.SEVERITY[old.severity].lower(), wording.SEVERITY[new.severity].lower())
