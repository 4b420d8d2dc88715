"""What stands on top of a comparison: never a word that reassures, and the same advice as for one paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.drafts.facing import Facing
from scanner.drafts.model import Change, ComparisonVerdict, Outcome
from scanner.drafts.texts import texts
from scanner.model import Report

RELATED = 0.25  # of the clauses of the shorter paper that face one of the other: with fewer these are hardly two drafts
FEW = 3  # words: a paper with fewer cannot be compared


def verdict(
    facing: Facing,
    old: Report,
    new: Report,
    worse: Sequence[Change],
    changed: Sequence[Change],
    better: Sequence[Change],
) -> ComparisonVerdict:
    """The verdict on two drafts; the reports are those on each."""
    outcome = _outcome(worse, changed, better)
    notes = tuple(texts().notes[name] for name in _notes(facing, old, new, (*worse, *changed, *better)))
    return ComparisonVerdict(outcome, texts().headlines[outcome], notes, new.verdict.headline, new.verdict.advice)


def _outcome(worse: Sequence[Change], changed: Sequence[Change], better: Sequence[Change]) -> Outcome:
    if worse:
        return "mixed" if better else "worse"
    return "changed" if changed else "better" if better else "no_change_found"


def _notes(facing: Facing, old: Report, new: Report, changes: Sequence[Change]) -> Iterator[str]:
    if any(change.unmarked for change in changes):
        yield "unmarked"
    if any(report.document.words < FEW for report in (old, new)):
        yield "unread"
    elif not (old.coverage.complete and new.coverage.complete):
        yield "in_part"
    elif not changes and not facing.moved:
        yield "same_words"
    if old.signer_found is False and new.signer_found is False:
        yield "no_signer"
    elif _signers(old) != _signers(new):
        yield "signers"
    sizes = len(facing.old.units), len(facing.new.units)
    if all(sizes) and len(facing.pairs) < RELATED * min(sizes):
        yield "other_paper"


def _signers(report: Report) -> list[str]:
    return [party.name.lower() for party in report.parties if party.role == "signer"]
