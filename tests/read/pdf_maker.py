"""PDF papers made by the tests themselves, one construct each."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import reportlab
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

WIDTH, HEIGHT = letter
LEFT, TOP, STEP = 72, 720, 14

_NOUNS = """
    agreement payment silence witness property garden company orchard letter answer kitchen lawyer journal promise
    harvest meeting mediator statement winter claim notice market window record
"""
_LINKS = ("and the", "shall not", "or any", "of Marigold Press, Inc.", "under Section 4 to")


def sentence(random: Random, words: int) -> str:
    """Words without meaning, in the rhythm of a contract: no two sentences are alike."""
    nouns = _NOUNS.split()
    picked = [random.choice(nouns) for _ in range(words)]
    for place in range(7, words - 3, 9):
        picked[place] = random.choice(_LINKS)
    return " ".join(picked).capitalize() + "."


def clauses(sections: int, seed: int = 1) -> list[str]:
    """An invented agreement as paragraphs: headings, long and short clauses, lists."""
    random = Random(seed)
    paragraphs = ["SETTLEMENT AGREEMENT AND RELEASE"]
    for number in range(1, sections + 1):
        paragraphs += [
            f"{number}. {sentence(random, 3)}",
            f"{number}.1 " + " ".join(sentence(random, random.randint(12, 40)) for _ in range(3)),
            f"{sentence(random, 20)[:-1]} and shall not:",
            f"(a) {sentence(random, 9)[:-1].lower()};",
            f"(b) {sentence(random, 35)[:-1].lower()}; or",
            f"(c) {sentence(random, 15).lower()}",
            sentence(random, random.randint(30, 60)),
        ]
    return paragraphs


def lines_pdf(pages: Sequence[Sequence[str]], *, turn: int = 0) -> bytes:
    """Pages of lines; `turn` is the angle, anticlockwise, at which they are drawn."""

    def draw(canvas: Canvas) -> None:
        for page in pages:
            canvas.translate(*{0: (72, 720), 90: (540, 72), 180: (540, 72), 270: (72, 720)}[turn])
            canvas.rotate(turn)
            for number, line in enumerate(page):
                canvas.drawString(0, -STEP * number, line)
            canvas.showPage()

    return drawn(draw)


def shown(data: bytes, *, rotate: int = 0, crop: tuple[float, float, float, float] = (0, 0, WIDTH, HEIGHT)) -> bytes:
    """The same pages with /Rotate and /CropBox."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Rotate = rotate
            page.CropBox = pikepdf.Array(crop)
        pdf.save(out)
    return out.getvalue()


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF drawn by `draw`, which must end each of its pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def flowed(
    paragraphs: Sequence[str],
    *,
    justify: bool = True,
    space: float = 6,
    indent: float = 0,
    size: float = 11,
    header: str | None = None,
    footer: str | None = None,
) -> bytes:
    """Paragraphs flowed over pages; `{page}` in `header` and `footer` is the page number."""
    style = ParagraphStyle(
        "clause",
        fontName="Times-Roman",
        fontSize=size,
        leading=size * 1.2,
        alignment=TA_JUSTIFY if justify else TA_LEFT,
        spaceAfter=space,
        firstLineIndent=indent,
    )

    def furnish(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Times-Roman", 9)
        if header:
            canvas.drawString(72, HEIGHT - 40, header.format(page=document.page))
        if footer:
            canvas.drawCentredString(WIDTH / 2, 30, footer.format(page=document.page))

    out = io.BytesIO()
    paper = SimpleDocTemplate(out, pagesize=letter, leftMargin=72, rightMargin=72, topMargin=72, bottomMargin=60)
    paper.build([Paragraph(text, style) for text in paragraphs], onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def table_pdf(rows: Sequence[Sequence[str]], *, before: str, after: str, ruled: bool = True) -> bytes:
    """A table between two paragraphs; cells wrap."""
    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=10, leading=12)
    cells = [[Paragraph(text, style) for text in row] for row in rows]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    table = Table(cells, colWidths=[130] * len(rows[0]), style=grid)
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=letter).build([Paragraph(before, style), table, Paragraph(after, style)])
    return out.getvalue()


