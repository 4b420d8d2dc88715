"""Tables with ruled lines: which cell a line of text stands in, and the cells in reading order.

The rules come from pdfium's path objects, which costs next to nothing where there are none; pdfplumber's table
logic makes cells of them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.pdf_objects import PATH, Drawn, Probe, Rect, apply
from scanner.read.pdf_page import OpenPage
from scanner.read.pdf_text import Line, PdfText, View, split

_THIN = 3.0  # points: a filled box no wider than this is a rule
_SHORTEST_RULE = 6.0  # points
_TALL = 4.0  # points: nothing lower than this can be the side of a cell
_SNAP = 3.0  # points between rules that are meant to be one
_MOST_PATHS = 4000  # more is a drawing
_MOST_CROSSINGS = 2000

Segment = tuple[float, float, float, float]  # from x, y to x, y


def in_cells(page: OpenPage) -> list[Line]:
    """The page's lines, cut at cell borders and numbered by cell; the lines of a table stand cell by cell.

    A table takes the place of its first line.  Without ruled tables these are the lines as they were.
    """
    cells = [cell for table in _tables(page) for cell in table]
    if not cells:
        return page.lines
    pieces = [piece for line in page.lines for piece in _cut(page.text, page.upright, line, cells)]
    inside = sorted((line for line in pieces if line.cell is not None), key=lambda line: line.cell or 0)
    first = next((number for number, line in enumerate(pieces) if line.cell is not None), 0)
    before = [line for line in pieces[:first] if line.cell is None]
    after = [line for line in pieces[first:] if line.cell is None]
    return before + inside + after


def _tables(page: OpenPage) -> list[list[Rect]]:
    """The cells of each table, row by row; a box alone and a single column of boxes are not tables."""
    edges = [edge for segment in _segments(page) if (edge := _edge(segment)) is not None]
    if sum(edge["orientation"] == "v" for edge in edges) < 2 or len(edges) < 4:
        return []
    from pdfplumber import table as plumber  # costs a tenth of a second to import, and few papers have tables

    merged = plumber.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = plumber.edges_to_intersections(merged, _SNAP, _SNAP)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    tables = plumber.cells_to_tables(plumber.intersections_to_cells(crossings))
    rows = [sorted(cells, key=lambda cell: (round(cell[1]), cell[0])) for cells in tables]
    return [cells for cells in rows if len({cell[0] for cell in cells}) > 1]


def _edge(segment: Segment) -> dict[str, Any] | None:
    """A rule in the form that pdfplumber works on, or None for what is slanted or short."""
    x0, x1 = sorted(segment[::2])
    top, bottom = sorted(segment[1::2])
    if x1 - x0 >= _SHORTEST_RULE and bottom - top < 1:
        return {"orientation": "h", "x0": x0, "x1": x1, "top": top, "bottom": top, "width": x1 - x0, "height": 0.0}
    if bottom - top >= _SHORTEST_RULE and x1 - x0 < 1:
        height = bottom - top
        return {"orientation": "v", "x0": x0, "x1": x0, "top": top, "bottom": bottom, "width": 0.0, "height": height}
    return None


def _cut(text: PdfText, view: View, line: Line, cells: list[Rect]) -> list[Line]:
    """The pieces of a line that stand in different cells."""
    middle = (line.y0 + line.y1) / 2
    row = [(number, cell) for number, cell in enumerate(cells) if cell[1] <= middle <= cell[3]]
    if not row:
        return [line]

    def cell_of(index: int) -> int | None:
        x0, _, x1, _ = view.rect(*text.loose(index))
        return next((number for number, cell in row if cell[0] <= (x0 + x1) / 2 <= cell[2]), None)

    places = [(index, cell_of(index)) for index in range(line.start, line.end) if not text.text[index].isspace()]
    cuts = [index for (_, before), (index, after) in pairwise(places) if before != after]
    where = dict(places)
    return [replace(piece, cell=where[piece.start]) for piece in split(text, view, line, cuts)]


def _segments(page: OpenPage) -> Iterator[Segment]:
    """The straight lines that the page draws, in its upright view."""
    paths = [thing for thing in page.things if thing.kind == PATH]
    if not any(_height(path) >= _TALL for path in paths) or len(paths) > _MOST_PATHS:
        return
    probe = Probe()
    for path in paths:
        matrix = probe.matrix(path)
        for x0, y0, x1, y1 in _visible_segments(path):
            start, end = (page.upright.point(*apply(matrix, x, y)) for x, y in ((x0, y0), (x1, y1)))
            yield *start, *end


def _height(path: Drawn) -> float:
    return path.box[3] - path.box[1]


def _visible_segments(path: Drawn) -> Iterator[Segment]:
    """The straight segments of a path if it is stroked, or if it is a filled box so thin that it is a rule."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke))
    left, bottom, right, top = path.box
    if not stroke.value and not (fill.value and min(right - left, top - bottom) <= _THIN):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    at = start = (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = x.value, y.value
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield *at, *point
        at = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield *at, *start
            at = start
