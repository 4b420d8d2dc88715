"""What a page draws, from back to front: text, paths, pictures and shadings, those inside forms too."""

from __future__ import annotations

import ctypes
import math
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
    around: Rect | None  # outside of which the forms around it show nothing
    veiled: bool  # a form around it stands between marks or is see-through

    @property
    def matrix(self) -> Matrix:
        """From the object's own space to page space."""
        return multiply(_matrix(self.raw), self.outer)


def drawn_on(page: Any) -> list[Drawn]:
    """All that an open page draws.  Raises TooMany."""
    found: list[Drawn] = []
    for each in _walk(page.raw, _Holder()):
        found.append(each)
        if len(found) > _MOST_OBJECTS:
            raise TooMany
    return found


@dataclass(frozen=True, slots=True)
class _Holder:
    """What a page or form does to all that it holds."""

    outer: Matrix = IDENTITY
    depth: int = 0
    around: Rect | None = None
    veiled: bool = False


def _walk(parent: Any, holder: _Holder) -> Iterator[Drawn]:
    if holder.depth > _DEEPEST_FORM:
        raise TooMany
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if holder.depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for number in range(count(parent)):
        raw = get(parent, number)
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _walk(raw, _inside(raw, holder))
        else:
            box = bounds(raw)
            box = spread(holder.outer, box) if holder.depth else box
            yield Drawn(kind, raw, holder.outer, box, holder.depth, holder.around, holder.veiled)


def _inside(form: Any, holder: _Holder) -> _Holder:
    veiled = holder.veiled or is_marked(form) or bool(pdfium.FPDFPageObj_HasTransparency(form))
    clip = _narrower(holder.around, _clip(form, holder.outer))
    return _Holder(multiply(_matrix(form), holder.outer), holder.depth + 1, clip, veiled)


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
    return _narrower(thing.around, _clip(thing.raw, thing.outer))


def _clip(raw: Any, outer: Matrix) -> Rect | None:
    path = pdfium.FPDFPageObj_GetClipPath(raw)
    x, y = ctypes.c_float(), ctypes.c_float()
    clip: Rect | None = None
    for number in range(pdfium.FPDFClipPath_CountPaths(path)):
        points = []
        for index in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            points.append(apply(outer, x.value, y.value))
        clip = _narrower(clip, _around(points) if points else (0.0, 0.0, 0.0, 0.0))
    return clip


def _narrower(one: Rect | None, other: Rect | None) -> Rect | None:
    return common(one, other) if one and other else one or other


def size_of(text: Drawn) -> tuple[float, float]:
    """Height and width of the letters of a text object in points, as multiples of what its font says."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(text.raw, ctypes.byref(size))
    a, b, c, d, _, _ = text.matrix
    return size.value * math.hypot(c, d), size.value * math.hypot(a, b)


def common(one: Rect, other: Rect) -> Rect:
    """What two rectangles share; turned inside out if that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def area(box: Rect) -> float:
    """Of a rectangle, zero for one that is turned inside out."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def meets(one: Rect, other: Rect) -> bool:
    """The rectangles share some area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def holds(box: Rect, x: float, y: float) -> bool:
    """The point is in the rectangle."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def spread(matrix: Matrix, box: Rect) -> Rect:
    """The upright rectangle around what a matrix makes of one."""
    return _around([apply(matrix, x, y) for x in box[::2] for y in box[1::2]])


def _around(points: list[tuple[float, float]]) -> Rect:
    xs, ys = zip(*points, strict=True)
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
