"""Counts and times for Prometheus, by route and code.  Nothing of a paper or a person is a label.

Where there are several server processes, each keeps its numbers in a file of a folder that all know, so that any of
them can answer for all.  `prometheus_client` looks for that folder when it is imported: see `api.server`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess

from api.watch import Record

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The numbers of one service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "dontsign_requests",
            "Requests that are over; status 0 is a client who left, code is that of the problem",
            ("method", "route", "status", "code"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "dontsign_request_seconds", "Time of a request", ("route",), buckets=SECONDS, registry=self._registry
        )
        self._received = Counter("dontsign_received_bytes", "Bytes of request bodies", registry=self._registry)
        self._open = Gauge(
            "dontsign_requests_open",
            "Requests that are not over",
            registry=self._registry,
            multiprocess_mode="livesum",
        )

    def began(self) -> None:
        """A request has come."""
        self._open.inc()

    def ended(self, record: Record) -> None:
        """A request is over."""
        self._open.dec()
        self._requests.labels(record.method, record.route, str(record.status or 0), record.code).inc()
        self._seconds.labels(record.route).observe(record.seconds)
        self._received.inc(record.bytes_in)

    def text(self) -> bytes:
        """All numbers in the format of Prometheus."""
        folder = os.environ.get(FOLDER)
        if folder is None:
            return generate_latest(self._registry)
        _forget_the_dead(Path(folder))
        every = CollectorRegistry()
        multiprocess.MultiProcessCollector(every)  # type: ignore[no-untyped-call]
        return generate_latest(every)


def _forget_the_dead(folder: Path) -> None:
    """What processes that are gone had open is no longer open."""
    for file in folder.glob("gauge_live*.db"):
        pid = re.search(r"_(\d+)\.db$", file.name)
        if pid and not Path(f"/proc/{pid[1]}").exists():
            multiprocess.mark_process_dead(int(pid[1]))  # type: ignore[no-untyped-call]
