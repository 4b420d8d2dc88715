"""Where words that were read from pictures stand: spans of `Document.text` -> rectangles on the pages as shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scanner.model import Document, ScannedLine, Span

if TYPE_CHECKING:
    from scanner.read import Box


def scanned_boxes(document: Document, spans: Sequence[Span]) -> list[tuple[Box, ...]]:
    """For each span the boxes (page, x0, y0, x1, y1) of its lines that were read from pictures, in order.

    A line that belongs to a span in part gives that part of its width.
    """
    return [
        tuple(_box(line, span) for line in document.scanned if line.start < span[1] and span[0] < line.end)
        for span in spans
    ]


def _box(line: ScannedLine, span: Span) -> Box:
    if line.y1 - line.y0 > line.x1 - line.x0:  # it stands on its side
        return float(line.page), line.x0, line.y0, line.x1, line.y1
    letter = (line.x1 - line.x0) / max(line.end - line.start, 1)
    x0 = line.x0 + letter * max(span[0] - line.start, 0)
    x1 = line.x1 - letter * max(line.end - span[1], 0)
    return float(line.page), round(x0, 2), round(line.y0, 2), round(x1, 2), round(line.y1, 2)
