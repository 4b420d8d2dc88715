"""What is written into a copy of the paper: one note for each finding, and the advice that comes before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from scanner.model import Finding, Report, Severity
from scanner.report import wording
from scanner.report.legible import clean
from scanner.report.parts import grouped

Box = tuple[float, float, float, float, float]  # page, x0, y0, x1, y1: points from the top left of the page as shown


@dataclass(frozen=True, slots=True)
class Note:
    """A note on one finding; both texts are lines.

    `start` is where the quote begins in the text of the paper; None for what belongs to the whole paper.
    """

    number: int  # of the part of the report that speaks of it
    severity: Severity
    words: str
    elsewhere: str  # what more has to be said where the note cannot stand beside its quote
    quote: str | None
    start: int | None
    part: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """All that a copy is given; `text` is the text of the paper as read."""

    advice: str
    notes: tuple[Note, ...]
    text: str

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Notes:
        """What `to_json` gave, after it was JSON."""
        notes = (Note(**{**each, "boxes": tuple(map(tuple, each["boxes"]))}) for each in data["notes"])
        return cls(data["advice"], tuple(notes), data["text"])


def notes_of(report: Report) -> Notes:
    """The notes for a report that holds the text of its paper."""
    notes = (_note(part.number, finding) for part in grouped(report.findings) for finding in part.findings)
    return Notes("\n".join(_advice(report)), tuple(notes), report.text or "")


def _advice(report: Report) -> Iterator[str]:
    yield wording.STANDING_ADVICE
    yield clean(report.verdict.headline)
    lines = (line.removeprefix(wording.STANDING_ADVICE).strip() for line in report.verdict.advice)
    yield from (clean(line) for line in lines if line)
    yield wording.NOTE_COPY
    if not report.coverage.complete:
        yield wording.NOTE_IN_PART
    yield from wording.LIMITS[:2]


def _note(number: int, finding: Finding) -> Note:
    place = finding.location
    return Note(
        number,
        finding.severity,
        "\n".join(_words(number, finding)),
        "\n".join(_elsewhere(finding)),
        finding.quote,
        place.start if place else None,
        place.part if place else "document",
        place.boxes if place else (),
    )


def _words(number: int, finding: Finding) -> Iterator[str]:
    yield f"{number}. {wording.SEVERITY[finding.severity]}: {clean(finding.title)}"
    if finding.confidence == "possible":
        yield wording.POSSIBLE
    yield f"{wording.NOTE_PLAIN}: {clean(finding.plain)}"
    yield f"{wording.NOTE_ASK}: {clean(finding.ask_for)}"


def _elsewhere(finding: Finding) -> Iterator[str]:
    yield f"{wording.NOTE_WHERE}: {clean(wording.place(finding.location))}"
    if finding.quote is not None:
        yield f"\N{LEFT DOUBLE QUOTATION MARK}{clean(finding.quote)}\N{RIGHT DOUBLE QUOTATION MARK}"
