"""Notes on one sentence of a paper, made without judging the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanner.annotated.notes import Box, Note, Notes
from scanner.model import Document, Severity

ADVICE = "Consult a lawyer. Don't sign."


def note(number: int, quote: str | None, boxes: Sequence[Box] = (), severity: Severity = "high") -> Note:
    """A note whose words tell its number."""
    start = None if quote is None else 0
    return Note(number, severity, f"{number}. High: A title", f"Where {number}", quote, start, "body", tuple(boxes))


def notes_on(document: Document, quote: str, boxes: Sequence[Box] = ()) -> Notes:
    """The advice and a note on each place where the paper says `quote`."""
    found = [match.start() for match in re.finditer(re.escape(quote), document.text)]
    parts = [next(block.part for block in document.blocks if block.end > start) for start in found]
    made = (
        Note(number, "high", f"{number}. High: A title", f"Where {number}", quote, start, part, tuple(boxes))
        for number, (start, part) in enumerate(zip(found, parts, strict=True), 1)
    )
    return Notes(ADVICE, tuple(made), document.text)
