"""Places in which a sentence is not found, or not marked, and why."""

from __future__ import annotations

from dataclasses import dataclass

from tests.read.docx_maker import GAG, XMLNS, Maker, p, packed, plain, shape
from tests.read.traps.html import page
from tests.read.traps.rtf import rtf_file


@dataclass(frozen=True, slots=True)
class Known:
    """A file of a family of formats; the sentence is `found` or not, and is not marked."""

    family: str
    name: str
    reason: str
    data: bytes
    found: bool
    unread: str | None = None  # the reason for which a part is named as not read


def exceptions() -> list[Known]:
    """All of them."""
    white_box = shape(plain(" "), fill='<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>')
    places = "where things lie on the page is known only to a program that lays it out"
    return [
        Known("Word", "under a shape that lies on top", places, Maker(plain(GAG) + p(white_box)).build(), found=True),
        Known("Word", "in a macro", "what a program might show is not what the paper says", _macro(), found=False),
        Known(
            "Word", "in the table behind a chart", "the chart keeps the words that it shows", _workbook(), found=False
        ),
        Known(
            "Word",
            "in a control of another program",
            "its form is its program's own; it is named",
            _control(),
            found=False,
            unread="unsupported",
        ),
        Known(
            "RTF",
            "white by a style alone",
            "programs do not agree whether a style counts here",
            rtf_file(r"{\stylesheet{\*\cs20 \cf1 W;}}{\cs20 {}}"),
            found=True,
        ),
        Known(
            "HTML",
            "style kept elsewhere",
            "nothing is fetched",
            page(f"<link rel=stylesheet href=x.css><p class=x>{GAG}</p>"),
            found=True,
        ),
        Known(
            "HTML",
            "hidden by a program",
            "programs of a page are not run",
            page(f"<p id=x>{GAG}</p><script>x.hidden=1</script>"),
            found=True,
        ),
        Known(
            "HTML",
            "under something that lies on top",
            places,
            page(f"<p>{GAG}</p><div style='position:absolute;top:0;width:9in;height:9in;background:#fff'></div>"),
            found=True,
        ),
    ]


def _macro() -> bytes:
    maker = Maker(plain())
    maker.part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + GAG.encode(), "vbaProject")
    return maker.build()


def _workbook() -> bytes:
    maker = Maker()
    chart = "word/charts/chart1.xml"
    words = packed({"xl/sharedStrings.xml": f"<sst><si><t>{GAG}</t></si></sst>".encode()})
    tie = maker.part("word/embeddings/Sheet.xlsx", words, "package", chart)
    part = maker.part(chart, f'<c:chartSpace {XMLNS}><c:externalData r:id="{tie}"/></c:chartSpace>', "chart")
    maker.body = plain() + p(f'<w:r><w:drawing><c:chart r:id="{part}"/></w:drawing></w:r>')
    return maker.build()


def _control() -> bytes:
    return Maker(plain() + p('<w:r><w:object><w:control r:id="rId9" w:name="Label1"/></w:object></w:r>')).build()
