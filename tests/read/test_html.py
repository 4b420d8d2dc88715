"""HTML: words as a browser shows them, and those that it does not, marked."""

from __future__ import annotations

import time

import pytest

from scanner.errors import Empty
from scanner.model import Document, Unread
from scanner.read.html import read_html
from scanner.read.limits import DEFAULT_LIMITS

GAG = "The Guest shall never tell a living soul."


def read(body: str, head: str = "") -> Document:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_html(page.encode(), "paper.html", DEFAULT_LIMITS)


def blocks(document: Document) -> list[tuple[str, str, str | None]]:
    return [(document.text[b.start : b.end], b.part, b.hidden) for b in document.blocks]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<p style='display:none'>{}</p>", "hidden"),
        ("<div style='DISPLAY: NONE !important'><b>{}</b></div>", "hidden"),
        ("<p hidden>{}</p>", "hidden"),
        ("<p style='visibility:hidden'>{}</p>", "hidden"),
        ("<p style='opacity:0'>{}</p>", "hidden"),
        ("<p class='x y'>{}</p>", "hidden"),
        ("<p id='gone'>{}</p>", "hidden"),
        ("<template>{}</template>", "hidden"),
        ("<noscript>{}</noscript>", "hidden"),
        ("<input type='hidden' value='{}'>", "hidden"),
        ("<!--[if mso]><p>{}</p><![endif]-->", "hidden"),
        ("<p style='color:transparent'>{}</p>", "hidden"),
        ("<p style='color:rgba(0, 0, 0, 0)'>{}</p>", "hidden"),
        ("<p style='color:#fff'>{}</p>", "white"),
        ("<font color=white>{}</font>", "white"),
        ("<p style='color:rgb(250,250,250)'>{}</p>", "white"),
        ("<table bgcolor='#102030'><tr><td style='color:#102030'>{}</td></tr></table>", "same_colour"),
        ("<p style='font-size:1px'>{}</p>", "tiny"),
        ("<p style='font-size:0'>{}</p>", "tiny"),
        ("<div style='height:0;overflow:hidden'><p>{}</p></div>", "tiny"),
        ("<p style='transform:scale(0)'>{}</p>", "tiny"),
        ("<p style='position:absolute;left:-9999px'>{}</p>", "off_page"),
        ("<p style='text-indent:-9999px'>{}</p>", "off_page"),
        ("<del>{}</del>", "deleted"),
    ],
)
def test_hidden(html: str, kind: str) -> None:
    document = read(f"<p>Before.</p>{html.format(GAG)}<p>After.</p>", "<style>.y, #gone {display: none}</style>")
    assert [(text, hidden) for text, _, hidden in blocks(document)] == [
        ("Before.", None),
        (GAG, kind),
        ("After.", None),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<table bgcolor=black><tr><td><font color=white>{}</font></td></tr></table>",
        "<p style='background:#102030;color:#fff'>{}</p>",
        "<div style='background:url(x.png)'><p style='color:#fff'>{}</p></div>",
        "<div style='font-size:0'><p style='font-size:14px'>{}</p></div>",
        "<p class='phone'>{}</p>",
        "<p style='color:#888'>{}</p>",
        "<details>{}</details>",
        "<textarea>{}</textarea>",
    ],
)
def test_shown(html: str) -> None:
    style = "<style>@media (max-width: 600px) { .other {color: red} .phone {display: none} }</style>"
    document = read(html.format(GAG), style)
    assert [(text, hidden) for text, _, hidden in blocks(document)] == [(GAG, None)]


def test_blocks_and_parts() -> None:
    document = read(
        "<h1>Deed</h1><p>One <b>two</b>\n   three<br>four</p><script>no()</script>"
        "<table><tr><td>a</td><td>b</td></tr></table><img width=10 height=10 alt='A seal'>",
        "<title>The deed</title><meta name=description content='About it'>",
    )
    assert blocks(document) == [
        ("The deed", "properties", None),
        ("About it", "properties", None),
        ("Deed", "body", None),
        ("One two three\nfour", "body", None),
        ("a", "table", None),
        ("b", "table", None),
        ("A seal", "alt", None),
    ]
    assert [b.heading for b in document.blocks] == [False, False, True, False, False, False, False]


def test_list_numbers() -> None:
    inner = "<ol type=a><li>x<ol type=I start=4><li>deep</ol><li value=7>y</ol><ul><li><p>dot</p></ul>"
    assert read(inner).text.split("\n") == ["a. x", "IV. deep", "g. y", "• dot"]


def test_forms() -> None:
    assert read("<p>I agree <input type=checkbox checked> <input value='Jane'></p>").text.split() == [
        "I",
        "agree",
        "☒",
        "Jane",
    ]


def test_what_is_not_there_is_named() -> None:
    document = read(f"<p>{GAG}</p><img src='http://203.0.113.1/x.png'><iframe src='http://203.0.113.1/'></iframe>")
    assert document.unread == (Unread("image", part="body"), Unread("external", part="inserted_file"))


def test_page_inside_the_page() -> None:
    document = read(f'<p>x</p><iframe srcdoc="&lt;p&gt;{GAG}&lt;/p&gt;"></iframe>')
    assert (GAG, "inserted_file", None) in blocks(document)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("", "utf-8"), ("<meta charset=iso-8859-2>", "iso-8859-2"), ("<meta charset=nonsense>", "utf-8"), ("", "utf-16")],
)
def test_encodings(head: str, encoding: str) -> None:
    data = f"<html><head>{head}</head><body>Ąę – é</body></html>".replace("–", "-").encode(encoding)
    assert read_html(data, "", DEFAULT_LIMITS).text == "Ąę - é"


def test_deep_pages_are_read_or_named() -> None:
    assert GAG in read("<div>" * 1500 + GAG).text
    document = read(f"<p>x</p>{'<div>' * 50_000}{GAG}")
    assert Unread("limit", part="body") in document.unread


@pytest.mark.parametrize("style", ["a{" * 100_000, "/*" * 100_000, "a," * 100_000, "}" * 100_000, "x" * 300_000])
def test_styles_that_mean_harm(style: str) -> None:
    before = time.process_time()
    assert read(GAG, f"<style>{style}</style>").text == GAG
    assert time.process_time() - before < 20


def test_a_sheet_that_asks_too_much_is_left_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.read.css_sheet.MOST_TRIED", 100)
    document = read(f"<div>{GAG}</div>" * 200, "<style>div{top:0} b + div{top:0}</style>")
    assert document.text.count(GAG) == 200
    assert document.unread == (Unread("limit", part="style_sheet"),)


def test_nothing() -> None:
    with pytest.raises(Empty):
        read("<p> </p>")
