"""A report as PDF, made of its HTML: tagged for screen readers, with nothing in its metadata but a neutral title."""

from __future__ import annotations

from importlib.util import find_spec

from scanner.errors import PdfMissing
from scanner.model import Report
from scanner.report.as_html import to_html

BOTH = "@page { size: 210mm 279mm }"  # as wide as A4 and as high as Letter, so that it prints whole on either
STANDARD = "pdf/ua-1"  # PDF for universal access: tags, reading order, language


def to_pdf(report: Report, *, place: str | None = None) -> bytes:
    """The report as a PDF to print, to keep, or to take to a lawyer; `place` as for `to_html`.

    It is laid out in a worker, which is bounded in time and memory and can write no file and reach no network.
    Raises PdfMissing when what makes PDF files is not installed, PdfFailed when the bounds do not suffice.
    """
    from scanner.isolate import shared_pool

    ask_for_parts()
    return shared_pool().pdf(to_html(report, place=place))


def ask_for_parts() -> None:
    """Raise PdfMissing early, before a paper is read for nothing; parts of the system are only seen when used."""
    if find_spec("weasyprint") is None:
        raise PdfMissing()


def render(html: str) -> bytes:
    """The PDF of one HTML page that needs nothing beside itself.  For a worker: what it costs is not bounded here."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # OSError: a library of the system that it needs
        raise PdfMissing() from None

    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
    pdf: bytes = page.write_pdf(pdf_variant=STANDARD, stylesheets=[CSS(string=BOTH)])
    return pdf
