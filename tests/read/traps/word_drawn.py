"""Words of a Word file that are drawn: boxes, charts, diagrams."""

from __future__ import annotations

from collections.abc import Callable

from tests.read.docx_maker import (
    GAG,
    XMLNS,
    Maker,
    cell,
    old_shape,
    p,
    plain,
    r,
    row,
    shape,
    table,
)
from tests.read.traps.trap import Trap, body, made


def drawn_traps() -> list[Trap]:
    """All of them."""
    return [*_shapes(), *_drawn(), *_more_drawn()]


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
        body("text box", p(box), "textbox"),
        body("text box of the old kind", p(old), "textbox"),
        body("text box in two versions", p(versions(box, old)), "textbox"),
        body("text box, second version only", p(versions("", old)), "textbox"),
        body("text box, versions that differ", p(versions(shape(plain("Agreed.")), old)), "textbox"),
        body("text box in a text box", p(shape(p(shape(plain(GAG))))), "textbox"),
        body("table in a text box", p(shape(table(row(cell(plain(GAG)))))), "textbox"),
        body("text box in a table", table(row(cell(p(box)))), "textbox"),
        body("WordArt", p(word_art), "textbox"),
        body("locked canvas", p(_graphic(locked)), "textbox"),
        body("description of a picture", p(shape(plain("a"), docpr=f'descr="{GAG}"')), "alt"),
        body("title of a picture", p(shape(plain("a"), docpr=f'title="{GAG}"')), "alt"),
        body("description of an old shape", p(old_shape(plain("a"), f'alt="{GAG}"')), "alt"),
        body("tip of a link", p(f'<w:hyperlink w:tooltip="{GAG}">{r("x")}</w:hyperlink>'), "alt"),
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
        made("title of a chart", chart(title), "chart"),
        made("category of a chart", chart(category), "chart"),
        made("shape over a chart", over_chart, "chart"),
        made("chart of the new kind", new_chart, "chart"),
        made("diagram", diagram, "diagram"),
        made("diagram as it was drawn", drawn_diagram, "diagram"),
    ]


def _graphic(inner: str) -> str:
    graphic = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></w:r>"


_WHITE = '<a:rPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>'


def _chart(inner: str) -> Callable[[Maker], str]:
    def build(maker: Maker) -> str:
        tie = maker.part(
            "word/charts/chart1.xml", f"<c:chartSpace {XMLNS}><c:chart>{inner}</c:chart></c:chartSpace>", "chart"
        )
        return p(_graphic(f'<c:chart r:id="{tie}"/>'))

    return build


def _title(letters: str, all_letters: str = "", ground: str = "") -> str:
    words = f"<a:p><a:pPr>{all_letters}</a:pPr><a:r>{letters}<a:t>{GAG}</a:t></a:r></a:p>"
    return f"<c:title><c:tx><c:rich>{words}</c:rich></c:tx><c:spPr>{ground}</c:spPr></c:title>"


def _more_drawn() -> list[Trap]:
    def both_diagrams(maker: Maker) -> str:
        words = f"<a:p><a:r><a:t>{GAG}</a:t></a:r></a:p>"
        tie = maker.part(
            "word/diagrams/data1.xml", f"<dgm:dataModel {XMLNS}><dgm:t>{words}</dgm:t></dgm:dataModel>", "diagramData"
        )
        kind = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
        maker.part(
            "word/diagrams/drawing1.xml", f"<dsp:drawing {XMLNS}><dsp:txBody>{words}</dsp:txBody></dsp:drawing>", kind
        )
        return p(_graphic(f'<dgm:relIds r:dm="{tie}"/>'))

    pt = f"<c:pt idx='0'><c:v>{GAG}</c:v></c:pt>"
    return [
        made(
            "words of a series, kept in the chart",
            _chart(f"<c:ser><c:cat><c:strLit>{pt}</c:strLit></c:cat></c:ser>"),
            "chart",
        ),
        made("name of a series", _chart(f"<c:ser><c:tx><c:v>{GAG}</c:v></c:tx></c:ser>"), "chart"),
        made(
            "categories on levels",
            _chart(
                f"<c:cat><c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>{pt}</c:lvl>"
                "</c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
            ),
            "chart",
        ),
        made(
            "label of a point",
            _chart(
                f"<c:dLbls><c:dLbl><c:tx><c:rich><a:p><a:r><a:t>{GAG}</a:t></a:r></a:p>"
                "</c:rich></c:tx></c:dLbl></c:dLbls>"
            ),
            "chart",
        ),
        made(
            "form of a number",
            _chart(f"<c:numCache><c:formatCode>&quot;{GAG}&quot;</c:formatCode></c:numCache>"),
            "file_data",
            "hidden",
        ),
        made("white in a chart", _chart(_title(_WHITE)), "chart", "white"),
        made("white in a chart by its title", _chart(_title("", _WHITE.replace("rPr", "defRPr"))), "chart", "white"),
        made("diagram kept twice", both_diagrams, "diagram"),
        body(
            "group of shapes",
            p(
                _graphic(
                    f"<wpg xmlns='urn:g'><wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>{plain(GAG)}"
                    "</w:txbxContent></wps:txbx></wps:wsp></wpg>"
                )
            ),
            "textbox",
        ),
        body("line of the old kind", p(f"<w:r><w:pict><v:group><v:line alt='{GAG}'/></v:group></w:pict></w:r>"), "alt"),
    ]


def innocent_drawings() -> list[Trap]:
    """Drawings whose letters look hidden to a careless eye and are not."""
    dark = '<a:solidFill><a:srgbClr val="102040"/></a:solidFill>'
    small = 'style="position:absolute;left:5400;top:2340;width:1800;height:900"'
    box = f"<v:shape {small}><v:textbox><w:txbxContent>{plain(GAG)}</w:txbxContent></v:textbox></v:shape>"
    group = f'<w:r><w:pict><v:group style="width:4in;height:2in" coordsize="9000,9000">{box}</v:group></w:pict></w:r>'
    return [
        made("white on a dark title", _chart(_title(_WHITE, ground=dark)), "chart"),
        body("shape in a group of the old kind", p(group), "textbox"),
    ]
