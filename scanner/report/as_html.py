"""A report as one HTML file: it needs nothing beside itself, runs no script, asks no network, and prints well."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from scanner.model import Report
from scanner.report.html import TEMPLATES, context, environment
from scanner.words import EXIT_URL


def to_html(report: Report, *, place: str | None = None, exit_url: str = EXIT_URL) -> str:
    """The report as a page to keep, to print, or to take to a lawyer; everything stands open, nothing is folded.

    `place` is the one that the report was made for; without one the page says how to choose it.  `exit_url` is where
    the link for leaving fast leads.
    """
    return page(_templates().get_template("report.html"), exit_url=exit_url, **context(report, place, folded=False))


@lru_cache
def _templates() -> Environment:
    """Made once: to compile the templates takes longer than most papers take to read."""
    return environment()


def page(template: Template, *sheets: Path, **filled: Any) -> str:
    """A template that extends page.html as a whole page, with the report's sheet and others inside it."""
    style, style_hash = _style(sheets)
    return template.render(style=style, style_hash=style_hash, **filled)


@lru_cache
def _style(sheets: tuple[Path, ...]) -> tuple[Markup, str]:
    """The sheets as one, and its hash, which the page's own policy names so that no other style can slip in."""
    style = "\n".join(sheet.read_text("utf-8") for sheet in (TEMPLATES / "report.css", *sheets))
    return Markup(style), base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()  # noqa: S704
