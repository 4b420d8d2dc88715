"""A sample as PDF, the same bytes each time."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from sample_docs.markup import Piece, Source, runs, shares

MARGIN = 1.0 * inch
GUTTER = 0.3 * inch  # between two columns
SOFT_HYPHEN = "\u00ad"  # where a word of a narrow column may be broken
STEP = 0.35 * inch  # one level of indent, and the room for a clause's number
FONTS = {
    "times": ("Times-Roman", "Times-Bold"),
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "courier": ("Courier", "Courier-Bold"),
}
ALIGN = {"title": TA_CENTER, "centred": TA_CENTER, "right": TA_RIGHT, "heading": TA_LEFT}


def to_pdf(source: Source) -> bytes:
    """The paper as PDF.

    Settings: font (times, helvetica, courier), size (points), leading (in sizes), paper (letter, a4), columns (1 or 2),
    align (left), letterhead, header and footer, in which {page} and {pages} are filled in.
    """
    pages = _Builder(source, 0).build()[1]
    return _Builder(source, pages).build()[0]


class _Builder:
    """One pass over the paper; `pages` is what the pass before counted."""

    def __init__(self, source: Source, pages: int) -> None:
        self.source = source
        self.settings = source.settings
        self.pages = pages
        self.plain, self.bold = FONTS[self.settings.get("font", "times")]
        self.size = float(self.settings.get("size", "11"))
        self.leading = self.size * float(self.settings.get("leading", "1.25"))
        self.paper = A4 if self.settings.get("paper") == "a4" else LETTER

    def build(self) -> tuple[bytes, int]:
        """The file and how many pages it has."""
        out = io.BytesIO()
        template = BaseDocTemplate(
            out, pagesize=self.paper, title=self.settings["title"], author="", creator="", invariant=1
        )
        template.addPageTemplates(PageTemplate(frames=self._frames(), onPage=self._furniture))
        template.build([flowable for piece in self.source.pieces for flowable in self._flow(piece)])
        return out.getvalue(), template.page

    def _frames(self) -> list[Frame]:
        width, height = self.paper
        columns = int(self.settings.get("columns", "1"))
        room = (width - 2 * MARGIN - (columns - 1) * GUTTER) / columns
        top = 0.4 * inch if "letterhead" in self.settings else 0.0
        return [
            Frame(MARGIN + i * (room + GUTTER), MARGIN, room, height - 2 * MARGIN - top, 0, 0, 0, 0)
            for i in range(columns)
        ]

    def _furniture(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        """What stands around the text of every page."""
        width, height = self.paper
        canvas.setFont(self.plain, 8)
        fill = {"page": canvas.getPageNumber(), "pages": self.pages}
        canvas.drawCentredString(width / 2, height - 0.6 * inch, self.settings.get("header", "").format(**fill))
        canvas.drawCentredString(width / 2, 0.6 * inch, self.settings.get("footer", "").format(**fill))
        if "letterhead" in self.settings:
            name, _, address = self.settings["letterhead"].partition(" / ")
            canvas.setFont(self.bold, 16)
            canvas.drawString(MARGIN, height - 0.85 * inch, name)
            canvas.setFont(self.plain, 8.5)
            canvas.drawString(MARGIN, height - 1.03 * inch, address)
            canvas.line(MARGIN, height - 1.12 * inch, width - MARGIN, height - 1.12 * inch)

    def _flow(self, piece: Piece) -> list[Flowable]:
        if piece.kind == "page":
            return [PageBreak()]
        if piece.kind == "line":
            return [HRFlowable(width="100%", thickness=0.7, color="black", spaceBefore=4, spaceAfter=8)]
        if piece.kind == "table":
            return [self._table(piece), Spacer(1, self.size)]
        bullet = "\u2022" if piece.kind == "bullet" else piece.marker or None
        return [Paragraph(_xml(piece.text), self._style(piece), bulletText=bullet)]

    def _style(self, piece: Piece) -> ParagraphStyle:
        strong = piece.kind in ("title", "heading")
        size = self.size + 3 if piece.kind == "title" else self.size
        body = TA_LEFT if self.settings.get("align") == "left" or "\n" in piece.text else TA_JUSTIFY
        indent = piece.level * STEP
        hanging = STEP if piece.marker or piece.kind == "bullet" else 0.0
        if len(piece.marker) > 4:
            hanging += STEP / 2
        return ParagraphStyle(
            piece.kind,
            fontName=self.bold if strong else self.plain,
            fontSize=size,
            leading=self.leading * size / self.size,
            alignment=ALIGN.get(piece.kind, body),
            leftIndent=indent + hanging,
            bulletIndent=indent,
            bulletFontName=self.plain,
            bulletFontSize=size,
            spaceBefore=size * 0.5 if strong else 0,
            spaceAfter=size * 0.65,
            keepWithNext=strong,
            embeddedHyphenation=int(SOFT_HYPHEN in piece.text),
        )

    def _table(self, piece: Piece) -> Table:
        style = ParagraphStyle("cell", fontName=self.plain, fontSize=self.size - 1, leading=self.size * 1.15)
        head = ParagraphStyle("head", style, fontName=self.bold)
        cells = [[Paragraph(_xml(cell), style if i else head) for cell in row] for i, row in enumerate(piece.rows)]
        lines = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        widths = [share * (self.paper[0] - 2 * MARGIN) for share in shares(piece.rows)]
        return Table(cells, widths, style=lines, repeatRows=1)


def _xml(text: str) -> str:
    marked = "".join(f"<b>{escape(part)}</b>" if bold else escape(part) for part, bold in runs(text))
    return marked.replace("\n", "<br/>")
