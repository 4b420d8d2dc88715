"""What matches of one rule mean for each other, before they become findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scanner.engine.search import Match

LOPSIDED = "lopsided"  # words of a promise that only passes the duty on: "will instruct its officers"
NEAR = 3  # clauses: a hint this close to a clear match of the same rule adds nothing


def settle(matches: Iterable[Match]) -> list[Match]:
    """Drop mere hints next to clear matches, and let promises that answer each other bind both sides."""
    found = list(matches)
    mutual = [_mutual(match, found) for match in found if not _is_idle_hint(match, found)]
    answers = {(match.rule.id, index) for match in mutual for index in match.answered_by}
    return [match for match in mutual if (match.rule.id, match.index) not in answers]


def _is_lopsided(match: Match) -> bool:
    """One clause binds the signer and lets the other side pass the duty on; "each party" would bind both alike."""
    return LOPSIDED in match.reading.hits and "both" not in match.reading.hits


def _is_idle_hint(match: Match, found: Sequence[Match]) -> bool:
    if match.confidence != "possible":
        return False
    return any(other.rule is match.rule and other.confidence != "possible" and _near(match, other) for other in found)


def _near(one: Match, other: Match) -> bool:
    section = _top(one.reading.clause.section)
    return abs(one.index - other.index) <= NEAR or (section != "" and section == _top(other.reading.clause.section))


def _top(section: str | None) -> str:
    return (section or "").split(".")[0].split("(")[0]


def _mutual(match: Match, found: Sequence[Match]) -> Match:
    """The signer promises here and the other side promises the same elsewhere: both are bound.

    The other side's words then stand beside the signer's instead of on their own.  A promise that only passes the
    duty on ("will instruct its officers") stands there too, but leaves the signer the one who is bound.
    """
    if not match.rule.reciprocal:
        return match
    if match.binds == "both":
        return replace(match, lopsided=_is_lopsided(match))
    if match.binds != "signer":
        return match
    answers = [other for other in found if other.rule is match.rule and other.binds == "other"]
    if not answers:
        return match
    equal = any(LOPSIDED not in other.reading.hits for other in answers)
    return replace(match, binds="both" if equal else "signer", answered_by=tuple(other.index for other in answers))
