"""Calling a request back while another thread waits for its answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scanner.errors import TookTooLong


class Recall:
    """Lets somebody who no longer wants an answer end the work on it.  One for each request."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._called = False
        self._kill: Callable[[], None] | None = None

    def call_back(self) -> None:
        """End the work now, or before it begins; nothing happens if it is done.  For any thread."""
        with self._lock:
            self._called = True
            if self._kill is not None:
                self._kill()

    @contextmanager
    def ended_by(self, kill: Callable[[], None]) -> Iterator[None]:
        """While this lasts, `kill` is what ends the work.  Raises TookTooLong if it was called back before."""
        with self._lock:
            if self._called:
                raise TookTooLong()
            self._kill = kill
        try:
            yield
        finally:
            with self._lock:
                self._kill = None
