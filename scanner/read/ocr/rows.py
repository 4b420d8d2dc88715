"""Spots -> lines in reading order, as the layout of a page works on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from PIL.Image import Image

from scanner.read.ocr.level import Piece, frame_of, level
from scanner.read.ocr.ruled import Cell, Grid, grid
from scanner.read.ocr.spot import Spot, sureness
from scanner.read.ocr.tidy import tidy
from scanner.read.pdf_columns import in_order
from scanner.read.pdf_objects import Rect
from scanner.read.pdf_text import Line, Seen

_SAME_ROW = 0.5  # of the smaller height: middles that are nearer than that are on one line
_SAME_SIZE = 1.6  # times the usual height: bounding boxes of the same letters differ by that much
_SAME_STEP = 0.25  # of the usual distance from line to line
_FEWEST_ROWS = 6
_FRAMED = 2  # parts of a page, what is around its frame and what is in it: no table
_CROSSING = 0.15  # of the rows may reach over the gutter of a page in two columns
_STEPS = 120  # across the page, at each of which a gutter may be
_HYPHENATED = re.compile(r"\w-$")
ToPoints = Callable[[Spot], Rect]


def lines(spots: Sequence[Spot], picture: Image, scale: float, box: ToPoints) -> list[Line]:
    """The lines of a page that lies upright; `scale` is points a pixel, `box` says where a spot stands as shown."""
    frame = frame_of(spots)
    pieces = level(spots, frame)
    cells = _cells(pieces, grid(picture, frame.lay))
    if len(cells) > _FRAMED:
        return _around_cells(cells, scale, box)
    gutter = _gutter(pieces)
    if gutter is not None:
        sides = [_lines(_rows(side), scale, box) for side in _parted(pieces, gutter)]
        ordered = in_order([line for side in sides for line in side], [gutter * scale])
        if ordered is not None:
            return ordered
    return _lines(_rows(pieces), scale, box)


def _cells(pieces: Sequence[Piece], tables: Grid) -> dict[Cell | None, list[Piece]]:
    """What is in each cell of the tables, and under None what is around them."""
    cells: dict[Cell | None, list[Piece]] = {None: []}
    for piece in pieces:
        cells.setdefault(tables.cell((piece.x0 + piece.x1) / 2, piece.y), []).append(piece)
    return cells


def _around_cells(cells: Mapping[Cell | None, list[Piece]], scale: float, box: ToPoints) -> list[Line]:
    """Cell after cell, and what stands around the tables from top to bottom."""
    around = _lines(_rows(cells[None]), scale, box)
    for number, cell in enumerate(sorted(cell for cell in cells if cell is not None)):
        found = [replace(line, cell=number) for line in _lines(_rows(cells[cell]), scale, box)]
        place = next((n for n, line in enumerate(around) if line.cell is None and line.y0 > found[0].y0), len(around))
        around[place:place] = found
    return around


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, from left to right; rows from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        for row in rows[-3:]:
            if abs(piece.y - median(p.y for p in row)) < _SAME_ROW * min(piece.height, row[0].height):
                row.append(piece)
                break
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _lines(rows: Sequence[list[Piece]], scale: float, box: ToPoints) -> list[Line]:
    usual = median(max(p.height for p in row) for row in rows) if rows else 0.0
    heights = [_usual_height(max(p.height for p in row), usual) for row in rows]
    found = []
    for row, height, y in zip(rows, heights, _even([median(p.y for p in row) for row in rows]), strict=True):
        words = tidy(" ".join(piece.spot.words for piece in row))
        hyphen = _HYPHENATED.search(words) is not None
        x0, x1 = min(p.x0 for p in row) * scale, max(p.x1 for p in row) * scale
        y0, y1 = (y - height / 2) * scale, (y + height / 2) * scale
        seen = Seen(sureness([p.spot for p in row]), _around([box(piece.spot) for piece in row]))
        found.append(Line(0, 0, words.removesuffix("-") if hyphen else words, hyphen, x0, y0, x1, y1, seen=seen))
    return found


def _usual_height(height: float, usual: float) -> float:
    """A line without tall letters is no smaller than the others."""
    return usual if usual / _SAME_SIZE < height < usual * _SAME_SIZE else height


def _even(ys: list[float]) -> list[float]:
    """Heights on the page with the small steps of unevenness taken out, since spaces between lines tell paragraphs."""
    steps = sorted(b - a for a, b in pairwise(ys))
    if not steps:
        return ys
    usual = median(steps[: max(1, 3 * len(steps) // 4)])  # the larger steps are those between paragraphs
    even = ys[:1]
    for a, b in pairwise(ys):
        even.append(even[-1] + (usual if abs(b - a - usual) < _SAME_STEP * usual else b - a))
    return even


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The middle of a strip that hardly any row reaches over, with as many rows on both its sides."""
    if len(pieces) < 2 * _FEWEST_ROWS:
        return None
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    wide = median(p.height for p in pieces)  # narrower strips are spaces between words
    best: tuple[int, float] | None = None
    for step in range(_STEPS // 3, 2 * _STEPS // 3):
        x = left + (right - left) * step / _STEPS
        crossing = sum(p.x0 < x + wide / 2 and x - wide / 2 < p.x1 for p in pieces)
        if best is None or crossing < best[0]:
            best = crossing, x
    assert best is not None
    crossing, x = best
    sides = [sum(p.x1 <= x for p in pieces), sum(p.x0 >= x for p in pieces)]
    return x if min(sides) >= _FEWEST_ROWS and crossing <= _CROSSING * len(pieces) else None


def _parted(pieces: Sequence[Piece], gutter: float) -> list[list[Piece]]:
    """What stands left of the gutter, right of it, and over it."""
    sides: list[list[Piece]] = [[], [], []]
    for piece in pieces:
        sides[0 if piece.x1 <= gutter else 1 if piece.x0 >= gutter else 2].append(piece)
    return sides


def _around(boxes: Sequence[Rect]) -> Rect:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
