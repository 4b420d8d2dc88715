"""`dontsign annotate`: a copy of the paper with notes on what was found."""

from __future__ import annotations

import argparse
import sys

from scanner.commands import DONE, NOT_READ
from scanner.commands.files import read, show, target, write
from scanner.commands.options import Commands, add_paper_options
from scanner.commands.progress import Pages
from scanner.errors import UsageError
from scanner.words import STANDING_ADVICE


def run(options: argparse.Namespace) -> int:
    """Write the copy; see scanner.commands for the status."""
    from scanner import annotate

    place = target(options.output, options.file, replace=options.replace)
    name, data = read(options.file)
    progress = Pages(sys.stderr)
    try:
        copy = annotate(
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
    if place.suffix and place.suffix.lower() != copy.suffix:
        raise UsageError("suffix", suffix=copy.suffix)
    write(place, copy.data)
    show(f"{STANDING_ADVICE}\n{copy.report.verdict.headline}\n")
    return DONE if copy.report.coverage.judged else NOT_READ


def add(commands: Commands) -> None:
    """The words of the command line for it."""
    annotate = commands.add_parser(
        "annotate",
        help="make a copy of a PDF or Word file with notes",
        description="Make a copy of a PDF or Word file (.docx) with a note on everything that was found.",
    )
    annotate.add_argument("file", metavar="FILE", help="the paper; - reads standard input")
    annotate.add_argument("--output", metavar="PATH", required=True, help="where to write the copy")
    # A copy has the suffix of papers: what stands there could be another paper, and a proof that nobody has twice.
    annotate.add_argument("--replace", action="store_true", help="write over a file that stands there already")
    add_paper_options(annotate)
    annotate.set_defaults(run=run)
