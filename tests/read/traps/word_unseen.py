"""Words of a Word file that an eye would miss, and words that only look so."""

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

WHITE = '<w:color w:val="FFFFFF"/>'
BLACK_CELL = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'


def unseen_traps() -> list[Trap]:
    """All of them."""
    return [*_unseen(), *_layout(), *_colours()]


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
        body("hidden", p(r(GAG, "<w:vanish/>")), hidden="hidden"),
        body("hidden word by word", p(by_words), hidden="hidden"),
        body("hidden inside a sentence", p(r("They came ") + r(GAG, "<w:vanish/>") + r("home.")), hidden="hidden"),
        made(
            "hidden by character style",
            styled(style("character", vanish), p(r(GAG, '<w:rStyle w:val="S"/>'))),
            hidden="hidden",
        ),
        made(
            "hidden by paragraph style",
            styled(style("paragraph", vanish), p(r(GAG), '<w:pStyle w:val="S"/>')),
            hidden="hidden",
        ),
        made("hidden by a style's parent", styled(inherited, p(r(GAG), '<w:pStyle w:val="SS"/>')), hidden="hidden"),
        made("hidden by table style", styled(style("table", vanish), in_table), "table", "hidden"),
        made("hidden by a region of a table style", styled(style("table", region), in_table), "table", "hidden"),
        made(
            "hidden by default",
            styled(f"<w:docDefaults><w:rPrDefault>{vanish}</w:rPrDefault></w:docDefaults>", plain(GAG)),
            hidden="hidden",
        ),
        made(
            "hidden by default style", styled(style("paragraph", vanish, 'w:default="1"'), plain(GAG)), hidden="hidden"
        ),
        body("hidden in a footnote's place", p(r(GAG, '<w:vanish w:val="true"/>')), hidden="hidden"),
        body("white", p(r(GAG, WHITE)), hidden="white"),
        body("nearly white", p(r(GAG, '<w:color w:val="F4F4F4"/>')), hidden="white"),
        made("white by theme", themed, hidden="white"),
        made(
            "white by style",
            styled(style("character", f"<w:rPr>{WHITE}</w:rPr>"), p(r(GAG, '<w:rStyle w:val="S"/>'))),
            hidden="white",
        ),
        body(
            "black on black", p(r(GAG, '<w:color w:val="000000"/><w:highlight w:val="black"/>')), hidden="same_colour"
        ),
        body(
            "red on red shading",
            p(r(GAG, '<w:color w:val="C00000"/>'), '<w:shd w:val="clear" w:fill="C00000"/>'),
            hidden="same_colour",
        ),
        body("white in a white box", p(shape(p(r(GAG, WHITE)))), "textbox", "white"),
        body("no filling", p(r(GAG, no_fill)), hidden="hidden"),
        body("see-through", p(r(GAG, clear)), hidden="hidden"),
        body("one point", p(r(GAG, '<w:sz w:val="2"/>')), hidden="tiny"),
        body(
            "one point, word by word",
            p("".join(r(word + " ", '<w:sz w:val="2"/>') for word in GAG.split())),
            hidden="tiny",
        ),
        made(
            "one point by style",
            styled(style("paragraph", '<w:rPr><w:sz w:val="2"/></w:rPr>'), p(r(GAG), '<w:pStyle w:val="S"/>')),
            hidden="tiny",
        ),
        body("squeezed", p(r(GAG, '<w:w w:val="1"/>')), hidden="tiny"),
        body("letters on top of one another", p(r(GAG, '<w:spacing w:val="-200"/>')), hidden="tiny"),
        body(
            "in a font of pictures", p(r(GAG, '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')), hidden="symbols"
        ),
        body("lines without height", p(r(GAG), '<w:spacing w:line="10" w:lineRule="exact"/>'), hidden="tiny"),
        body(
            "row without height",
            table(row(cell(plain(GAG)), properties='<w:trHeight w:val="10" w:hRule="exact"/>')),
            "table",
            "tiny",
        ),
        body("box without height", p(shape(plain(GAG), cy=100)), "textbox", "tiny"),
        body("box off the page", p(shape(plain(GAG), anchor=far)), "textbox", "off_page"),
        body("hidden box", p(shape(plain(GAG), docpr='hidden="1"')), "textbox", "hidden"),
        body(
            "hidden box of the old kind",
            p(old_shape(plain(GAG), style="width:9in;height:9in;visibility:hidden")),
            "textbox",
            "hidden",
        ),
        body(
            "frame off the page", p(r(GAG), '<w:framePr w:w="5000" w:hAnchor="page" w:x="-20000"/>'), hidden="off_page"
        ),
        body("indent off the page", p(r(GAG), '<w:ind w:left="40000"/>'), hidden="off_page"),
    ]


