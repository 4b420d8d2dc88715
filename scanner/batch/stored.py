"""The folder of a batch in a store, such as s3://bucket/results.

Stores cannot add to a file.  So what a file grows by is put beside it in parts, named by the byte at which they begin,
and the parts become one file when the batch ends.  Whatever ended a run before that, the file and the parts behind it
still hold everything without a gap.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from scanner.batch.places import store_of

PART, WAIT = 4 * 1024 * 1024, 1.0  # bytes, and seconds, after which what was added is put into the store
PIECE = 4 * 1024 * 1024  # bytes that are copied at a time
P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Every store has errors of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as problem:
        raise OSError(errno.EIO, type(problem).__name__) from None


def _told(method: Callable[P, T]) -> Callable[P, T]:
    """The same, with errors of a store as OSError."""

    @wraps(method)
    def telling(*given: P.args, **named: P.kwargs) -> T:
        with _as_os_error():
            return method(*given, **named)

    return telling


class StoredFolder:
    """See `folder.Folder`.  Two runs that write to one place at the same time do not notice each other."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._store, path = store_of(address)
        self._path = path.rstrip("/")

    @_told
    def begin(self, *folders: str) -> None:
        """Make the folder, and those inside it, where the store has folders."""
        for folder in (self._path, *(f"{self._path}/{name}" for name in folders)):
            self._store.makedirs(folder, exist_ok=True)

    @_told
    def has(self, name: str) -> bool:
        """Whether a file of that name, or parts of one, are there."""
        self._store.invalidate_cache()
        path = f"{self._path}/{name}"
        return bool(self._store.exists(path) or self._store.exists(_parts(path)))

    @_told
    def growing(self, name: str, *, anew: bool = False) -> Parted:
        """The file of that name, as it is or empty."""
        return Parted(self._store, f"{self._path}/{name}", anew=anew)

    @_told
    def write(self, name: str, data: bytes) -> None:
        """A whole file, or nothing of it."""
        self._store.pipe_file(f"{self._path}/{name}", data)

    @_told
    def remove(self, name: str) -> None:
        """Take a file away."""
        Parted(self._store, f"{self._path}/{name}", anew=True)

    def shown(self, name: str) -> str:
        """Where a file is, for a person."""
        return f"{self._address}/{name}"


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    size: int
    path: str
    skip: int = 0  # bytes of the file at `path` that stand before it


class Parted:
    """A file of a store that grows by parts; see `folder.Growing`."""

    def __init__(self, store: Any, path: str, *, anew: bool) -> None:
        self._store, self._path, self._folder = store, path, _parts(path)
        self._pieces = [] if anew else self._found()
        if anew:
            self._remove_all()
        self._stored = self._pieces[-1].start + self._pieces[-1].size if self._pieces else 0
        self._added = bytearray()
        self.size = self._whole = self._stored
        self._put_at = time.monotonic()

    def write(self, data: bytes) -> None:
        """Add to the end, for now in memory."""
        self._added += data
        self.size += len(data)

    @_told
    def read(self, start: int, end: int) -> bytes:
        """The bytes between two places."""
        found = [
            self._store.cat_file(
                piece.path,
                piece.skip + max(start - piece.start, 0),
                piece.skip + min(end - piece.start, piece.size),
            )
            for piece in self._pieces
            if piece.start < end and start < piece.start + piece.size
        ]
        return b"".join(found) + bytes(self._added[max(start - self._stored, 0) : max(end - self._stored, 0)])

    def lines(self) -> Iterator[bytes]:
        """What stands there, line by line."""
        left = b""
        for start in range(0, self.size, PIECE):
            *whole, left = (left + self.read(start, min(start + PIECE, self.size))).split(b"\n")
            yield from (line + b"\n" for line in whole)
        if left:
            yield left

    def settle(self) -> None:
        """What stands there now is whole; it is put into the store when it has become much, or old."""
        self._whole = self.size
        if len(self._added) >= PART or time.monotonic() - self._put_at >= WAIT:
            self._put()

    def back(self) -> None:
        """Take away what was added since it was whole."""
        del self._added[self._whole - self._stored :]
        self.size = self._whole

    @_told
    def cut(self, size: int) -> None:
        """Take away all beyond that size.  Raises OSError."""
        if size < self._stored:
            kept = [piece for piece in self._pieces if piece.start < size]
            if kept and kept[-1].start + kept[-1].size > size:
                last = kept.pop()
                kept.append(_Piece(last.start, size - last.start, last.path, last.skip))
            self._pieces, self._stored, self._added = kept, size, bytearray()
            self._fold()
        del self._added[size - self._stored :]
        self.size = self._whole = size

    def keep(self) -> None:
        """Stores know no way to keep others out."""

    @_told
    def close(self) -> None:
        """Make one file of all.  Raises OSError."""
        self._put()
        self._fold()

    @_told
    def _put(self) -> None:
        """Put what was added into the store as a part."""
        self._put_at = time.monotonic()
        whole = bytes(self._added[: self._whole - self._stored])
        if whole:
            path = f"{self._folder}/{self._stored:015}"
            self._store.makedirs(self._folder, exist_ok=True)
            self._store.pipe_file(path, whole)
            self._pieces.append(_Piece(self._stored, len(whole), path))
            self._stored += len(whole)
            del self._added[: len(whole)]

    def _fold(self) -> None:
        """Write all pieces as one file beside the old one, put it in its place, then drop the parts, first to last."""
        if [piece.path for piece in self._pieces] == [self._path] and self._store.size(self._path) == self._stored:
            return
        beside = _beside(self._path)
        with self._store.open(beside, "wb") as stream:
            for start in range(0, self._stored, PIECE):
                stream.write(self.read(start, min(start + PIECE, self._stored)))
        if self._store.exists(self._path):
            self._store.rm_file(self._path)
        self._store.mv(beside, self._path)
        for path, _ in self._listed():
            self._store.rm_file(path)
        if self._store.exists(self._folder):
            self._store.rm(self._folder, recursive=True)
        self._pieces = [_Piece(0, self._stored, self._path)] if self._stored else []

    def _found(self) -> list[_Piece]:
        """The file and the parts behind it, as a run left them that may have ended anywhere."""
        self._store.invalidate_cache()
        beside = _beside(self._path)
        if self._store.exists(beside):
            if self._store.exists(self._path):
                self._store.rm_file(beside)
            else:  # it was whole when the file before it went
                self._store.mv(beside, self._path)
        whole = self._store.size(self._path) if self._store.exists(self._path) else 0
        parts = [_Piece(int(path.rpartition("/")[2]), size, path) for path, size in self._listed()]
        first = parts[0].start if parts else whole
        # A part that begins before the file ends is in the file already, or the file was cut off while it was made.
        pieces = [_Piece(0, min(first, whole), self._path)] if min(first, whole) else []
        for part in parts:
            if part.start == (pieces[-1].start + pieces[-1].size if pieces else 0):
                pieces.append(part)
        return pieces

    def _listed(self) -> list[tuple[str, int]]:
        """The parts in order, with their sizes."""
        if not self._store.exists(self._folder):
            return []
        entries = self._store.ls(self._folder, detail=True)
        return sorted((entry["name"], entry["size"]) for entry in entries if entry["type"] == "file")

    def _remove_all(self) -> None:
        self._store.invalidate_cache()
        for path in (self._path, _beside(self._path)):
            if self._store.exists(path):
                self._store.rm_file(path)
        if self._store.exists(self._folder):
            self._store.rm(self._folder, recursive=True)


def _parts(path: str) -> str:
    return f"{path}.parts"


def _beside(path: str) -> str:
    return f"{path}.new"
