"""OpenDocument texts in which the sentence stands or hides."""

from __future__ import annotations

import io
import zipfile

from tests.read.docx_maker import GAG, packed
from tests.read.test_odt import XMLNS, odt
from tests.read.test_odt import box as odt_box
from tests.read.test_odt import cell as odt_cell
from tests.read.test_odt import p as odt_p
from tests.read.traps.trap import Trap


def odt_traps() -> list[Trap]:
    """All of them."""
    flat = (
        f'<?xml version="1.0"?><office:document {XMLNS} office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{_ODT_STYLES}</office:automatic-styles><office:body><office:text>"
        f"{odt_p('They met.')}{odt_p('{}', chr(32) + chr(116) + 'ext:style-name=' + chr(34) + 'P' + chr(34))}"
        "</office:text></office:body></office:document>"
    )
    return [
        *(
            Trap(
                name,
                odt(odt_p("They met.") + body.replace("{}", GAG) + odt_p("They parted."), lists=_ODT_STYLES),
                part,
                kind,
            )
            for name, body, part, kind in _ODT
        ),
        Trap("deleted in a header", odt(odt_p("x"), {"styles.xml": _header(_DELETED)}), "header", "deleted"),
        Trap(
            "property of its own",
            odt(odt_p("x"), {"meta.xml": _meta(f'<meta:user-defined meta:name="x">{GAG}</meta:user-defined>')}),
            "properties",
        ),
        Trap("part that nothing is tied to", odt(odt_p("x"), {"Basic/x.xml": f"<a>{GAG}</a>"}), "file_data", "hidden"),
        Trap(
            "object that nothing is tied to",
            odt(odt_p("x"), {"Object 9/content.xml": f"<a b='{GAG}'/>"}),
            "file_data",
            "hidden",
        ),
        Trap(
            "on a page of its colour",
            odt(odt_p(f'<text:span text:style-name="G">{GAG}</text:span>'), {"styles.xml": _GREEN_PAGE}, _ODT_STYLES),
            "body",
            "same_colour",
        ),
        Trap("one XML file", flat.replace("{}", GAG).encode(), "body", "hidden"),
        Trap(
            "without its type",
            _without_type(odt(odt_p(f'<text:span text:style-name="V">{GAG}</text:span>'))),
            "body",
            "hidden",
        ),
    ]


def _without_type(data: bytes) -> bytes:
    package = zipfile.ZipFile(io.BytesIO(data))
    manifest = b'<x full-path="/" media-type="application/vnd.oasis.opendocument.text"/>'
    return packed({"content.xml": package.read("content.xml"), "META-INF/manifest.xml": manifest})


def _header(inner: str) -> str:
    master = f"<style:master-page><style:header>{inner.replace('{}', GAG)}</style:header></style:master-page>"
    return (
        f"<office:document-styles {XMLNS}><office:master-styles>{master}</office:master-styles>"
        "</office:document-styles>"
    )


def _meta(inner: str) -> str:
    return f"<office:document-meta {XMLNS}><office:meta>{inner}</office:meta></office:document-meta>"


