"""What the page in the browser and the report as a file have in common: their templates, and what these are given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scanner.assess.verdict import TOP
from scanner.model import Report
from scanner.report import parts as shown
from scanner.report import wording
from scanner.report.beside import beside
from scanner.report.legible import clean, clean_part
from scanner.words import EXIT_URL, words

TEMPLATES = Path(__file__).with_name("templates")


def environment(*folders: Path) -> Environment:
    """Templates of `folders` and of the report: sections/NAME.html, and the macros of pieces.html.

    Everything is escaped.  A section needs what `context` gives; `t` is the catalogue of fixed sentences.
    """
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        auto_reload=False,  # they do not change while the program runs
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"t": words(), "wording": wording, "shown": shown, "exit_url": EXIT_URL}
    made.filters |= {"fill": _fill, "clean": clean, "clean_part": clean_part}
    return made


def context(report: Report, place: str | None, *, folded: bool) -> dict[str, Any]:
    """What the sections are filled with; `place` is the one that the person chose.

    `folded` keeps what is less urgent behind a summary that opens; without it everything stands open, for paper.
    The paper stands beside the findings if the report holds its text.
    """
    parts = shown.grouped(report.findings)
    numbers = shown.numbers(parts)
    return {
        "report": report,
        "place": place,
        "parts": parts,
        "numbers": numbers,
        "paper": beside(report, numbers) if report.text is not None else None,
        "consequences": shown.consequences(report, parts),
        "folded": folded,
        "explained": {} if folded else shown.explained(parts),  # on paper each explanation stands once
        "opened": TOP if folded else len(parts),
        "alike": shown.ALIKE if folded else len(report.findings),
        "missing_in_full": shown.SHOWN if folded else len(report.missing),
    }


def _fill(sentence: str, **gaps: object) -> str:
    return sentence.format(**gaps)
