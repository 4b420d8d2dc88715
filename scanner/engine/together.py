"""What matches of one rule mean for each other, before they become findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scanner.engine.search import Match

LOPSIDED = "lopsided"  # words of a promise that only passes the duty on: "will instruct its officers"
MOST = 3  # promises of the other side that are shown beside one of the signer's
TITLE = 3  # words of a sentence that may be no more than the title of the next
NEAR = 1  # clauses: a hint this close to a clear match of the same rule adds nothing


def settle(matches: Iterable[Match]) -> list[Match]:
    """Drop mere hints next to clear matches, and let promises that answer each other bind both sides."""
    found = _without_titles(list(matches))
    clear = _Clear(found)
    kept = [match for match in found if match.confidence != "possible" or not clear.near(match)]
    theirs: dict[str, list[Match]] = {}
    for match in found:
        if match.rule.reciprocal and match.binds == "other":
            theirs.setdefault(match.rule.id, []).append(match)
    answered = {match.rule.id for match in kept if match.binds == "signer"} & theirs.keys()
    return [
        _mutual(match, theirs.get(match.rule.id, ()))
        for match in kept
        if match.binds != "other" or match.rule.id not in answered
    ]


def _without_titles(found: Sequence[Match]) -> list[Match]:
    """The matches without those in a title that the sentence behind it says in full: "No admission. Neither ..."."""
    places = {(match.rule.id, match.index, match.reading.clause.block) for match in found}
    return [
        match
        for match in found
        if sum(map(str.isalpha, match.reading.words[match.reading.own :])) > TITLE
        or not any((match.rule.id, match.index + n, match.reading.clause.block) in places for n in (1, 2))
    ]


class _Clear:
    """Where each rule matched with more than a hint."""

    def __init__(self, found: Sequence[Match]) -> None:
        clear = [match for match in found if match.confidence != "possible"]
        self._clauses = {(match.rule.id, match.index) for match in clear}
        self._sections = {(match.rule.id, _section(match)) for match in clear}

    def near(self, match: Match) -> bool:
        """True if the rule of a hint matched clearly in the same section or right beside it."""
        section = _section(match)
        if section and (match.rule.id, section) in self._sections:
            return True
        around = range(match.index - NEAR, match.index + NEAR + 1)
        return any((match.rule.id, index) in self._clauses for index in around)


def _section(match: Match) -> str:
    """The outermost number of the section that a match stands in; empty if there is none."""
    return (match.reading.clause.section or "").split(".")[0].split("(")[0]


def _is_lopsided(match: Match) -> bool:
    """One clause binds the signer and lets the other side pass the duty on; "each party" would bind both alike."""
    return LOPSIDED in match.reading.hits and "both" not in match.reading.hits


def _mutual(match: Match, answers: Sequence[Match]) -> Match:
    """The signer promises here and the other side promises the same elsewhere: both are bound.

    The other side's words, the first few of them, then stand beside the signer's instead of on their own.  A promise
    that only passes the duty on ("will instruct its officers") stands there too, but leaves the signer the one who is
    bound.
    """
    if not match.rule.reciprocal:
        return match
    if match.binds == "both":
        return replace(match, lopsided=_is_lopsided(match))
    if match.binds != "signer" or not answers:
        return match
    equal = any(LOPSIDED not in other.reading.hits for other in answers[:MOST])
    return replace(
        match, binds="both" if equal else "signer", answered_by=tuple(other.index for other in answers[:MOST])
    )
