"""Where papers are handed to the workers: as many at a time as there are workers, the rest waits in line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from api.line import Line
from api.problems import Problem
from api.settings import Settings
from api.uploads import Paper
from scanner.annotated.write import Written
from scanner.errors import ScanError
from scanner.isolate import Pool, Recall

T = TypeVar("T")

WARM_UP = Paper(b"This letter of agreement is between Example Inc. and you. You shall not disclose it to anybody.", "")


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` pages of `of` are read; `of` is 0 while nobody knows how many there are."""

    done: int
    of: int


Report = dict[str, Any]


class Desk:
    """Takes papers one by one and gives back what comes of them.  Belongs to one event loop."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._seconds, self._grace = settings.seconds, settings.grace_seconds
        self._workers = settings.workers
        self._warm: list[asyncio.Future[Report]] = []
        self._line = Line(settings.workers, settings.queue, settings.wait_seconds)
        self._threads = ThreadPoolExecutor(settings.workers, "desk")
        self._at_work: set[Recall] = set()
        self._closing = self._closed = False

    async def scan(self, paper: Paper, *, include_text: bool = False) -> Report:
        """The report on a paper as JSON-ready data.  Raises Problem: `busy`, or whatever reading it ran into.

        The work ends when the task is cancelled.
        """
        return await self.do(lambda pool, recall: self._scan(paper, include_text, None, recall))

    async def annotate(self, paper: Paper) -> Written:
        """A copy of a paper with notes.  Otherwise like `scan`."""
        return await self.do(
            lambda pool, recall: pool.annotate(
                paper.data,
                name=paper.name,
                place=paper.place,
                signer=paper.signer,
                signed=paper.signed,
                timeout=self._seconds,
                recall=recall,
            )
        )

    async def compare(self, old: Paper, new: Paper) -> Report:
        """What became of a paper from one draft to the next, as JSON-ready data.  Otherwise like `scan`."""
        return await self.do(lambda pool, recall: self._compare(pool, old, new, recall))

    async def do(self, job: Callable[[Pool, Recall], T]) -> T:
        """What `job` gives, which it asks of the pool in a thread and which `recall` ends.  Otherwise like `scan`."""
        async with self._work(partial(job, self._pool)) as work:
            await asyncio.wait({work})
            return work.result()

    async def events(self, paper: Paper, *, include_text: bool = False) -> AsyncGenerator[Progress | Report, None]:
        """What happens to a paper: `Progress(0, 0)` when it is its turn, then pages read, and last the report.

        Raises Problem as `scan` does.  The work ends when the generator is closed or the task is cancelled.
        """
        news = _News(asyncio.get_running_loop())
        async with self._work(partial(self._scan, paper, include_text, news.tell)) as work:
            yield Progress(0, 0)
            while not work.done():
                if progress := await news.next_or(work):
                    yield progress
            yield work.result()

    @asynccontextmanager
    async def _work(self, job: Callable[[Recall], T]) -> AsyncIterator[asyncio.Future[T]]:
        """A job under way in a thread, from when there is a seat for it; called back when nobody waits for it."""
        await self._line.take()
        recall = Recall()
        self._at_work.add(recall)
        work = asyncio.get_running_loop().run_in_executor(self._threads, job, recall)
        work.add_done_callback(self._done)
        try:
            yield work
        except ScanError as error:
            raise Problem("busy") if self._closed else Problem.of_scan(error) from None
        finally:
            self._at_work.discard(recall)
            recall.call_back()

    def warm_up(self) -> None:
        """Let every worker start, load the rules and read a paper, so that the first person need not wait for that."""
        loop = asyncio.get_running_loop()
        work = partial(self._scan, WARM_UP, False, None, Recall())
        self._warm = [loop.run_in_executor(self._threads, work) for _ in range(self._workers)]
        for each in self._warm:
            each.add_done_callback(_looked_at)

    def rules_version(self) -> str:
        """The version of the rules that the workers have loaded.  Raises Problem `busy` while they cannot read."""
        for each in self._warm:
            if each.done() and each.exception() is None:
                version: str = each.result()["rules_version"]
                return version
        if all(each.done() for each in self._warm):
            self.warm_up()
            raise Problem("busy", "rules")
        raise Problem("busy", "starting")

    def close(self) -> None:
        """Refuse whoever waits and whoever comes from now on; what is being read has some time to be read to its end.

        For the thread of the loop; closing again changes nothing.
        """
        if not self._closing:
            self._closing = True
            self._line.close()
            asyncio.get_running_loop().call_later(self._grace, self._call_back)

    def _call_back(self) -> None:
        self._closed = True
        for recall in self._at_work:
            recall.call_back()

    def _scan(
        self, paper: Paper, include_text: bool, on_progress: Callable[[int, int], None] | None, recall: Recall
    ) -> Report:
        return self._pool.scan(
            paper.data,
            name=paper.name,
            place=paper.place,
            signer=paper.signer,
            signed=paper.signed,
            include_text=include_text,
            timeout=self._seconds,
            on_progress=on_progress,
            recall=recall,
        )

    def _compare(self, pool: Pool, old: Paper, new: Paper, recall: Recall) -> Report:
        return pool.compare(
            old.data,
            new.data,
            old_name=old.name,
            new_name=new.name,
            signer=old.signer,
            timeout=self._seconds,
            recall=recall,
        )

    def _done(self, work: asyncio.Future[Any]) -> None:
        """A seat is free only when its thread is: that can be later than the client has left."""
        self._line.give()
        _looked_at(work)


def _looked_at(work: asyncio.Future[Any]) -> None:
    """Nobody may be left to look at an error, and asyncio would log it."""
    if not work.cancelled():
        work.exception()


class _News:
    """Progress on its way from a thread to the loop: only the latest counts."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._latest: Progress | None = None
        self._told = asyncio.Event()

    def tell(self, done: int, of: int) -> None:
        """For the thread."""
        self._latest = Progress(done, of)
        self._loop.call_soon_threadsafe(self._told.set)

    async def next_or(self, work: asyncio.Future[Report]) -> Progress | None:
        """The latest progress, as soon as there is some; None when `work` is done before."""
        told = asyncio.ensure_future(self._told.wait())
        either: set[asyncio.Future[Any]] = {told, work}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            told.cancel()
        self._told.clear()
        latest, self._latest = self._latest, None
        return latest
