"""Where papers are handed to the workers: as many at a time as there are workers, the rest waits for a short while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool

from api.problems import Problem
from api.settings import Settings
from api.uploads import Paper
from scanner.errors import ScanError


class Scanner(Protocol):
    """Isolated workers that can be killed: what `scanner.isolate.Pool` is."""

    def scan(
        self,
        data: bytes,
        *,
        name: str,
        place: str | None,
        signer: str | None,
        signed: bool | None,
        include_text: bool,
        timeout: float,
        on_progress: Callable[[int, int], None] | None,
    ) -> dict[str, Any]:
        """The report as plain data.  Raises scanner.errors.ScanError."""
        ...


class Desk:
    """Takes papers one by one and gives back reports."""

    def __init__(self, scanner: Scanner, settings: Settings) -> None:
        self._scanner = scanner
        self._settings = settings
        self._seats = asyncio.Semaphore(settings.workers)

    async def scan(self, paper: Paper, *, include_text: bool = False) -> dict[str, Any]:
        """The report on a paper as JSON-ready data.  Raises Problem: `busy`, or whatever reading it ran into."""
        try:
            async with asyncio.timeout(self._settings.wait_seconds):
                await self._seats.acquire()
        except TimeoutError:
            raise Problem("busy") from None
        try:
            return await run_in_threadpool(self._call(paper, include_text))
        except ScanError as error:
            raise Problem.of_scan(error) from None
        finally:
            self._seats.release()

    def _call(self, paper: Paper, include_text: bool) -> Callable[[], dict[str, Any]]:
        return partial(
            self._scanner.scan,
            paper.data,
            name=paper.name,
            place=paper.place,
            signer=paper.signer,
            signed=paper.signed,
            include_text=include_text,
            timeout=self._settings.seconds,
            on_progress=None,
        )