_GREEN_PAGE = (
    f"<office:document-styles {XMLNS}><office:automatic-styles><style:page-layout style:name='L'>"
    "<style:page-layout-properties fo:background-color='#00b050'/></style:page-layout></office:automatic-styles>"
    "<office:master-styles><style:master-page style:page-layout-name='L'/>"
    "</office:master-styles></office:document-styles>"
)
_DELETED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>{}</text:p></text:deletion>'
    '</text:changed-region></text:tracked-changes><text:p>x<text:change text:change-id="c1"/></text:p>'
)
_ODT_STYLES = (
    '<style:style style:name="P" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="G" style:family="text"><style:text-properties fo:color="#00b050"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties '
    'style:text-position="super 1%"/></style:style>'
    '<style:style style:name="K" style:family="paragraph"><style:paragraph-properties fo:background-color="#00b050"/>'
    '<style:text-properties fo:color="#00b050"/></style:style>'
    '<style:style style:name="C" style:family="table-column"><style:table-column-properties '
    'style:column-width="0.01cm"/>'
    "</style:style>"
    '<style:style style:name="B" style:family="graphic"><style:graphic-properties '
    'draw:fill="solid" draw:fill-color="#00b050"/>'
    "</style:style>"
)
_ODT: list[tuple[str, str, str, str | None]] = [
    ("plain", odt_p("{}"), "body", None),
    ("hidden by style", odt_p('<text:span text:style-name="V">{}</text:span>'), "body", "hidden"),
    ("hidden paragraph", odt_p("{}", 'text:style-name="P"'), "body", "hidden"),
    ("hidden section", '<text:section text:display="none">' + odt_p("{}") + "</text:section>", "body", "hidden"),
    (
        "section hidden on a condition",
        '<text:section text:display="condition" text:condition="ooow:1" text:is-hidden="true">'
        + odt_p("{}")
        + "</text:section>",
        "body",
        "hidden",
    ),
    ("hidden text field", odt_p('<text:hidden-text text:string-value="{}" text:is-hidden="true"/>x'), "body", "hidden"),
    ("white", odt_p('<text:span text:style-name="W">{}</text:span>'), "body", "white"),
    ("colour of its paragraph", odt_p("{}", 'text:style-name="K"'), "body", "same_colour"),
    (
        "colour of its box",
        odt_p("x" + odt_box(odt_p('<text:span text:style-name="G">{}</text:span>'), 'draw:style-name="B"')),
        "textbox",
        "same_colour",
    ),
    ("one point", odt_p('<text:span text:style-name="T">{}</text:span>'), "body", "tiny"),
    ("raised and shrunk", odt_p('<text:span text:style-name="S">{}</text:span>'), "body", "tiny"),
    ("deleted", _DELETED, "body", "deleted"),
    ("deleted, and its place lost", _DELETED.replace('<text:change text:change-id="c1"/>', ""), "body", "deleted"),
    (
        "inserted",
        odt_p('<text:change-start text:change-id="c2"/>{}<text:change-end text:change-id="c2"/>'),
        "body",
        None,
    ),
    (
        "comment",
        odt_p("x<office:annotation><dc:creator>a</dc:creator>" + odt_p("{}") + "</office:annotation>"),
        "comment",
        None,
    ),
    (
        "footnote",
        odt_p(
            "x<text:note text:note-class='footnote'><text:note-body>" + odt_p("{}") + "</text:note-body></text:note>"
        ),
        "footnote",
        None,
    ),
    (
        "ruby",
        odt_p("<text:ruby><text:ruby-base>x</text:ruby-base><text:ruby-text> {}</text:ruby-text></text:ruby>"),
        "body",
        None,
    ),
    ("tip of a link", odt_p("<text:a office:title='{}'>x</text:a>"), "file_data", "hidden"),
    (
        "variable",
        "<text:user-field-decls><text:user-field-decl text:name='x' office:string-value='{}'/></text:user-field-decls>",
        "file_data",
        "hidden",
    ),
    ("entry of an index", odt_p("x<text:alphabetical-index-mark text:string-value='{}'/>"), "file_data", "hidden"),
    (
        "hint of a place to fill in",
        odt_p("<text:placeholder text:description='{}'>x</text:placeholder>"),
        "file_data",
        "hidden",
    ),
    ("covered cell", odt_cell(odt_p("{}")).replace("table:table-cell", "table:covered-table-cell"), "table", "hidden"),
    ("hidden row", odt_cell(odt_p("{}")).replace("-row", '-row table:visibility="collapse"', 1), "table", "hidden"),
    (
        "hidden column",
        odt_cell(odt_p("{}")).replace(
            "<table:table>", '<table:table><table:table-column table:visibility="collapse"/>'
        ),
        "table",
        "hidden",
    ),
    (
        "column without width",
        odt_cell(odt_p("{}")).replace("<table:table>", '<table:table><table:table-column table:style-name="C"/>'),
        "table",
        "tiny",
    ),
    ("box off the page", odt_p("x" + odt_box(odt_p("{}"), 'svg:x="-90cm"')), "textbox", "off_page"),
    ("box without height", odt_p("x" + odt_box(odt_p("{}")).replace("3cm", "0.01cm")), "textbox", "tiny"),
    ("box that is not shown", odt_p("x" + odt_box(odt_p("{}"), 'draw:display="none"')), "textbox", "hidden"),
    ("text of a shape", odt_p("x<draw:custom-shape>" + odt_p("{}") + "</draw:custom-shape>"), "textbox", None),
    ("text of a line", odt_p("x<draw:g><draw:line>" + odt_p("{}") + "</draw:line></draw:g>"), "textbox", None),
    ("description", odt_p("x<draw:frame><svg:desc>{}</svg:desc></draw:frame>"), "alt", None),
    (
        "number of a list",
        (
            "<text:list-style style:name='Q'><text:list-level-style-number text:level='1' "
            "style:num-format='1' style:num-prefix='{} '/></text:list-style>"
        )
        + "<text:list text:style-name='Q'><text:list-item>"
        + odt_p("x")
        + "</text:list-item></text:list>",
        "body",
        None,
    ),
    ("button", "<form:form><form:button form:label='{}'/></form:form>", "form", None),
]
