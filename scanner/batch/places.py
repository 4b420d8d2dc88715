"""Where files are: paths of this machine, or addresses such as s3://bucket/folder that fsspec opens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import Any, BinaryIO, cast

from scanner.errors import UsageError
from scanner.read.zipped import is_of_the_system


def is_address(place: str) -> bool:
    """Whether fsspec has to open it."""
    return "://" in place


def absolute(place: str) -> str:
    """The same place, told so that every process of every machine that sees it finds it."""
    return place if is_address(place) else str(Path(place).absolute())


def open_place(place: str) -> BinaryIO:
    """The file, to be read.  Raises OSError, and for addresses whatever the store raises."""
    if is_address(place):
        return cast(BinaryIO, store_of(place)[0].open(store_of(place)[1], "rb"))
    if Path(place).exists() and not Path(place).is_file():
        raise OSError("not a file")  # a pipe would make us wait for ever
    return Path(place).open("rb")


def files(place: str, but: str) -> Iterator[str]:
    """The files that a file, a folder or a pattern such as "papers/**/*.pdf" stands for, in order.

    Of a folder all, those below it too, but for hidden ones and for what is in the folder or at the address `but`.
    Raises UsageError if there is nothing of that name.
    """
    held = _where(but)
    found = _stored(place) if is_address(place) else _on_this_machine(place, held)
    yield from (file for file in found if not f"{_where(file)}/".startswith(f"{held}/"))


def _where(place: str) -> str:
    """The same for every way to name one place of this machine; of a store, the address."""
    path = place.removeprefix("file://")
    return place.rstrip("/") if is_address(path) else str(Path(path).resolve())


def _on_this_machine(place: str, but: str) -> Iterator[str]:
    found = [place] if os.path.lexists(place) else sorted(glob(place, recursive=True))  # noqa: PTH207  keeps the spelling
    if not found:
        raise UsageError("nothing_there", place=place)
    for path in found:
        yield from _below(path, Path(but)) if Path(path).is_dir() else (path,)


def _below(folder: str, but: Path) -> Iterator[str]:
    closed: list[str] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(each for each in folders if not _is_hidden(each) and Path(here, each).resolve() != but)
        yield from (str(Path(here, name)) for name in sorted(names) if not _is_hidden(name))
    yield from closed  # a folder that may not be looked into is told like a file that may not be read


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or is_of_the_system(name)


def _stored(place: str) -> Iterator[str]:
    try:
        store, path = store_of(place)
        found = sorted(store.glob(path)) if has_magic(path) else [path]
        inside = [file for each in found for file in (sorted(store.find(each)) or [each])]
        if not inside or not store.exists(inside[0]):
            raise UsageError("nothing_there", place=place)
    except UsageError:
        raise
    except Exception as problem:  # every store has errors of its own
        raise UsageError("closed_place", place=place, problem=type(problem).__name__) from None
    yield from (str(store.unstrip_protocol(file)) for file in inside if not _is_hidden(Path(file).name))


def store_of(place: str) -> tuple[Any, str]:
    """The store of an address, and the path in it.  Raises UsageError without fsspec."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError("no_fsspec") from None
    store, path = url_to_fs(place)
    return store, path
