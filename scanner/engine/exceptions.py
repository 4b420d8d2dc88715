"""Carve-outs inside a clause: what is taken out of a duty, and how far the words can be trusted."""

from __future__ import annotations

from functools import lru_cache

from scanner.engine.chains import Hits
from scanner.engine.reading import Reading
from scanner.engine.scope import exception_starts
from scanner.model import ExceptionClause, Location, Strength
from scanner.rulebook.phrases import Hit
from scanner.rulebook.source import read_yaml, rules_folder

OPENS = 2  # words before a subject and between it and its verb
SHORT = 4  # words: a shorter "except" leaves nothing to judge
# Word sets that make an exception weak; the first that is found gives the reason.
WEAK = ("notice_first", "consent_first", "bound_too", "still_pays", "compelled", "law_permits", "one_agency")
DUTIES = ("must_not", "must")
CONDITIONS = ("notice_first", "consent_first", "bound_too", "still_pays")
OPEN = ("confidants", "open_doors")  # whom an exception also names, so that one agency or a court order is not all


@lru_cache(maxsize=1)
def reasons() -> dict[str, str]:
    """Why an exception is weak, in a sentence, by the name of the reason (rules/help/exceptions.yaml)."""
    data: dict[str, str] = read_yaml(rules_folder() / "help" / "exceptions.yaml")
    return data


def exceptions(reading: Reading, text: str) -> tuple[ExceptionClause, ...]:
    """The exceptions in the own words of a clause; `text` is Document.text.

    Each runs from its cue to the next one, to the duty that follows it, or to the end of the clause.  What is left to
    the other side alone ("save that the Company may tell its staff") frees the signer from nothing and is none.
    """
    starts = [cue for cue in exception_starts(reading.hits) if cue[0] >= reading.own]
    ends = [*(cue[0] for cue in starts[1:]), len(reading.words)] if starts else []
    ends = [_before_duty(reading, cue, end) for cue, end in zip(starts, ends, strict=True)]
    return tuple(
        _judged(reading, (cue[0], end), text)
        for cue, end in zip(starts, ends, strict=True)
        if end - cue[0] >= SHORT and not _is_theirs(reading.hits, cue[1], end)
    )


def strength(hits: Hits, reach: Hit) -> tuple[Strength, str | None]:
    """How strong an exception is that stands in the tokens `reach`, and the reason if it is weak."""
    named = [name for name in WEAK if _within(hits, name, reach)]
    weak = next(iter(named), None)
    if weak is None or (weak not in CONDITIONS and any(_within(hits, name, reach) for name in OPEN)):
        return "strong", None
    if weak == "one_agency" and _within(hits, weak, reach) > 1:
        return "strong", None
    return "weak", reasons()[weak]


def _before_duty(reading: Reading, cue: Hit, end: int) -> int:
    """An exception that opens the sentence ends at the comma before the duty: "Except as ..., she shall not"."""
    duty = min((start for name in DUTIES for start, _ in reading.hits.get(name, ())), default=0)
    if not cue[1] <= duty < end:
        return end
    commas = [at for at in range(cue[1], duty) if reading.words[at] == ","]
    return commas[-1] if commas else end


def _judged(reading: Reading, reach: Hit, text: str) -> ExceptionClause:
    start, end = reading.source(reach)
    how, reason = strength(reading.hits, reach)
    return ExceptionClause(text[start:end], Location(start, end), how, reason)


def _is_theirs(hits: Hits, start: int, end: int) -> bool:
    """True if the words from `start` open with the other side as the one who may do something."""
    opens = [stop for first, stop in hits.get("other", ()) if first - start <= OPENS]
    leave = any(stop <= first <= stop + OPENS for stop in opens for first, _ in hits.get("may", ()))
    return leave and not _within(hits, "signer", (start, end)) and not _within(hits, "both", (start, end))


def _within(hits: Hits, name: str, reach: Hit) -> int:
    """How many hits of a set lie in the tokens `reach`."""
    return sum(reach[0] <= start and end <= reach[1] for start, end in hits.get(name, ()))
