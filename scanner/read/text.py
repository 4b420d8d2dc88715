"""Plain text: bytes -> characters -> paragraphs.

`Document.text` is the file's own text; only the byte order mark and the kind of line end are changed.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import NamedTuple

from scanner.errors import Empty, Unsupported
from scanner.language.casual import is_casual
from scanner.model import Block, Document, Span, Unread
from scanner.read.limits import Limits
from scanner.read.shape import (
    REACH,
    ends_sentence,
    goes_on,
    is_apart,
    is_page_number,
    is_ragged,
    starts_paragraph,
)

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.001  # of the characters: a stray one is an accident, more is not text
_WRAPPED_SHARE = 0.3  # of the lines nearly as wide as the widest, in a file whose lines were broken by width
_HEADER_LENGTH = 80  # characters of a running header, at most
_NEAR = 3  # lines beside a page number, or a page's end, that may belong to a running header
_PAGE = re.compile(r"page\s+\d+(\s+of\s+\d+)?", re.IGNORECASE)
_ROW = re.compile(r"[^\n\f]*[\n\f]|[^\n\f]+")
_PAGE_GAP = 4  # empty lines that show the end of a page
_LONGEST_LINE = 120  # characters; a longer one holds a paragraph, and perhaps lines that were run together
# What is left of a line end in such a line: a run of spaces, or a number behind a finished sentence ...
_LOST_END = re.compile(
    r"[ \t\xa0]{3,}(?=\S)"
    r"|(?<=[.;:])(?<!\bSec\.)(?<!\bArt\.)(?<!\bNo\.)\s+"
    r"(?=(?:\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+|[a-z]\.)\s+[\"“]?[A-Z])"
)
# ... or behind the heading that it counts under: "12. Indemnity and Liability 12.1 Each Party".
_LOST_HEADING_END = re.compile(r"(?<!\S)(\d{1,2})\.\s+[A-Z][^.;:]{2,60}?(?P<end>\s+)(?=\1\.1\.?\s+[A-Z])")
_MARK = re.compile(r"\S{1,8}|(section|article)\s+\S{1,6}", re.IGNORECASE)  # stands before its item, whatever the space
_CHOSEN = 0.1  # of the width, left empty although a word would have fitted in: who writes casually ended the line
_NARROW = 40  # characters; nothing breaks the lines of a message at less than that
_RUNNING_SHARE = 0.33  # of the line ends are inside sentences, in a file whose line ends mean little


def decode(data: bytes) -> str:
    """The characters of a text file: UTF-8, UTF-16 with byte order mark, else Windows-1252.

    Raises Unsupported if the bytes are no text.
    """
    marked = [(data[len(mark) :], encoding) for mark, encoding in _BOMS if data.startswith(mark)]
    for content, encoding in marked or [(data, "utf-8"), (data, "cp1252")]:
        try:
            return _checked(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unsupported()


def read_text(data: bytes, name: str, limits: Limits) -> Document:
    """A text file as a document of paragraphs.  Raises Empty, Unsupported."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Empty()
    unread: tuple[Unread, ...] = ()
    if len(text) > limits.max_chars:
        text, unread = text[: limits.max_chars], (Unread("limit", part="body"),)
    return Document(name, "txt", hashlib.sha256(data).hexdigest(), text, paragraphs(text), unread=unread)


def paragraphs(text: str) -> tuple[Block, ...]:
    """Blocks of plain text.

    Lines broken by width are one block.  A page number between two paragraphs is a block of part `footer`; between
    the halves of a sentence it stays inside the block of that sentence, since the text is never changed.
    """
    lines = _lines(text)
    furniture = _furniture(lines)
    body = [number for number in range(len(lines)) if number not in furniture]
    pairs = list(pairwise([lines[number] for number in body]))
    going_on = [goes_on(before.words, after.words) for before, after in pairs]
    layouts = _layouts(pairs, going_on, casual=is_casual(text))
    blocks: list[Block] = []
    start = 0
    for position, number in enumerate(body):
        line, after = lines[number], body[position + 1] if position + 1 < len(body) else None
        begin = lines[body[start]].start
        said = text[max(begin, line.end - REACH) : line.end]
        layout = layouts[line.lost_end]
        if after is None or layout.breaks(
            said, line, lines[after], goes_on=going_on[position], page_break=after > number + 1
        ):
            blocks.append(Block(begin, line.end))
            start = position + 1
    return tuple(sorted([*blocks, *_loose(lines, furniture, blocks)], key=lambda block: block.start))


class _Line(NamedTuple):
    start: int
    end: int
    words: str
    gap: int  # empty lines above
    new_page: bool  # a form feed stands above
    lost_end: bool  # the next line stands behind it, after some spaces


def _checked(text: str) -> str:
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise Unsupported()
    return text


def _lines(text: str) -> list[_Line]:
    """The lines that hold something, without the white space at their ends."""
    lines: list[_Line] = []
    start = gap = 0
    new_page = False
    for row in _ROW.findall(text):
        pieces = list(_pieces(row))
        for number, (begin, words) in enumerate(pieces, 1):
            begin += start
            lines.append(_Line(begin, begin + len(words), words, gap, new_page, number < len(pieces)))
            gap, new_page = 0, False
        gap += not pieces
        new_page = new_page or row.endswith("\f")
        start += len(row)
    return lines


