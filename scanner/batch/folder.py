"""Where a batch writes: a folder of this machine, or a place in a store that fsspec opens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from scanner.batch.appended import Appended, private
from scanner.batch.places import is_address


class Growing(Protocol):
    """A file that is written at its end and can go back to where it last was whole; `size` is in bytes."""

    size: int

    def write(self, data: bytes) -> None:
        """Add to the end.  Raises OSError; part of the data may then stand there, see `back`."""

    def read(self, start: int, end: int) -> bytes:
        """The bytes between two places."""

    def lines(self) -> Iterator[bytes]:
        """What stands there, line by line."""

    def settle(self) -> None:
        """What stands there now is whole."""

    def back(self) -> None:
        """Take away what was added since it was whole."""

    def cut(self, size: int) -> None:
        """Take away all beyond that size."""

    def keep(self) -> None:
        """Let no second process write here.  Raises UsageError if one does."""

    def close(self) -> None:
        """Done with it."""


class Folder(Protocol):
    """The files of one batch, by their names; all may raise OSError."""

    def begin(self, *folders: str) -> None:
        """Make the folder, and those inside it."""

    def has(self, name: str) -> bool:
        """Whether something of that name is there, however much of it."""

    def growing(self, name: str, *, anew: bool = False) -> Growing:
        """The file of that name, as it is or empty."""

    def write(self, name: str, data: bytes) -> None:
        """A whole file, or nothing of it."""

    def remove(self, name: str) -> None:
        """Take a file away."""

    def shown(self, name: str) -> str:
        """Where a file is, for a person."""


def folder_at(place: str) -> Folder:
    """The folder of that path or address.  Raises UsageError without fsspec."""
    if is_address(place):
        from scanner.batch.stored import StoredFolder

        return StoredFolder(place)
    return LocalFolder(Path(place))


class LocalFolder:
    """A folder for its owner alone; see `Folder`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, *folders: str) -> None:
        """Make the folder, and those inside it."""
        for folder in (self.path, *(self.path / name for name in folders)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def has(self, name: str) -> bool:
        """Whether something of that name is there."""
        return (self.path / name).exists()

    def growing(self, name: str, *, anew: bool = False) -> Appended:
        """The file of that name, as it is or empty."""
        return Appended(self.path / name, anew=anew)

    def write(self, name: str, data: bytes) -> None:
        """A whole file, or nothing of it."""
        path = self.path / name
        beside = path.with_name(f".{path.name}")
        try:
            with os.fdopen(private(beside, os.O_WRONLY | os.O_TRUNC), "wb") as stream:
                stream.write(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Take a file away."""
        (self.path / name).unlink()

    def shown(self, name: str) -> str:
        """Where a file is, for a person."""
        return str(self.path / name)