def two_columns(left: Sequence[str], right: Sequence[str], *, title: str, by_row: bool = True) -> bytes:
    """Two columns of lines under a title, drawn row by row or column by column."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawCentredString(WIDTH / 2, TOP + 30, title)
        cells = [(column, row) for row in range(len(left)) for column in (0, 1)]
        for column, row in cells if by_row else sorted(cells):
            canvas.drawString(LEFT + 245 * column, TOP - 12 * row, (left, right)[column][row])
        canvas.showPage()

    return drawn(draw)


def columns(paragraphs: Sequence[str], count: int, *, by_row: bool, rows: int = 40, size: float = 8) -> bytes:
    """Paragraphs flowed through columns over pages, with a header and three lines of footer on each.

    The lines are drawn row by row, or column by column.
    """
    gap = 18
    width = (WIDTH - 2 * LEFT - gap * (count - 1)) / count
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*simpleSplit(paragraph, "Helvetica", size, width), ""]
    pages = [lines[start : start + rows * count] for start in range(0, len(lines), rows * count)]

    def draw(canvas: Canvas) -> None:
        for number, page in enumerate(pages, 1):
            canvas.setFont("Helvetica", size)
            canvas.drawString(LEFT, TOP + 30, "Marigold Press: terms")
            cells = [(place // rows, place % rows, line) for place, line in enumerate(page)]
            for column, row, line in sorted(cells, key=lambda cell: cell[1]) if by_row else cells:
                canvas.drawString(LEFT + column * (width + gap), TOP - 1.2 * size * row, line)
            canvas.drawString(LEFT, 52, "Marigold Press, 4 Orchard Lane, Springfield")
            canvas.drawString(LEFT, 42, "Telephone 555 0100, office@marigold.example")
            canvas.drawCentredString(WIDTH / 2, 30, f"Page {number} of {len(pages)}")
            canvas.showPage()

    return drawn(draw)


def picture_pdf(*, stamp: str = "", pages_before: int = 0) -> bytes:
    """A page that is all picture, with `stamp` written over it, after pages of text."""
    from PIL import Image

    image = ImageReader(Image.new("RGB", (60, 80), "lightgray"))

    def draw(canvas: Canvas) -> None:
        for _ in range(pages_before):
            for number, line in enumerate(clauses(4)):
                canvas.drawString(LEFT, TOP - STEP * number, line[:90])
            canvas.showPage()
        canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)
        canvas.drawString(LEFT, 60, stamp)
        canvas.showPage()

    return drawn(draw)


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of a pikepdf document."""
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def nameless_pdf(text: str) -> bytes:
    """A page in a font that draws letters and does not say which."""
    name, dictionary = pikepdf.Name, pikepdf.Dictionary
    font_file = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        descriptor = dictionary(
            Type=name.FontDescriptor,
            FontName=name.Vera,
            Flags=4,
            FontBBox=[0, -200, 1000, 900],
            ItalicAngle=0,
            Ascent=900,
            Descent=-200,
            CapHeight=700,
            StemV=80,
            FontFile2=pdf.make_stream(font_file.read_bytes()),
        )
        descendant = dictionary(
            Type=name.Font,
            Subtype=name.CIDFontType2,
            BaseFont=name.Vera,
            CIDSystemInfo=dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            DW=600,
            CIDToGIDMap=name.Identity,
        )
        font = dictionary(
            Type=name.Font,
            Subtype=name.Type0,
            BaseFont=name.Vera,
            Encoding=name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
        )
        glyphs = "".join(f"{ord(letter) - 29:04X}" for letter in text)
        pdf.pages[0].Resources = dictionary(Font=dictionary(F=pdf.make_indirect(font)))
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F 12 Tf 72 700 Td <{glyphs}> Tj ET".encode())
        return saved(pdf)


def form_bomb(depth: int = 8, width: int = 12) -> bytes:
    """A small page whose forms draw forms that draw forms: width ** depth pieces of text."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        inner = _form(pdf, b"BT /F 9 Tf (x) Tj ET", pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)))
        for _ in range(depth):
            inner = _form(pdf, b"/X Do " * width, pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)))
        page = pdf.pages[0]
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        page.Contents = pdf.make_stream(b"/X Do")
        return saved(pdf)


def _form(pdf: pikepdf.Pdf, content: bytes, resources: pikepdf.Dictionary) -> pikepdf.Object:
    form = pdf.make_stream(content)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 100, 100])
    form.Resources = resources
    return form


def stream_bomb(mebibytes: int = 3000) -> bytes:
    """A page whose content is that many mebibytes of spaces, packed small."""
    packer = zlib.compressobj(9)
    piece = b" " * (1 << 20)
    first, again = (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    with pikepdf.open(io.BytesIO(lines_pdf([["The end."]]))) as pdf:
        content = pikepdf.Stream(pdf, first + again * mebibytes + packer.flush())
        content.Filter = pikepdf.Name.FlateDecode
        pdf.pages[0].Contents = pdf.make_indirect(content)
        return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
