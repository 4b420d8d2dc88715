"""What is said several times is shown once: findings of one kind, and freedoms of which one quote speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scanner.model import ExceptionClause, Finding, Freedom, Law, Quoted, Report

TEETH = ("penalty", "injunction", "indemnity_fees")  # labels of what could follow when the signer speaks
SHOWN = 8  # of what is missing: the rest is shown in short
ALIKE = 6  # findings of one part that stand open in a browser


@dataclass(frozen=True, slots=True)
class Part:
    """Findings with the same title and the same plain words, the most serious first; `number` counts from 1."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def lead(self) -> Finding:
        """The finding that speaks for all."""
        return self.findings[0]


@dataclass(frozen=True, slots=True)
class Said:
    """The freedoms that one quote speaks of, or that none does."""

    freedoms: tuple[str, ...]
    quote: str | None


def grouped(findings: Sequence[Finding]) -> tuple[Part, ...]:
    """The findings in parts, each where its first finding stands."""
    parts: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        parts.setdefault((finding.title, finding.plain), []).append(finding)
    return tuple(Part(number, tuple(members)) for number, members in enumerate(parts.values(), 1))


def numbers(parts: Sequence[Part]) -> dict[str, int]:
    """Finding id -> the number of its part."""
    return {finding.id: part.number for part in parts for finding in part.findings}


def in_stack(finding_ids: Sequence[str], number_of: dict[str, int]) -> list[int]:
    """The numbers of the parts that a stack is made of, each once, in order."""
    return sorted({number_of[i] for i in finding_ids if i in number_of})


def explained(parts: Sequence[Part]) -> dict[int, int]:
    """Number of a part whose explanation stands with an earlier one already -> the number of that one."""
    said: dict[tuple[object, ...], int] = {}
    first = {}
    for part in parts:
        lead = part.lead
        first[part.number] = said.setdefault((lead.why, lead.ask_for, lead.fairer, lead.questions), part.number)
    return {number: earlier for number, earlier in first.items() if earlier != number}


@dataclass(frozen=True, slots=True)
class Leave:
    """Exceptions of a finding that are as strong as each other: one in its own words, or those that stand elsewhere."""

    exceptions: tuple[ExceptionClause, ...]
    elsewhere: bool

    @property
    def lead(self) -> ExceptionClause:
        """The one that speaks for all: their strength and its reason are the same."""
        return self.exceptions[0]


def leaves(finding: Finding) -> tuple[Leave, ...]:
    """What a finding leaves free: its own exceptions one by one, those that stand elsewhere by their strength."""
    own = [Leave((each,), False) for each in finding.details.exceptions if not stands_elsewhere(each, finding)]
    others: dict[tuple[object, ...], list[ExceptionClause]] = {}
    for each in finding.details.exceptions:
        if stands_elsewhere(each, finding):
            others.setdefault((each.strength, each.reason), []).append(each)
    return (*own, *(Leave(tuple(alike), True) for alike in others.values()))


def new_context(findings: Sequence[Finding], index: int) -> tuple[Quoted, ...]:
    """The words that a finding is read together with, unless they stand at the finding before it."""
    known = {item.location.start for item in findings[index - 1].context} if index else set()
    return tuple(item for item in findings[index].context if item.location.start not in known)


def stands_elsewhere(exception: ExceptionClause, finding: Finding) -> bool:
    """True for an exception outside the words of the finding: it is quoted among what may protect the signer."""
    place = finding.location
    return place is None or not (place.start <= exception.location.start < place.end)


def said_of(freedoms: Sequence[Freedom], state: str) -> tuple[Said, ...]:
    """The freedoms in one state, by the quote that decides."""
    by_quote: dict[str | None, list[str]] = {}
    for freedom in freedoms:
        if freedom.state == state:
            by_quote.setdefault(freedom.quote, []).append(freedom.id)
    return tuple(Said(tuple(ids), quote) for quote, ids in by_quote.items())


def consequences(report: Report, parts: Sequence[Part]) -> tuple[Part, ...]:
    """What could follow if the signer speaks: the teeth of the silence, and who decides; empty if it has none."""
    ids = {i for stack in report.stacks if stack.id == "silence_with_teeth" for i in stack.finding_ids}
    if not ids:
        return ()
    return tuple(
        part
        for part in parts
        if part.lead.category == "forced_arbitration"
        or (part.lead.category in TEETH and any(finding.id in ids for finding in part.findings))
    )


def laws(findings: Sequence[Finding]) -> tuple[Law, ...]:
    """Every law card that stands on one of the findings, once, in their order."""
    return tuple({law.id: law for finding in findings for law in finding.laws}.values())
