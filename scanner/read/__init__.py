"""Bytes in, `Document` out.

Formats that need a parser are read in a worker subprocess, unless this already is one; plain text is decoded here and
never starts a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scanner import isolate
from scanner.errors import TooLarge, Unsupported
from scanner.model import Document, Span
from scanner.read.limits import DEFAULT_LIMITS, Limits
from scanner.read.readers import MODULES, reader
from scanner.read.sniff import format_of, sniff

__all__ = ["DEFAULT_LIMITS", "Box", "Limits", "Progress", "boxes", "read"]

Progress = Callable[[int, int], None]  # pages done, pages in all
Box = tuple[float, float, float, float, float]  # (page, x0, y0, x1, y1), points from the top left of the page as shown


def read(
    data: bytes, name: str = "", *, limits: Limits = DEFAULT_LIMITS, on_progress: Progress | None = None
) -> Document:
    """The text of a paper, in reading order, with all that is known of where it stood.

    The content decides the format; `name` is only carried along.  Raises subclasses of ScanError.
    """
    if len(data) > limits.max_bytes:
        raise TooLarge()
    kind = sniff(data)
    if kind != "txt" and not isolate.inside_worker():
        if kind not in MODULES and kind != "zip":
            raise Unsupported()
        return isolate.shared_pool().read(data, name, limits=limits, on_progress=on_progress)
    if kind == "pdf":
        from scanner.read.pdf import read_pdf

        return read_pdf(data, name, limits, on_progress)
    return reader(format_of(data, limits))(data, name, limits)


def boxes(
    data: bytes, document: Document, spans: Sequence[Span], limits: Limits = DEFAULT_LIMITS
) -> list[tuple[Box, ...]]:
    """Where each span of `document.text` stands on the page: one rectangle a line, none in formats without pages.

    `data` is what `document` was read from.  Only pages that hold a span are opened.  Raises subclasses of ScanError.
    """
    if document.format != "pdf" or not spans:
        return [() for _ in spans]
    if not isolate.inside_worker():
        return isolate.shared_pool().boxes(data, document, spans, limits=limits)
    from scanner.read.pdf_boxes import find_boxes

    return find_boxes(data, document, spans)
