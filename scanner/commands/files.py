"""Reading the paper that a command names, and writing what it asked for."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

STDIN = "-"


class WrongUsageError(Exception):
    """Something that the person who typed the command can mend; the message says what."""


def read(file: str) -> tuple[str, bytes]:
    """Name and bytes of the document, or of standard input for "-"; past the limit only enough to see that.

    From then on no crash of this process leaves a picture of its memory.  Raises WrongUsageError for what cannot be
    opened.
    """
    from scanner.isolate.rooms import leave_no_dump

    leave_no_dump()
    try:
        if file == STDIN:
            if sys.stdin.isatty():
                print("Paste the words of the paper, then press Enter and Ctrl-D.", file=sys.stderr)
            return "", _bounded(sys.stdin.buffer)
        with Path(file).open("rb") as stream:
            return Path(file).name, _bounded(stream)
    except (OSError, ValueError) as problem:
        raise WrongUsageError(f"Cannot open {file!r}: {_reason(problem)}.") from problem


def _bounded(stream: BinaryIO) -> bytes:
    from scanner.read.limits import DEFAULT_LIMITS

    return stream.read(DEFAULT_LIMITS.max_bytes + 1)


def _reason(problem: Exception) -> str:
    return (isinstance(problem, OSError) and problem.strerror) or "this cannot be the name of a file"


def target(output: str, source: str) -> Path:
    """Where to write, checked before any work is done.  Raises WrongUsageError, also where it is the paper itself."""
    path = Path(output).resolve()  # so that a link stays a link and its target is replaced
    if path.is_dir():
        raise WrongUsageError(f"Cannot write to {output!r}: it is a folder.")
    if not path.parent.is_dir():
        raise WrongUsageError(f"Cannot write to {output!r}: there is no such folder.")
    if source != STDIN and path.exists() and Path(source).exists() and path.samefile(source):
        raise WrongUsageError(f"Cannot write to {output!r}: it is the paper itself.")
    return path


def write(path: Path, data: bytes) -> None:
    """All or nothing, and readable by its owner alone: it quotes the paper.  Raises WrongUsageError."""
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
        raise WrongUsageError(f"Cannot write to {str(path)!r}: {_reason(problem)}.") from problem


def show(made: str | bytes) -> None:
    """To standard output: bytes as they are, words with a question mark for what its encoding cannot write."""
    if isinstance(made, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    print(made, end="")
