"""Columns that the file draws row by row, put in reading order.

Pages without a gutter pay for a look at a few of their widest lines and are left as they are.  The rules are strict,
since a table without rules or a row of signatures must not be torn apart: all columns have to be prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise
from statistics import median

from scanner.read.pdf_page import OpenPage
from scanner.read.pdf_text import Line, PdfText, View, split
from scanner.read.shape import goes_on

_SAMPLES = 4  # lines that are looked at on every page
_WIDE_LINE = 0.45  # of the page's width
_WIDE_GAP = 0.9  # of the line's height, and ...
_WIDER_THAN_USUAL = 2.5  # times the usual space of the line
_FEWEST_SPACES = 2  # of a line, from which its usual one cannot be told
_FEWEST_ROWS = 6
_MOSTLY = 0.6  # of the lines are narrow where columns stand apart
_REACHING = 0.1  # of these may reach into the space between columns, as a title does
_NARROWEST = 6.0  # points: such a space
_BEFORE_COLUMN = 1.0  # points: a column begins more evenly than the one before it ends
_AGREEING = 0.7  # of the lines that reach over the gutter
_FILLED = 0.6  # of a column's width, on average
_GOING_ON = 0.3  # of a column's lines go on in the next: prose, not a list of names and sums

Gap = tuple[float, float, int]  # left, right, index of the first character behind it


def in_columns(page: OpenPage, lines: list[Line]) -> list[Line]:
    """The lines in reading order: one column after the other, between lines that span the page."""
    loose = [line for line in lines if line.cell is None]
    gutters = _between(page, loose) or _gutters(page, loose)
    if not gutters:
        return lines
    pieces: list[Line] = []
    crossing = parted = 0
    for line in lines:
        crossed = [gutter for gutter in gutters if line.cell is None and line.x0 < gutter < line.x1]
        gaps = _gaps(page.text, page.upright, line) if crossed else []
        found = (next((gap[2] for gap in gaps if gap[0] < gutter < gap[1]), None) for gutter in crossed)
        cuts = sorted({cut for cut in found if cut is not None})
        if line.x1 - line.x0 > _WIDE_LINE * page.width:  # not a page number in the middle
            crossing += len(crossed)
            parted += len(cuts)
        pieces += split(page.text, page.upright, line, cuts) if cuts else [line]
    return (in_order(pieces, gutters) if parted >= _AGREEING * crossing else None) or lines


def in_order(lines: list[Line], gutters: Sequence[float]) -> list[Line] | None:
    """The lines in reading order, those left of a gutter before those right of it; None if a column is no prose.

    Where there are many columns the text may end soon after the last of them began.
    """
    sided = [replace(line, column=_side(line, gutters)) for line in lines]
    last = len(gutters) + 1
    prose = [_like_prose([line for line in sided if line.column == column]) for column in range(1, last + 1)]
    short = last > 2 and sum(line.column == last for line in sided) < _FEWEST_ROWS
    return _banded(sided, last) if all(prose[:-1]) and (prose[-1] or short) else None


def _gutters(page: OpenPage, lines: list[Line]) -> list[float]:
    """Where columns begin: strips that most of the widest lines leave free."""
    wide = [line for line in lines if line.x1 - line.x0 > _WIDE_LINE * page.width]
    if len(wide) < _FEWEST_ROWS:
        return []
    step = len(wide) / _SAMPLES
    sampled: list[list[Gap]] = []
    for number in range(_SAMPLES):
        sampled.append(_gaps(page.text, page.upright, wide[int((number + 0.5) * step)]))
        if sampled.count([]) > (1 - _AGREEING) * _SAMPLES:
            return []
    if not _strips(sampled, _AGREEING * _SAMPLES):
        return []
    every = [_gaps(page.text, page.upright, line) for line in wide]  # a last column may be short
    return [right - _BEFORE_COLUMN for _, right in _strips(every, _FEWEST_ROWS)]


def _between(page: OpenPage, lines: list[Line]) -> list[float]:
    """The same, where the file draws each column's lines by themselves: strips that few of them reach into."""
    narrow = [line for line in lines if line.x1 - line.x0 <= _WIDE_LINE * page.width]
    if len(narrow) < max(_MOSTLY * len(lines), 2 * _FEWEST_ROWS):
        return []
    few = _REACHING * len(narrow)
    found, there, left = [], 0, None
    for x, more in sorted([*((line.x0, 1) for line in narrow), *((line.x1, -1) for line in narrow)]):
        if more < 0 and there > few >= there - 1:
            left = x
        elif more > 0 and there <= few < there + 1 and left is not None and x - left >= _NARROWEST:
            found.append(x - _BEFORE_COLUMN)
        there += more
    return found


def _strips(lines: list[list[Gap]], least: float) -> list[tuple[float, float]]:
    """What the spaces of so many lines share, from left to right; narrow ones first, since a wide one tells little."""
    shared: list[tuple[float, float, int]] = []
    for left, right, _ in sorted(chain.from_iterable(lines), key=lambda gap: gap[1] - gap[0]):
        for number, (start, end, count) in enumerate(shared):
            if left < end and start < right:
                shared[number] = max(left, start), min(right, end), count + 1
                break
        else:
            shared.append((left, right, 1))
    return sorted((start, end) for start, end, count in shared if count >= least)


def _gaps(text: PdfText, view: View, line: Line) -> list[Gap]:
    """The spaces of a line that are much wider than its others."""
    spaces: list[Gap] = []
    for match in re.finditer(r"\s+", line.words):
        before, after = line.start + match.start() - 1, line.start + match.end()
        left, right = view.rect(*text.tight(before))[2], view.rect(*text.loose(after))[0]
        spaces.append((left, right, after))
    if not spaces:
        return []
    usual = median(right - left for left, right, _ in spaces) if len(spaces) > _FEWEST_SPACES else 0.0
    least = max(_WIDE_GAP * line.height, _WIDER_THAN_USUAL * usual)
    return [space for space in spaces if space[1] - space[0] >= least]


def _side(line: Line, gutters: Sequence[float]) -> int:
    column = bisect_right(gutters, line.x0)
    inside = column == len(gutters) or line.x1 <= gutters[column]
    return column + 1 if line.cell is None and inside else 0


def _like_prose(mine: list[Line]) -> bool:
    if len(mine) < _FEWEST_ROWS:
        return False
    width = max(line.x1 for line in mine) - min(line.x0 for line in mine)
    filled = sum(line.x1 - line.x0 for line in mine) / len(mine) >= _FILLED * width
    going_on = sum(goes_on(a.words, b.words) for a, b in pairwise(sorted(mine, key=lambda line: line.y0)))
    return filled and going_on >= _GOING_ON * len(mine)


def _banded(lines: list[Line], last: int) -> list[Line]:
    """From top to bottom, and between two lines that span the page one column after the other, up to the `last`."""
    table_top = min((line.y0 for line in lines if line.cell is not None), default=0.0)
    ordered: list[Line] = []
    columns: list[list[Line]] = [[] for _ in range(last)]
    for line in sorted(lines, key=lambda line: line.y0 if line.cell is None else table_top):
        if line.column:
            columns[line.column - 1].append(line)
        else:
            ordered += [*chain.from_iterable(columns), line]
            columns = [[] for _ in range(last)]
    return [*ordered, *chain.from_iterable(columns)]
