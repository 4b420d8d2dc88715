"""The text of Word files: what a reader sees, in order, with the numbers of lists and no more."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from scanner.model import Document, Unread
from scanner.read.docx import read_docx
from scanner.read.limits import DEFAULT_LIMITS
from tests.read.docx_maker import (
    GAG,
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
from tests.read.traps.word import word_traps


def read(data: bytes) -> Document:
    return read_docx(data, "paper.docx", DEFAULT_LIMITS)


def text(body: str) -> str:
    return read(docx(body)).text


def item(words: str, list_id: int = 1, level: int | None = None) -> str:
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return p(r(words), f'<w:numPr>{depth}<w:numId w:val="{list_id}"/></w:numPr>')


def level(index: int, form: str, shown: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


def listed(levels: str, body: str, nums: str = "", styles: str = "") -> list[str]:
    """The lines of a file with one list definition, used by list 1 and by `nums`."""
    maker = Maker(body)
    use = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    maker.numbering(f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{use}{nums}')
    maker.styles(styles)
    return read(maker.build()).text.split("\n")


CONTRACT = (
    level(0, "upperRoman", "Article %1") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "lowerLetter", "(%3)")
)


def test_numbers_of_a_contract() -> None:
    body = (
        item("Terms")
        + item("Pay", level=1)
        + item("Silence", level=1)
        + item("first", level=2)
        + item("second", level=2)
        + plain("Between.")
        + item("third", level=2)
        + item("Ends", level=0)
        + item("Law", level=1)
        + item("again first", level=2)
    )
    assert listed(CONTRACT, body) == [
        *("Article I Terms", "1.1 Pay", "1.2 Silence", "(a) first", "(b) second", "Between.", "(c) third"),
        *("Article II Ends", "2.1 Law", "(a) again first"),
    ]


@pytest.mark.parametrize(
    ("form", "start", "shown"),
    [
        ("decimal", 7, "7."),
        ("decimalZero", 7, "07."),
        ("upperRoman", 1994, "MCMXCIV."),
        ("lowerLetter", 28, "bb."),
        ("upperLetter", 3, "C."),
        ("ordinal", 22, "22nd."),
        ("ordinal", 12, "12th."),
        ("cardinalText", 42, "Forty-two."),
        ("ordinalText", 21, "Twenty-first."),
        ("ordinalText", 30, "Thirtieth."),
        ("chineseCounting", 3, "3."),
        ("none", 3, "."),
    ],
)
def test_forms_of_numbers(form: str, start: int, shown: str) -> None:
    assert listed(level(0, form, "%1.", start=start), item("x")) == [f"{shown} x"]


@pytest.mark.parametrize(
    ("more", "shown"),
    [('<w:suff w:val="nothing"/>', "1)x"), ('<w:suff w:val="space"/>', "1) x"), ('<w:suff w:val="tab"/>', "1) x")],
)
def test_gap_after_the_number(more: str, shown: str) -> None:
    assert listed(level(0, "decimal", "%1)", more), item("x")) == [shown]


def test_bullets() -> None:
    assert listed(level(0, "bullet", "\uf0b7"), item("x")) == ["• x"]
    assert listed(level(0, "bullet", "–"), item("x")) == ["– x"]


def test_second_use_counts_on_unless_it_starts_anew() -> None:
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", 2) + item("c", 3) + item("d", 3)
    assert listed(level(0, "decimal", "%1."), body, nums) == ["1. a", "2. b", "5. c", "6. d"]


def test_level_that_never_starts_anew() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')
    body = item("A") + item("x", level=1) + item("B") + item("y", level=1)
    assert listed(levels, body) == ["1. A", "(a) x", "2. B", "(b) y"]


def test_number_by_style_and_its_parents() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    )
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
    body = p(r("one"), '<w:pStyle w:val="H"/>') + p(r("two"), '<w:pStyle w:val="H2"/>')
    off = p(r("none"), '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert listed(levels, body + off, styles=styles) == ["1. one", "1.1 two", "none"]


def test_list_that_is_kept_in_a_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    nums = (
        '<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="L"/>' + level(0, "decimal", "§ %1") + "</w:abstractNum>"
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    )
    assert listed('<w:numStyleLink w:val="L"/>', item("x"), nums, styles) == ["§ 1 x"]


def test_deleted_item_is_not_counted() -> None:
    gone = p(
        "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>",
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    assert listed(level(0, "decimal", "%1."), item("a") + gone + item("c")) == ["1. a", "b", "2. c"]


def test_signs() -> None:
    inner = (
        r("a")
        + "<w:r><w:tab/></w:r>"
        + r("b")
        + "<w:r><w:br/></w:r>"
        + r("c\u00adc")
        + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>"
        + r("d")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        + '<w:r><w:sym w:font="Symbol" w:char="F0D2"/></w:r>'
        + r("q", '<w:rFonts w:ascii="Wingdings"/>')
    )
    assert text(p(inner)) == "a\tb\ncc-d☒®□"


def test_line_ends_of_the_xml_are_spaces() -> None:
    assert text(p("<w:r><w:t>The Guest\n      shall</w:t></w:r>")) == "The Guest shall"


def test_page_numbers_and_boxes_of_forms() -> None:
    form = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    ticked = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(p(r("Page ") + code_field("PAGE", "3") + r(" ") + ticked + end)) == "Page 3 ☒"


def test_fraction() -> None:
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    fraction = f"<m:oMath><m:f>{part.format('num', '1')}{part.format('den', '2')}</m:f></m:oMath>"
    assert text(p(r("pay ") + fraction + r(" of it"))) == "pay 1/2 of it"


def test_order_and_parts() -> None:
    maker = Maker(
        plain("one")
        + table(row(cell(plain("a1")), cell(plain("a2") + plain("a3"))), row(cell(plain("b1"))))
        + p(r("two ") + shape(plain("boxed")) + r("goes on"))
        + plain("three")
    )
    note = "<w:footnote w:id='2'>{}</w:footnote>"
    maker.story("footnotes", "footnotes", note.format(plain("note")), "footnotes")
    maker.story("header1", "hdr", plain("top"), "header")
    maker.story("comments", "comments", f"<w:comment w:id='1'>{plain('said')}</w:comment>", "comments")
    document = read(maker.build())
    assert document.text == ("one\n\na1\na2\na3\nb1\n\ntwo goes on\n\nboxed\n\nthree\n\nnote\n\ntop\n\nsaid")
    assert [block.part for block in document.blocks] == (
        ["body", *["table"] * 4, "body", "textbox", "body", "footnote", "header", "comment"]
    )
    assert (document.format, document.pages, document.page_count) == ("docx", (), 0)


def test_hidden_words_leave_the_sentence_whole() -> None:
    body = p(
        r("You may ") + r("not ", "<w:vanish/>") + r("speak of ") + r("it", '<w:color w:val="FFFFFF"/>') + r("this.")
    )
    document = read(docx(body))
    assert [(document.text[b.start : b.end], b.hidden) for b in document.blocks] == [
        ("You may speak of this.", None),
        ("not", "hidden"),
        ("it", "white"),
    ]


def test_hidden_paragraphs_stay_apart_and_in_their_place() -> None:
    gone = "<w:rPr><w:vanish/></w:rPr>"
    body = plain("one") + p(r("two", "<w:vanish/>"), gone) + p(r("three", "<w:vanish/>"), gone) + plain("four")
    document = read(docx(body))
    assert document.text.split("\n") == ["one", "two", "three", "four"]
    assert [b.hidden for b in document.blocks] == [None, "hidden", "hidden", None]


def test_heading_that_runs_into_its_paragraph() -> None:
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    maker = Maker(p(r("Silence. "), '<w:pStyle w:val="H"/><w:rPr><w:specVanish/></w:rPr>') + plain("You say nothing."))
    maker.styles(style)
    assert read(maker.build()).text == "Silence. You say nothing."


@pytest.mark.parametrize(
    ("style", "direct", "words", "heading"),
    [
        ('<w:name w:val="heading 1"/>', "", "Silence", True),
        ('<w:name w:val="Title"/>', "", "Agreement", True),
        ('<w:name w:val="Clause"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>', "", "Silence", True),
        ('<w:name w:val="Clause"/>', '<w:outlineLvl w:val="0"/>', "Silence", True),
        ('<w:name w:val="heading 1"/>', '<w:outlineLvl w:val="9"/>', "Silence", False),
        ('<w:name w:val="Normal"/>', "", "Silence", False),
        ('<w:name w:val="heading 2"/>', "", GAG + " " + GAG, False),
    ],
)
def test_headings(style: str, direct: str, words: str, heading: bool) -> None:
    maker = Maker(p(r(words), f'<w:pStyle w:val="S"/>{direct}'))
    maker.styles(f'<w:style w:type="paragraph" w:styleId="S">{style}</w:style>')
    assert [block.heading for block in read(maker.build()).blocks] == [heading]


def picture(inches: float) -> str:
    side = int(inches * 914_400)
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{side}" cy="{side}"/>'
        '<a:graphic><a:graphicData><pic:pic><a:blip r:embed="rId9"/></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def test_large_pictures_are_named_as_unread() -> None:
    assert read(docx(plain() + p(picture(5)))).unread == (Unread("image", part="body"),)
    assert read(docx(plain() + p(picture(0.8)))).unread == ()
    old = old_shape("", style="width:300pt;height:200pt").replace(
        "<v:textbox>", '<v:imagedata r:id="rId9"/><v:textbox>'
    )
    assert read(docx(plain() + p(old))).unread == (Unread("image", part="body"),)


def test_formats_of_dates_are_no_hidden_words() -> None:
    body = p(
        code_field('DATE \\@ "dddd, MMMM d, yyyy h:mm am/pm"', "Monday, May 6") + code_field("TOC \\o 1-3 \\h", "x")
    )
    assert [block.hidden for block in read(docx(body)).blocks] == [None]


def test_nothing_but_a_small_picture() -> None:
    document = read(docx(p(picture(0.8))))
    assert (document.text, document.unread) == ("", (Unread("image", part="body"),))


def test_embedded_thing_that_cannot_be_read_is_named() -> None:
    maker = Maker(plain())
    tie = maker.part("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oleObject")
    maker.body += p(f'<w:r><w:object><o:OLEObject r:id="{tie}"/></w:object></w:r>')
    assert read(maker.build()).unread == (Unread("unsupported", part="embedded_file"),)


def test_blocks_cover_all_of_the_text_but_white_space() -> None:
    for trap in word_traps():
        document = read(trap.data)
        covered = [False] * len(document.text)
        end = 0
        for block in document.blocks:
            assert end <= block.start < block.end
            assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
            covered[block.start : block.end] = [True] * (block.end - block.start)
            end = block.end
        assert not [c for c, is_in in zip(document.text, covered, strict=True) if not is_in and not c.isspace()]


def test_plain_paragraphs_are_those_that_another_reader_sees() -> None:
    paper = python_docx.Document()
    for words in ("First words.", "Second\twords.", "Third – “quoted” words."):
        paper.add_paragraph(words)
    paper.core_properties.comments = ""
    out = io.BytesIO()
    paper.save(out)
    assert read(out.getvalue()).text == "\n".join(each.text for each in paper.paragraphs)
