"""A report for the terminal: the advice first, then what the paper would do, in its own words and in plain ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from scanner.assess.verdict import TOP
from scanner.model import Finding, Quoted, Report
from scanner.report import wording
from scanner.report.legible import clean
from scanner.report.parts import (
    SHOWN,
    Part,
    consequences,
    grouped,
    in_stack,
    laws,
    leaves,
    new_context,
    numbers,
    said_of,
)
from scanner.report.terminal import INDENT, STYLE, Hanging, bullet, heading, labelled, line, printed, quote
from scanner.words import words as catalogue

T = catalogue()
REPORT, RESULT, FINDING, COVERAGE, MEDIATION = (T[k] for k in ("report", "result", "finding", "coverage", "mediation"))


def to_text(report: Report, *, place: str | None = None, width: int = 80, colour: bool = False) -> str:
    """The report as lines of at most `width` columns (held between 60 and 100), with ANSI colours if asked for.

    `place` is the one that the report was made for; without one the text says how to choose it.
    """
    return printed(_report(report, place), width=width, colour=colour)


# --- the parts of the page ----------------------------------------------------------------------


def _report(report: Report, place: str | None) -> Iterator[RenderableType]:
    yield from _top(report)
    yield from _findings(report)
    yield from _others(RESULT["protections"], report.protections)
    yield from _freedoms(report)
    yield from _missing(report)
    yield from _others(RESULT["notes"], report.notes)
    yield from _mediation(report)
    yield from _laws(report)
    yield from _questions(report.questions)
    yield from _resources(report)
    yield from _coverage(report)
    yield from _limits(report, place)


def _top(report: Report) -> Iterator[RenderableType]:
    yield Text(wording.STANDING_ADVICE, "bold")
    yield ""
    yield Text(clean(report.verdict.headline), "bold")
    yield ""
    lines = (line.removeprefix(wording.STANDING_ADVICE).strip() for line in report.verdict.advice)
    yield from (bullet(line, indent="") for line in lines if line)


def _findings(report: Report) -> Iterator[RenderableType]:
    if not report.findings:
        return
    parts = grouped(report.findings)
    yield from heading(RESULT["findings"])
    yield from _overview(report, parts)
    explained: dict[str, int] = {}  # what was explained in full -> the number that did
    for part in parts:
        if part.number == TOP + 1:
            yield from heading(RESULT["more"])
        yield from _title(part)
        for index, finding in enumerate(part.findings):
            yield from _words_of(finding, new_context(part.findings, index))
        yield labelled(FINDING["plain"], part.lead.plain)
        if part.number <= TOP:
            earlier = explained.setdefault(part.lead.why, part.number)
            yield from (
                _in_full(part.lead) if earlier == part.number else [line(REPORT["see_above"].format(number=earlier))]
            )


def _overview(report: Report, parts: tuple[Part, ...]) -> Iterator[RenderableType]:
    for level, word in wording.SEVERITY.items():
        count = sum(part.lead.severity == level for part in parts)
        if count:
            meaning = wording.SEVERITY_MEANING[level]
            yield line(REPORT["severity_count"].format(count=count, severity=word.lower(), meaning=meaning))
    number_of = numbers(parts)
    if report.stacks:
        yield ""
        yield line(RESULT["stacks"], "bold")
    for stack in report.stacks:
        where = ", ".join(map(str, in_stack(stack.finding_ids, number_of)))
        yield bullet(f"{stack.headline} {_see(where)}" if where else stack.headline)
    teeth = consequences(report, parts)
    if teeth:
        yield ""
        yield line(wording.IF_YOU_SPEAK, "bold")
    for category, words in wording.CONSEQUENCE.items():
        where = ", ".join(str(part.number) for part in teeth if part.lead.category == category)
        if where:
            yield bullet(f"{words} {_see(where)}")


def _see(where: str) -> str:
    return str(REPORT["see"].format(numbers=where))


def _title(part: Part) -> Iterator[RenderableType]:
    finding = part.lead
    style = STYLE[finding.severity]
    yield ""
    severity = (wording.SEVERITY[finding.severity].upper(), style)
    words = Text.assemble((f"{part.number:>2}  ", "bold"), severity, "  ", (clean(finding.title), "bold"))
    yield Hanging(words, "", INDENT)


def _words_of(finding: Finding, context: Sequence[Quoted]) -> Iterator[RenderableType]:
    yield line(f"{wording.place(finding.location)}. {wording.binds(finding)}", "dim")
    if finding.confidence == "possible":
        yield line(wording.POSSIBLE)
    yield from _quotes(finding, context)
    yield from _known_figures(finding)


def _in_full(finding: Finding) -> Iterator[RenderableType]:
    yield labelled(FINDING["why"], finding.why)
    yield labelled(FINDING["ask_for"], finding.ask_for)
    yield labelled(wording.FAIRER, finding.fairer)
    if finding.laws:
        named = "; ".join(REPORT["law_name"].format(name=law.name, place=law.place) for law in finding.laws)
        yield labelled(wording.LAW, f"{named}. {REPORT['see_laws']}")
    if finding.questions:
        yield line(FINDING["questions"], "bold")
        yield from (bullet(question) for question in finding.questions)


def _quotes(finding: Finding, context: Sequence[Quoted]) -> Iterator[RenderableType]:
    yield ""
    if finding.quote is not None:
        yield quote(finding.quote, STYLE[finding.severity])
        yield ""
    if context:
        yield line(FINDING["quote_context"], "dim")
        yield from (quote(item.quote) for item in context)
        yield ""
    for leave in leaves(finding):
        yield line(wording.leave(leave), "dim")
        if not leave.elsewhere:
            yield quote(leave.lead.quote)
        yield ""


def _known_figures(finding: Finding) -> Iterator[RenderableType]:
    words = wording.figures(finding.details)
    if words:
        yield labelled(FINDING["figures"], words)
    cost = wording.cost(finding.details)
    if cost:
        yield labelled(FINDING["cost"], cost)


def _others(title: str, items: Sequence[Finding]) -> Iterator[RenderableType]:
    """Protections or notes; those that say the same share their title and their plain words."""
    if items:
        yield from heading(title)
    for part in grouped(items):
        yield ""
        yield line(part.lead.title, "bold")
        for index, item in enumerate(part.findings):
            yield line(wording.place(item.location), "dim")
            yield from _quotes(item, new_context(part.findings, index))
            if item.strength == "weak":
                yield line(wording.WEAK_PROTECTION)
        yield labelled(FINDING["plain"], part.lead.plain)


def _freedoms(report: Report) -> Iterator[RenderableType]:
    if not report.freedoms:
        return
    yield from heading(RESULT["freedoms"])
    for state, words in wording.FREEDOM_STATE.items():
        for index, said in enumerate(said_of(report.freedoms, state)):
            if index == 0:
                yield ""
                yield line(f"{words}:")
            yield from (bullet(wording.FREEDOM.get(name, wording.spoken(name))) for name in said.freedoms)
            if said.quote:
                yield quote(said.quote)


def _missing(report: Report) -> Iterator[RenderableType]:
    if report.missing:
        yield from heading(RESULT["missing"])
    yield from (bullet(f"{item.plain} {item.ask_for}") for item in report.missing[:SHOWN])
    if report.missing[SHOWN:]:
        yield ""
        yield line(wording.MORE_MISSING)
    yield from (bullet(item.plain) for item in report.missing[SHOWN:])


def _mediation(report: Report) -> Iterator[RenderableType]:
    if not report.mediation:
        return
    yield from heading(MEDIATION["heading"])
    yield line(MEDIATION["optional"])
    for state, found in (("not_found", False), ("found", True)):
        keys = [item.id for item in report.mediation if item.found == found]
        if keys:
            yield ""
            yield line(f"{MEDIATION[state]}:", "bold")
        yield from (bullet(MEDIATION["key"].get(key, wording.spoken(key))) for key in keys)
    for each in MEDIATION["lists"]:
        yield ""
        yield line(each["when"], "bold")
        yield from (bullet(words) for words in each["lines"])
    yield ""
    yield line(MEDIATION["saying_no"], "bold")
    yield labelled(wording.FAIRER, MEDIATION["refusal"])


def _laws(report: Report) -> Iterator[RenderableType]:
    cards = laws((*report.findings, *report.protections, *report.notes))
    if cards:
        yield from heading(REPORT["laws"])
    for law in cards:
        yield ""
        yield line(REPORT["law_heading"].format(name=law.name, place=law.place, date=law.as_of), "bold")
        yield line(f"{law.limits} {law.plain}")
        yield line(law.url, "dim")


def _questions(questions: tuple[str, ...]) -> Iterator[RenderableType]:
    if questions:
        yield from heading(RESULT["questions"])
    yield from (bullet(question) for question in questions)


def _resources(report: Report) -> Iterator[RenderableType]:
    if report.resources:
        yield from heading(RESULT["resources"])
    for item in report.resources:
        contact = ", ".join(part for part in (item.phone, item.url, item.hours) if part)
        yield bullet(f"{item.name}: {item.what}" + (f" {contact}" if contact else ""))


def _coverage(report: Report) -> Iterator[RenderableType]:
    yield from heading(RESULT["coverage"])
    coverage = report.coverage
    yield line(f"{wording.named(report.document.name)} {wording.what_was_read(report.document, coverage)}")
    if coverage.ocr_pages:
        pages = ", ".join(str(page) for page in coverage.ocr_pages)
        yield line(COVERAGE["ocr"].format(pages=pages))
    if coverage.unread:
        yield line(COVERAGE["unread"], "bold")
        yield from (bullet(wording.unread(item)) for item in coverage.unread)
    if coverage.hidden:
        yield line(COVERAGE["hidden"], "bold")
    for item in coverage.hidden:
        yield line(wording.place(item.location), "dim")
        yield quote(item.quote)
        yield line(COVERAGE["hidden_kind"].format(kind=wording.spoken(item.kind)), "dim")
    if report.signer_found is False:
        yield line(COVERAGE["not_named"], "bold")
    if report.parties:
        yield line(COVERAGE["parties"], "bold")
    for party in report.parties:
        yield bullet(wording.party(party))
    if report.parties:
        yield line(COVERAGE["signer_option"], "dim")


def _limits(report: Report, place: str | None) -> Iterator[RenderableType]:
    yield from heading(REPORT["limits_heading"])
    yield from (line(words) for words in wording.LIMITS)
    if report.laws_as_of and not place:
        yield line(RESULT["no_place_option"])
    elif place and report.findings and not laws((*report.findings, *report.protections, *report.notes)):
        yield line(RESULT["no_card"])
    versions = [COVERAGE["versions"].format(rules=report.rules_version)] if report.rules_version else []
    versions += [COVERAGE["laws"].format(date=report.laws_as_of)] if report.laws_as_of else []
    if versions:
        yield line(" ".join(versions), "dim")
    yield ""
    yield Text(wording.STANDING_ADVICE, "bold")
