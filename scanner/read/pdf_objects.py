"""What a page draws, from back to front: text, paths, pictures and shadings, those inside forms too."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

Rect = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

TEXT, PATH, IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 12
_MOST_OBJECTS = 200_000


class TooMany(Exception):
    """A page that draws more than can be looked at, or forms in forms without end."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One object of a page.  Rectangles are left, bottom, right, top in page space."""

    kind: int
    raw: Any
    outer: Matrix  # from the space of the form that holds it to page space
    box: Rect
    depth: int  # how many forms it is in
    veiled: bool  # a form around it is marked as part of a layer or is drawn through a veil

    @property
    def matrix(self) -> Matrix:
        """From the object's own space to page space."""
        return multiply(_matrix(self.raw), self.outer)


def drawn_on(page: Any) -> list[Drawn]:
    """All that an open page draws.  Raises TooMany."""
    found: list[Drawn] = []
    for each in _walk(page.raw, IDENTITY, 0, False):
        found.append(each)
        if len(found) > _MOST_OBJECTS:
            raise TooMany
    return found


def _walk(parent: Any, outer: Matrix, depth: int, veiled: bool) -> Iterator[Drawn]:
    if depth > _DEEPEST_FORM:
        raise TooMany
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for number in range(count(parent)):
        raw = get(parent, number)
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = veiled or is_marked(raw) or bool(pdfium.FPDFPageObj_HasTransparency(raw))
            yield from _walk(raw, multiply(_matrix(raw), outer), depth + 1, inner)
        else:
            box = bounds(raw)
            yield Drawn(kind, raw, outer, spread(outer, box) if depth else box, depth, veiled)


def is_marked(raw: Any) -> bool:
    """The object stands between marks, as parts of layers and tagged words do."""
    return int(pdfium.FPDFPageObj_CountMarks(raw)) > 0


def bounds(raw: Any) -> Rect:
    """Left, bottom, right, top of an object, in the space of the form or page that holds it."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(raw, *map(ctypes.byref, (left, bottom, right, top)))
    return left.value, bottom.value, right.value, top.value


def clip_of(thing: Drawn) -> Rect | None:
    """The box outside of which nothing of an object shows, in page space; None if there is no such box."""
    path = pdfium.FPDFPageObj_GetClipPath(thing.raw)
    x, y = ctypes.c_float(), ctypes.c_float()
    clip: Rect | None = None
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for index in range(max(pdfium.FPDFClipPath_CountPathSegments(path, number), 0)):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            points.append(apply(thing.outer, x.value, y.value))
        xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
        box = min(xs), min(ys), max(xs), max(ys)
        clip = box if clip is None else common(clip, box)
    return clip


def common(one: Rect, other: Rect) -> Rect:
    """What two rectangles share; turned inside out if that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def meets(one: Rect, other: Rect) -> bool:
    """The rectangles share some area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def holds(box: Rect, x: float, y: float) -> bool:
    """The point is in the rectangle."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def spread(matrix: Matrix, box: Rect) -> Rect:
    """The upright rectangle around what a matrix makes of one."""
    corners = [apply(matrix, x, y) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    return (*_direction(outer, a, b), *_direction(outer, c, d), *apply(outer, e, f))


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix moves a point."""
    dx, dy = _direction(matrix, x, y)
    return dx + matrix[4], dy + matrix[5]


def _direction(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y


def _matrix(raw: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, ctypes.byref(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
