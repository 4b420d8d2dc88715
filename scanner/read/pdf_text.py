"""The characters of a page of a PDF, its lines, and where they stand.

Two coordinate systems: *page space* is the PDF's own (up is positive, rectangles are left, bottom, right, top); *view*
is points from the top left of a page that is held so that its text is upright, which is nearly always as it is shown
(rectangles are left, top, right, bottom).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.pdf_objects import Rect

NOWHERE = -1  # the place of words that are not among the characters
HYPHEN = "\ufffe"  # what pdfium writes for a hyphen at a line end, line end included

_LINE = re.compile(rf"[^\r\n{HYPHEN}]+{HYPHEN}?")
_HYPHENATED = re.compile(r"\w-$")
_ANGLE_SAMPLES = 9  # characters that tell which way the text of a page runs


@dataclass(frozen=True, slots=True)
class Seen:
    """How a line was read from a picture: how sure it is, 0 to 1, and its box on the page as shown."""

    confidence: float
    box: Rect


@dataclass(frozen=True, slots=True)
class Line:
    """A run of characters on one baseline: `PdfText.text[start:end]`, white space at the ends left out."""

    start: int
    end: int
    words: str  # the characters; a line-end hyphen is in `hyphen` instead
    hyphen: bool
    x0: float
    y0: float
    x1: float
    y1: float
    cell: int | None = None  # the table cell it stands in, counted on the page
    column: int = 0  # 0 across the page, 1 left, 2 right, ...
    hidden: str | None = None  # how it is kept from the eye
    rest: bool = False  # it goes on after hidden words that stand before it on its baseline
    seen: Seen | None = None  # for a line of a picture, which has no characters in the file

    @property
    def height(self) -> float:
        """Points, from the lowest to the highest that letters of its font reach."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class View:
    """The affine map from page space to a view."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """A rectangle of page space as it is seen."""
        xs = self.a * left + self.c * bottom + self.e, self.a * right + self.c * top + self.e
        ys = self.b * left + self.d * bottom + self.f, self.b * right + self.d * top + self.f
        return min(xs), min(ys), max(xs), max(ys)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space as it is seen."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def back(self, x: float, y: float) -> tuple[float, float]:
        """The point of page space that is seen there.  Raises ZeroDivisionError for a view that has no area."""
        across, down, area = x - self.e, y - self.f, self.a * self.d - self.b * self.c
        return (self.d * across - self.c * down) / area, (self.a * down - self.b * across) / area


class PdfText:
    """The characters of an open page.  Indexes are into `text`; boxes are in page space."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._handle = page.get_textpage()
        self.text: str = self._handle.get_text_range()
        self._same = self._handle.count_chars() == len(self.text)
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._edge_refs = [ctypes.byref(edge) for edge in self._edges]
        self._rect = pdfium.FS_RECTF()
        self._rect_ref = ctypes.byref(self._rect)
        self.frame = self._frame()

    def close(self) -> None:
        """Give the memory back; no method works afterwards."""
        self._handle.close()

    def tight(self, index: int) -> Rect:
        """The box of the ink of a character."""
        return self.tight_of(self._char(index))

    def tight_of(self, number: int) -> Rect:
        """The same for a character by pdfium's own number."""
        pdfium.FPDFText_GetCharBox(self._handle.raw, number, *self._edge_refs)
        left, right, bottom, top = (edge.value for edge in self._edges)
        return left, bottom, right, top

    def loose(self, index: int) -> Rect:
        """The box of a character as high as its font."""
        if not pdfium.FPDFText_GetLooseCharBox(self._handle.raw, self._char(index), self._rect_ref):
            return self.tight(index)
        return self._rect.left, self._rect.bottom, self._rect.right, self._rect.top

    def _frame(self) -> Rect:
        """What of page space is shown."""
        pdfium.FPDF_GetPageBoundingBox(self.page.raw, self._rect_ref)
        return self._rect.left, self._rect.bottom, self._rect.right, self._rect.top

    def is_guessed(self, index: int) -> bool:
        """The font does not say which letter this character is."""
        return bool(pdfium.FPDFText_HasUnicodeMapError(self._handle.raw, self._char(index)) == 1)

    def numbers(self) -> Iterator[int]:
        """pdfium's own number of each character, in order."""
        if self._same:
            yield from range(len(self.text))
            return
        units = 0
        for character in self.text:
            yield max(0, int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._handle.raw, units)))
            units += 1 + (character > "\uffff")

    def thing(self, number: int) -> Any:
        """The text object that drew a character, by pdfium's own number; null where pdfium made it up."""
        return pdfium.FPDFText_GetTextObject(self._handle.raw, number)

    def turn(self) -> int:
        """By how many degrees (0, 90, 180, 270, anticlockwise) most of the text is turned in page space."""
        step = max(1, len(self.text) // _ANGLE_SAMPLES)
        angles = (pdfium.FPDFText_GetCharAngle(self._handle.raw, self._char(i)) for i in range(0, len(self.text), step))
        quarters: Counter[int] = Counter(round(math.degrees(angle) / 90) % 4 for angle in angles if angle >= 0)
        return (-max(quarters, key=lambda quarter: quarters[quarter]) % 4) * 90 if quarters else 0

    def _char(self, index: int) -> int:
        """pdfium's own number of a character, which differs where it keeps some out of the text."""
        if self._same:
            return index
        units = len(self.text[:index].encode("utf-16-le", "surrogatepass")) // 2
        return max(0, int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._handle.raw, units)))


