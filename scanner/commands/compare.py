"""`dontsign compare`: read two drafts of one paper and print what became of it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from scanner.commands import DONE, NOT_READ
from scanner.commands.files import STDIN, read, show, target, write
from scanner.commands.options import Commands, add_reading_options
from scanner.commands.progress import Pages
from scanner.commands.screen import screen
from scanner.errors import CannotOpen, UsageError

if TYPE_CHECKING:
    from scanner.drafts.model import Comparison


def run(options: argparse.Namespace) -> int:
    """Compare two papers; see scanner.commands for the status."""
    from scanner import compare

    if options.old == options.new == STDIN:
        raise UsageError("one_stdin")
    places = [target(options.output, paper) for paper in (options.old, options.new)] if options.output else []
    (old_name, old), (new_name, new) = _read(options.old, "old"), _read(options.new, "new")
    progress = Pages(sys.stderr)
    try:
        found = compare(
            old,
            new,
            old_name=old_name,
            new_name=new_name,
            signer=options.signer,
            rules=options.rules,
            on_progress=progress.show,
        )
    finally:
        progress.clear()
    if places:
        write(places[0], _rendered(found, options.format, None).encode("utf-8", "replace"))
    else:
        show(_rendered(found, options.format, sys.stdout))
    return DONE if found.old.coverage.judged and found.new.coverage.judged else NOT_READ


def _read(file: str, side: str) -> tuple[str, bytes]:
    try:
        return read(file)
    except CannotOpen as error:
        error.paper = side
        raise


def _rendered(found: Comparison, form: str, stream: TextIO | None) -> str:
    """The comparison in the form that was asked for, and as `stream` can show it if that is a terminal."""
    if form == "json":
        import json

        return json.dumps(found.to_dict(), indent=2) + "\n"
    if form == "html":
        from scanner.drafts.as_html import to_html

        return to_html(found).encode("ascii", "xmlcharrefreplace").decode()
    from scanner.drafts.as_text import to_text

    width, colour = screen(stream)
    return to_text(found, width=width, colour=colour)


def add(commands: Commands) -> None:
    """The words of the command line for it."""
    compare = commands.add_parser(
        "compare", help="two drafts of one paper", description="Tell what became worse from one draft to the next."
    )
    compare.add_argument("old", metavar="OLD", help="the draft that came first; - reads standard input")
    compare.add_argument("new", metavar="NEW", help="the draft that came after it")
    compare.add_argument("--format", choices=("text", "json", "html"), default="text", help="default: %(default)s")
    compare.add_argument("--output", metavar="PATH", help="write the comparison there instead of printing it")
    add_reading_options(compare)
    compare.set_defaults(run=run)
