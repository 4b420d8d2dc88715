"""Two columns that the file draws row by row, put in reading order.

Pages without a gutter pay for a look at a few of their widest lines and are left as they are.  The rules are strict,
since a table without rules or a row of signatures must not be torn apart: both sides have to be prose.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from scanner.read.pdf_page import OpenPage
from scanner.read.pdf_text import Line, PdfText, View, split
from scanner.read.shape import goes_on

_SAMPLES = 4  # lines that are looked at on every page
_WIDE_LINE = 0.5  # of the page's width
_WIDE_GAP = 0.9  # of the line's height, and ...
_WIDER_THAN_USUAL = 2.5  # times the usual space of the line
_FEWEST_ROWS = 6
_AGREEING = 0.7  # of the lines that reach over the gutter
_FILLED = 0.6  # of a column's width, on average
_GOING_ON = 0.3  # of a column's lines go on in the next: prose, not a list of names and sums

Gap = tuple[float, float, int]  # left, right, index of the first character behind it


def in_columns(page: OpenPage, lines: list[Line]) -> list[Line]:
    """The lines in reading order: left column, then right, between lines that span both."""
    loose = [line for line in lines if line.cell is None]
    gutter = _side_by_side(loose) or _gutter(page, loose)
    if gutter is None:
        return lines
    middle = (gutter[0] + gutter[1]) / 2
    pieces: list[Line] = []
    crossing = parted = 0
    for line in lines:
        if line.cell is not None or not line.x0 < middle < line.x1:
            pieces.append(line)
            continue
        crossing += 1
        cut = next((gap[2] for gap in _gaps(page.text, page.upright, line) if gap[0] < middle < gap[1]), None)
        parted += cut is not None
        pieces += [line] if cut is None else split(page.text, page.upright, line, [cut])
    return (in_two(pieces, middle) if parted >= _AGREEING * crossing else None) or lines


def in_two(lines: list[Line], middle: float) -> list[Line] | None:
    """The lines in reading order, those left of `middle` before those right of it; None if a side is no prose."""
    sided = [replace(line, column=_side(line, middle)) for line in lines]
    return _banded(sided) if all(_like_prose(sided, column) for column in (1, 2)) else None


def _gutter(page: OpenPage, lines: list[Line]) -> tuple[float, float] | None:
    """A strip that most of the widest lines leave free."""
    wide = [line for line in lines if line.x1 - line.x0 > _WIDE_LINE * page.width]
    if len(wide) < _FEWEST_ROWS:
        return None
    step = len(wide) / _SAMPLES
    sampled: list[list[Gap]] = []
    for number in range(_SAMPLES):
        sampled.append(_gaps(page.text, page.upright, wide[int((number + 0.5) * step)]))
        if sampled.count([]) > (1 - _AGREEING) * _SAMPLES:
            return None
    for left, right, _ in (gap for gaps in sampled for gap in gaps):
        shared = [next((g for g in gaps if g[0] < right and left < g[1]), None) for gaps in sampled]
        found = [gap for gap in shared if gap is not None]
        strip = max(gap[0] for gap in found), min(gap[1] for gap in found)
        if len(found) >= _AGREEING * len(sampled) and strip[0] < strip[1]:
            return strip
    return None


def _side_by_side(lines: list[Line]) -> tuple[float, float] | None:
    """The strip between lines that the file draws in turns, left and right at about the same height."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.x0 > a.x1 and abs(b.y0 - a.y0) < a.height]
    if len(pairs) < _FEWEST_ROWS:
        return None
    strip = max(a.x1 for a, _ in pairs), min(b.x0 for _, b in pairs)
    return strip if strip[0] < strip[1] else None


def _gaps(text: PdfText, view: View, line: Line) -> list[Gap]:
    """The spaces of a line that are much wider than its others."""
    spaces: list[Gap] = []
    for match in re.finditer(r"\s+", line.words):
        before, after = line.start + match.start() - 1, line.start + match.end()
        left, right = view.rect(*text.tight(before))[2], view.rect(*text.loose(after))[0]
        spaces.append((left, right, after))
    if not spaces:
        return []
    least = max(_WIDE_GAP * line.height, _WIDER_THAN_USUAL * median(right - left for left, right, _ in spaces))
    return [space for space in spaces if space[1] - space[0] >= least]


def _side(line: Line, middle: float) -> int:
    if line.cell is not None:
        return 0
    return 1 if line.x1 <= middle else 2 if line.x0 >= middle else 0


def _like_prose(lines: list[Line], column: int) -> bool:
    mine = [line for line in lines if line.column == column]
    if len(mine) < _FEWEST_ROWS:
        return False
    width = max(line.x1 for line in mine) - min(line.x0 for line in mine)
    filled = sum(line.x1 - line.x0 for line in mine) / len(mine) >= _FILLED * width
    going_on = sum(goes_on(a.words, b.words) for a, b in pairwise(sorted(mine, key=lambda line: line.y0)))
    return filled and going_on >= _GOING_ON * len(mine)


def _banded(lines: list[Line]) -> list[Line]:
    """From top to bottom, and between two lines that span the page the left column before the right."""
    table_top = min((line.y0 for line in lines if line.cell is not None), default=0.0)
    ordered: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in sorted(lines, key=lambda line: line.y0 if line.cell is None else table_top):
        if line.column:
            columns[line.column - 1].append(line)
        else:
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
    return [*ordered, *columns[0], *columns[1]]
