"""Carve-outs inside a clause: what is taken out of a duty, and how far the words can be trusted."""

from __future__ import annotations

from scanner.engine.chains import Hits
from scanner.engine.reading import Reading
from scanner.engine.scope import exception_starts
from scanner.model import ExceptionClause, Location, Strength
from scanner.rulebook.phrases import Hit

SHORT = 4  # words: a shorter "except" leaves nothing to judge
# Word sets, and why an exception that speaks of them is weak; the first that is found decides.
WEAK = (
    ("notice_first", "Only if the other side is told first."),
    ("consent_first", "Only if the other side agrees first."),
    ("compelled", "Only if a court or a law forces you. Choosing to report may not be covered."),
    ("law_permits", "It does not say what the law permits."),
)


def exceptions(reading: Reading, text: str) -> tuple[ExceptionClause, ...]:
    """The exceptions in the own words of a clause; `text` is Document.text.

    Each runs from its cue to the next one, or to the end of the clause.
    """
    starts = [cue for cue in exception_starts(reading.hits) if cue[0] >= reading.own]
    ends = [*(cue[0] for cue in starts[1:]), len(reading.doc)] if starts else []
    return tuple(
        _judged(reading, (cue[0], end), text) for cue, end in zip(starts, ends, strict=True) if end - cue[0] >= SHORT
    )


def strength(hits: Hits, reach: Hit) -> tuple[Strength, str | None]:
    """How strong an exception is that stands in the tokens `reach`, and the reason if it is weak."""
    weak = next((reason for name, reason in WEAK if _within(hits, name, reach)), None)
    conditional = _within(hits, "notice_first", reach) or _within(hits, "consent_first", reach)
    if weak and (conditional or not _within(hits, "confidants", reach)):
        return "weak", weak
    return "strong", None


def _judged(reading: Reading, reach: Hit, text: str) -> ExceptionClause:
    start, end = reading.source(reach)
    how, reason = strength(reading.hits, reach)
    return ExceptionClause(text[start:end], Location(start, end), how, reason)


def _within(hits: Hits, name: str, reach: Hit) -> bool:
    return any(reach[0] <= start and end <= reach[1] for start, end in hits.get(name, ()))
