"""Hands papers to a crew and gives what comes back to the ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import count
from threading import Event
from typing import Any, Protocol, TypeVar

from scanner.batch.examine import Examined
from scanner.batch.failure import Failure
from scanner.batch.journal import Journal
from scanner.batch.ledger import Ledger
from scanner.batch.papers import Paper
from scanner.errors import UsageError, WorkerLost

_AHEAD = 4  # fingerprints taken beforehand, for each paper that can be worked on
_GLANCE = 0.2  # seconds between looks at whether to stop
_Came = TypeVar("_Came")


class Crew(Protocol):
    """Whoever does the work; `width` is how many papers can be worked on at a time."""

    @property
    def width(self) -> int:
        """It may change while work goes on."""
        ...

    def fingerprint(self, paper: Paper) -> Future[str | Failure]:
        """See scanner.batch.examine."""
        ...

    def examine(self, paper: Paper) -> Future[Examined | Failure]:
        """See scanner.batch.examine."""
        ...


class Numbered:
    """The papers with their numbers: those that the journal knows keep theirs, the others get what is free.

    So the numbers of an interrupted run are those of an undisturbed one.
    """

    def __init__(self, papers: Sequence[Paper], journal: Journal) -> None:
        self._papers = papers
        self._done: dict[tuple[str, str | None], tuple[int, str]] = {}  # a paper that changed is there as it was last
        used: set[int] = set()
        for entry in journal.entries():
            self._done[entry.paper.key] = entry.paper.number, entry.sha256
            used.add(entry.paper.number)
        self._free = (number for number in count(1) if number not in used)
        self._later = count(max(used, default=0) + len(papers) + 1)

    def __iter__(self) -> Iterator[Paper]:
        for paper in self._papers:
            yield paper.numbered(self._done[paper.key][0] if paper.key in self._done else next(self._free))

    def still_to_do(self, paper: Paper, sha256: str) -> Paper | None:
        """The paper, with a number of its own if its bytes have changed since; None if it is done."""
        if paper.key not in self._done:
            return paper
        return None if self._done[paper.key][1] == sha256 else paper.numbered(next(self._later))


class Run:
    """One run.  `told` is called for each paper of the batch that is done, now or earlier."""

    def __init__(self, papers: Sequence[Paper], crew: Crew, ledger: Ledger, told: Callable[[], None]) -> None:
        self._crew, self._ledger, self._told = crew, ledger, told
        self._numbered = Numbered(papers, ledger.journal)
        self._coming = iter(self._numbered)
        self._ahead: deque[tuple[Paper, Future[str | Failure]]] = deque()
        self._working: dict[Future[Examined | Failure], tuple[Paper, str]] = {}
        self._twins: dict[str, list[Paper]] = {}  # papers with the same bytes as one that is being worked on

    def go(self, stop: Event) -> bool:
        """Work until all is done, or until told to stop; whether all is done.  Raises OSError when writing fails."""
        while not stop.is_set():
            self._look_ahead()
            while self._ahead and self._ahead[0][1].done() and self._has_room():
                self._begin(*self._ahead.popleft())
                self._look_ahead()
            pending: list[Future[Any]] = [*self._working]
            if self._ahead and self._has_room():
                pending.append(self._ahead[0][1])
            if not pending:
                return True
            finished = [each for each in wait(pending, _GLANCE, FIRST_COMPLETED).done if each in self._working]
            for future in () if stop.is_set() else finished:  # what stops us may have stopped the workers as well
                self._end(future)
        return False

    def _has_room(self) -> bool:
        return len(self._working) <= self._crew.width

    def _look_ahead(self) -> None:
        """Fingerprints in the order of the papers, so that of two with the same bytes the first is the original."""
        while len(self._ahead) < _AHEAD * self._crew.width and (paper := next(self._coming, None)) is not None:
            self._ahead.append((paper, self._crew.fingerprint(paper)))

    def _begin(self, paper: Paper, looked: Future[str | Failure]) -> None:
        found = _outcome(looked)
        sha256 = found if isinstance(found, str) else ""
        todo = self._numbered.still_to_do(paper, sha256)
        if todo is None:
            self._told()
        elif isinstance(found, Failure):
            self._ledger.add_failure(todo, "", found)
            self._told()
        else:
            self._place(todo, sha256)

    def _end(self, future: Future[Examined | Failure]) -> None:
        paper, sha256 = self._working.pop(future)
        outcome = _outcome(future)
        if isinstance(outcome, Failure):
            self._ledger.add_failure(paper, sha256, outcome)
        else:
            self._ledger.add(paper, outcome)
        self._told()
        for twin in self._twins.pop(sha256):
            self._place(twin, sha256)

    def _place(self, paper: Paper, sha256: str) -> None:
        """Have it read, unless a paper with the same bytes is or was."""
        known = self._ledger.known(sha256)
        if sha256 in self._twins:
            self._twins[sha256].append(paper)
        elif known is None:
            self._twins[sha256] = []
            self._working[self._crew.examine(paper)] = paper, sha256
        else:
            if isinstance(known, Failure):
                self._ledger.add_failure(paper, sha256, known)
            else:
                self._ledger.add_duplicate(paper, sha256, known)
            self._told()


def _outcome(future: Future[_Came | Failure]) -> _Came | Failure:
    """What came back; whatever went wrong around a paper costs that paper alone."""
    try:
        return future.result()
    except UsageError:
        raise
    except Exception:
        return Failure.of(WorkerLost())
