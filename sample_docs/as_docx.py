"""A sample as DOCX, the same content each time."""

from __future__ import annotations

import datetime
import io
import zipfile

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph

from sample_docs.markup import Piece, Source, runs, shares

STEP = 0.4  # inches: one level of indent, and the room for a clause's number
WIDTH = 6.0  # inches: a table, between python-docx's own margins
DAY = datetime.datetime(2024, 1, 1)  # all dates inside the file, so that making it again changes nothing
FONTS = {"times": "Times New Roman", "helvetica": "Arial", "cambria": "Cambria", "calibri": "Calibri"}
ALIGN = {
    "title": WD_ALIGN_PARAGRAPH.CENTER,
    "centred": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def to_docx(source: Source) -> bytes:
    """The paper as DOCX.  Settings: font, size (points), header, footer; {page} in either is a page number field."""
    paper = Document()
    _prepare(paper, source.settings)
    for piece in source.pieces:
        _add(paper, piece)
    out = io.BytesIO()
    paper.save(out)
    return _undated(out.getvalue())


def _prepare(paper: Docx, settings: dict[str, str]) -> None:
    font = paper.styles["Normal"].font
    font.name = FONTS[settings.get("font", "times")]
    font.size = Pt(float(settings.get("size", "11")))
    properties = paper.core_properties
    properties.title, properties.author, properties.last_modified_by = settings["title"], "", ""
    properties.comments = ""
    properties.created = properties.modified = DAY
    section = paper.sections[0]
    for part, name in ((section.header, "header"), (section.footer, "footer")):
        if name in settings:
            part.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _with_page_number(part.paragraphs[0], settings[name])


def _add(paper: Docx, piece: Piece) -> None:
    if piece.kind == "page":
        paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif piece.kind == "line":
        paper.add_paragraph("_" * 60)
    elif piece.kind == "table":
        _add_table(paper, piece)
    else:
        _add_paragraph(paper, piece)


def _add_paragraph(paper: Docx, piece: Piece) -> None:
    style = {"heading": "Heading 2", "bullet": "List Bullet"}.get(piece.kind, "Normal")
    paragraph = paper.add_paragraph(style=style)
    if piece.kind in ALIGN:
        paragraph.alignment = ALIGN[piece.kind]
    if piece.level or piece.marker:
        hanging = STEP * (1.5 if len(piece.marker) > 4 else 1) if piece.marker else 0
        paragraph.paragraph_format.left_indent = Inches(piece.level * STEP + hanging)
        paragraph.paragraph_format.first_line_indent = Inches(-hanging)
    if piece.marker:
        paragraph.add_run(piece.marker + "\t")
    for text, bold in runs(piece.text):
        run = paragraph.add_run(text)
        run.bold = True if bold or piece.kind == "title" else None
        if piece.kind == "title":
            run.font.size = Pt(15)


def _add_table(paper: Docx, piece: Piece) -> None:
    widths = [Inches(share * WIDTH) for share in shares(piece.rows)]
    table = paper.add_table(rows=0, cols=len(widths), style="Table Grid")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for i, row in enumerate(piece.rows):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = width  # Word goes by the cells, others by the columns
            for part, bold in runs(text):
                cell.paragraphs[0].add_run(part).bold = True if bold or i == 0 else None
    paper.add_paragraph()


def _with_page_number(paragraph: Paragraph, text: str) -> None:
    before, field, after = text.partition("{page}")
    paragraph.add_run(before)
    if field:
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), "PAGE")
        shown = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = "1"
        shown.append(words)
        element.append(shown)
        paragraph._p.append(element)
    paragraph.add_run(after)


def _undated(data: bytes) -> bytes:
    """The same package with one fixed date on every member: python-docx writes the time of day there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, DAY.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
