"""The crew of many machines: a Dask cluster whose workers read the files themselves.

Each of its processes hands its papers to isolated workers of its own, so a hostile file costs no more than it does on
one machine.  A process that is lost costs its papers a second try; a scheduler that is lost costs a new start of what
was under way, as long as one comes back in time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from scanner.batch.examine import Examined, Wishes, examine, fingerprint
from scanner.batch.failure import Failure
from scanner.batch.papers import Paper
from scanner.errors import UsageError
from scanner.isolate import shared_pool

_AT_HAND = 2  # papers at hand for each thread of the cluster
_MOST = 1000  # threads that wait for answers: a paper that is worked on has one, and some that are looked at
_WAIT = 10.0  # seconds to wait for a scheduler with workers
_PATIENCE = 120.0  # the same, for one that was there before
_TRIES = 5
_Came = TypeVar("_Came")


def examine_here(paper: Paper, wishes: Wishes) -> Examined | Failure:
    """`examine` with the isolated workers of the process that this runs in."""
    return examine(paper, wishes, shared_pool())


def _dask() -> Any:
    try:
        import distributed
    except ImportError:
        raise UsageError("no_dask") from None
    return distributed


class Cluster:
    """The workers of a scheduler.  Raises UsageError if there is none at that address, or if it has no workers."""

    def __init__(self, address: str, wishes: Wishes) -> None:
        self._dask = _dask()
        for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # they speak of what is mended here
        self._address, self._wishes = address, wishes
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._client = self._connect(_WAIT)
        self._width, self._looked = 1, 0.0
        self._threads = ThreadPoolExecutor(_MOST)

    @property
    def width(self) -> int:
        """How many threads the cluster has, as of a moment ago."""
        now = time.monotonic()
        if now - self._looked > 1:
            self._looked = now
            try:
                threads = sum(self._client.nthreads().values())
            except Exception:  # the client breaks in many ways when the scheduler is away
                return self._width  # whoever waits for an answer sees to that
            self._width = min(max(threads * _AT_HAND, 1), _MOST // 8)
        return self._width

    def fingerprint(self, paper: Paper) -> Future[str | Failure]:
        """See scanner.batch.examine."""
        return self._threads.submit(self._done_there, fingerprint, paper)

    def examine(self, paper: Paper) -> Future[Examined | Failure]:
        """See scanner.batch.examine."""
        return self._threads.submit(self._done_there, examine_here, paper, self._wishes)

    def close(self) -> None:
        """Let go of the cluster; what is under way there is given up."""
        self._closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    def _done_there(self, work: Callable[..., _Came], *arguments: Any) -> _Came:
        """The answer of the cluster, asked for again whenever the scheduler is lost."""
        for _ in range(_TRIES - 1):
            client = self._client
            try:
                return self._ask(client, work, arguments)
            except Exception as problem:
                if self._closed.is_set() or not self._is_lost(problem):
                    raise
                self._begin_anew(client)
        return self._ask(self._client, work, arguments)

    def _ask(self, client: Any, work: Callable[..., _Came], arguments: tuple[Any, ...]) -> _Came:
        answer: _Came = client.submit(work, *arguments, pure=False).result()
        return answer

    def _is_lost(self, problem: Exception) -> bool:
        """Whether the way to the answer was lost, and not the worker: with that, others have tried again already."""
        return isinstance(problem, (CancelledError, self._dask.client.ClosedClientError, OSError, TimeoutError))

    def _begin_anew(self, lost: Any) -> None:
        """Connect again, once for all who have lost the same client."""
        with self._lock:
            if self._client is lost and not self._closed.is_set():
                lost.close(timeout=1)
                self._client = self._connect(_PATIENCE)

    def _connect(self, seconds: float) -> Any:
        end = time.monotonic() + seconds
        while True:
            try:
                client = self._dask.Client(self._address, timeout=5, set_as_default=False)
            except (OSError, TimeoutError, ValueError):  # ValueError for what is no address
                if time.monotonic() > end or self._closed.wait(1):
                    raise UsageError("no_scheduler", address=self._address) from None
                continue
            try:
                client.wait_for_workers(1, timeout=max(1.0, end - time.monotonic()))
            except TimeoutError:
                client.close()
                raise UsageError("no_workers", address=self._address) from None
            return client
