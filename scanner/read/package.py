"""A zip container, opened so that it cannot cost more than it may.

Nothing is unpacked before somebody asks for it, and nothing is written: part names are keys, never paths of a disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO

from scanner.errors import Damaged, Encrypted, TooLarge, Unsupported
from scanner.read.limits import MIB, Limits

_HEAD = 1024  # bytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the only ones that office formats allow
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Package:
    """The parts of a zip container by name.

    Names are `folded` as Word does: case and the kind of slash do not count.  In an archive that people make they do,
    and of two files of one name both are read.

    Raises Damaged, Encrypted (password on a part, or an Office file that is locked as a whole), TooLarge.
    """

    def __init__(self, source: bytes | BinaryIO, limits: Limits, *, folded: bool = True) -> None:
        if isinstance(source, bytes) and source.startswith(_OLE):
            raise Encrypted() if _ENCRYPTED_PACKAGE in source else Unsupported()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except _BROKEN:
            raise Damaged() from None
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > limits.max_parts:
            raise TooLarge()
        self._fold = fold if folded else str
        self._entries = {self._fold(entry.filename): entry for entry in entries}
        if folded and len(self._entries) < len(entries):
            raise Damaged()  # two parts of one name: which of them is shown depends on the program
        self._entries |= _namesakes(entries) if len(self._entries) < len(entries) else {}
        self._limits = limits
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return self._fold(name) in self._entries

    def names(self) -> list[str]:
        """Names of all parts, in the order of the container."""
        return list(self._entries)

    def notes(self) -> list[str]:
        """What was written beside the archive and its files."""
        comments = [entry.comment for entry in self._zip.infolist()]
        return [note.decode("utf-8", "replace") for note in (self._zip.comment, *comments) if note.strip()]

    def spelled(self, name: str) -> str:
        """The name of a part as the container writes it.  Raises KeyError if it is not there."""
        return self._entries[self._fold(name)].filename

    def size(self, name: str) -> int:
        """How many bytes a part has unpacked, as the container says; no more are ever read.  Raises KeyError."""
        return self._entries[self._fold(name)].file_size

    def peek(self, name: str) -> bytes:
        """The first bytes of a part, which tell what it is; none if it cannot be opened.  Raises KeyError."""
        entry = self._entries[self._fold(name)]
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            return b""
        try:
            with self._zip.open(entry) as stream:
                return stream.read(_HEAD)
        except _BROKEN:
            return b""

    def read(self, name: str) -> bytes:
        """The bytes of one part.  Raises KeyError if it is not there, Damaged, Encrypted, TooLarge."""
        entry = self._entries[self._fold(name)]
        if entry.flag_bits & 1:
            raise Encrypted()
        if entry.compress_type not in _METHODS:
            raise Damaged()
        self._unpacked += entry.file_size
        swollen = entry.file_size - MIB > entry.compress_size * self._limits.max_expansion
        if swollen or self._unpacked > self._limits.max_unpacked:
            raise TooLarge()
        try:
            # The size that is declared is also the most that is ever inflated; more than that fails the checksum.
            return self._zip.read(entry)
        except _BROKEN:
            raise Damaged() from None

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """The container with these parts, new ones at its end, and all others as they are.

        Raises Damaged, Encrypted, TooLarge.
        """
        out = io.BytesIO()
        fresh = {self._fold(name): data for name, data in parts.items()}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name, entry in self._entries.items():
                data = fresh.pop(name, None)
                old = self.read(name) if data is None else data
                copy.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), old, entry.compress_type)
            for name, data in fresh.items():
                copy.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _namesakes(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The entries that have the name of a later one, under names of their own."""
    seen: set[str] = set()
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in reversed(entries):
        if entry.filename in seen:
            found[f"{entry.filename} ({len(found) + 2})"] = entry
        seen.add(entry.filename)
    return found


def fold(name: str) -> str:
    """One spelling of a part name."""
    return name.replace("\\", "/").lstrip("/").lower()
