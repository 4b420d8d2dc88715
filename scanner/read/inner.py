"""A document inside another: an inserted file, an embedded object, an attachment."""

from __future__ import annotations

from dataclasses import replace

from scanner.errors import Empty, ScanError, TooLarge
from scanner.read.readers import Reader, reader
from scanner.read.sniff import format_of
from scanner.read.writer import Writer

# A file inside a file may have one part for eight that its holder may have: a file in itself comes to an end.
_SHARE = 8
_REASONS = {"unsupported_format": "unsupported", "too_large": "limit"}  # error codes that are other words for a reason


def lay_in(
    writer: Writer,
    data: bytes,
    part: str | None = None,
    read: Reader | None = None,
    file: str | None = None,
    hidden: str | None = None,
) -> None:
    """Write the text of a file that lies inside; one that cannot be read is named as unread, and the rest goes on.

    All of it is of part `part`; with None its own parts are kept, since it is the document and only wrapped.
    `read` is asked where the holder knows the format; otherwise the bytes decide.  `file` is the name of the file, if
    the person knows it by one.  With `hidden`, all of it is hidden in that way.
    Call it where parsers may run: no further worker is started.
    """
    limits = replace(
        writer.limits,
        max_parts=writer.limits.max_parts // _SHARE,
        max_unpacked=writer.limits.max_unpacked // 2,
        max_chars=writer.room,
    )
    try:
        if len(data) > limits.max_bytes:
            raise TooLarge()
        document = (read or reader(format_of(data, limits)))(data, "", limits)
    except Empty:
        return
    except ScanError as error:
        writer.unread(_REASONS.get(error.code, error.code), file or part or "body")
        return
    writer.laid_in(document, part, file, hidden)
