"""The tables for spreadsheets, one row a paper."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from scanner.batch.failure import Failure
from scanner.batch.papers import Paper
from scanner.batch.row import Row
from scanner.model import SEVERITIES
from scanner.report.legible import clean

MARK = "\ufeff"  # by which Excel knows that a table is UTF-8
FAILURES = ("number", "file", "code", "what")
_BEFORE = ("number", "file", "level", "headline", "findings", *reversed(SEVERITIES))
_AFTER = (
    "other",
    "worst_finding",
    "worst_quote",
    "worst_page",
    "all_read",
    "pages",
    "pages_read",
    "words",
    "duplicate_of",
    "report",
)
# What a cell must not begin with; nor must what follows a mark by which other countries' spreadsheets part the cells.
_FORMULA = re.compile("((?:^|[;|])\\s*)(?=[-=+@\uff1d\uff0b\uff0d\uff20])")


def header(labels: Sequence[str]) -> bytes:
    """The first line of the table of results; each label has a column with the number of its findings."""
    return _line((*_BEFORE, *labels, *_AFTER))


def result(paper: Paper, row: Row, labels: Sequence[str]) -> bytes:
    """A line of the table of results; what has no column of its own is counted under `other`."""
    other = sum(count for label, (count, _) in row.labels.items() if label not in labels)
    return _line(
        (
            paper.number,
            paper.name,
            row.level,
            row.headline,
            row.findings,
            *(row.severities[severity] for severity in reversed(SEVERITIES)),
            *(row.labels.get(label, (0,))[0] for label in labels),
            other,
            row.worst,
            row.quote,
            row.page,
            "yes" if row.complete else "no",
            row.pages,
            row.pages_read,
            row.words,
            row.duplicate_of,
            row.dossier,
        )
    )


def failure(paper: Paper, failed: Failure) -> bytes:
    """A line of the table of papers without a report."""
    return _line((paper.number, paper.name, failed.code, failed.sentence))


def failures_header() -> bytes:
    """Its first line."""
    return _line(FAILURES)


def _line(cells: Sequence[object]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue().encode("utf-8", "replace")


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, and in which no terminal finds anything to obey."""
    return _FORMULA.sub(r"\1'", clean(text))