def lines(text: PdfText, view: View, hidden: Sequence[tuple[int, int, str]] = ()) -> list[Line]:
    """The lines of a page in the order in which pdfium gives them, cut where hidden words begin and end."""
    found: list[Line] = []
    for match in _LINE.finditer(text.text):
        raw = match.group()
        words = raw.removesuffix(HYPHEN).strip()
        hyphen = raw.endswith(HYPHEN) or _HYPHENATED.search(words) is not None  # pdfium marks none at a page's end
        words = words.removesuffix("-") if hyphen else words
        if words:
            start = match.start() + len(raw) - len(raw.lstrip())
            whole = line(text, view, start, start + len(words), hyphen=hyphen)
            inside = [each for each in hidden if each[0] < whole.end and whole.start < each[1]]
            found += _by_eye(text, view, whole, inside) if inside else [whole]
    return found


def _by_eye(text: PdfText, view: View, whole: Line, hidden: Sequence[tuple[int, int, str]]) -> Iterator[Line]:
    """The pieces of a line that are seen and those that are not."""
    cuts = sorted({cut for start, end, _ in hidden for cut in (start, end) if whole.start < cut < whole.end})
    before = False
    for piece in split(text, view, whole, cuts):
        kind = next((kind for start, end, kind in hidden if start <= piece.start < end), None)
        yield replace(piece, hidden=kind, rest=kind is None and before)
        before = before or kind is None


def line(text: PdfText, view: View, start: int, end: int, *, hyphen: bool = False) -> Line:
    """The line of the characters from `start` to `end`, neither of which may be white space."""
    x0, y0, _, y1 = view.rect(*text.loose(start))
    _, _, x1, _ = view.rect(*text.tight(end - 1))
    return Line(start, end, text.text[start:end], hyphen, x0, y0, max(x0, x1), y1)


def split(text: PdfText, view: View, whole: Line, cuts: list[int]) -> list[Line]:
    """The pieces of a line cut before the characters `cuts`; pieces of white space are left out."""
    pieces = []
    for start, end in zip([whole.start, *cuts], [*cuts, whole.end], strict=True):
        raw = text.text[start:end]
        words = raw.strip()
        if words:
            begin = start + raw.index(words[0])
            pieces.append(line(text, view, begin, begin + len(words)))
    if pieces and whole.hyphen:
        pieces[-1] = replace(pieces[-1], hyphen=True)
    return pieces