def _pieces(row: str) -> Iterator[tuple[int, str]]:
    """The lines of a row of characters, and where they begin: nearly always one."""
    words = row.strip()
    if not words:
        return
    first = begin = row.index(words[0])
    for start, end in _lost_ends(words) if len(words) > _LONGEST_LINE else ():
        piece = row[begin : first + start]
        if piece and not _MARK.fullmatch(piece):  # the two kinds of end may be one
            yield begin, piece
            begin = first + end
    yield begin, row[begin:].rstrip()


def _lost_ends(words: str) -> list[Span]:
    ends = [match.span() for match in _LOST_END.finditer(words)]
    return sorted(ends + [match.span("end") for match in _LOST_HEADING_END.finditer(words)])


def _furniture(lines: list[_Line]) -> set[int]:
    """Page numbers that stand alone, and the lines that are repeated beside them or beside the ends of pages."""
    times = Counter(line.words for line in lines if len(line.words) <= _HEADER_LENGTH)

    def apart(number: int) -> bool:
        """An empty line, the end of the text or a repeated line stands on each side."""
        line = lines[number]
        above = not number or line.gap > 0 or lines[number - 1].lost_end or times[lines[number - 1].words] > 1
        below = number + 1 == len(lines) or lines[number + 1].gap > 0 or times[lines[number + 1].words] > 1
        return (above and below) or line.words.lower().startswith(("page", "<page"))

    numbers = {number for number, line in enumerate(lines) if is_page_number(line.words) and apart(number)}
    near = {n for number in numbers for n in _neighbours(number, lines)}
    ends = [number for number, line in enumerate(lines) if line.new_page or line.gap >= _PAGE_GAP]
    near |= {n for number in ends for n in (number - 1, number) if n >= 0}
    times_near = Counter(_running(lines[number]) for number in near)
    return numbers | {number for number in near if times_near[_running(lines[number])] > 1 and _running(lines[number])}


def _running(line: _Line) -> str:
    """What a running header shares with itself on other pages; nothing for what is too long to be one."""
    return _PAGE.sub("page", line.words) if len(line.words) <= _HEADER_LENGTH else ""


def _neighbours(number: int, lines: list[_Line]) -> range:
    return range(max(0, number - _NEAR), min(len(lines), number + _NEAR + 1))


_Pair = tuple[_Line, _Line]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the line ends of a file mean."""

    width: int  # at which lines were broken; 0 if each paragraph is one line
    gap: int  # empty lines between the lines of one paragraph: 1 in double-spaced text, else 0
    ragged: bool
    casual: bool  # a small letter begins many sentences, so that it does not show that one goes on

    @classmethod
    def of(cls, pairs: list[_Pair], inside: list[_Pair], *, casual: bool) -> _Layout:
        """What `pairs` of lines show, of which those `inside` go on from one line to the next."""
        lengths = sorted(len(before.words) for before, _ in pairs)
        width = lengths[int(len(lengths) * 0.95)] if lengths else 0
        full = sum(0.8 * width <= length <= 1.05 * width for length in lengths)
        width = width if full >= _WRAPPED_SHARE * len(lengths) and not (casual and width < _NARROW) else 0
        if len(inside) < _RUNNING_SHARE * len(pairs):
            return cls(width, 0, ragged=False, casual=casual)
        gaps = Counter(after.gap for _, after in inside)
        ragged = is_ragged(_free(width, before, after) for before, after in inside)
        return cls(width, int(gaps[1] > 2 * gaps[0]), ragged, casual)

    def breaks(self, paragraph: str, before: _Line, after: _Line, *, goes_on: bool, page_break: bool) -> bool:
        """Whether `after` begins a paragraph.

        `goes_on` says that it can only go on, but for a gap; `page_break` that page furniture was left out before it.
        """
        page_break = page_break or after.new_page
        gap = after.gap > self.gap and not page_break
        free = _free(self.width, before, after)
        unfinished = not self.width and len(before.words) > _LONGEST_LINE and not ends_sentence(before.words)
        if unfinished and (page_break or after.gap >= _PAGE_GAP):
            gap, free = False, 0.0
        if self.casual and free > _CHOSEN:
            return True
        if goes_on and not gap:
            return False
        starts = starts_paragraph if gap else is_apart
        return starts(before.words, after.words, free=free, ragged=self.ragged, gap=gap, paragraph=paragraph)


def _layouts(pairs: list[_Pair], going_on: list[bool], *, casual: bool) -> tuple[_Layout, _Layout]:
    """What line ends mean, and what those mean that were lost when lines were run together."""
    inside = list(compress(pairs, going_on))
    kept, lost = (
        _Layout.of(
            [pair for pair in pairs if pair[0].lost_end is each],
            [p for p in inside if p[0].lost_end is each],
            casual=casual,
        )
        for each in (False, True)
    )
    return kept, lost


def _free(width: int, before: _Line, after: _Line) -> float:
    taken = len(before.words) + 1 + len(after.words.split(maxsplit=1)[0])
    return (width - taken) / width if width else 1.0


def _loose(lines: list[_Line], furniture: set[int], blocks: list[Block]) -> list[Block]:
    """Blocks for the furniture that no paragraph holds inside."""
    starts = [block.start for block in blocks]
    loose = []
    for number in furniture:
        line = lines[number]
        holder = bisect_right(starts, line.start) - 1
        if holder < 0 or blocks[holder].end <= line.start:
            loose.append(Block(line.start, line.end, part="footer"))
    return loose
