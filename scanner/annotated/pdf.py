"""A PDF with its findings marked on the pages.

The file is written anew by qpdf and not added to at its end: a copy of a broken file is whole then, and nothing has to
be guessed about how the old file was put together.  Streams are carried over as they are; a signature in the file
stays, and does not hold for the copy.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pikepdf
import pypdfium2

from scanner.annotated.notes import Box, Note, Notes
from scanner.annotated.shades import LABEL, SHADES, Rect, draw_label, draw_mark, label_size
from scanner.annotated.sheet import Sheet, open_sheet
from scanner.errors import Damaged
from scanner.read.pdf import open_pdf
from scanner.read.pdf_beside import BROKEN
from scanner.read.pdf_repair import mend
from scanner.read.pdf_text import View
from scanner.report.wording import NOTE_AUTHOR, NOTE_MORE, STANDING_ADVICE

_PRINT, _LOCKED = 1 << 2, 1 << 7 | 1 << 9  # flags: shown on paper too; not to be moved, changed or removed by mistake
_EDGE = 4.0  # points from the edge of a page to a label


def write_pdf(data: bytes, notes: Notes) -> bytes:
    """The paper with a highlight for each line of a finding; what has no place is told in a note on the first page.

    Raises Damaged, Encrypted.
    """
    data = mend(data).data
    try:
        with open_pdf(data) as shown, _opened(data, shown) as pdf:
            _Copy(pdf, shown).add(notes)
            return _saved(pdf)
    except (*BROKEN, IndexError, pypdfium2.PdfiumError):
        raise Damaged() from None


def _opened(data: bytes, shown: Any) -> pikepdf.Pdf:
    """The file with all pages that pdfium shows; as pdfium writes it where qpdf cannot make out as many."""
    with suppress(*BROKEN):
        pdf = pikepdf.open(io.BytesIO(data))
        if len(pdf.pages) >= len(shown):
            return pdf
    mended = io.BytesIO()
    shown.save(mended)
    return pikepdf.open(mended)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    untouched: dict[str, Any] = {
        "compress_streams": False,
        "stream_decode_level": pikepdf.StreamDecodeLevel.none,
        "deterministic_id": True,
    }
    pdf.save(
        out,
        min_version="1.4",  # the first in which colours can be laid over one another
        fix_metadata_version=False,
        preserve_pdfa=False,
        **({"encryption": True} if pdf.is_encrypted else untouched),  # it is either the one or the other
    )
    return out.getvalue()


class _Copy:
    """An open PDF, and the same as pdfium shows it, which says where on its pages a box is."""

    def __init__(self, pdf: pikepdf.Pdf, shown: Any) -> None:
        self._pdf, self._shown = pdf, shown
        self._boxes: defaultdict[int, list[Box]] = defaultdict(list)  # of all notes, by page
        self._sheets: dict[int, Sheet | None] = {}
        self._added: defaultdict[int, list[pikepdf.Object]] = defaultdict(list)
        self._means = pdf.make_indirect(_means())

    def add(self, notes: Notes) -> None:
        """Write all notes into the pages."""
        for box in (box for note in notes.notes for box in note.boxes):
            self._boxes[int(box[0])].append(box)
        left = [note for note in notes.notes if not self._mark(note)]
        labels = [(STANDING_ADVICE, notes.advice)]
        if left:
            labels.append((NOTE_MORE, "\n\n".join(f"{note.words}\n{note.elsewhere}" for note in left)))
        self._label(labels)
        for number, added in self._added.items():
            page = self._pdf.pages[number - 1].obj
            old = page.get("/Annots")
            # A list of its own, since pages may share one.
            page.Annots = pikepdf.Array([*(old if isinstance(old, pikepdf.Array) else ()), *added])

    def _mark(self, note: Note) -> bool:
        """Highlight a quote on each of its pages; False if no part of it is on any."""
        by_page: defaultdict[int, list[Box]] = defaultdict(list)
        for box in note.boxes:
            by_page[int(box[0])].append(box)
        marked = False
        for number, boxes in by_page.items():
            sheet = self._sheet(number)
            lines = sheet.on_page(boxes) if sheet is not None else []
            if sheet is not None and lines:
                tag = sheet.tag(lines[0], note.number)
                drawn = draw_mark(SHADES[note.severity], sheet.unshaded(lines), note.number, tag)
                quads = [value for line in lines for value in _quad(sheet.view, line)]
                more = {"/QuadPoints": pikepdf.Array(quads), "/C": pikepdf.Array(SHADES[note.severity].light)}
                self._annotate(number, sheet, "/Highlight", (*lines, tag), drawn, note.words, more)
                marked = True
        return marked

    def _label(self, labels: Sequence[tuple[str, str]]) -> None:
        """Notes at the top of the first page that can be shown: what is drawn there, and what each says."""
        numbers = range(1, len(self._pdf.pages) + 1)
        number, sheet = next(((n, sheet) for n in numbers if (sheet := self._sheet(n))), (0, None))
        if sheet is None:
            raise Damaged()
        top = _EDGE
        for label, words in labels:
            wide, high = label_size(label, sheet.width - 2 * _EDGE)
            place = (_EDGE, top, _EDGE + wide, top + high)
            more = {"/Name": pikepdf.Name("/Note"), "/F": _PRINT | _LOCKED, "/C": pikepdf.Array(LABEL.light)}
            self._annotate(number, sheet, "/Text", (place,), draw_label(label, place), words, more)
            top += high + 1.0

    def _annotate(
        self,
        number: int,
        sheet: Sheet,
        kind: str,
        covers: Sequence[Rect],
        drawn: Iterator[str],
        words: str,
        more: dict[str, Any],
    ) -> None:
        around = _around(sheet.view, covers)
        look = self._pdf.make_stream(
            "\n".join(("q", _matrix(sheet.view), *drawn, "Q")).encode("latin-1", "replace"),
            {
                "/Type": pikepdf.Name("/XObject"),
                "/Subtype": pikepdf.Name("/Form"),
                "/BBox": around,
                "/Resources": self._means,
            },
        )
        note = {
            "/Type": pikepdf.Name("/Annot"),
            "/Subtype": pikepdf.Name(kind),
            "/Rect": around,
            "/Contents": pikepdf.String(words),
            "/T": pikepdf.String(NOTE_AUTHOR),
            "/NM": pikepdf.String(f"note-{number}-{len(self._added[number]) + 1}"),
            "/F": _PRINT,
            "/P": self._pdf.pages[number - 1].obj,
            "/AP": pikepdf.Dictionary(N=look),
            **more,
        }
        self._added[number].append(self._pdf.make_indirect(pikepdf.Dictionary(note)))

    def _sheet(self, number: int) -> Sheet | None:
        """A page by its number; None if it cannot be shown."""
        if number not in self._sheets:
            self._sheets[number] = None
            with suppress(pypdfium2.PdfiumError, IndexError, ZeroDivisionError):
                self._sheets[number] = open_sheet(self._shown[number - 1], self._boxes[number])
        return self._sheets[number]


def _means() -> pikepdf.Dictionary:
    """What the looks of all notes need."""
    name = pikepdf.Name
    font = {"/Type": name("/Font"), "/Subtype": name("/Type1"), "/BaseFont": name("/Helvetica-Bold")}
    state = {"/M": {"/BM": name("/Multiply")}, "/N": {"/BM": name("/Normal")}}
    return pikepdf.Dictionary({"/Font": {"/F": font}, "/ExtGState": state})


def _quad(view: View, line: Rect) -> Iterator[float]:
    """The corners of a line in page space, in the order that programs expect: along its top, then its bottom."""
    left, top, right, bottom = line
    for x, y in ((left, top), (right, top), (left, bottom), (right, bottom)):
        yield from (round(value, 2) for value in view.back(x, y))


def _around(view: View, rects: Sequence[Rect]) -> pikepdf.Array:
    """The rectangle of page space around all of these."""
    corners = [view.back(x, y) for left, top, right, bottom in rects for x, y in ((left, top), (right, bottom))]
    xs, ys = zip(*corners, strict=True)
    return pikepdf.Array([round(value, 2) for value in (min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1)])


def _matrix(view: View) -> str:
    """The operator after which points are given as the page is shown."""
    (e, f), (ax, ay), (cx, cy) = view.back(0, 0), view.back(1000, 0), view.back(0, 1000)
    across, down = ((ax - e) / 1000, (ay - f) / 1000), ((cx - e) / 1000, (cy - f) / 1000)
    return " ".join(f"{value:.6f}" for value in (*across, *down, e, f)) + " cm"
