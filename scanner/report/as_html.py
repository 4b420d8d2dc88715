"""A report as one HTML file: it needs nothing beside itself, runs no script, asks no network, and prints well."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from scanner.model import Report
from scanner.report.html import TEMPLATES, context, environment


def to_html(report: Report, *, place: str | None = None) -> str:
    """The report as a page to keep, to print, or to take to a lawyer; everything stands open, nothing is folded.

    `place` is the one that the report was made for; without one the page says how to choose it.
    """
    style = _style()
    return (
        _templates()
        .get_template("report.html")
        .render(style=Markup(style), style_hash=_hash(style), **context(report, place, folded=False))  # noqa: S704
    )


@lru_cache
def _templates() -> Environment:
    return environment()


@lru_cache
def _style() -> str:
    return (TEMPLATES / "report.css").read_text("utf-8")


def _hash(style: str) -> str:
    """What the page's own policy names, so that no other style can slip in."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
