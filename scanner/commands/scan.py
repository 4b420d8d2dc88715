"""`dontsign scan`: read one paper and print the report."""

from __future__ import annotations

import argparse
import gc
import sys
from typing import TextIO

from scanner.commands import DONE, FOUND, NOT_READ
from scanner.commands.files import read, show, target, write
from scanner.commands.options import Commands, add_paper_options
from scanner.commands.progress import Pages
from scanner.commands.screen import screen
from scanner.errors import UsageError
from scanner.model import SEVERITIES, Report


def run(options: argparse.Namespace) -> int:
    """Scan one paper; see scanner.commands for the status."""
    from scanner import scan

    gc.disable()  # for one paper the process ends before looking for garbage could pay
    place = target(options.output, options.file) if options.output else None
    if options.format == "pdf":
        _check_pdf(to_terminal=place is None and sys.stdout.isatty())
    name, data = read(options.file)
    progress = Pages(sys.stderr)
    try:
        report = scan(
            data,
            name=name,
            place=options.place,
            signer=options.signer,
            signed=True if options.signed else None,
            rules=options.rules,
            on_progress=progress.show,
        )
    finally:
        progress.clear()
    if place is None:
        show(_rendered(report, options, sys.stdout))
    else:
        made = _rendered(report, options, None)
        write(place, made if isinstance(made, bytes) else made.encode("utf-8", "replace"))
    return _status(report, options.fail_on)


def _check_pdf(*, to_terminal: bool) -> None:
    """Say what is in the way of a PDF before the paper is read."""
    from scanner.report.as_pdf import ask_for_parts

    ask_for_parts()
    if to_terminal:
        raise UsageError("pdf_on_screen")


def _rendered(report: Report, options: argparse.Namespace, stream: TextIO | None) -> str | bytes:
    """The report in the form that was asked for, and as `stream` can show it if that is a terminal."""
    if options.format == "json":
        import json

        # ASCII only: no terminal and no encoding can be upset by what stands in a document.
        return json.dumps(report.to_dict(), indent=2) + "\n"
    if options.format == "html":
        from scanner.report.as_html import to_html

        return to_html(report, place=options.place).encode("ascii", "xmlcharrefreplace").decode()
    if options.format == "pdf":
        from scanner.report.as_pdf import to_pdf

        return to_pdf(report, place=options.place)
    from scanner.report.as_text import to_text

    width, colour = screen(stream)
    return to_text(report, place=options.place, width=width, colour=colour)


def _status(report: Report, fail_on: str | None) -> int:
    if not report.coverage.judged:
        return NOT_READ
    if fail_on is None:
        return DONE
    bad = SEVERITIES[SEVERITIES.index(fail_on) :]
    return FOUND if not report.coverage.complete or any(f.severity in bad for f in report.findings) else DONE


def add(commands: Commands) -> None:
    """The words of the command line for it."""
    scan = commands.add_parser("scan", help="read one paper", description="Read one paper and print the report.")
    scan.add_argument("file", metavar="FILE", help="the paper; - reads standard input")
    scan.add_argument("--format", choices=("text", "json", "html", "pdf"), default="text", help="default: %(default)s")
    scan.add_argument("--output", metavar="PATH", help="write the report there instead of printing it")
    add_paper_options(scan)
    scan.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=SEVERITIES,
        help="end with status 1 if something this severe was found (low, medium, high, critical) or not all was read",
    )
    scan.set_defaults(run=run)
