"""`dontsign batch`: read many papers into tables and a page."""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from scanner.commands import DONE, FOUND, INTERRUPTED, NOT_READ
from scanner.commands.files import show
from scanner.commands.options import Commands, add_paper_options
from scanner.errors import UsageError
from scanner.model import SEVERITIES

if TYPE_CHECKING:
    from types import FrameType

    from scanner.batch.examine import Wishes
    from scanner.batch.folder import Folder
    from scanner.batch.ledger import Ledger
    from scanner.batch.papers import Paper
    from scanner.batch.run import Crew
    from scanner.batch.tally import Tally
    from scanner.model import Severity


def run(options: argparse.Namespace) -> int:
    """Read them all; see scanner.commands for the status."""
    from scanner.batch.folder import folder_at
    from scanner.batch.ledger import Ledger
    from scanner.batch.papers import find
    from scanner.isolate.rooms import leave_no_dump

    leave_no_dump()
    folder, wishes = folder_at(options.out), _wishes(options)
    labels = _labels(options.rules)
    try:
        papers = list(find(options.paths, options.out))
        asked = {name: value for name, value in asdict(wishes).items() if name != "seconds"}
        with _crew(options, wishes) as crew, Ledger(folder, asked, labels, resume=options.resume) as ledger:
            done = _work(papers, crew, ledger)
            counted = ledger.finish(len(papers), done=done)
    except OSError as problem:
        raise UsageError("no_room", folder=options.out, reason=problem.strerror) from None
    show(_summary(counted, len(papers), folder, done=done, anonymous=options.anonymous))
    return _status(counted, options.fail_on) if done else INTERRUPTED


def _wishes(options: argparse.Namespace) -> Wishes:
    from scanner.batch.examine import Wishes
    from scanner.read.limits import DEFAULT_LIMITS

    return Wishes(
        place=options.place,
        signer=options.signer,
        signed=True if options.signed else None,
        rules=str(options.rules.resolve()) if options.rules else None,
        seconds=options.seconds or DEFAULT_LIMITS.seconds,
        anonymous=options.anonymous,
    )


def _labels(rules: Path | None) -> list[str]:
    """The labels that have a column: those that ship, and those of rules to add.  Raises RuleError."""
    from scanner.words import words

    labels = list(words()["batch"]["labels"])
    if rules is not None:
        from scanner.rulebook import load

        labels += sorted({rule.category for rule in load(rules).rules if rule.kind == "red_flags"}.difference(labels))
    return labels


@contextmanager
def _crew(options: argparse.Namespace, wishes: Wishes) -> Iterator[Crew]:
    if options.cluster:
        from scanner.batch.cluster import Cluster

        with closing(Cluster(options.cluster, wishes)) as cluster:
            yield cluster
        return
    from scanner.batch.local import Local

    with closing(Local(options.workers or os.cpu_count() or 1, wishes)) as crew:
        yield crew


def _work(papers: list[Paper], crew: Crew, ledger: Ledger) -> bool:
    from scanner.batch.progress import progress
    from scanner.batch.run import Run

    with _interruptible() as stop, progress(len(papers)) as told:
        return Run(papers, crew, ledger, told).go(stop)


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Ctrl-C, and the polite end of a service manager, stop work between two papers; a second Ctrl-C at once."""
    stop = Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {each: signal.signal(each, told) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _words(key: str) -> str:
    from scanner.words import words

    return str(words()["batch"][key])


def _summary(counted: Tally, total: int, folder: Folder, *, done: bool, anonymous: bool) -> str:
    from scanner.batch.ledger import FAILED, PAGE, TABLE
    from scanner.batch.row import LEVELS
    from scanner.report.refusal import more_advice
    from scanner.words import STANDING_ADVICE, words

    names = words()["batch"]["level"]
    lines = [
        STANDING_ADVICE,
        _words("done").format(
            done=counted.read + counted.failed, total=total, read=counted.read, failed=counted.failed
        ),
    ]
    lines += [
        _words("counts").format(count=counted.levels[level], level=names[level])
        for level in LEVELS
        if counted.levels[level]
    ]
    lines += [
        _words(key).format(count=count)
        for key, count in (
            ("duplicates", counted.duplicates),
            ("partly", counted.in_part),
            ("unjudged", counted.unjudged),
        )
        if count
    ]
    lines.append(_words("where").format(page=folder.shown(PAGE), table=TABLE, errors=FAILED))
    if anonymous:
        lines.append(_words("masked"))
    if not done:
        lines.append(_words("go_on"))
    if counted.failed or counted.unjudged:
        lines += ["", _words("also"), *(f"- {line}" for line in more_advice())]
    return "\n".join(lines) + "\n"


def _status(counted: Tally, fail_on: Severity | None) -> int:
    if (counted.failed or counted.unjudged) and counted.read == counted.unjudged:
        return NOT_READ
    return FOUND if fail_on is not None and counted.is_met(fail_on) else DONE


def add(commands: Commands) -> None:
    """The words of the command line for it."""
    batch = commands.add_parser(
        "batch",
        help="read many papers into tables and a page",
        description="Read files, whole folders, patterns and zips; write a page, tables, and a report on each paper.",
    )
    batch.add_argument("paths", metavar="PATH", nargs="+", help='a file, a folder, a zip, or a pattern: "in/**/*.pdf"')
    batch.add_argument("--out", metavar="DIR", required=True, help="the folder or address to write to")
    where = batch.add_mutually_exclusive_group()
    where.add_argument("--workers", metavar="N", type=_number, help="papers read at a time (default: one a core)")
    where.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler, such as tls://10.0.0.5:8786")
    batch.add_argument("--resume", action="store_true", help="go on with what is in DIR, or begin if nothing is")
    batch.add_argument("--anonymous", action="store_true", help="numbers for file names, no hashes, names masked")
    batch.add_argument("--seconds", metavar="S", type=_seconds, help="time for one paper (default: 60)")
    add_paper_options(batch)
    batch.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=SEVERITIES,
        help="end with status 1 if something this severe was found (low, medium, high, critical) or not all was read",
    )
    batch.set_defaults(run=run)


def _number(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) <= 1024:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 to 1024")
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{value!r} is not a number above 0")
    return seconds
