"""Every place of a Word file in which a sentence can stand or hide: one file each, the same sentence in all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.read.docx_maker import (
    GAG,
    XMLNS,
    Maker,
    cell,
    code_field,
    docx,
    old_shape,
    p,
    plain,
    r,
    row,
    shape,
    table,
)

HALF, REST = GAG[:30], GAG[30:]
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}
WHITE = '<w:color w:val="FFFFFF"/>'
BLACK_CELL = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'


@dataclass(frozen=True)
class Trap:
    """A file, and where its sentence should turn up and how it should be marked."""

    name: str
    data: bytes
    part: str = "body"
    hidden: str | None = None


def _body(name: str, inner: str, part: str = "body", hidden: str | None = None) -> Trap:
    return Trap(name, docx(plain() + inner + plain("They parted in June.")), part, hidden)


def _made(name: str, build: Callable[[Maker], str], part: str = "body", hidden: str | None = None) -> Trap:
    """`build` adds parts and gives the body."""
    maker = Maker()
    maker.body = plain() + build(maker)
    return Trap(name, maker.build(), part, hidden)


def every_trap() -> list[Trap]:
    """All of them."""
    return [*_flow(), *_tables(), *_changes(), *_fields(), *_stories(), *_shapes(), *_drawn(), *_inside(), *_unseen()]


def _flow() -> list[Trap]:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    maker = Maker(plain() + plain(GAG))
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    template = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    bookmark = '<w:bookmarkStart w:id="1" w:name="x"/>{}<w:bookmarkEnd w:id="1"/>'
    return [
        _body("paragraph", plain(GAG)),
        _body("split into runs", p("".join(r(letter) for letter in GAG))),
        Trap("strict", maker.build(replace=STRICT)),
        Trap("macro-enabled", Maker(plain(GAG), main_type=macro).build()),
        Trap("template", Maker(plain(GAG), main_type=template).build()),
        Trap("main part by another name", Maker(plain(GAG), main="word/document7.xml").build()),
        _body("content control around blocks", control.format(plain(GAG))),
        _body("content control in a line", p(control.format(r(GAG)))),
        _body("content control in a content control", control.format(control.format(plain(GAG)))),
        _body("smart tag", p(f'<w:smartTag w:element="x">{r(GAG)}</w:smartTag>')),
        _body("custom XML in a line", p(f'<w:customXml w:element="x">{r(GAG)}</w:customXml>')),
        _body("custom XML around blocks", f'<w:customXml w:element="x">{plain(GAG)}</w:customXml>'),
        _body("hyperlink", p(f'<w:hyperlink w:anchor="x">{r(GAG)}</w:hyperlink>')),
        _body("bookmark", p(bookmark.format(r(GAG)))),
        _body("text direction", p(f'<w:bdo w:val="ltr">{r(GAG)}</w:bdo>')),
        _body("ruby base", p(f"<w:r><w:ruby><w:rubyBase>{r(GAG)}</w:rubyBase></w:ruby></w:r>")),
        _body("symbols", p("".join(f'<w:r><w:sym w:font="Arial" w:char="{ord(c):04X}"/></w:r>' for c in GAG))),
        _body(
            "symbols in private range",
            p("".join(f'<w:r><w:sym w:font="Arial" w:char="F0{ord(c):02X}"/></w:r>' for c in GAG)),
        ),
        _body("equation", p(f"<m:oMathPara><m:oMath><m:r><m:t>{GAG}</m:t></m:r></m:oMath></m:oMathPara>")),
        _body("unknown element", p(f'<x:odd xmlns:x="urn:x"><x:odder>{r(GAG)}</x:odder></x:odd>')),
        _body("list item", p(r(GAG), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')),
        _made("list number", _in_list_number),
        _body("paragraph in a paragraph's place", f"<w:r><w:t>{GAG}</w:t></w:r>"),
    ]


def _in_list_number(maker: Maker) -> str:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{GAG}"/></w:lvl>'
    maker.numbering(
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return p(r("Agreed."), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def _tables() -> list[Trap]:
    merged = cell(plain("above"), '<w:vMerge w:val="restart"/>')
    return [
        _body("table cell", table(row(cell(plain("a")), cell(plain(GAG)))), "table"),
        _body("table in a table", table(row(cell(table(row(cell(plain(GAG)))) + plain("")))), "table"),
        _body("merged across", table(row(cell(plain(GAG), '<w:gridSpan w:val="2"/>'))), "table"),
        _body("merged down", table(row(cell(plain(GAG), '<w:vMerge w:val="restart"/>'))), "table"),
        _body("under a merged cell", table(row(merged), row(cell(plain(GAG), "<w:vMerge/>"))), "table", "hidden"),
        _body("hidden row", table(row(cell(plain(GAG)), properties="<w:hidden/>")), "table", "hidden"),
        _body("deleted row", table(row(cell(plain(GAG)), properties="<w:del/>")), "table", "deleted"),
        _body(
            "row in a content control",
            table(f"<w:sdt><w:sdtContent>{row(cell(plain(GAG)))}</w:sdtContent></w:sdt>"),
            "table",
        ),
        _body(
            "cell in a content control",
            table(row(f"<w:sdt><w:sdtContent>{cell(plain(GAG))}</w:sdtContent></w:sdt>")),
            "table",
        ),
        _body(
            "summary of a table", table(row(cell(plain("a"))), properties=f'<w:tblDescription w:val="{GAG}"/>'), "alt"
        ),
    ]


def _changes() -> list[Trap]:
    deleted = f"<w:r><w:delText>{GAG}</w:delText></w:r>"
    joined = p(r(HALF), "<w:rPr>{}</w:rPr>") + plain(REST)
    return [
        _body("insertion", p(f"<w:ins>{r(GAG)}</w:ins>")),
        _body("move, where to", p(f"<w:moveTo>{r(GAG)}</w:moveTo>")),
        _body("move, where from", p(f"<w:moveFrom>{r(GAG)}</w:moveFrom>"), hidden="deleted"),
        _body("deletion", p(f"<w:del>{deleted}</w:del>"), hidden="deleted"),
        _body("deletion inside an insertion", p(f"<w:ins><w:del>{deleted}</w:del></w:ins>"), hidden="deleted"),
        _body(
            "deletion within the sentence",
            p(r(HALF) + "<w:del><w:r><w:delText>gladly </w:delText></w:r></w:del>" + r(REST)),
        ),
        _body("deleted end of paragraph", joined.format("<w:del/>")),
        _body("hidden end of paragraph", joined.format("<w:vanish/>")),
    ]


def _fields() -> list[Trap]:
    items = f'<w:listEntry w:val="a"/><w:listEntry w:val="{GAG}"/>'
    choices = f'<w:ffData><w:ddList><w:result w:val="1"/>{items}</w:ddList></w:ffData>'
    help_text = f'<w:ffData><w:helpText w:type="text" w:val="{GAG}"/></w:ffData>'
    mark = '<w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return [
        _body("simple field", p(f'<w:fldSimple w:instr="DOCPROPERTY x">{r(GAG)}</w:fldSimple>')),
        _body("complex field", p(code_field("REF x", GAG))),
        _body("field in a field's result", p(code_field("REF x", "", result_code=code_field("REF y", GAG)))),
        _body("macro button", p(code_field(f"MACROBUTTON NoMacro {GAG}", None))),
        _body("quote field without result", p(code_field(f'QUOTE "{GAG}"', None))),
        _body("kept in the code", p(code_field(f'IF 1 = 1 "{GAG}" ""', "Agreed.")), hidden="hidden"),
        _body(
            "kept in a simple code",
            p(f"<w:fldSimple w:instr='QUOTE \"{GAG}\"'>{r('Agreed.')}</w:fldSimple>"),
            hidden="hidden",
        ),
        _body("text in the place of a code", p(code_field("X", "Agreed.", inner_code=r(GAG))), hidden="hidden"),
        _body("field that never ends", p(begin) + plain(GAG)),
        _body("drop-down list", p(mark.format(choices))),
        _body("help of a form field", p(mark.format(help_text)), "alt"),
    ]


def _stories() -> list[Trap]:
    def story(name: str, root: str, kind: str, inner: str, reference: str) -> Callable[[Maker], str]:
        def build(maker: Maker) -> str:
            tie = maker.story(name, root, inner, kind)
            return reference.format(tie)

        return build

    def note(kind: str) -> str:
        return f'<w:{kind} w:id="2">{plain(GAG)}</w:{kind}>'

    section = '<w:sectPr><w:{}Reference w:type="{}" r:id="{{}}"/></w:sectPr>'
    mark = "<w:r><w:{} w:id='2'/></w:r>"
    return [
        _made("header", story("header1", "hdr", "header", plain(GAG), section.format("header", "default")), "header"),
        _made(
            "first header", story("header2", "hdr", "header", plain(GAG), section.format("header", "first")), "header"
        ),
        _made("footer", story("footer1", "ftr", "footer", plain(GAG), section.format("footer", "even")), "footer"),
        _made(
            "table in a header",
            story("header1", "hdr", "header", table(row(cell(plain(GAG)))), section.format("header", "default")),
            "header",
        ),
        _made(
            "text box in a footer",
            story("footer1", "ftr", "footer", p(shape(plain(GAG))), section.format("footer", "default")),
            "footer",
        ),
        _made(
            "footnote",
            story("footnotes", "footnotes", "footnotes", note("footnote"), p(mark.format("footnoteReference"))),
            "footnote",
        ),
        _made(
            "endnote",
            story("endnotes", "endnotes", "endnotes", note("endnote"), p(mark.format("endnoteReference"))),
            "endnote",
        ),
        _made(
            "comment",
            story("comments", "comments", "comments", note("comment"), p(mark.format("commentReference"))),
            "comment",
        ),
        _made("property", _property, "properties"),
        _made("property of its own", _own_property, "properties"),
        _made("building block", _building_block, "building_block", "hidden"),
        _made("stored data", _stored, "stored_data", "hidden"),
        _made("part that nothing is tied to", _loose, "loose_part", "hidden"),
    ]


def _property(maker: Maker) -> str:
    uri = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    inner = f'<dc:description xmlns:dc="http://purl.org/dc/elements/1.1/">{GAG}</dc:description>'
    xml = f'<cp:coreProperties xmlns:cp="{uri}">{inner}</cp:coreProperties>'
    maker.part("docProps/core.xml", xml, f"{uri.replace('/metadata', '/relationships/metadata')}", source="")
    return ""


def _own_property(maker: Maker) -> str:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/"
    xml = (
        f'<Properties xmlns="{uri}custom-properties" xmlns:vt="{uri}docPropsVTypes">'
        f'<property pid="2" name="x"><vt:lpwstr>{GAG}</vt:lpwstr></property></Properties>'
    )
    maker.part("docProps/custom.xml", xml, "custom-properties", source="")
    return ""


def _building_block(maker: Maker) -> str:
    block = "<w:docPart><w:docPartPr>{}</w:docPartPr><w:docPartBody>{}</w:docPartBody></w:docPart>"
    placeholder = block.format(
        '<w:types><w:type w:val="bbPlcHdr"/></w:types>', plain("Click or tap here to enter text.")
    )
    inner = f"<w:docParts>{placeholder}{block.format('', plain(GAG))}</w:docParts>"
    maker.story("glossary/document", "glossaryDocument", inner, "glossaryDocument")
    return ""


def _stored(maker: Maker) -> str:
    maker.part("customXml/item1.xml", f"<x:terms xmlns:x='urn:x'><x:term>{GAG}</x:term></x:terms>", "customXml")
    return ""


def _loose(maker: Maker) -> str:
    maker.story("footer9", "ftr", plain(GAG), "")
    return ""


def _shapes() -> list[Trap]:
    def versions(choice: str, fallback: str) -> str:
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
            f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    box, old = shape(plain(GAG)), old_shape(plain(GAG))
    word_art = (
        f'<w:r><w:pict><v:shape style="width:9in;height:1in"><v:textpath string="{GAG}"/></v:shape></w:pict></w:r>'
    )
    locked = f"<a:sp><a:txSp><a:txBody><a:p><a:r><a:t>{GAG}</a:t></a:r></a:p></a:txBody></a:txSp></a:sp>"
    return [
        _body("text box", p(box), "textbox"),
        _body("text box of the old kind", p(old), "textbox"),
        _body("text box in two versions", p(versions(box, old)), "textbox"),
        _body("text box, second version only", p(versions("", old)), "textbox"),
        _body("text box, versions that differ", p(versions(shape(plain("Agreed.")), old)), "textbox"),
        _body("text box in a text box", p(shape(p(shape(plain(GAG))))), "textbox"),
        _body("table in a text box", p(shape(table(row(cell(plain(GAG)))))), "textbox"),
        _body("text box in a table", table(row(cell(p(box)))), "textbox"),
        _body("WordArt", p(word_art), "textbox"),
        _body("locked canvas", p(_graphic(locked)), "textbox"),
        _body("description of a picture", p(shape(plain("a"), docpr=f'descr="{GAG}"')), "alt"),
        _body("title of a picture", p(shape(plain("a"), docpr=f'title="{GAG}"')), "alt"),
        _body("description of an old shape", p(old_shape(plain("a"), f'alt="{GAG}"')), "alt"),
        _body("tip of a link", p(f'<w:hyperlink w:tooltip="{GAG}">{r("x")}</w:hyperlink>'), "alt"),
    ]


def _drawn() -> list[Trap]:
    def chart(inner: str) -> Callable[[Maker], str]:
        def build(maker: Maker) -> str:
            tie = maker.part(
                "word/charts/chart1.xml", f"<c:chartSpace {XMLNS}><c:chart>{inner}</c:chart></c:chartSpace>", "chart"
            )
            return p(_graphic(f'<c:chart r:id="{tie}"/>'))

        return build

    def diagram(maker: Maker) -> str:
        point = f"<dgm:pt><dgm:t><a:p><a:r><a:t>{GAG}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        data = f"<dgm:dataModel {XMLNS}><dgm:ptLst>{point}</dgm:ptLst></dgm:dataModel>"
        tie = maker.part("word/diagrams/data1.xml", data, "diagramData")
        return p(_graphic(f'<dgm:relIds r:dm="{tie}"/>'))

    def drawn_diagram(maker: Maker) -> str:
        empty = f"<dgm:dataModel {XMLNS}><dgm:ptLst/></dgm:dataModel>"
        tie = maker.part("word/diagrams/data1.xml", empty, "diagramData")
        words = f"<dsp:txBody><a:p><a:r><a:t>{GAG}</a:t></a:r></a:p></dsp:txBody>"
        kind = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
        maker.part("word/diagrams/drawing1.xml", f"<dsp:drawing {XMLNS}>{words}</dsp:drawing>", kind)
        return p(_graphic(f'<dgm:relIds r:dm="{tie}"/>'))

    def over_chart(maker: Maker) -> str:
        chart_part = "word/charts/chart1.xml"
        words = f"<a:p><a:r><a:t>{GAG}</a:t></a:r></a:p>"
        inner = maker.part(
            "word/drawings/drawing1.xml", f"<c:userShapes {XMLNS}>{words}</c:userShapes>", "chartUserShapes", chart_part
        )
        tie = maker.part(chart_part, f'<c:chartSpace {XMLNS}><c:userShapes r:id="{inner}"/></c:chartSpace>', "chart")
        return p(_graphic(f'<c:chart r:id="{tie}"/>'))

    def new_chart(maker: Maker) -> str:
        words = f'<cx:strDim type="cat"><cx:lvl><cx:pt idx="0">{GAG}</cx:pt></cx:lvl></cx:strDim>'
        kind = "http://schemas.microsoft.com/office/2014/relationships/chartEx"
        tie = maker.part("word/charts/chartEx1.xml", f"<cx:chartSpace {XMLNS}>{words}</cx:chartSpace>", kind)
        return p(_graphic(f'<cx:chart r:id="{tie}"/>'))

    title = f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{GAG}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    category = f"<c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>{GAG}</c:v></c:pt></c:strCache></c:strRef></c:cat>"
    return [
        _made("title of a chart", chart(title), "chart"),
        _made("category of a chart", chart(category), "chart"),
        _made("shape over a chart", over_chart, "chart"),
        _made("chart of the new kind", new_chart, "chart"),
        _made("diagram", diagram, "diagram"),
        _made("diagram as it was drawn", drawn_diagram, "diagram"),
    ]


def _graphic(inner: str) -> str:
    graphic = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></w:r>"


def _inside() -> list[Trap]:
    def chunk(name: str, data: bytes) -> Callable[[Maker], str]:
        return lambda maker: f'<w:altChunk r:id="{maker.part(name, data, "aFChunk")}"/>'

    def embedded(maker: Maker) -> str:
        tie = maker.part("word/embeddings/Microsoft_Word_Document.docx", docx(plain(GAG)), "package")
        return p(f'<w:r><w:object><o:OLEObject ProgID="Word.Document.12" r:id="{tie}"/></w:object></w:r>')

    def header_inside(maker: Maker) -> str:
        inner = Maker(plain())
        inner.story("header1", "hdr", plain(GAG), "header")
        return f'<w:altChunk r:id="{maker.part("word/afchunk.docx", inner.build(), "aFChunk")}"/>'

    def sub_document(maker: Maker) -> str:
        return f'<w:subDoc r:id="{maker.part("word/sub.docx", docx(plain(GAG)), "subDocument")}"/>'

    html = f"<html><body><p>{GAG}</p></body></html>".encode()
    mail = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + html
    return [
        _made("chunk of Word", chunk("word/afchunk.docx", docx(plain(GAG))), "inserted_file"),
        _made("header in a chunk", header_inside, "inserted_file"),
        _made("chunk of HTML", chunk("word/afchunk.html", html), "inserted_file"),
        _made("chunk of web archive", chunk("word/afchunk.mht", mail), "inserted_file"),
        _made("chunk of text", chunk("word/afchunk.txt", GAG.encode()), "inserted_file"),
        _made("chunk of RTF", chunk("word/afchunk.rtf", rb"{\rtf1\ansi " + GAG.encode() + rb"\par}"), "inserted_file"),
        _made("embedded document", embedded, "embedded_file"),
        _made("part of a master document", sub_document, "embedded_file"),
    ]


def _unseen() -> list[Trap]:
    def styled(style: str, use: str) -> Callable[[Maker], str]:
        def build(maker: Maker) -> str:
            maker.styles(style)
            return use

        return build

    def themed(maker: Maker) -> str:
        colours = '<a:lt1><a:srgbClr val="FDFDFD"/></a:lt1><a:dk1><a:srgbClr val="000000"/></a:dk1>'
        maker.part("word/theme/theme1.xml", f"<a:theme {XMLNS}><a:clrScheme>{colours}</a:clrScheme></a:theme>", "theme")
        return p(r(GAG, '<w:color w:val="000000" w:themeColor="background1"/>'))

    def style(kind: str, inner: str, attributes: str = "", parent: str = "") -> str:
        based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
        return f'<w:style w:type="{kind}" w:styleId="S{parent}" {attributes}>{based}{inner}</w:style>'

    vanish = "<w:rPr><w:vanish/></w:rPr>"
    inherited = style("paragraph", vanish) + style("paragraph", "", parent="S")
    region = f'<w:tblStylePr w:type="firstRow">{vanish}</w:tblStylePr>'
    in_table = table(
        row(cell(plain(GAG))), row(cell(plain("a"))), properties='<w:tblStyle w:val="S"/><w:tblLook w:firstRow="1"/>'
    )
    by_words = "".join(r(word, "<w:vanish/>") + r(" ") for word in GAG.split())
    no_fill = "<w14:textFill><w14:noFill/></w14:textFill>"
    black = '<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
    clear = f"<w14:textFill><w14:solidFill>{black}</w14:solidFill></w14:textFill>"
    far = '<wp:positionH relativeFrom="page"><wp:posOffset>-9000000</wp:posOffset></wp:positionH>'
    return [
        _body("hidden", p(r(GAG, "<w:vanish/>")), hidden="hidden"),
        _body("hidden word by word", p(by_words), hidden="hidden"),
        _body("hidden inside a sentence", p(r("They came ") + r(GAG, "<w:vanish/>") + r("home.")), hidden="hidden"),
        _made(
            "hidden by character style",
            styled(style("character", vanish), p(r(GAG, '<w:rStyle w:val="S"/>'))),
            hidden="hidden",
        ),
        _made(
            "hidden by paragraph style",
            styled(style("paragraph", vanish), p(r(GAG), '<w:pStyle w:val="S"/>')),
            hidden="hidden",
        ),
        _made("hidden by a style's parent", styled(inherited, p(r(GAG), '<w:pStyle w:val="SS"/>')), hidden="hidden"),
        _made("hidden by table style", styled(style("table", vanish), in_table), "table", "hidden"),
        _made("hidden by a region of a table style", styled(style("table", region), in_table), "table", "hidden"),
        _made(
            "hidden by default",
            styled(f"<w:docDefaults><w:rPrDefault>{vanish}</w:rPrDefault></w:docDefaults>", plain(GAG)),
            hidden="hidden",
        ),
        _made(
            "hidden by default style", styled(style("paragraph", vanish, 'w:default="1"'), plain(GAG)), hidden="hidden"
        ),
        _body("hidden in a footnote's place", p(r(GAG, '<w:vanish w:val="true"/>')), hidden="hidden"),
        _body("white", p(r(GAG, WHITE)), hidden="white"),
        _body("nearly white", p(r(GAG, '<w:color w:val="F4F4F4"/>')), hidden="white"),
        _made("white by theme", themed, hidden="white"),
        _made(
            "white by style",
            styled(style("character", f"<w:rPr>{WHITE}</w:rPr>"), p(r(GAG, '<w:rStyle w:val="S"/>'))),
            hidden="white",
        ),
        _body(
            "black on black", p(r(GAG, '<w:color w:val="000000"/><w:highlight w:val="black"/>')), hidden="same_colour"
        ),
        _body(
            "red on red shading",
            p(r(GAG, '<w:color w:val="C00000"/>'), '<w:shd w:val="clear" w:fill="C00000"/>'),
            hidden="same_colour",
        ),
        _body("white in a white box", p(shape(p(r(GAG, WHITE)))), "textbox", "white"),
        _body("no filling", p(r(GAG, no_fill)), hidden="hidden"),
        _body("see-through", p(r(GAG, clear)), hidden="hidden"),
        _body("one point", p(r(GAG, '<w:sz w:val="2"/>')), hidden="tiny"),
        _body(
            "one point, word by word",
            p("".join(r(word + " ", '<w:sz w:val="2"/>') for word in GAG.split())),
            hidden="tiny",
        ),
        _made(
            "one point by style",
            styled(style("paragraph", '<w:rPr><w:sz w:val="2"/></w:rPr>'), p(r(GAG), '<w:pStyle w:val="S"/>')),
            hidden="tiny",
        ),
        _body("squeezed", p(r(GAG, '<w:w w:val="1"/>')), hidden="tiny"),
        _body("letters on top of one another", p(r(GAG, '<w:spacing w:val="-200"/>')), hidden="tiny"),
        _body(
            "in a font of pictures", p(r(GAG, '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')), hidden="symbols"
        ),
        _body("lines without height", p(r(GAG), '<w:spacing w:line="10" w:lineRule="exact"/>'), hidden="tiny"),
        _body(
            "row without height",
            table(row(cell(plain(GAG)), properties='<w:trHeight w:val="10" w:hRule="exact"/>')),
            "table",
            "tiny",
        ),
        _body("box without height", p(shape(plain(GAG), cy=100)), "textbox", "tiny"),
        _body("box off the page", p(shape(plain(GAG), anchor=far)), "textbox", "off_page"),
        _body("hidden box", p(shape(plain(GAG), docpr='hidden="1"')), "textbox", "hidden"),
        _body(
            "hidden box of the old kind",
            p(old_shape(plain(GAG), style="width:9in;height:9in;visibility:hidden")),
            "textbox",
            "hidden",
        ),
        _body(
            "frame off the page", p(r(GAG), '<w:framePr w:w="5000" w:hAnchor="page" w:x="-20000"/>'), hidden="off_page"
        ),
        _body("indent off the page", p(r(GAG), '<w:ind w:left="40000"/>'), hidden="off_page"),
    ]


def innocent() -> list[Trap]:
    """Letters that look hidden to a careless eye and are not."""
    white = r(GAG, WHITE)
    dark_style = (
        '<w:style w:type="table" w:styleId="S"><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
    )

    def head_row(maker: Maker) -> str:
        maker.styles(dark_style)
        look = '<w:tblStyle w:val="S"/><w:tblLook w:val="0020"/>'
        return table(row(cell(plain(GAG))), row(cell(plain("a"))), properties=look)

    solid = '<a:solidFill><a:srgbClr val="112244"/></a:solidFill>'
    return [
        _body("white on a dark cell", table(row(cell(p(white), BLACK_CELL))), "table"),
        _made("white by a dark table style", head_row, "table"),
        _body("white on a dark paragraph", p(white, BLACK_CELL)),
        _body("white on dark shading", p(r(GAG, WHITE + BLACK_CELL))),
        _body("white on a highlight", p(r(GAG, WHITE + '<w:highlight w:val="darkBlue"/>'))),
        _body("white in a dark box", p(shape(p(white), fill=solid)), "textbox"),
        _body("white in a dark box of the old kind", p(old_shape(p(white), 'fillcolor="#203040"')), "textbox"),
        _body("automatic colour on black", p(r(GAG, '<w:color w:val="auto"/>'), BLACK_CELL)),
        _body("grey", p(r(GAG, '<w:color w:val="808080"/>'))),
        _body("box beside tiny letters", p(f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr>{shape(plain(GAG))[5:]}'), "textbox"),
        _body("condensed", p(r(GAG, '<w:spacing w:val="-10"/>'))),
        _body("small print", p(r(GAG, '<w:sz w:val="12"/>'))),
        _body("vanish switched off", p(r(GAG, '<w:vanish w:val="0"/>'))),
        _body("hidden on the web only", p(r(GAG, "<w:webHidden/>"))),
        _body("white full stop after it", p(r(GAG) + r(" ", WHITE))),
    ]
