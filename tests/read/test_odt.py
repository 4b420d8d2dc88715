"""OpenDocument texts: every place of a sentence, its part and its mark."""

from __future__ import annotations

import pytest

from scanner.errors import Damaged, Empty, Encrypted
from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.odt import read_odt
from tests.read.docx_maker import packed

GAG = "The Guest shall never tell a living soul."
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
XMLNS = " ".join(
    [f'xmlns:{each}="{ODF}{each}:1.0"' for each in ("office", "text", "table", "draw", "style", "meta", "form")]
    + [f'xmlns:fo="{ODF}xsl-fo-compatible:1.0"', f'xmlns:svg="{ODF}svg-compatible:1.0"']
    + ['xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
    + ['xmlns:math="http://www.w3.org/1998/Math/MathML"']
)
STYLES = (
    '<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="VV" style:family="text" style:parent-style-name="V"/>'
    '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="T" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:name="P" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="D" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#000000"/></style:style>'
)


def odt(body: str, more: dict[str, str] | None = None, lists: str = "") -> bytes:
    content = (
        f"<office:document-content {XMLNS}><office:automatic-styles>{STYLES}{lists}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(more or {})}
    return packed({name: data.encode() for name, data in members.items()})


def read(body: str, more: dict[str, str] | None = None, lists: str = "") -> Document:
    return read_odt(odt(body, more, lists), "paper.odt", DEFAULT_LIMITS)


def blocks(document: Document) -> list[tuple[str, str, str | None]]:
    return [(document.text[b.start : b.end], b.part, b.hidden) for b in document.blocks]


def p(inner: str, attributes: str = "") -> str:
    return f"<text:p {attributes}>{inner}</text:p>"


def cell(inner: str, attributes: str = "") -> str:
    rest = f"<table:table-row><table:table-cell {attributes}>{inner}</table:table-cell></table:table-row>"
    return f"<table:table>{rest}</table:table>"


def box(inner: str, attributes: str = "") -> str:
    inner = f"<draw:text-box>{inner}</draw:text-box>"
    return f'<draw:frame svg:width="5cm" svg:height="3cm" {attributes}>{inner}</draw:frame>'


def note(kind: str) -> str:
    return p(f"x<text:note text:note-class='{kind}'><text:note-body>{p('{}')}</text:note-body></text:note>")


DELETED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>{}</text:p></text:deletion>'
    '</text:changed-region></text:tracked-changes><text:p>x<text:change text:change-id="c1"/></text:p>'
)


@pytest.mark.parametrize(
    ("body", "part", "kind"),
    [
        (p("{}"), "body", None),
        (p("<text:span>{}</text:span>"), "body", None),
        (p("<text:a xlink:href='x'>{}</text:a>"), "body", None),
        ("<text:section>" + p("{}") + "</text:section>", "body", None),
        (cell(p("{}")), "table", None),
        (cell(cell(p("{}"))), "table", None),
        (note("footnote"), "footnote", None),
        (note("endnote"), "endnote", None),
        (p("x<office:annotation><dc:creator>a</dc:creator>" + p("{}") + "</office:annotation>"), "comment", None),
        (p("x" + box(p("{}"))), "textbox", None),
        (p("x" + box(p(box(p("{}"))))), "textbox", None),
        (p("x<draw:custom-shape>" + p("{}") + "</draw:custom-shape>"), "textbox", None),
        (p("x<draw:frame><svg:desc>{}</svg:desc></draw:frame>"), "alt", None),
        ("<form:form><form:button form:label='{}'/></form:form>", "form", None),
        ("<text:unheard-of>" + p("{}") + "</text:unheard-of>", "body", None),
        (p('<text:span text:style-name="V">{}</text:span>'), "body", "hidden"),
        (p('<text:span text:style-name="VV">{}</text:span>'), "body", "hidden"),
        (p("{}", 'text:style-name="P"'), "body", "hidden"),
        ('<text:section text:display="none">' + p("{}") + "</text:section>", "body", "hidden"),
        (p('<text:hidden-text text:string-value="{}" text:is-hidden="true"/>x'), "body", "hidden"),
        (p('<text:hidden-paragraph text:is-hidden="true"/>{}'), "body", "hidden"),
        (p('<text:conditional-text text:string-value-if-false="{}">x</text:conditional-text>'), "body", "hidden"),
        (p('<text:span text:style-name="W">{}</text:span>'), "body", "white"),
        (p('<text:span text:style-name="T">{}</text:span>'), "body", "tiny"),
        (p("x" + box(p("{}"), 'svg:x="-90cm"')), "textbox", "off_page"),
        (cell(p("{}")).replace("table:table-cell", "table:covered-table-cell"), "table", "hidden"),
        (cell(p("{}")).replace("-row", '-row table:visibility="collapse"', 1), "table", "hidden"),
        (DELETED, "body", "deleted"),
        (cell(p('<text:span text:style-name="W">{}</text:span>'), 'table:style-name="D"'), "table", None),
    ],
)
def test_found_and_marked(body: str, part: str, kind: str | None) -> None:
    document = read(p("Before.") + body.format(GAG) + p("After."))
    assert [entry for entry in blocks(document) if GAG in entry[0]] == [(GAG, part, kind)]
    assert document.unread == ()


def test_headers_and_properties() -> None:
    stories = f"<style:header>{p('top')}</style:header><style:footer-first>{p('low')}</style:footer-first>"
    master = f"<office:master-styles><style:master-page>{stories}</style:master-page></office:master-styles>"
    more = {
        "styles.xml": f"<office:document-styles {XMLNS}>{master}</office:document-styles>",
        "meta.xml": f"<office:document-meta {XMLNS}><dc:title>Deed</dc:title></office:document-meta>",
    }
    shown = [("x", "body", None), ("top", "header", None), ("low", "footer", None), ("Deed", "properties", None)]
    assert blocks(read(p("x"), more)) == shown


def test_object_inside() -> None:
    chart = f"<office:document-content {XMLNS}><office:body>{p(GAG)}</office:body></office:document-content>"
    body = p('x<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>')
    assert (GAG, "embedded_file", None) in blocks(read(body, {"Object 1/content.xml": chart}))
    assert read(body).unread == (Unread("unsupported", part="embedded_file"),)


def test_formula() -> None:
    formula = f"<math:math {XMLNS}><math:mi>pay</math:mi><math:mo>=</math:mo><math:mn>2</math:mn></math:math>"
    body = p('x <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>')
    assert read(body, {"Object 1/content.xml": formula}).text == "x pay = 2"


LIST = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="i" text:display-levels="3"/></text:list-style>'
)


