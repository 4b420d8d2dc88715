"""How much a document may cost.  Every reader is handed one `Limits` and keeps to it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; `dataclasses.replace(DEFAULT_LIMITS, max_pages=20)` makes others.

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


DEFAULT_LIMITS = Limits()
