"""Two papers in, a comparison out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from scanner.annotated.own import without_own_notes
from scanner.drafts.align import Pair
from scanner.drafts.facing import Facing
from scanner.drafts.found import FLAGS, PROTECTIONS, found_changes
from scanner.drafts.model import Change, Comparison, Moved, Paper
from scanner.drafts.numbers import weighed
from scanner.drafts.other import word_changes
from scanner.drafts.promises import Promises, promise_changes, promises
from scanner.drafts.top import verdict
from scanner.drafts.units import Draft, accepted, draft
from scanner.drafts.unmarked import Unmarked, unmarked
from scanner.drafts.whole import freedom_changes, hidden_changes, missing_changes, stack_changes
from scanner.errors import ScanError
from scanner.language.normal import normalise
from scanner.language.parties import Sides, find_sides
from scanner.model import SEVERITIES, Document, Report, Severity
from scanner.pipeline import assess, lexicon
from scanner.read import before_changes, read
from scanner.read.limits import DEFAULT_LIMITS, Limits
from scanner.rulebook import RuleBook, load

Progress = Callable[[int, int], None]
SCHEMA_VERSION = 1
MARKING = "docx"  # the format of which a reader can tell what it was before its marked changes
WEIGHT: dict[str, Severity] = {  # of what is no finding with a severity of its own
    "hidden_added": "critical",
    "stack_added": "high",
    "protection_lost": "high",
    "protection_weakened": "high",
    "freedom_lost": "high",
    "definition_widened": "high",
    "definition_narrowed": "high",
    "promise_lost": "high",
    "promise_weakened": "high",
}


@dataclass(frozen=True, slots=True)
class Given:
    """A paper as it was handed in."""

    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A paper as read, the report on it, and the paper before its marked changes, if any.

    `promises` is what is promised in it, `sides` whom its names mean.
    """

    draft: Draft
    report: Report
    promises: Promises
    sides: Sides
    before: Document | None


def run(
    old: Given,
    new: Given,
    *,
    signer: str | None = None,
    rules: Path | None = None,
    on_progress: Progress | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Comparison:
    """Read, judge and compare two drafts; see `scanner.compare`."""
    book = load(rules)
    with _about("old"):
        first = _judged(old, book, signer, limits, on_progress)
    with _about("new"):
        second = _judged(new, book, signer, limits, on_progress)
    return compared(first, second, book.version)


@contextmanager
def _about(side: str) -> Iterator[None]:
    """An error that comes up inside is about that paper."""
    try:
        yield
    except ScanError as error:
        error.paper = side
        raise


def _judged(given: Given, book: RuleBook, signer: str | None, limits: Limits, on_progress: Progress | None) -> Judged:
    as_read = read(given.data, given.name, limits=limits, on_progress=on_progress)
    document = accepted(without_own_notes(as_read, book))
    before = before_changes(given.data, limits=limits) if document.format == MARKING else None
    report = assess(document, book, signer=signer)
    seen = tuple(item for item in report.coverage.hidden if item.quote.strip())  # not what `accepted` took out
    report = replace(report, coverage=replace(report.coverage, hidden=seen))
    units = draft(document)
    sides = find_sides(normalise(document.text).text, lexicon(book), signer)
    made = promises(units, report.findings, sides, book.vocabulary.sets)
    return Judged(units, report, made, sides, accepted(before) if before else None)


def compared(old: Judged, new: Judged, rules_version: str) -> Comparison:
    """The comparison of two judged papers."""
    facing = Facing(old.draft, new.draft)
    hushed = _unmarked(old, new)
    measured = (weighed(change, facing, new.sides.phrases) for change in _changes(facing, old, new))
    changes = [_marked(change, facing, hushed) for change in measured]
    worse, changed, better = (
        _numbered(letter, sorted((each for each in changes if each.direction == way), key=_order))
        for letter, way in (("w", "worse"), ("c", "unclear"), ("b", "better"))
    )
    complete = old.report.coverage.complete and new.report.coverage.complete
    return Comparison(
        schema_version=SCHEMA_VERSION,
        complete=complete,
        verdict=verdict(facing, old.report, new.report, worse, changed, better),
        old=_paper(old),
        new=_paper(new),
        worse=worse,
        changed=changed,
        better=better,
        moved=tuple(_moved(facing, pairs) for pairs in facing.moved),
        rules_version=rules_version,
    )


def _unmarked(old: Judged, new: Judged) -> Unmarked | None:
    """What changed without a mark.  The old file may hold marks too, and the new one may still hold the same."""
    if new.before is None:
        return None
    before = draft(new.before)
    found = unmarked(old.draft, before)
    return found if old.before is None else found.both(unmarked(draft(old.before), before))


def _changes(facing: Facing, old_paper: Judged, new_paper: Judged) -> list[Change]:
    old, new = old_paper.report, new_paper.report
    found = [
        *found_changes(facing, old.findings, new.findings, FLAGS, old_paper.promises.made),
        *found_changes(facing, old.protections, new.protections, PROTECTIONS),
    ]
    told = {index for change in found for index in facing.new.units_of(change.new)}
    found += promise_changes(facing, old_paper.promises, new_paper.promises, told)
    told_old = {index for change in found for index in facing.old.units_of(change.old)}
    told_new = {index for change in found for index in facing.new.units_of(change.new)}
    if facing.same_words and not found:
        return list(hidden_changes(old, new))
    return [
        *hidden_changes(old, new),
        *stack_changes(old, new),
        *found,
        *freedom_changes(old, new),
        *missing_changes(old, new),
        *word_changes(facing, new.findings, told_old, told_new),
    ]


def _marked(change: Change, facing: Facing, hushed: Unmarked | None) -> Change:
    olds, news = facing.old.units_of(change.old), facing.new.units_of(change.new)
    return replace(change, unmarked=hushed is not None and hushed.holds(facing, olds, news))


def _order(change: Change) -> tuple[bool, int, bool]:
    """What was not marked first, then by weight, then what changed itself; equals stay as they stand in the paper."""
    sides = [side.severity for side in (change.old, change.new) if side and side.severity]
    own = [WEIGHT[change.kind]] if change.kind in WEIGHT else sides
    weight = max((SEVERITIES.index(severity) for severity in own), default=change.direction == "worse")
    follows = not change.words and bool(change.old and change.new)
    return not change.unmarked, -weight, follows


def _numbered(letter: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(replace(change, id=f"{letter}{number}") for number, change in enumerate(changes, 1))


def _moved(facing: Facing, pairs: Sequence[Pair]) -> Moved:
    """A run of pairs that moved together, named by its first words."""
    old, new = facing.old_side(pairs[0].old), facing.new_side(pairs[0].new)
    assert old.location and new.location and new.quote is not None
    before = pairs[0].new[0] - 1
    return Moved(new.quote, old.location, new.location, facing.new_side((before,)).quote if before >= 0 else None)


def _paper(judged: Judged) -> Paper:
    report = judged.report
    signers = [party.name for party in report.parties if party.role == "signer"]
    return Paper(
        report.document, report.coverage, report.verdict.level, next(iter(signers), None), judged.before is not None
    )
