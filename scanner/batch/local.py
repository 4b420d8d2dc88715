"""The crew of one machine: threads that hand papers to isolated workers."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from scanner.batch.examine import Examined, Wishes, examine, fingerprint
from scanner.batch.failure import Failure
from scanner.batch.papers import Paper
from scanner.isolate import Pool, Recall

FILES = 1000  # requests to a worker before a new one takes its place: starting one costs as much as many papers


class Local:
    """As many workers as asked for; `width` papers are worked on at a time."""

    def __init__(self, workers: int, wishes: Wishes) -> None:
        self.width = workers
        self._wishes = wishes
        self._pool = Pool(workers, files=FILES)
        # One paper more than there are workers is at hand when one is done, and one is looked at beforehand.
        self._threads = ThreadPoolExecutor(workers + 2)
        self._recalls: set[Recall] = set()

    def fingerprint(self, paper: Paper) -> Future[str | Failure]:
        """See scanner.batch.examine."""
        return self._threads.submit(fingerprint, paper)

    def examine(self, paper: Paper) -> Future[Examined | Failure]:
        """See scanner.batch.examine."""
        return self._threads.submit(self._examine, paper)

    def close(self) -> None:
        """End all work, also what is under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for recall in list(self._recalls):
            recall.call_back()
        self._threads.shutdown()
        self._pool.close()

    def _examine(self, paper: Paper) -> Examined | Failure:
        recall = Recall()
        self._recalls.add(recall)
        try:
            return examine(paper, self._wishes, self._pool, recall)
        finally:
            self._recalls.discard(recall)
