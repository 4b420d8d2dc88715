"""What matches of one rule mean for each other, before they become findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scanner.engine.search import Match

NEAR = 3  # clauses: a hint this close to a clear match of the same rule adds nothing


def settle(matches: Iterable[Match]) -> list[Match]:
    """Drop mere hints next to clear matches, and let promises that answer each other bind both sides."""
    found = list(matches)
    return [_mutual(match, found) for match in found if not _is_idle_hint(match, found)]


def _is_idle_hint(match: Match, found: Sequence[Match]) -> bool:
    if match.confidence != "possible":
        return False
    return any(
        other.rule is match.rule and other.confidence != "possible" and _near(match, other) for other in found
    )


def _near(one: Match, other: Match) -> bool:
    section = _top(one.reading.clause.section)
    return abs(one.index - other.index) <= NEAR or (section != "" and section == _top(other.reading.clause.section))


def _top(section: str | None) -> str:
    return (section or "").split(".")[0].split("(")[0]


def _mutual(match: Match, found: Sequence[Match]) -> Match:
    """Employee promises here and the company promises the same in another sentence: both are bound."""
    if match.binds != "signer" or not match.rule.reciprocal:
        return match
    answered = any(other.rule is match.rule and other.binds in ("other", "both") for other in found)
    return replace(match, binds="both") if answered else match