def test_list_numbers() -> None:
    deepest = f"<text:list><text:list-item>{p('deepest')}</text:list-item></text:list>"
    deep = f"<text:list><text:list-item>{p('deep')}{deepest}</text:list-item></text:list>"
    one = f"<text:list-item>{p('one')}{p('more')}{deep}</text:list-item><text:list-item>{p('two')}</text:list-item>"
    style = '<text:list text:style-name="L"'
    body = (
        f"{style}>{one}</text:list>{p('between')}"
        f'{style} text:continue-numbering="true"><text:list-item>{p("three")}</text:list-item></text:list>'
        f"{style}><text:list-item>{p('anew')}</text:list-item></text:list>"
    )
    shown = ["1. one", "more", "(a) deep", "1.a.i deepest", "2. two", "between", "3. three", "1. anew"]
    assert read(body, lists=LIST).text.split("\n") == shown


def test_signs_and_spaces() -> None:
    inner = "a  \n b<text:s text:c='3'/>c<text:tab/>d<text:line-break/>e"
    assert read(p(inner)).text == "a b   c\td\ne"


def test_headings() -> None:
    document = read("<text:h text:outline-level='1'>Silence</text:h>" + p("x"))
    assert [b.heading for b in document.blocks] == [True, False]


def test_pictures() -> None:
    body = '<draw:frame svg:width="{0}" svg:height="{0}"><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
    assert read(p("x" + body.format("12cm"))).unread == (Unread("image", part="body"),)
    assert read(p("x" + body.format("2cm"))).unread == ()


def test_broken() -> None:
    with pytest.raises(Damaged):
        read_odt(packed({"mimetype": b"x"}), "", DEFAULT_LIMITS)
    with pytest.raises(Damaged):
        read_odt(odt("<text:p>"), "", DEFAULT_LIMITS)
    with pytest.raises(Empty):
        read_odt(odt(""), "", DEFAULT_LIMITS)
    with pytest.raises(Encrypted):
        read_odt(odt(p("x"), {"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "", DEFAULT_LIMITS)
    with pytest.raises(Damaged):
        read_odt(odt("<table:table><table:table-row><table:table-cell>" * 300), "", DEFAULT_LIMITS)
