"""A match becomes a finding: the exact words, where they stand, the figures, and how serious it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scanner.engine.exceptions import exceptions
from scanner.engine.search import Match
from scanner.language import figures
from scanner.model import (
    SEVERITIES,
    Amount,
    Clause,
    Confidence,
    Details,
    Document,
    Duration,
    ExceptionClause,
    Finding,
    Location,
    Quoted,
    Severity,
    Span,
)

MAX_QUOTE = 1_500  # characters
BEFORE, BEHIND = 30, 40  # characters beside the first and from the last word that matched, where a time belongs to it
_LEFT = re.compile(r"\b(?:all but|other than|except(?: for)?|save for)\s*\Z", re.I)  # before a sum that is kept


@dataclass(frozen=True)
class Paper:
    """What a finding needs to know of the whole paper: its clauses, and what it speaks of."""

    document: Document
    clauses: Sequence[Clause]
    clauses_of_harm: frozenset[int]  # indexes into `clauses`
    speaks_of_harm: bool
    speaks_of_business: bool

    def quoted(self, span: Span, clause: Clause) -> Quoted:
        """The words of a span, cut at MAX_QUOTE, and where they stand."""
        start, end = span[0], min(span[1], span[0] + MAX_QUOTE)
        return Quoted(self.document.text[start:end], self.location((start, end), clause))

    def location(self, span: Span, clause: Clause) -> Location:
        """Page, section and paragraph of a span."""
        block = self.document.blocks[clause.block]
        page = self._page(span[0], block.page)
        return Location(*span, page, clause.section, clause.block + 1, block.part, block.file)

    def confidence(self, span: Span, as_written: Confidence) -> Confidence:
        """How sure a finding can be whose words were read from a picture: "likely" at most, and less if in doubt."""
        lines = [line for line in self.document.scanned if line.start < span[1] and span[0] < line.end]
        if any(line.doubtful for line in lines):
            return "possible"
        return "likely" if lines and as_written == "sure" else as_written

    def _page(self, position: int, default: int | None) -> int | None:
        pages = self.document.pages
        index = bisect_right([page.start for page in pages], position) - 1
        return pages[index].number if index >= 0 else default


def is_about(match: Match, paper: Paper) -> bool:
    """False for a rule about people and for a mere hint in a paper about business, unless the clause speaks of harm."""
    for_people = match.rule.gate == "people" or match.confidence == "possible"
    if not for_people or paper.speaks_of_harm or not paper.speaks_of_business:
        return True
    return match.index in paper.clauses_of_harm


def settles(match: Match) -> bool:
    """True for a clause by which the signer gives up claims: such a paper is about people, whatever else it guards."""
    return match.rule.category == "general_release" and match.binds == "signer"


def finding(match: Match, paper: Paper) -> Finding:
    """The finding of a match; its id is set when all findings are in order."""
    rule, clause = match.rule, match.reading.clause
    quoted = paper.quoted(clause.span, clause)
    subtype = match.subtype
    said = rule.wording(subtype)
    return Finding(
        id="",
        rule_id=rule.id,
        category=rule.category,
        severity=severity(match, paper),
        confidence=paper.confidence(clause.span, match.confidence),
        title=said.title,
        plain=said.plain,
        why=said.why,
        ask_for=said.ask_for,
        fairer=said.fairer,
        questions=said.questions,
        binds=match.binds,
        quote=quoted.quote,
        location=quoted.location,
        subtype=subtype.id if subtype else None,
        strength=(subtype.strength or "strong" if subtype else "strong") if rule.kind == "protections" else None,
        context=_context(match, paper),
        details=_details(match, paper),
    )


def severity(match: Match, paper: Paper) -> Severity:
    """The rule's own severity, or the subtype's; a step lower when both sides are bound alike or nobody was harmed."""
    rule = match.rule
    level = SEVERITIES.index(match.subtype.severity if match.subtype else rule.severity)
    level -= rule.mutual_lowers and match.binds == "both" and not match.lopsided
    level -= rule.gate == "harm" and not paper.speaks_of_harm
    return SEVERITIES[max(0, level)]


def _context(match: Match, paper: Paper) -> tuple[Quoted, ...]:
    """The words that an item continues, the definition of a term, and what the other side promises in turn."""
    clause = match.reading.clause
    context = [paper.quoted(span, clause) for span in clause.stem]
    if match.defined_at is not None:
        definition = paper.clauses[match.defined_at]
        context.append(paper.quoted(definition.span, definition))
    context += [paper.quoted(paper.clauses[index].span, paper.clauses[index]) for index in match.answered_by]
    return tuple(context)


def _details(match: Match, paper: Paper) -> Details:
    rule, reading = match.rule, match.reading
    text = reading.text
    return Details(
        amount=_amount(match, paper.document.text) if "amount" in rule.read else None,
        per=figures.counted_by(text) if "amount" in rule.read else None,
        duration=_duration(text) if "duration" in rule.read else None,
        deadline_days=_deadline(match) if "deadline" in rule.read else None,
        exceptions=_exceptions(match, paper) if "exceptions" in rule.read else (),
    )


def _amount(match: Match, source: str) -> Amount | None:
    own = match.reading.starts[match.reading.own] if match.reading.own < len(match.reading.words) else 0
    text = match.reading.text
    found = [s for s in figures.sums(text) if s.span[0] >= own and not _is_kept(text, s.span[0])]
    if not found:
        return None
    biggest = max(found, key=lambda s: (s.value, any(map(str.isdigit, text[slice(*s.span)]))))  # figures before words
    start, end = match.reading.to_source(*biggest.span)
    return Amount(biggest.value, biggest.currency, source[start:end])


def _is_kept(text: str, start: int) -> bool:
    """True for the sum in "all but $1,000", which is what the signer keeps."""
    return bool(_LEFT.search(text[max(0, start - 16) : start]))


def _duration(text: str) -> Duration | None:
    if figures.is_forever(text):
        return Duration(None, "forever")
    return next(iter(figures.times(text)), None)


def _deadline(match: Match) -> int | None:
    """The time that stands with the words that matched: of "21 days to consider and 7 to revoke" its own."""
    text, starts = match.reading.text, match.reading.starts
    near = (
        figures.times(text[max(0, starts[chain[0][0]] - BEFORE) : starts[chain[-1][1] - 1] + BEHIND])
        for chain in sorted(match.chains, key=lambda chain: chain[-1][1] - chain[0][0])
    )
    own = next((times[:1] for times in near if times), figures.times(text))
    return min((d for d in map(figures.days, own) if d is not None), default=None)


def _exceptions(match: Match, paper: Paper) -> tuple[ExceptionClause, ...]:
    clause = match.reading.clause
    return tuple(
        replace(e, location=paper.location((e.location.start, e.location.end), clause))
        for e in exceptions(match.reading, paper.document.text)
    )
