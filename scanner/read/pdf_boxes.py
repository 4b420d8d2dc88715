"""Where words of a PDF stand: spans of `Document.text` -> rectangles on the pages as shown.

A page is read again with the function that made the text, so its lines are found in the text one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from scanner.model import Block, Document, Page, Span
from scanner.read.pdf import open_pdf, read_sheet
from scanner.read.pdf_catalog import open_catalog
from scanner.read.pdf_furniture import Parted, take_out
from scanner.read.pdf_page import OpenPage, open_page
from scanner.read.pdf_repair import mend
from scanner.read.pdf_text import NOWHERE, Line
from scanner.read.pdf_unseen import stretches

if TYPE_CHECKING:
    from scanner.read import Box

_Found = tuple[int, Line]  # a line and where it begins in the text of the document
_Apart = dict[int | None, list[Block]]  # by page: the blocks that are not among the lines of its body
_FURNITURE = ("header", "footer")


def find_boxes(data: bytes, document: Document, spans: Sequence[Span]) -> list[tuple[Box, ...]]:
    """For each span the rectangles (page, x0, y0, x1, y1) of the line parts that it covers, in reading order.

    Points from the top left of the page as shown.  Raises Encrypted, Damaged.
    """
    scanned = {line.start: line.end for line in document.scanned}  # stand in pictures, so that no line has their words
    apart: _Apart = defaultdict(list)
    for block in document.blocks:
        if (block.part in _FURNITURE and block.start not in scanned) or (block.hidden and block.part == "body"):
            apart[block.page].append(block)
    found: list[list[Box]] = [[] for _ in spans]
    data = mend(data).data
    with open_pdf(data) as pdf, open_catalog(data) as catalog:
        for page in document.pages:
            parts = [(page.start, page.end), *((block.start, block.end) for block in apart[page.number])]
            touching = [number for number, span in enumerate(spans) if any(_meet(span, part) for part in parts)]
            if touching:
                with open_page(pdf, page.number - 1, layers=catalog.has_layers) as opened:
                    lines = sorted(_find_lines(document, page, opened, apart), key=itemgetter(0))
                    for number in touching:
                        found[number] += _boxes(opened, page.number, lines, spans[number])
    return [tuple(boxes) for boxes in found]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _find_lines(document: Document, page: Page, opened: OpenPage, apart: _Apart) -> Iterator[_Found]:
    """The lines of a page with their places in the text; none from where the page is not the one that was read."""
    furniture = [block for block in apart[page.number] if block.part in _FURNITURE]
    places = [place for block in furniture for place in _block_lines(document, block)]
    parts = _parts(opened, page.number, places)
    if parts is None:
        return
    for place, line in zip(places, (*parts.header, *parts.footer), strict=True):
        yield place.start, line
    yield from _find_unseen(document.text, opened.unseen, [block for block in apart[page.number] if block.hidden])
    skip = {block.start: block.end for some in apart.values() for block in some}
    skip |= {line.start: line.end for line in document.scanned}
    yield from _follow(document.text, page.start, parts.body, skip)


def _find_unseen(text: str, unseen: Sequence[Line], blocks: Sequence[Block]) -> Iterator[_Found]:
    """The hidden lines of a page; each stretch of them is a block, in whatever order these stand."""
    left = stretches(unseen)
    for block in blocks:
        for stretch in left:
            found = list(_follow(text[: block.end], block.start, stretch, {}))
            if len(found) == len(stretch):
                yield from found
                left.remove(stretch)
                break


def _follow(text: str, at: int, lines: Iterable[Line], skip: Mapping[int, int]) -> Iterator[_Found]:
    """Lines that stand in the text one after the other, with what is in `skip` (start -> end) between them."""
    for line in lines:
        while at < len(text) and (text[at].isspace() or at in skip):
            at = skip.get(at, at + 1)
        if not text.startswith(line.words, at):
            return
        yield at, line
        at += len(line.words)
        at += line.hyphen and text.startswith("-", at)


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of page furniture in the text of the document."""

    start: int
    words: str
    part: str


def _block_lines(document: Document, block: Block) -> Iterator[_Place]:
    at = block.start
    for words in document.text[block.start : block.end].split("\n"):
        yield _Place(at, words, block.part)
        at += len(words) + 1


def _parts(opened: OpenPage, number: int, places: Sequence[_Place]) -> Parted | None:
    """The page parted as it was when it was read, which its furniture in the text tells; None if it is another page."""
    sheet = read_sheet(opened, number)
    headers = sum(place.part == "header" for place in places)
    for footers in range(len(places) - headers, -1, -1):
        parts = take_out(sheet, headers, footers)
        words = [line.words + "-" * line.hyphen for line in (*parts.header, *parts.footer)]
        if words == [place.words for place in places]:
            return parts
    return None


def _boxes(opened: OpenPage, number: int, lines: Sequence[_Found], span: Span) -> Iterator[Box]:
    for at, line in lines:
        first, last = max(span[0] - at, 0), min(span[1] - at, len(line.words))
        if line.start == NOWHERE:
            continue
        rects = [
            opened.shown.rect(*opened.text.loose(line.start + offset))
            for offset in range(first, last)
            if not line.words[offset].isspace()
        ]
        if rects:
            left, top, right, bottom = zip(*rects, strict=True)
            yield float(number), round(min(left), 2), round(min(top), 2), round(max(right), 2), round(max(bottom), 2)
