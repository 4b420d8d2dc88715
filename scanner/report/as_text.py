"""A report for the terminal: the advice first, then what the paper would do, in its own words and in plain ones."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from scanner.assess.verdict import TOP
from scanner.model import Finding, Report
from scanner.report import wording
from scanner.report.legible import clean
from scanner.report.parts import SHOWN, Part, consequences, grouped, in_stack, laws, numbers, said_of, stands_elsewhere
from scanner.words import words as catalogue

T = catalogue()
REPORT, RESULT, FINDING, COVERAGE = T["report"], T["result"], T["finding"], T["coverage"]
NARROWEST, WIDEST = 60, 100  # columns
INDENT = "    "
BAR = "\N{BOX DRAWINGS LIGHT VERTICAL} "
STYLE = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}


def to_text(report: Report, *, place: str | None = None, width: int = 80, colour: bool = False) -> str:
    """The report as lines of at most `width` columns (held between 60 and 100), with ANSI colours if asked for.

    `place` is the one that the report was made for; without one the text says how to choose it.
    """
    width = max(NARROWEST, min(width, WIDEST))
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(Group(*_report(report, place)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


# --- the parts of the page ----------------------------------------------------------------------


def _report(report: Report, place: str | None) -> Iterator[RenderableType]:
    yield from _top(report)
    yield from _findings(report)
    yield from _others(RESULT["protections"], report.protections)
    yield from _freedoms(report)
    yield from _missing(report)
    yield from _others(RESULT["notes"], report.notes)
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
    yield from (_bullet(line, indent="") for line in lines if line)


def _findings(report: Report) -> Iterator[RenderableType]:
    if not report.findings:
        return
    parts = grouped(report.findings)
    yield from _heading(RESULT["findings"])
    yield from _overview(report, parts)
    explained: dict[str, int] = {}  # what was explained in full -> the number that did
    for part in parts:
        if part.number == TOP + 1:
            yield from _heading(RESULT["more"])
        yield from _title(part)
        for finding in part.findings:
            yield from _words_of(finding)
        yield _labelled(FINDING["plain"], part.lead.plain)
        if part.number <= TOP:
            earlier = explained.setdefault(part.lead.why, part.number)
            yield from (
                _in_full(part.lead) if earlier == part.number else [_line(REPORT["see_above"].format(number=earlier))]
            )


def _overview(report: Report, parts: tuple[Part, ...]) -> Iterator[RenderableType]:
    for level, word in wording.SEVERITY.items():
        count = sum(part.lead.severity == level for part in parts)
        if count:
            meaning = wording.SEVERITY_MEANING[level]
            yield _line(REPORT["severity_count"].format(count=count, severity=word.lower(), meaning=meaning))
    number_of = numbers(parts)
    if report.stacks:
        yield ""
        yield _line(RESULT["stacks"], "bold")
    for stack in report.stacks:
        where = ", ".join(map(str, in_stack(stack.finding_ids, number_of)))
        yield _bullet(f"{stack.headline} {_see(where)}" if where else stack.headline)
    teeth = consequences(report, parts)
    if teeth:
        yield ""
        yield _line(wording.IF_YOU_SPEAK, "bold")
    for category, words in wording.CONSEQUENCE.items():
        where = ", ".join(str(part.number) for part in teeth if part.lead.category == category)
        if where:
            yield _bullet(f"{words} {_see(where)}")


def _see(where: str) -> str:
    return str(REPORT["see"].format(numbers=where))


def _title(part: Part) -> Iterator[RenderableType]:
    finding = part.lead
    style = STYLE[finding.severity]
    yield ""
    severity = (wording.SEVERITY[finding.severity].upper(), style)
    words = Text.assemble((f"{part.number:>2}  ", "bold"), severity, "  ", (clean(finding.title), "bold"))
    yield _Hanging(words, "", INDENT)


def _words_of(finding: Finding) -> Iterator[RenderableType]:
    yield _line(f"{wording.place(finding.location)}. {wording.binds(finding)}", "dim")
    if finding.confidence == "possible":
        yield _line(wording.POSSIBLE)
    yield from _quotes(finding)
    yield from _known_figures(finding)


def _in_full(finding: Finding) -> Iterator[RenderableType]:
    yield _labelled(FINDING["why"], finding.why)
    yield _labelled(FINDING["ask_for"], finding.ask_for)
    yield _labelled(wording.FAIRER, finding.fairer)
    if finding.laws:
        named = "; ".join(REPORT["law_name"].format(name=law.name, place=law.place) for law in finding.laws)
        yield _labelled(wording.LAW, f"{named}. {REPORT['see_laws']}")
    if finding.questions:
        yield _line(FINDING["questions"], "bold")
        yield from (_bullet(question) for question in finding.questions)


def _quotes(finding: Finding) -> Iterator[RenderableType]:
    yield ""
    if finding.quote is not None:
        yield _quote(finding.quote, STYLE[finding.severity])
        yield ""
    if finding.context:
        yield _line(FINDING["quote_context"], "dim")
        yield from (_quote(item.quote) for item in finding.context)
        yield ""
    for exception in finding.details.exceptions:
        reason = f": {exception.reason}" if exception.reason else ""
        if stands_elsewhere(exception, finding):
            where = wording.place(exception.location)
            yield _line(f"{wording.STRENGTH[exception.strength]} ({where}){reason}", "dim")
        else:
            yield _line(wording.STRENGTH[exception.strength] + reason, "dim")
            yield _quote(exception.quote)
        yield ""


def _known_figures(finding: Finding) -> Iterator[RenderableType]:
    words = wording.figures(finding.details)
    if words:
        yield _labelled(FINDING["figures"], words)
    cost = wording.cost(finding.details)
    if cost:
        yield _labelled(FINDING["cost"], cost)


def _others(heading: str, items: Sequence[Finding]) -> Iterator[RenderableType]:
    """Protections or notes; those that say the same share their title and their plain words."""
    if items:
        yield from _heading(heading)
    for part in grouped(items):
        yield ""
        yield _line(part.lead.title, "bold")
        for item in part.findings:
            yield _line(wording.place(item.location), "dim")
            yield from _quotes(item)
            if item.strength == "weak":
                yield _line(wording.WEAK_PROTECTION)
        yield _labelled(FINDING["plain"], part.lead.plain)


def _freedoms(report: Report) -> Iterator[RenderableType]:
    if not report.freedoms:
        return
    yield from _heading(RESULT["freedoms"])
    for state, words in wording.FREEDOM_STATE.items():
        for index, said in enumerate(said_of(report.freedoms, state)):
            if index == 0:
                yield ""
                yield _line(f"{words}:")
            yield from (_bullet(wording.FREEDOM.get(name, wording.spoken(name))) for name in said.freedoms)
            if said.quote:
                yield _quote(said.quote)


def _missing(report: Report) -> Iterator[RenderableType]:
    if report.missing:
        yield from _heading(RESULT["missing"])
    yield from (_bullet(f"{item.plain} {item.ask_for}") for item in report.missing[:SHOWN])
    if report.missing[SHOWN:]:
        yield ""
        yield _line(wording.MORE_MISSING)
    yield from (_bullet(item.plain) for item in report.missing[SHOWN:])


def _laws(report: Report) -> Iterator[RenderableType]:
    cards = laws((*report.findings, *report.protections, *report.notes))
    if cards:
        yield from _heading(REPORT["laws"])
    for law in cards:
        yield ""
        yield _line(REPORT["law_heading"].format(name=law.name, place=law.place, date=law.as_of), "bold")
        yield _line(f"{law.limits} {law.plain}")
        yield _line(law.url, "dim")


def _questions(questions: tuple[str, ...]) -> Iterator[RenderableType]:
    if questions:
        yield from _heading(RESULT["questions"])
    yield from (_bullet(question) for question in questions)


def _resources(report: Report) -> Iterator[RenderableType]:
    if report.resources:
        yield from _heading(RESULT["resources"])
    for item in report.resources:
        contact = ", ".join(part for part in (item.phone, item.url, item.hours) if part)
        yield _bullet(f"{item.name}: {item.what}" + (f" {contact}" if contact else ""))


def _coverage(report: Report) -> Iterator[RenderableType]:
    yield from _heading(RESULT["coverage"])
    coverage = report.coverage
    yield _line(f"{report.document.name}: {wording.what_was_read(report.document, coverage)}")
    if coverage.ocr_pages:
        pages = ", ".join(str(page) for page in coverage.ocr_pages)
        yield _line(COVERAGE["ocr"].format(pages=pages))
    if coverage.unread:
        yield _line(COVERAGE["unread"], "bold")
        yield from (_bullet(wording.unread(item)) for item in coverage.unread)
    if coverage.hidden:
        yield _line(COVERAGE["hidden"], "bold")
    for item in coverage.hidden:
        yield _line(wording.place(item.location), "dim")
        yield _quote(item.quote)
        yield _line(COVERAGE["hidden_kind"].format(kind=wording.spoken(item.kind)), "dim")
    if report.parties:
        yield _line(COVERAGE["parties"], "bold")
    for party in report.parties:
        names = ", ".join((party.name, *party.aliases))
        yield _bullet(COVERAGE["party"].format(name=names, role=wording.ROLE[party.role]))
    if report.parties:
        yield _line(COVERAGE["signer_option"], "dim")


def _limits(report: Report, place: str | None) -> Iterator[RenderableType]:
    yield from _heading(REPORT["limits_heading"])
    yield from (_line(words) for words in wording.LIMITS)
    if report.laws_as_of and not place:
        yield _line(RESULT["no_place_option"])
    versions = [COVERAGE["versions"].format(rules=report.rules_version)] if report.rules_version else []
    versions += [COVERAGE["laws"].format(date=report.laws_as_of)] if report.laws_as_of else []
    if versions:
        yield _line(" ".join(versions), "dim")
    yield ""
    yield Text(wording.STANDING_ADVICE, "bold")


# --- small pieces -------------------------------------------------------------------------------


class _Hanging:
    """Words wrapped to the width that is there, with a mark before the first line and another before the rest."""

    def __init__(self, words: Text, first: str, rest: str, style: str = "") -> None:
        self.words, self.marks, self.style = words, (first, rest), style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style(self.style)
        mark, rest = self.marks
        for line in self.words.wrap(console, options.max_width - len(rest)):
            yield Segment(mark, style)
            yield from line.render(console, end="\n")
            mark = rest


def _heading(words: str) -> Iterator[RenderableType]:
    yield ""
    yield Rule(Text(words, "bold"), align="left", style="dim")


def _line(words: str, style: str = "") -> RenderableType:
    return _Hanging(Text(clean(words), style), INDENT, INDENT)


def _labelled(label: str, words: str) -> RenderableType:
    return _Hanging(Text.assemble((f"{label}: ", "bold"), clean(words)), INDENT, INDENT + "  ")


def _bullet(words: str, indent: str = INDENT) -> RenderableType:
    return _Hanging(Text(clean(words)), indent + "- ", indent + "  ")


def _quote(words: str, style: str = "dim") -> RenderableType:
    return _Hanging(Text(clean(words)), INDENT + BAR, INDENT + BAR, style)
