"""Running headers, footers and page numbers: what stands on the page and is no part of the agreement's sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile

from scanner.read.pdf_text import Line
from scanner.read.shape import is_page_number

_MOST_LINES = 5  # of a running header or footer
_FEW_PAGES = 4
_REPEATED = 3  # pages of a longer paper that have the same line outermost, at the same height
_MOST_PAGES = 0.4  # the same, at any height
_SAME_HEIGHT = 12.0  # points within which a running header keeps its place
_ZONE = 0.14  # of the page's height: a number here is a page number even if no other page has one
_APART = 1.3  # times the page's usual line distance: a number with so much space on both sides stands alone
_FAR_APART = 2.5  # the same, on one side


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page in reading order; sizes in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    pitch: float  # the usual distance from line to line
    unseen: tuple[Line, ...] = ()  # what an eye would miss


@dataclass(frozen=True, slots=True)
class Parted:
    """A page with its furniture taken out."""

    sheet: Sheet
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    footer: tuple[Line, ...]


def sheet(number: int, width: float, height: float, lines: Sequence[Line], unseen: Sequence[Line] = ()) -> Sheet:
    """A page as the layout works on it."""
    steps = Counter(round(b.y1 - a.y1, 0) for a, b in pairwise(lines) if 0 < b.y1 - a.y1 < 4 * max(a.height, 1))
    return Sheet(number, width, height, tuple(lines), steps.most_common(1)[0][0] if steps else 0.0, tuple(unseen))


def sort_out(sheets: Sequence[Sheet]) -> list[Parted]:
    """Each page with its header and footer apart from its body."""
    outer = [(each, _top_down(each)[:_MOST_LINES], _top_down(each)[: -_MOST_LINES - 1 : -1]) for each in sheets]
    times: Counter[tuple[object, ...]] = Counter()
    for each, top, bottom in outer:
        times.update({("top", *key) for line in top for key in _keys(each, line)})
        times.update({("bottom", *key) for line in bottom for key in _keys(each, line)})
    at_height = _REPEATED if len(sheets) > _FEW_PAGES else 2
    anywhere = max(_REPEATED, _MOST_PAGES * len(sheets))

    def running(each: Sheet, line: Line, where: str) -> bool:
        if line.cell is not None:
            return False
        lonely = is_page_number(line.words) and min(line.y1, each.height - line.y0) < _ZONE * each.height
        counted = ((times[where, *key], key[0]) for key in _keys(each, line))
        return lonely or any(count >= (at_height if height else anywhere) for count, height in counted)

    def count(each: Sheet, lines: list[Line], where: str) -> int:
        return sum(1 for _ in takewhile(lambda line: running(each, line, where), lines))

    return [take_out(each, count(each, top, "top"), count(each, bottom, "bottom")) for each, top, bottom in outer]


def take_out(sheet: Sheet, headers: int, footers: int) -> Parted:
    """The page without its `headers` highest and `footers` lowest lines, and without page numbers that stand alone.

    Page numbers from the middle of the page count as footers and come first among them.
    """
    ordered = _top_down(sheet)
    top = ordered[:headers]
    bottom = ordered[max(headers, len(ordered) - footers) :] if footers else []
    outer = {id(line) for line in (*top, *bottom)}
    alone = [line for line in _lone_numbers(sheet) if id(line) not in outer]
    gone = outer | {id(line) for line in alone}
    body = tuple(line for line in sheet.lines if id(line) not in gone)
    return Parted(sheet, tuple(top), body, (*alone, *bottom))


def _lone_numbers(sheet: Sheet) -> list[Line]:
    """Page numbers amid the page, as in a paper that was printed from a web page: numbers with space around them."""
    found: list[Line] = []
    lines = sheet.lines
    numbers = [line.cell is None and is_page_number(line.words) for line in lines]
    for is_number, group in groupby(range(len(lines)), lambda n: numbers[n]):
        run = list(group)
        above = lines[run[0]].y1 - lines[run[0] - 1].y1 if run[0] else sheet.height
        below = lines[run[-1] + 1].y1 - lines[run[-1]].y1 if run[-1] + 1 < len(lines) else sheet.height
        apart = min(above, below) > _APART * sheet.pitch or max(above, below) > _FAR_APART * sheet.pitch
        if is_number and apart:
            found += (lines[number] for number in run)
    return found


def _top_down(sheet: Sheet) -> list[Line]:
    return sorted(sheet.lines, key=lambda line: line.y1)


def _keys(sheet: Sheet, line: Line) -> Iterator[tuple[object, ...]]:
    """What a running header shares with itself on other pages: its words, or those around the page number.

    Each comes with no height, and with the two steps of height that the line is in, so that lines at nearly the same
    height share one.
    """
    words = " ".join(line.words.split())
    numbers = list(re.finditer(r"\d{1,4}(?!\d)", words))
    steps = 0.0 if line.seen else line.y1 / _SAME_HEIGHT  # each photo shows its page at another height
    for height in (None, ("low", int(steps)), ("high", int(steps + 0.5))):
        yield height, words
        for match in numbers:
            yield height, words[: match.start()], words[match.end() :], int(match.group()) - sheet.number
