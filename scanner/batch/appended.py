"""Files that only grow, for their owner alone, and that can go back to where they last were whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from scanner.errors import UsageError


def private(path: Path, flags: int) -> int:
    """Open a file that nobody but its owner may read."""
    return os.open(path, flags | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)


class Appended:
    """A file that is written at its end."""

    def __init__(self, path: Path, *, anew: bool = False) -> None:
        self._path = path
        self._file = os.fdopen(private(path, os.O_RDWR | (os.O_TRUNC if anew else 0)), "rb+", buffering=0)
        self.size = self._file.seek(0, os.SEEK_END)
        self._whole = self.size

    def write(self, data: bytes) -> None:
        """Add to the end.  Raises OSError; part of the data may then stand there, see `back`."""
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]
        self.size += len(data)

    def read(self, start: int, end: int) -> bytes:
        """The bytes between two places."""
        self._file.seek(start)
        try:
            return self._file.read(end - start)
        finally:
            self._file.seek(self.size)

    def lines(self) -> Iterator[bytes]:
        """What stands there, line by line."""
        with self._path.open("rb") as stream:
            yield from stream

    def keep(self) -> None:
        """Let no second process write here; the system forgets that when this one ends, however it ends.

        Raises UsageError if another has it.
        """
        try:
            import fcntl
        except ImportError:  # no such system
            return
        try:
            fcntl.flock(self._file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError("folder_in_use") from None

    def settle(self) -> None:
        """What stands there now is whole."""
        self._whole = self.size

    def back(self) -> None:
        """Take away what was added since it was whole."""
        self.cut(self._whole)

    def cut(self, size: int) -> None:
        """Take away all beyond that size."""
        self._file.truncate(size)
        self.size = self._whole = self._file.seek(size)

    def close(self) -> None:
        """Done with it."""
        self._file.close()
