"""Places of a Word file within its text."""

from __future__ import annotations

from tests.read.docx_maker import (
    GAG,
    Maker,
    cell,
    code_field,
    p,
    plain,
    r,
    row,
    table,
)
from tests.read.traps.trap import Trap, body, made
from tests.read.traps.word_packages import STRICT

HALF, REST = GAG[:30], GAG[30:]


def text_traps() -> list[Trap]:
    """All of them."""
    return [*_flow(), *_tables(), *_changes(), *_fields(), *_controls(), *_more_fields()]


def _flow() -> list[Trap]:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    maker = Maker(plain() + plain(GAG))
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    template = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    bookmark = '<w:bookmarkStart w:id="1" w:name="x"/>{}<w:bookmarkEnd w:id="1"/>'
    return [
        body("paragraph", plain(GAG)),
        body("split into runs", p("".join(r(letter) for letter in GAG))),
        Trap("strict", maker.build(replace=STRICT)),
        Trap("macro-enabled", Maker(plain(GAG), main_type=macro).build()),
        Trap("template", Maker(plain(GAG), main_type=template).build()),
        Trap("main part by another name", Maker(plain(GAG), main="word/document7.xml").build()),
        body("content control around blocks", control.format(plain(GAG))),
        body("content control in a line", p(control.format(r(GAG)))),
        body("content control in a content control", control.format(control.format(plain(GAG)))),
        body("smart tag", p(f'<w:smartTag w:element="x">{r(GAG)}</w:smartTag>')),
        body("custom XML in a line", p(f'<w:customXml w:element="x">{r(GAG)}</w:customXml>')),
        body("custom XML around blocks", f'<w:customXml w:element="x">{plain(GAG)}</w:customXml>'),
        body("hyperlink", p(f'<w:hyperlink w:anchor="x">{r(GAG)}</w:hyperlink>')),
        body("bookmark", p(bookmark.format(r(GAG)))),
        body("text direction", p(f'<w:bdo w:val="ltr">{r(GAG)}</w:bdo>')),
        body("ruby base", p(f"<w:r><w:ruby><w:rubyBase>{r(GAG)}</w:rubyBase></w:ruby></w:r>")),
        body("symbols", p("".join(f'<w:r><w:sym w:font="Arial" w:char="{ord(c):04X}"/></w:r>' for c in GAG))),
        body(
            "symbols in private range",
            p("".join(f'<w:r><w:sym w:font="Arial" w:char="F0{ord(c):02X}"/></w:r>' for c in GAG)),
        ),
        body("equation", p(f"<m:oMathPara><m:oMath><m:r><m:t>{GAG}</m:t></m:r></m:oMath></m:oMathPara>")),
        body("unknown element", p(f'<x:odd xmlns:x="urn:x"><x:odder>{r(GAG)}</x:odder></x:odd>')),
        body("list item", p(r(GAG), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')),
        made("list number", _in_list_number),
        body("paragraph in a paragraph's place", f"<w:r><w:t>{GAG}</w:t></w:r>"),
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
        body("table cell", table(row(cell(plain("a")), cell(plain(GAG)))), "table"),
        body("table in a table", table(row(cell(table(row(cell(plain(GAG)))) + plain("")))), "table"),
        body("merged across", table(row(cell(plain(GAG), '<w:gridSpan w:val="2"/>'))), "table"),
        body("merged down", table(row(cell(plain(GAG), '<w:vMerge w:val="restart"/>'))), "table"),
        body("under a merged cell", table(row(merged), row(cell(plain(GAG), "<w:vMerge/>"))), "table", "hidden"),
        body("hidden row", table(row(cell(plain(GAG)), properties="<w:hidden/>")), "table", "hidden"),
        body("deleted row", table(row(cell(plain(GAG)), properties="<w:del/>")), "table", "deleted"),
        body(
            "row in a content control",
            table(f"<w:sdt><w:sdtContent>{row(cell(plain(GAG)))}</w:sdtContent></w:sdt>"),
            "table",
        ),
        body(
            "cell in a content control",
            table(row(f"<w:sdt><w:sdtContent>{cell(plain(GAG))}</w:sdtContent></w:sdt>")),
            "table",
        ),
        body(
            "summary of a table", table(row(cell(plain("a"))), properties=f'<w:tblDescription w:val="{GAG}"/>'), "alt"
        ),
    ]


def _changes() -> list[Trap]:
    deleted = f"<w:r><w:delText>{GAG}</w:delText></w:r>"
    joined = p(r(HALF), "<w:rPr>{}</w:rPr>") + plain(REST)
    return [
        body("insertion", p(f"<w:ins>{r(GAG)}</w:ins>")),
        body("move, where to", p(f"<w:moveTo>{r(GAG)}</w:moveTo>")),
        body("move, where from", p(f"<w:moveFrom>{r(GAG)}</w:moveFrom>"), hidden="deleted"),
        body("deletion", p(f"<w:del>{deleted}</w:del>"), hidden="deleted"),
        body("deletion inside an insertion", p(f"<w:ins><w:del>{deleted}</w:del></w:ins>"), hidden="deleted"),
        body(
            "deletion within the sentence",
            p(r(HALF) + "<w:del><w:r><w:delText>gladly </w:delText></w:r></w:del>" + r(REST)),
        ),
        body("deleted end of paragraph", joined.format("<w:del/>")),
        body("hidden end of paragraph", joined.format("<w:vanish/>")),
    ]


def _fields() -> list[Trap]:
    items = f'<w:listEntry w:val="a"/><w:listEntry w:val="{GAG}"/>'
    choices = f'<w:ffData><w:ddList><w:result w:val="1"/>{items}</w:ddList></w:ffData>'
    help_text = f'<w:ffData><w:helpText w:type="text" w:val="{GAG}"/></w:ffData>'
    mark = '<w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return [
        body("simple field", p(f'<w:fldSimple w:instr="DOCPROPERTY x">{r(GAG)}</w:fldSimple>')),
        body("complex field", p(code_field("REF x", GAG))),
        body("field in a field's result", p(code_field("REF x", "", result_code=code_field("REF y", GAG)))),
        body("macro button", p(code_field(f"MACROBUTTON NoMacro {GAG}", None))),
        body("quote field without result", p(code_field(f'QUOTE "{GAG}"', None))),
        body("kept in the code", p(code_field(f'IF 1 = 1 "{GAG}" ""', "Agreed.")), hidden="hidden"),
        body(
            "kept in a simple code",
            p(f"<w:fldSimple w:instr='QUOTE \"{GAG}\"'>{r('Agreed.')}</w:fldSimple>"),
            hidden="hidden",
        ),
        body("text in the place of a code", p(code_field("X", "Agreed.", inner_code=r(GAG))), hidden="hidden"),
        body("field that never ends", p(begin) + plain(GAG)),
        body("drop-down list", p(mark.format(choices))),
        body("help of a form field", p(mark.format(help_text)), "alt"),
    ]


def _control(properties: str, inner: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _controls() -> list[Trap]:
    item = f'<w:dropDownList><w:listItem w:displayText="{GAG}" w:value="1"/></w:dropDownList>'
    return [
        body("choice of a content control", _control(item, plain("Choose.")), part="file_data", hidden="hidden"),
        body(
            "title of a content control",
            _control(f'<w:alias w:val="{GAG}"/>', plain("a")),
            part="file_data",
            hidden="hidden",
        ),
        body(
            "tag of a content control",
            p(_control(f'<w:tag w:val="{GAG}"/>', r("a"))),
            part="file_data",
            hidden="hidden",
        ),
        body("control in a control in a cell", table(row(_control("", cell(_control("", plain(GAG)))))), "table"),
        body("insertion in a cell", table(row(cell(p(f"<w:ins>{r(GAG)}</w:ins>")))), "table"),
        body("inserted row", table(row(cell(plain(GAG)), properties="<w:ins/>")), "table"),
        body("move within a table", table(row(cell(p(f"<w:moveFrom>{r(GAG)}</w:moveFrom>")))), "table", "deleted"),
        body("annotation over a word", p(f"<w:r><w:ruby><w:rt>{r(GAG)}</w:rt><w:rubyBase/></w:ruby></w:r>")),
        body("embedding of direction", p(f'<w:dir w:val="ltr">{r(GAG)}</w:dir>')),
        body("letters turned around", p(f'<w:bdo w:val="rtl">{r(GAG[::-1])}</w:bdo>')),
        body("letters turned around by a mark", p(r(f"\u202e{GAG[::-1]}\u202c"))),
        body("smart tag in a smart tag", p(f"<w:smartTag><w:smartTag>{r(GAG)}</w:smartTag></w:smartTag>")),
        body(
            "alternatives in alternatives",
            p(
                "<w:r><mc:AlternateContent><mc:Choice Requires='x'><mc:AlternateContent><mc:Choice Requires='y'/>"
                f"<mc:Fallback><w:t>{GAG}</w:t></mc:Fallback></mc:AlternateContent>"
                "</mc:Choice></mc:AlternateContent></w:r>"
            ),
        ),
        body("soft hyphens and hyphens", p("".join(f"{r(w)}<w:r><w:softHyphen/></w:r>{r(' ')}" for w in GAG.split()))),
        body(
            "phantom in an equation",
            p(
                "<m:oMath><m:phant><m:phantPr><m:show m:val='0'/></m:phantPr><m:e>"
                f"<m:r><m:t>{GAG}</m:t></m:r></m:e></m:phant></m:oMath>"
            ),
            hidden="hidden",
        ),
        body(
            "root of an equation",
            p(f"<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>{GAG}</m:t></m:r></m:e></m:rad></m:oMath>"),
        ),
    ]


def _more_fields() -> list[Trap]:
    return [
        body("field that shows nothing", p(code_field(f"PRIVATE {GAG}", "")), hidden="hidden"),
        body("text of a question", p(code_field(f'FILLIN "{GAG}"', "Agreed.")), hidden="hidden"),
        body("bookmark that is set", p(code_field(f'SET x "{GAG}"', None)), hidden="hidden"),
        body("entry of an index", p(code_field(f'XE "{GAG}"', None)), hidden="hidden"),
        body(
            "code in pieces",
            p(
                code_field(
                    'IF 1 = 2 "' + GAG[:20],
                    "a",
                    inner_code=f'<w:r><w:instrText xml:space="preserve">{GAG[20:]}" "a"</w:instrText></w:r>',
                )
            ),
            hidden="hidden",
        ),
        body(
            "field in a field's code", p(code_field("IF ", "a", inner_code=code_field("REF x", GAG))), hidden="hidden"
        ),
        body("deleted field", p(f"<w:del>{code_field('REF x', GAG)}</w:del>"), hidden="deleted"),
        body(
            "simple field in a simple field",
            p(f'<w:fldSimple w:instr="A"><w:fldSimple w:instr="B">{r(GAG)}</w:fldSimple></w:fldSimple>'),
        ),
        body(
            "result that was deleted",
            p(code_field("REF x", "") + f"<w:del><w:r><w:delText>{GAG}</w:delText></w:r></w:del>"),
            hidden="deleted",
        ),
        body(
            "name of a form field",
            p(
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default '
                f'w:val="{GAG}"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:fldChar '
                'w:fldCharType="end"/></w:r>'
            ),
            part="file_data",
            hidden="hidden",
        ),
    ]
