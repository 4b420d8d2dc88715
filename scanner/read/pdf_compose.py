"""Paragraphs and page furniture -> the text of the document, its blocks and the span of each page.

A paragraph that goes on over a page end is one block: header and footer between its halves stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from scanner.model import Block, Page, ScannedLine
from scanner.read.hyphens import keeps_hyphen, known_words
from scanner.read.pdf_furniture import Parted
from scanner.read.pdf_layout import Placed
from scanner.read.pdf_text import Line
from scanner.read.pdf_unseen import unseen_by_line
from scanner.read.shape import goes_on

_BETWEEN = "\n\n"  # blocks
_DOUBTFUL = 0.85  # a line of a picture that is less sure may have wrong letters


@dataclass(frozen=True, slots=True)
class Composed:
    """What a `Document` holds of its pages."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    scanned: tuple[ScannedLine, ...]


def compose(pages: Sequence[Parted], paragraphs: Iterable[list[Placed]]) -> Composed:
    """The text of a document, in reading order."""
    body = [line for page in pages for line in page.body]
    broken = any(line.hyphen for line in body)
    writer = _Writer(pages, known_words((line.words, line.hyphen) for line in body) if broken else frozenset())
    for paragraph in paragraphs:
        writer.put_furniture(before_body_of=paragraph[0].page.sheet.number)
        writer.put_paragraph(paragraph)
        for placed in paragraph:
            writer.put_unseen(placed.page, placed.line)
    writer.put_furniture(before_body_of=None)
    return writer.finish()


class _Writer:
    def __init__(self, pages: Sequence[Parted], known: frozenset[str]) -> None:
        self._pages = pages
        self._known = known
        self._pieces: list[str] = []
        self._at = 0
        self._blocks: list[Block] = []
        self._spans: dict[int, tuple[int, int]] = {}
        self._scanned: list[ScannedLine] = []
        self._unseen = {page.sheet.number: unseen_by_line(page) for page in pages if page.sheet.unseen}
        self._next_page = 0  # whose header, or if that is put already whose footer, is still to be put
        self._header_put = False

    def put_paragraph(self, paragraph: list[Placed]) -> None:
        start = self._at
        for placed, after in zip_longest(paragraph, paragraph[1:]):
            begin = self._at
            page = placed.page.sheet.number
            self._put_line(placed.line, self._hyphen(placed.line, after), page)
            self._spans[page] = self._spans.get(page, (begin, 0))[0], self._at
            self._put("\n" if after is not None and not placed.line.hyphen else "")
        first = paragraph[0]
        part = "table" if first.line.cell is not None else "body"
        self._end_block(start, part, first.page.sheet.number)

    def put_unseen(self, page: Parted, behind: Line | None) -> None:
        """What cannot be seen, behind the paragraph with the line that stands above it; None where there is none."""
        number = page.sheet.number
        for stretch in self._unseen.get(number, {}).pop(id(behind), ()):
            start = self._at
            for line, after in zip_longest(stretch, stretch[1:]):
                kept = line.hyphen and (after is None or keeps_hyphen(line.words, after.words, self._known))
                self._put(line.words + "-" * kept)
                self._put("\n" if after is not None and not line.hyphen else "")
            self._spans.setdefault(number, (start, self._at))
            self._end_block(start, "body", number, hidden=stretch[0].hidden)

    def put_furniture(self, *, before_body_of: int | None) -> None:
        """Headers and footers that are due before the body of that page, or all that are left."""
        while self._next_page < len(self._pages):
            page = self._pages[self._next_page]
            number = page.sheet.number
            if not self._header_put:
                self._put_lines(page.header, "header", number)
                self.put_unseen(page, None)
                self._header_put = True
            if number == before_body_of:
                return
            self._put_lines(page.footer, "footer", number)
            self._next_page, self._header_put = self._next_page + 1, False

    def finish(self) -> Composed:
        pages, end = [], 0
        for page in self._pages:
            sheet = page.sheet
            start, end = self._spans.get(sheet.number, (end, end))
            pages.append(Page(sheet.number, start, end, sheet.width, sheet.height))
        text = "".join(self._pieces).removesuffix(_BETWEEN)
        return Composed(text, tuple(self._blocks), tuple(pages), tuple(self._scanned))

    def _hyphen(self, line: Line, after: Placed | None) -> str:
        kept = line.hyphen and (after is None or keeps_hyphen(line.words, after.line.words, self._known))
        return "-" * kept

    def _put_lines(self, lines: Sequence[Line], part: str, page: int) -> None:
        """Furniture: a block a line, unless its sentence goes on in the next.  Line ends and hyphens stay."""
        start = self._at
        for line, after in zip_longest(lines, lines[1:]):
            self._put_line(line, "-" * line.hyphen, page)
            if after is not None and (line.hyphen or goes_on(line.words, after.words)):
                self._put("\n")
            else:
                self._end_block(start, part, page)
                start = self._at

    def _end_block(self, start: int, part: str, page: int, hidden: str | None = None) -> None:
        self._blocks.append(Block(start, self._at, part, page, hidden=hidden))
        self._put(_BETWEEN)

    def _put_line(self, line: Line, hyphen: str, page: int) -> None:
        start = self._at
        self._put(line.words + hyphen)
        if line.seen is not None:
            doubtful = line.seen.confidence < _DOUBTFUL
            self._scanned.append(ScannedLine(start, self._at, page, *line.seen.box, doubtful))

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._at += len(text)
