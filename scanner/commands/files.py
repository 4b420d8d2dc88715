"""Reading the paper that a command names, and writing what it asked for."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from scanner.errors import CannotOpen, UsageError
from scanner.words import words

STDIN = "-"


def read(file: str) -> tuple[str, bytes]:
    """Name and bytes of the document, or of standard input for "-"; past the limit only enough to see that.

    From then on no crash of this process leaves a picture of its memory.  Raises CannotOpen.
    """
    from scanner.isolate.rooms import leave_no_dump

    leave_no_dump()
    try:
        if file == STDIN:
            if sys.stdin.isatty():
                print(words()["terminal"]["paste"], file=sys.stderr)
            return "", _bounded(sys.stdin.buffer)
        with Path(file).open("rb") as stream:
            return Path(file).name, _bounded(stream)
    except (OSError, ValueError) as problem:
        raise CannotOpen(problem) from None


def _bounded(stream: BinaryIO) -> bytes:
    from scanner.read.limits import DEFAULT_LIMITS

    return stream.read(DEFAULT_LIMITS.max_bytes + 1)


def target(output: str, source: str, *, replace: bool = True) -> Path:
    """Where to write, checked before any work is done.

    Raises UsageError, also where it is the paper itself, and, unless told to replace it, where any file stands.
    """
    path = Path(output).resolve()  # so that a link stays a link and its target is replaced
    if path.is_dir():
        raise UsageError("to_folder", place=output)
    if not path.parent.is_dir():
        raise UsageError("to_nowhere", place=output)
    if source != STDIN and path.exists() and Path(source).exists() and path.samefile(source):
        raise UsageError("to_paper", place=output)
    if not replace and path.is_file():
        raise UsageError("to_file", place=output)
    return path


def write(path: Path, data: bytes) -> None:
    """All or nothing, and readable by its owner alone: it quotes the paper.  Raises UsageError."""
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)  # a device or a pipe cannot be replaced
            return
        handle, name = tempfile.mkstemp(prefix=".dontsign-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise UsageError("not_written", place=str(path), reason=problem.strerror) from problem


def show(made: str | bytes) -> None:
    """To standard output: bytes as they are, words with a question mark for what its encoding cannot write."""
    if isinstance(made, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    print(made, end="")
