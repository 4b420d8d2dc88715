"""A document inside another: an inserted file, an embedded object, an attachment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scanner.errors import Empty, ScanError, TooLarge, Unsupported
from scanner.model import Document
from scanner.read.limits import Limits
from scanner.read.sniff import format_of
from scanner.read.writer import Writer

_SHARE = (
    8  # a file inside a file may have one part for eight that its holder may have: a file in itself comes to an end
)
_REASONS = {"unsupported_format": "unsupported", "too_large": "limit"}  # error codes that are other words for a reason
Reader = Callable[[bytes, str, Limits], Document]


def lay_in(writer: Writer, data: bytes, part: str | None = None, reader: Reader | None = None) -> None:
    """Write the text of a file that lies inside; one that cannot be read is named as unread, and the rest goes on.

    All of it is of part `part`; with None its own parts are kept, since it is the document and only wrapped.
    `reader` is asked where the holder knows the format; otherwise the bytes decide.
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
        document = (reader or _reader(data, limits))(data, "", limits)
    except Empty:
        return
    except ScanError as error:
        writer.unread(_REASONS.get(error.code, error.code), part or "body")
        return
    for block in document.blocks:
        text = document.text[block.start : block.end]
        writer.block(text, part or block.part, heading=block.heading, hidden=block.hidden)
    for entry in document.unread:
        writer.unread(entry.reason, part or entry.part or "body")


def _reader(data: bytes, limits: Limits) -> Reader:
    """The reader of what the bytes say they are.  Raises Unsupported, and whatever looking at them raises."""
    match format_of(data, limits):
        case "txt":
            from scanner.read.text import read_text

            return read_text
        case "html":
            from scanner.read.html import read_html

            return read_html
        case "rtf":
            from scanner.read.rtf import read_rtf

            return read_rtf
        case "eml":
            from scanner.read.eml import read_eml

            return read_eml
        case "docx":
            from scanner.read.docx import read_docx

            return read_docx
        case "odt":
            from scanner.read.odt import read_odt

            return read_odt
        case "pdf":
            from scanner.read.pdf import read_pdf

            return read_pdf
    raise Unsupported()
