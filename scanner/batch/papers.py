"""The papers of a batch: which they are, and their bytes.

A zip of papers stands for the papers in it; a zip of photos alone is one paper, as it is for a scan.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from scanner.batch.places import absolute, files, is_address, open_place
from scanner.errors import CannotOpen, ScanError, TooLarge
from scanner.read.limits import DEFAULT_LIMITS, MIB
from scanner.read.package import Package
from scanner.read.sniff import container, is_picture
from scanner.read.zipped import is_of_the_system

_ZIP = b"PK\x03\x04"
_LIST = 8 * MIB  # the list of parts of a zip: ten thousand names of 800 bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """A file, or a member of a zip, and what it is called in tables; `number` counts from 1, 0 is none yet."""

    path: str
    member: str | None
    name: str
    number: int = 0

    @property
    def key(self) -> tuple[str, str | None]:
        """Where it is, the same however the place was typed."""
        return self.path, self.member

    @property
    def base(self) -> str:
        """The name of the file alone."""
        return (self.member or self.path).replace("\\", "/").rpartition("/")[2]

    def numbered(self, number: int) -> Paper:
        """The same with a number."""
        return replace(self, number=number)


class _Sparing:
    """A file that gives at most so many bytes at once: a zip is told how much to read by what it says itself.

    Asked for more, it raises TooLarge.
    """

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file, self.most = file, most
        self.seek, self.tell, self.close, self.seekable = file.seek, file.tell, file.close, file.seekable

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(min(size, self.most + 1) if size >= 0 else self.most + 1)
        if len(data) > self.most:
            raise TooLarge()
        return data


def find(places: Iterable[str], but: str) -> Iterator[Paper]:
    """Every paper at these places once, in order; `but` is a folder to leave out.  Raises UsageError."""
    seen: set[str] = set()
    for place in places:
        for file in files(place, but):
            path = absolute(file)
            if path in seen:
                continue
            seen.add(path)
            for member in _members(path) or (None,):
                yield Paper(path, member, file if member is None else f"{file}/{member}")


def fetch(paper: Paper) -> bytes:
    """The bytes of a paper; of one that is too large, enough to see that.

    Raises CannotOpen, and for members of a zip Encrypted, Damaged, TooLarge.
    """
    most = DEFAULT_LIMITS.max_bytes
    try:
        if paper.member is None:
            with open_place(paper.path) as stream:
                return stream.read(most + 1)
        package = _package(paper.path, _stamp(paper.path))
        if package.size(paper.member) > most:
            raise TooLarge()
        return package.read(paper.member)
    except ScanError:
        raise
    except Exception as reason:  # OSError, KeyError for a member that is gone, for addresses whatever a store raises
        raise CannotOpen(reason) from None


def _members(path: str) -> list[str]:
    """The papers in a zip; none for anything else, nor for a zip that is one paper or cannot be opened."""
    try:
        with open_place(path) as stream:
            if stream.read(len(_ZIP)) != _ZIP:
                return []
            if container(cast(BinaryIO, _Sparing(stream, _LIST)), DEFAULT_LIMITS) != "zip":
                return []
        package = _package(path, _stamp(path))
        names = [name for name in package.names() if not is_of_the_system(name)]
        return [] if all(is_picture(package.peek(name)) for name in names) else names
    except Exception:  # whatever it is, reading the file as a paper will tell
        return []


def _stamp(path: str) -> tuple[int, int] | None:
    """Changes when the file does."""
    if is_address(path):
        return None
    state = Path(path).stat()
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=4)
def _package(path: str, stamp: tuple[int, int] | None) -> Package:
    """A zip, kept open for its next member: its list of parts can be long.  Each member is bounded on its own."""
    file = _Sparing(open_place(path), _LIST)
    package = Package(cast(BinaryIO, file), replace(DEFAULT_LIMITS, max_unpacked=sys.maxsize), folded=False)
    file.most = DEFAULT_LIMITS.max_bytes
    return package
