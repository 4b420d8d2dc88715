"""Bytes in, `Document` out.

Formats that need a parser are read in a worker subprocess, unless this already is one; plain text is decoded here and
never starts a worker.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from scanner import isolate
from scanner.errors import TooLarge, Unsupported
from scanner.model import Document, Span
from scanner.read.doc import as_docx
from scanner.read.limits import DEFAULT_LIMITS, Limits
from scanner.read.ocr.boxes import scanned_boxes
from scanner.read.readers import MODULES, PAGED, reader
from scanner.read.sniff import format_of, is_picture, sniff
from scanner.read.zipped import bundle

__all__ = [
    "DEFAULT_LIMITS",
    "Box",
    "Limits",
    "Progress",
    "before_changes",
    "boxes",
    "bundle",
    "is_picture",
    "read",
    "read_photos",
]

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
    if kind == "doc" and not isolate.inside_worker():
        document = read(as_docx(data, limits), name, limits=limits, on_progress=on_progress)
        return replace(document, format="doc", sha256=hashlib.sha256(data).hexdigest())
    if kind != "txt" and not isolate.inside_worker():
        if kind not in MODULES:
            raise Unsupported(kind)
        return isolate.shared_pool().read(data, name, limits=limits, on_progress=on_progress)
    kind = format_of(data, limits)
    if kind in PAGED:
        return reader(kind)(data, name, limits, on_progress)
    return reader(kind)(data, name, limits)


def before_changes(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Document | None:
    """A Word file (.docx) as it was before the changes that are marked in it; None if none are.

    What the changes put in is a block marked `deleted`.  Raises subclasses of ScanError.
    """
    if not isolate.inside_worker():
        return isolate.shared_pool().before_changes(data, limits=limits)
    from scanner.read.docx import read_docx_before

    return read_docx_before(data, "", limits)


def read_photos(
    photos: Sequence[bytes],
    name: str = "",
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_progress: Progress | None = None,
) -> Document:
    """Photos of the pages of one paper, in order, as one document.  Raises subclasses of ScanError."""
    return read(bundle(photos), name, limits=limits, on_progress=on_progress)


def boxes(
    data: bytes, document: Document, spans: Sequence[Span], limits: Limits = DEFAULT_LIMITS
) -> list[tuple[Box, ...]]:
    """Where each span of `document.text` stands on the page: one rectangle a line, none in formats without pages.

    `data` is what `document` was read from.  Only pages that hold a span are opened.  Raises subclasses of ScanError.
    """
    if not document.pages or not spans:
        return [() for _ in spans]
    if document.format != "pdf":  # all other pages are pictures
        return scanned_boxes(document, spans)
    if not isolate.inside_worker():
        return isolate.shared_pool().boxes(data, document, spans, limits=limits)
    from scanner.read.pdf_boxes import find_boxes

    return [a + b for a, b in zip(find_boxes(data, document, spans), scanned_boxes(document, spans), strict=True)]
