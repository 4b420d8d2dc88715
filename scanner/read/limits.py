"""How much a document may cost.  Every reader is handed one `Limits` and keeps to it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from scanner.errors import SettingError

PREFIX = "DONTSIGN_"
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; the environment sets them, and `dataclasses.replace(DEFAULT_LIMITS, ...)` makes others.

    What is over `max_pages` or `max_chars` is left unread and named in `Document.unread` with reason `limit`;
    pictures that `ocr_seconds` do not suffice for are named with reason `took_too_long`;
    what is over any other bound raises TooLarge or TookTooLong.
    """

    max_bytes: int = 50 * MIB  # of the file as handed in
    max_pages: int = 500
    max_chars: int = 2_000_000  # code points of text; a 500-page contract has about 1.5 million
    seconds: float = 60.0  # wall time for reading, and processor time of the worker that reads
    memory: int = 1024 * MIB  # address space of the worker, where the platform can bound it
    ocr_seconds: float = 600.0  # more wall and processor time, for all pages together that are read as pictures
    ocr_memory: int = 6144 * MIB  # address space while pictures are read
    max_answer: int = 64 * MIB  # bytes of JSON that a worker may hand back
    max_unpacked: int = 200 * MIB  # sum of the real sizes of all parts of a zip container
    max_expansion: int = 200  # unpacked bytes per packed byte of one zip part, beyond its first MiB
    max_parts: int = 10_000  # entries in a zip container


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The bounds, with those changed that the environment names: `DONTSIGN_MAX_PAGES=20` and so on.

    Raises SettingError for a value that is no number above zero.
    """
    said: dict[str, int | float] = {}
    for bound in fields(Limits):
        name = PREFIX + bound.name.upper()
        if name in environment:
            said[bound.name] = _number(name, environment[name], whole=isinstance(bound.default, int))
    return Limits(**said)  # type: ignore[arg-type]  # each value is of the kind of its field


def _number(name: str, text: str, *, whole: bool) -> int | float:
    try:
        value = int(text) if whole else float(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        raise SettingError(f"{name} must be a {'whole ' if whole else ''}number above 0.")
    return value


DEFAULT_LIMITS = limits_of(os.environ)  # workers have the same surroundings, and so the same bounds