def _layout() -> list[Trap]:
    anchor = shape(plain(GAG)).replace("<wp:anchor>", '<wp:anchor hidden="1">')
    hidden_shape = shape(plain(GAG)).replace("<wps:wsp>", '<wps:wsp><wps:cNvPr id="2" name="x" hidden="1"/>')
    narrow = cell(plain(GAG), '<w:tcW w:w="10" w:type="dxa"/><w:noWrap/>')
    fixed = '<w:tblLayout w:type="fixed"/>'
    return [
        body("hidden anchor", p(anchor), "textbox", "hidden"),
        body("hidden shape", p(hidden_shape), "textbox", "hidden"),
        body("column without width", table(row(cell(plain("a")), narrow), properties=fixed), "table", "tiny"),
        body(
            "table pushed off the page",
            table(row(cell(plain(GAG))), properties='<w:tblInd w:w="-40000" w:type="dxa"/>'),
            "table",
            "off_page",
        ),
        body("frame without height", p(r(GAG), '<w:framePr w:w="5000" w:h="10" w:hRule="exact"/>'), hidden="tiny"),
        body("raised off the page", p(r(GAG, '<w:position w:val="3168"/>')), hidden="off_page"),
        body("fitted into nothing", p(r(GAG, '<w:fitText w:val="10"/>')), hidden="tiny"),
        body("one point in another script", p(r(GAG, '<w:rtl/><w:szCs w:val="2"/>')), hidden="tiny"),
        body("always hidden", p(r(GAG, "<w:specVanish/>")), hidden="hidden"),
        body("always hidden, twice", p(r(GAG, "<w:vanish/><w:specVanish/>")), hidden="hidden"),
    ]


def _colours() -> list[Trap]:
    def styled(style: str, use: str, more: Callable[[Maker], object] = lambda maker: None) -> Callable[[Maker], str]:
        def build(maker: Maker) -> str:
            maker.styles(style)
            more(maker)
            return use

        return build

    def green_page(maker: Maker) -> str:
        maker.story("settings", "settings", "<w:displayBackgroundShape/>", "settings")
        maker.page = '<w:background w:color="00B050"/>'
        return p(r(GAG, '<w:color w:val="00B050"/>'))

    art = (
        '<w:r><w:pict><v:shape style="width:9in;height:1in" fillcolor="white" '
        'stroked="f"><v:textpath string="{}"/></v:shape></w:pict></w:r>'
    )
    tinted = '<w:color w:val="000000" w:themeColor="text1" w:themeTint="00"/>'
    style = '<w:style w:type="{}" w:styleId="S">{}</w:style>'
    white_box = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
    return [
        made("the colour of the page", green_page, hidden="same_colour"),
        body("white WordArt", p(art.format(GAG)), "textbox", "white"),
        body("black by theme, tinted to white", p(r(GAG, tinted)), hidden="white"),
        body(
            "white in a box that is white by theme",
            p(shape(p(r(GAG, '<w:color w:val="FFFFFF"/>')), fill=white_box)),
            "textbox",
            "white",
        ),
        made(
            "white by the default of the document",
            styled(
                '<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:rPrDefault></w:docDefaults>',
                plain(GAG),
            ),
            hidden="white",
        ),
        made(
            "white by paragraph style",
            styled(
                style.format("paragraph", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
                p(r(GAG), '<w:pStyle w:val="S"/>'),
            ),
            hidden="white",
        ),
        made(
            "tiny by character style",
            styled(style.format("character", '<w:rPr><w:sz w:val="2"/></w:rPr>'), p(r(GAG, '<w:rStyle w:val="S"/>'))),
            hidden="tiny",
        ),
        made(
            "tiny by default",
            styled(
                '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="2"/></w:rPr></w:rPrDefault></w:docDefaults>',
                plain(GAG),
            ),
            hidden="tiny",
        ),
        body(
            "shading of its own colour",
            p(r(GAG, '<w:color w:val="00B050"/><w:shd w:val="clear" w:fill="00B050"/>')),
            hidden="same_colour",
        ),
        body(
            "shading by a solid pattern",
            p(r(GAG, '<w:color w:val="00B050"/><w:shd w:val="solid" w:color="00B050" w:fill="auto"/>')),
            hidden="same_colour",
        ),
        body(
            "automatic letters on solid black",
            p(r(GAG, '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="000000"/>')),
            hidden="same_colour",
        ),
        body("tiny in a footnote's mark", p(r(GAG, '<w:sz w:val="3"/>')), hidden="tiny"),
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
        body("white on a dark cell", table(row(cell(p(white), BLACK_CELL))), "table"),
        made("white by a dark table style", head_row, "table"),
        body("white on a dark paragraph", p(white, BLACK_CELL)),
        body("white on dark shading", p(r(GAG, WHITE + BLACK_CELL))),
        body("white on a highlight", p(r(GAG, WHITE + '<w:highlight w:val="darkBlue"/>'))),
        body("white in a dark box", p(shape(p(white), fill=solid)), "textbox"),
        body("white in a dark box of the old kind", p(old_shape(p(white), 'fillcolor="#203040"')), "textbox"),
        body("automatic colour on black", p(r(GAG, '<w:color w:val="auto"/>'), BLACK_CELL)),
        body("grey", p(r(GAG, '<w:color w:val="808080"/>'))),
        body("box beside tiny letters", p(f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr>{shape(plain(GAG))[5:]}'), "textbox"),
        body("condensed", p(r(GAG, '<w:spacing w:val="-10"/>'))),
        body("small print", p(r(GAG, '<w:sz w:val="12"/>'))),
        body("vanish switched off", p(r(GAG, '<w:vanish w:val="0"/>'))),
        body("hidden on the web only", p(r(GAG, "<w:webHidden/>"))),
        body("white full stop after it", p(r(GAG) + r(" ", WHITE))),
    ]
