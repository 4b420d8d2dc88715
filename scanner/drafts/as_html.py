"""A comparison as one HTML file, in the clothes of the report: self-contained, no script, no network."""

from __future__ import annotations

from pathlib import Path

from scanner.drafts.model import Comparison
from scanner.drafts.shown import first_quoted, items
from scanner.report.as_html import page
from scanner.report.html import environment

TEMPLATES = Path(__file__).with_name("templates")


def to_html(comparison: Comparison) -> str:
    """The comparison as a page to keep, to print, or to take to a lawyer."""
    lists = items(comparison)
    return page(
        environment(TEMPLATES).get_template("compare.html"),
        TEMPLATES / "compare.css",
        report=comparison,
        outcome=comparison.verdict.outcome,
        items=lists,
        first_quoted=first_quoted(lists),
        folded=False,
    )
