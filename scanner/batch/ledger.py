"""Writes down what comes back, so that whatever ends the run, all files agree and nothing is there twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Self

from scanner.batch import tables
from scanner.batch.examine import Examined
from scanner.batch.failure import Failure
from scanner.batch.folder import Folder, Growing
from scanner.batch.journal import NAME as JOURNAL
from scanner.batch.journal import Entry, Journal
from scanner.batch.page import to_page
from scanner.batch.papers import Paper
from scanner.batch.row import Row, row
from scanner.batch.tally import Tally, tally
from scanner.errors import UsageError

RESULTS, TABLE, FAILED, PAGE, REPORTS = "results.jsonl", "results.csv", "errors.csv", "index.html", "reports"


class Original(NamedTuple):
    """Where the report stands that a paper with the same bytes gets as well."""

    number: int
    start: int
    end: int
    dossier: str


class Ledger:
    """The output folder of one batch."""

    def __init__(self, folder: Folder, asked: dict[str, Any], labels: Sequence[str], *, resume: bool) -> None:
        """Begin, or go on with what is there.  Raises UsageError, and OSError for a folder that cannot be written."""
        _ready(folder, resume)
        self._folder, self._labels = folder, labels
        self._hidden = bool(asked.get("anonymous"))
        self._results = folder.growing(RESULTS)
        self.journal = Journal(folder, asked, self._results.size)
        self._of_sha: dict[str, Original | Failure] = {}
        self._over = False
        self._table, self._failed = (folder.growing(name, anew=True) for name in (TABLE, FAILED))
        self._replay()

    def known(self, sha256: str) -> Original | Failure | None:
        """What became of a paper with the same bytes."""
        return self._of_sha.get(sha256)

    def add(self, paper: Paper, examined: Examined) -> Entry:
        """A report.  Raises OSError; nothing of it is then there."""
        name = f"{REPORTS}/{paper.number:05}.html"
        self._folder.write(name, examined.page.encode("utf-8", "replace"))
        return self._result(paper, examined.sha256, examined.report, None, name)

    def add_duplicate(self, paper: Paper, sha256: str, of: Original) -> Entry:
        """The same report for a paper with the same bytes as one that is done.  Raises OSError."""
        report = json.loads(self._results.read(of.start, of.end))
        report["document"]["name"] = str(paper.number) if self._hidden else paper.base
        return self._result(paper, sha256, report, of.number, of.dossier)

    def add_failure(self, paper: Paper, sha256: str, failed: Failure) -> Entry:
        """A paper without a report; `sha256` is empty if there were no bytes.  Raises OSError."""
        entry = Entry(self._shown(paper), sha256, failed, self._results.size, self._results.size)
        self._settle(entry)
        return entry

    def finish(self, total: int, *, done: bool) -> Tally:
        """Write the page; `total` is how many papers there are.  Without names the journal goes when all is done.

        Raises OSError.
        """
        counted = tally(self.journal.entries())
        self._folder.write(PAGE, to_page(counted, total=total).encode("utf-8", "replace"))
        self._over = done and self._hidden
        return counted

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Leave whole files, and no names of files where there are to be none.  Raises OSError."""
        for file in self._files():
            file.back()
            file.close()
        if self._over:
            self._folder.remove(JOURNAL)

    def _result(
        self, paper: Paper, sha256: str, report: dict[str, Any], duplicate_of: int | None, dossier: str
    ) -> Entry:
        paper = self._shown(paper)
        batch = {"number": paper.number, "file": paper.name, "duplicate_of": duplicate_of, "report": dossier}
        line = json.dumps({**report, "batch": batch}).encode() + b"\n"
        start = self._results.size
        try:
            self._results.write(line)
        except BaseException:
            self._back()
            raise
        entry = Entry(paper, sha256, row(report, duplicate_of=duplicate_of, dossier=dossier), start, start + len(line))
        self._settle(entry)
        return entry

    def _settle(self, entry: Entry) -> None:
        try:
            self._tabulate(entry)
            self.journal.file.write(entry.to_line())
        except BaseException:
            self._back()
            raise
        for file in self._files():
            file.settle()
        self._remember(entry)

    def _tabulate(self, entry: Entry) -> None:
        if isinstance(entry.outcome, Row):
            self._table.write(tables.result(entry.paper, entry.outcome, self._labels))
        else:
            self._failed.write(tables.failure(entry.paper, entry.outcome))

    def _remember(self, entry: Entry) -> None:
        if not entry.sha256:
            return
        made = entry.outcome
        where = Original(entry.paper.number, entry.start, entry.end, made.dossier) if isinstance(made, Row) else made
        self._of_sha.setdefault(entry.sha256, where)

    def _replay(self) -> None:
        """Make everything else agree with the journal."""
        self._table.write(tables.MARK.encode() + tables.header(self._labels))
        self._failed.write(tables.MARK.encode() + tables.failures_header())
        end = 0
        for entry in self.journal.entries():
            self._tabulate(entry)
            self._remember(entry)
            end = entry.end
        self._results.cut(end)
        for file in self._files():
            file.settle()

    def _back(self) -> None:
        for file in self._files():
            file.back()

    def _files(self) -> Iterator[Growing]:
        yield from (self._results, self._table, self._failed, self.journal.file)

    def _shown(self, paper: Paper) -> Paper:
        return replace(paper, name=str(paper.number)) if self._hidden else paper


def _ready(folder: Folder, resume: bool) -> None:
    try:
        folder.begin(REPORTS)
    except OSError as problem:
        raise UsageError("not_written", place=folder.shown("").rstrip("/"), reason=problem.strerror) from None
    there = [name for name in (JOURNAL, RESULTS, TABLE, FAILED, PAGE) if folder.has(name)]
    if there and not resume:
        raise UsageError("holds_batch", folder=folder.shown("").rstrip("/"))
    if there and JOURNAL not in there:
        raise UsageError("batch_over", folder=folder.shown("").rstrip("/"))
