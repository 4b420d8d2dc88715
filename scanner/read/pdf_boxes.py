"""Where words of a PDF stand: spans of `Document.text` -> rectangles on the pages as shown.

A page is read again with the function that made the text, so its lines are found in the text one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

from scanner.model import Block, Document, Page, Span
from scanner.read.pdf import open_pdf, read_sheet
from scanner.read.pdf_furniture import Sorted, take_out
from scanner.read.pdf_page import Line, OpenPage, open_page

Box = tuple[float, ...]
_Found = tuple[int, Line]  # a line and where it begins in the text of the document


def find_boxes(data: bytes, document: Document, spans: Sequence[Span]) -> list[tuple[Box, ...]]:
    """For each span the rectangles (page, x0, y0, x1, y1) of the line parts that it covers, in reading order.

    Points from the top left of the page as shown.  Raises Encrypted, Damaged.
    """
    furniture: dict[int | None, list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.part in ("header", "footer"):
            furniture[block.page].append(block)
    found: list[list[Box]] = [[] for _ in spans]
    with open_pdf(data) as pdf:
        for page in document.pages:
            parts = [(page.start, page.end), *((block.start, block.end) for block in furniture[page.number])]
            touching = [number for number, span in enumerate(spans) if any(_meet(span, part) for part in parts)]
            if touching:
                with open_page(pdf, page.number - 1) as opened:
                    lines = sorted(_find_lines(document, page, opened, furniture), key=itemgetter(0))
                    for number in touching:
                        found[number] += _boxes(opened, page.number, lines, spans[number])
    return [tuple(boxes) for boxes in found]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _find_lines(
    document: Document, page: Page, opened: OpenPage, furniture: dict[int | None, list[Block]]
) -> Iterator[_Found]:
    """The lines of a page with their places in the text; none from where the page is not the one that was read."""
    blocks = furniture[page.number]
    parts = _parts(document, opened, page.number, blocks)
    if parts is None:
        return
    for block, line in zip(blocks, (*parts.header, *parts.footer), strict=True):
        yield block.start, line
    skip = {block.start: block.end for some in furniture.values() for block in some}
    text, at = document.text, page.start
    for line in parts.body:
        while at < len(text) and (text[at].isspace() or at in skip):
            at = skip.get(at, at + 1)
        if not text.startswith(line.words, at):
            return
        yield at, line
        at += len(line.words)
        at += line.hyphen and text.startswith("-", at)


def _parts(document: Document, opened: OpenPage, number: int, blocks: list[Block]) -> Sorted | None:
    """The page parted as it was when it was read, which the blocks of its furniture tell."""
    sheet = read_sheet(opened, number)
    texts = [document.text[block.start : block.end].removesuffix("-") for block in blocks]
    headers = sum(block.part == "header" for block in blocks)
    for footers in range(len(blocks) - headers, -1, -1):
        parts = take_out(sheet, headers, footers)
        if [line.words.removesuffix("-") for line in (*parts.header, *parts.footer)] == texts:
            return parts
    return None


def _boxes(opened: OpenPage, number: int, lines: Sequence[_Found], span: Span) -> Iterator[Box]:
    for at, line in lines:
        first, last = max(span[0] - at, 0), min(span[1] - at, len(line.words))
        rects = [
            opened.shown.rect(*opened.text.loose(line.start + offset))
            for offset in range(first, last)
            if not line.words[offset].isspace()
        ]
        if rects:
            left, top, right, bottom = zip(*rects, strict=True)
            yield float(number), *(round(edge, 2) for edge in (min(left), min(top), max(right), max(bottom)))
