"""Compound files, in which old office programs and Outlook keep their streams as a disk keeps its files."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from scanner.errors import Damaged, TooLarge

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Of the header: sizes of sectors and of small ones as powers of two, first sector of the directory, size from which on
# a stream stands in whole sectors, first sectors of the table of small sectors and of the rest of the table of sectors.
_HEADER = struct.Struct("<30xHH14xI4xII4xI")
_IN_HEADER = 109  # numbers of sectors of the table that stand in the header itself
_ENTRY = 128  # bytes of an entry of the directory
_END = 0xFFFFFFFA  # sector numbers from here on are marks
_NOBODY = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_ENTRIES = 20_000
_DEEPEST = 100  # storages in storages: a mail in a mail takes two
_LEAST_SMALL = 6  # as a power of two: no program writes smaller sectors
Path = tuple[str, ...]
# Streams that hold a file of another kind: of the newer office programs, of the packager, of others; and a locked one.
PACKAGE, NATIVE, CONTENTS, LOCKED = "Package", "\x01Ole10Native", "CONTENTS", "EncryptedPackage"


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The streams of a compound file by their paths, such as ("ObjectPool", "_1", "CONTENTS").

    Nothing that a file says of itself makes it cost more than a few times its own size.

    Raises Damaged for what is none, TooLarge for a directory without end or storages in storages without end.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._room = 2 * len(data)  # bytes: more can only be read of streams that lie about one another
        try:
            self._open()
        except (struct.error, IndexError, UnicodeDecodeError):
            raise Damaged() from None

    def _open(self) -> None:
        if not self._data.startswith(SIGNATURE):
            raise Damaged()
        shift, small_shift, first, cutoff, first_small, first_more = _HEADER.unpack_from(self._data)
        if shift not in (9, 12) or not _LEAST_SMALL <= small_shift <= shift:
            raise Damaged()
        self._size, self._small, self._cutoff = 1 << shift, 1 << small_shift, cutoff
        self._next = self._table(first_more)
        directory = self._chain(first)
        if len(directory) > _MOST_ENTRIES * _ENTRY:
            raise TooLarge()
        entries = [_entry(directory, at) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        if not entries or entries[0].kind != _ROOT:
            raise Damaged()
        self._store = self._chain(entries[0].start)
        needed = len(self._store) // self._small + 1
        small = self._chain(first_small, 4 * needed)
        self._next_small = struct.unpack(f"<{len(small) // 4}I", small[: len(small) // 4 * 4])
        self._paths: dict[Path, _Entry] = {}
        self._walk(entries)

    def streams(self) -> list[Path]:
        """The paths of all streams, in the order of the directory's tree."""
        return [path for path, entry in self._paths.items() if entry.kind == _STREAM]

    def __contains__(self, path: Path) -> bool:
        return path in self._paths

    def top(self) -> set[str]:
        """The names that stand in no storage."""
        return {path[0] for path in self._paths}

    def read(self, path: Path) -> bytes:
        """The bytes of a stream.  Raises KeyError if it is not there, Damaged, TooLarge."""
        entry = self._paths[path]
        if entry.size >= self._cutoff:
            content = self._chain(entry.start, entry.size)
        else:
            content = self._linked(self._store, entry.start, self._next_small, self._small, 0, entry.size)
        if len(content) < entry.size:
            raise Damaged()
        self._room -= entry.size
        if self._room < 0:
            raise TooLarge()
        return content[: entry.size]

    def _table(self, more: int) -> tuple[int, ...]:
        """The sector that follows each sector."""
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        numbers = self._size // 4
        seen: set[int] = set()
        needed = _IN_HEADER + len(self._data) // self._size // numbers + 1  # for all sectors that are there
        while more < _END and more not in seen and len(sectors) < needed:
            seen.add(more)
            *listed, more = struct.unpack_from(f"<{numbers}I", self._data, (more + 1) * self._size)
            sectors += listed
        table: list[int] = []
        for sector in dict.fromkeys(sectors):
            if len(table) * self._size > len(self._data):
                break
            if sector < _END and (sector + 2) * self._size <= len(self._data) + self._size - 1:
                piece = self._data[(sector + 1) * self._size : (sector + 2) * self._size]
                table += struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])
        return tuple(table)

    def _chain(self, start: int, most: int | None = None) -> bytes:
        return self._linked(self._data, start, self._next, self._size, 1, most)

    def _linked(
        self, data: bytes, start: int, following: tuple[int, ...], size: int, ahead: int, most: int | None
    ) -> bytes:
        """The bytes of the sectors from `start` on, no more sectors than hold `most` bytes.

        `ahead` sectors of `data` are not counted.  Circles are cut.
        """
        pieces: list[bytes] = []
        seen: set[int] = set()
        while start < len(following) and start not in seen and (most is None or len(pieces) * size < most):
            seen.add(start)
            pieces.append(data[(start + ahead) * size : (start + ahead + 1) * size])
            start = following[start]
        return b"".join(pieces)

    def _walk(self, entries: list[_Entry]) -> None:
        """Paths of all that hangs below the root; every entry is met once, whatever they say of one another."""
        waiting: list[tuple[int, Path]] = [(entries[0].child, ())]
        seen = {0}
        while waiting:
            number, folder = waiting.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            entry = entries[number]
            path = (*folder, entry.name)
            waiting += [(entry.right, folder), (entry.left, folder)]
            if entry.kind in (_STORAGE, _STREAM):
                self._paths[path] = entry
                if entry.kind == _STORAGE:
                    if len(path) > _DEEPEST:
                        raise TooLarge()
                    waiting.append((entry.child, path))


def _entry(directory: bytes, at: int) -> _Entry:
    length, kind = struct.unpack_from("<HB", directory, at + 64)
    left, right, child = struct.unpack_from("<3I", directory, at + 68)
    start, size = struct.unpack_from("<II", directory, at + 116)
    name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return _Entry(name, kind, left, right, child, start, size)
