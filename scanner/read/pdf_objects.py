"""What a page draws, from back to front: text, paths, pictures and shadings, those inside forms too."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from scanner.read.colours import RGB

Rect = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

TEXT, PATH, IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_EMPTY: Rect = (0.0, 0.0, 0.0, 0.0)
_DEEPEST_FORM = 40  # in which pdfium looks for objects
_MOST_OBJECTS = 200_000


class TooMany(Exception):
    """A page that draws more than can be looked at."""


class Drawn(NamedTuple):
    """One object of a page.  Rectangles are left, bottom, right, top in page space."""

    kind: int
    raw: Any
    outer: Matrix  # from the space of the form that holds it to page space
    box: Rect
    depth: int  # how many forms it is in
    around: Rect | None  # outside of which the forms around it show nothing
    glassy: bool  # a form around it is see-through
    size: tuple[float, float] = (0.0, 0.0)  # of text: height and width of its letters, as multiples of the font's own


@dataclass(frozen=True, slots=True)
class _Holder:
    """What a page or form does to all that it holds."""

    outer: Matrix = IDENTITY
    depth: int = 0
    around: Rect | None = None
    glassy: bool = False


class Probe:
    """Asks pdfium about the objects of a page, one after the other.

    `cut` says that forms in forms go on deeper than anybody looks.
    """

    def __init__(self) -> None:
        self.cut = False
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._refs = [ctypes.byref(each) for each in self._floats]
        self._counts = [ctypes.c_uint() for _ in range(4)]
        self._count_refs = [ctypes.byref(each) for each in self._counts]
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_ref = ctypes.byref(self._matrix)

    def drawn_on(self, page: Any) -> list[Drawn]:
        """All that an open page draws.  Raises TooMany."""
        found: list[Drawn] = []
        for each in self._walk(page.raw, _Holder()):
            found.append(each)
            if len(found) > _MOST_OBJECTS:
                raise TooMany
        return found

    def matrix(self, thing: Drawn) -> Matrix:
        """From the object's own space to page space."""
        own = self.own_matrix(thing.raw)
        return multiply(own, thing.outer) if thing.depth else own

    def ink(self, raw: Any, *, stroke: bool = False) -> tuple[RGB | None, float]:
        """The colour in which something is filled (or stroked), None for a pattern; and its opacity, 0 to 1."""
        get = pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor
        if not get(raw, *self._count_refs):
            return None, 1.0
        red, green, blue, alpha = self._counts
        return (red.value, green.value, blue.value), alpha.value / 255

    def clip(self, thing: Drawn) -> Rect | None:
        """The box outside of which nothing of an object shows, in page space; None if there is no such box."""
        return _narrower(thing.around, self._clip(thing.raw, thing.outer))

    def _clip(self, raw: Any, outer: Matrix) -> Rect | None:
        path = pdfium.FPDFPageObj_GetClipPath(raw)
        count, get, where = (
            pdfium.FPDFClipPath_CountPathSegments,
            pdfium.FPDFClipPath_GetPathSegment,
            pdfium.FPDFPathSegment_GetPoint,
        )
        x, y = self._floats[:2]
        x_ref, y_ref = self._refs[:2]
        clip: Rect | None = None
        for number in range(pdfium.FPDFClipPath_CountPaths(path)):
            points = []
            for index in range(count(path, number)):
                where(get(path, number, index), x_ref, y_ref)
                points.append((x.value, y.value))
            clip = _narrower(clip, spread(outer, points) if points else _EMPTY)
        return clip

    def _walk(self, parent: Any, holder: _Holder) -> Iterator[Drawn]:
        if holder.depth > _DEEPEST_FORM:
            self.cut = True
            return
        count, get = (
            (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
            if holder.depth
            else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
        )
        for number in range(count(parent)):
            raw = get(parent, number)
            kind = pdfium.FPDFPageObj_GetType(raw)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                yield from self._walk(raw, self._inside(raw, holder))
            else:
                outer, depth, around, glassy = holder.outer, holder.depth, holder.around, holder.glassy
                size = self._size(raw, holder) if kind == TEXT else (0.0, 0.0)
                yield Drawn(kind, raw, outer, self._bounds(raw, holder), depth, around, glassy, size)

    def _inside(self, form: Any, holder: _Holder) -> _Holder:
        glassy = holder.glassy or bool(pdfium.FPDFPageObj_HasTransparency(form))
        clip = _narrower(holder.around, self._clip(form, holder.outer))
        return _Holder(multiply(self.own_matrix(form), holder.outer), holder.depth + 1, clip, glassy)

    def _size(self, text: Any, holder: _Holder) -> tuple[float, float]:
        pdfium.FPDFTextObj_GetFontSize(text, self._refs[0])
        size = self._floats[0].value
        a, b, c, d, _, _ = self.own_matrix(text)
        if holder.depth:
            a, b, c, d, _, _ = multiply((a, b, c, d, 0.0, 0.0), holder.outer)
        return size * math.hypot(c, d), size * math.hypot(a, b)

    def _bounds(self, raw: Any, holder: _Holder) -> Rect:
        pdfium.FPDFPageObj_GetBounds(raw, *self._refs)
        one, two, three, four = self._floats
        left, bottom, right, top = one.value, two.value, three.value, four.value
        if not holder.depth:
            return left, bottom, right, top
        return spread(holder.outer, [(left, bottom), (left, top), (right, bottom), (right, top)])

    def own_matrix(self, raw: Any) -> Matrix:
        """From the object's own space to that of the form or page that holds it."""
        if not pdfium.FPDFPageObj_GetMatrix(raw, self._matrix_ref):
            return IDENTITY
        matrix = self._matrix
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def is_marked(raw: Any) -> bool:
    """The object stands between marks, as parts of layers and tagged words do."""
    return int(pdfium.FPDFPageObj_CountMarks(raw)) > 0


def address(raw: Any) -> int:
    """What tells one object of a page from another; zero for none."""
    return ctypes.addressof(raw.contents) if raw else 0


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


def spread(matrix: Matrix, points: list[tuple[float, float]]) -> Rect:
    """The upright rectangle around points that a matrix has moved."""
    moved = points if matrix == IDENTITY else [apply(matrix, x, y) for x, y in points]
    xs, ys = zip(*moved, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    return (*_direction(outer, a, b), *_direction(outer, c, d), *apply(outer, e, f))


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _direction(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y


def _narrower(one: Rect | None, other: Rect | None) -> Rect | None:
    return common(one, other) if one and other else one or other
