"""HTML pages in which the sentence is hidden, and pages in which it only looks so."""

from __future__ import annotations

import base64

from tests.read.docx_maker import GAG
from tests.read.traps.trap import Trap

_DATA = base64.b64encode(f"<p>{GAG}</p>".encode()).decode()


def page(body: str, head: str = "") -> bytes:
    """A page with this in its body."""
    return (
        f"<!doctype html><html><head>{head}</head><body><p>They met.</p>{body}<p>They parted.</p></body></html>"
    ).encode()


def _trap(name: str, body: str, hidden: str | None, part: str = "body", style: str = "") -> Trap:
    return Trap(name, page(body.format(GAG), f"<style>{style}</style>" if style else ""), part, hidden)


def html_traps() -> list[Trap]:
    """All of them."""
    inline = "<p style='{}'>{{}}</p>"
    return [
        *(_trap(style, inline.format(style), kind) for style, kind in _INLINE.items()),
        *(
            _trap(f"{style.partition('{')[0].strip()} in a sheet", body, "hidden", style=style)
            for style, body in _SHEETS.items()
        ),
        _trap("plain", "<p>{}</p>", None),
        _trap("hidden attribute", "<p hidden>{}</p>", "hidden"),
        _trap("kept from readers of screens", "<p aria-hidden=true>{}</p>", "unspoken"),
        _trap("comment", "<!-- {} -->", None, "comment"),
        _trap("conditional comment", "<!--[if mso]><p>{}</p><![endif]-->", "hidden"),
        _trap("comment inside a sentence", "<p>They <!-- {} -->left.</p>", None, "comment"),
        _trap("template", "<template><p>{}</p></template>", "hidden"),
        _trap("noscript", "<noscript><p>{}</p></noscript>", "hidden"),
        _trap("noframes", "<noframes>{}</noframes>", "hidden"),
        _trap("hidden input", "<input type=hidden value='{}'>", "hidden"),
        _trap("closed dialog", "<dialog>{}</dialog>", "hidden"),
        _trap("open dialog", "<dialog open>{}</dialog>", None),
        _trap("deleted", "<del>{}</del>", "deleted"),
        _trap("white font", "<font color=white>{}</font>", "white"),
        _trap("white link", "<a style='color:#fff' href=x>{}</a>", "white"),
        _trap(
            "white on a white cell",
            "<table bgcolor=#000><tr><td bgcolor=white style='color:white'>{}</td></tr></table>",
            "white",
            "table",
        ),
        _trap(
            "word by word",
            "<p>" + " ".join(f"<span style='font-size:0'>{w}</span>" for w in GAG.split()) + "</p>",
            "tiny",
        ),
        _trap("text in a picture", "<svg><text>{}</text></svg>", None),
        _trap("description of a picture", "<img width=9 height=9 alt='{}'>", None, "alt"),
        _trap("tip", "<b title='{}'>x</b>", None, "alt"),
        _trap("label for readers of screens", "<b aria-label='{}'>x</b>", None, "alt"),
        _trap("data of an element", "<p data-terms='{}'>x</p>", "hidden", "file_data"),
        _trap("page in the page", f"<iframe src='data:text/html;base64,{_DATA}'></iframe>", None, "inserted_file"),
        _trap("object in the page", f"<object data='data:text/html;base64,{_DATA}'></object>", None, "inserted_file"),
        _trap("words of a style", "<p class=x>a</p>", None, style=f".x::before {{content: '{GAG}'}}"),
        Trap("description of the page", page("<p>x</p>", f"<meta name=description content='{GAG}'>"), "properties"),
        Trap(
            "description for networks",
            page("<p>x</p>", f"<meta property=og:description content='{GAG}'>"),
            "properties",
        ),
        Trap("title", page("<p>x</p>", f"<title>{GAG}</title>"), "properties"),
        _trap("text area", "<textarea>{}</textarea>", None),
        _trap("choice", "<select><option>{}</option></select>", None),
        _trap("written by a program", "<script>document.write('{}')</script>", "hidden", "file_data"),
        Trap("fragment", f"<div>They met.</div><div style='display:none'>{GAG}</div>".encode(), "body", "hidden"),
        Trap("with a mark of its encoding", b"\xef\xbb\xbf" + page(f"<p hidden>{GAG}</p>"), "body", "hidden"),
        Trap("in letters of two bytes", page(f"<p hidden>{GAG}</p>").decode().encode("utf-16"), "body", "hidden"),
        _trap("letters turned around", f"<bdo dir=rtl>{GAG[::-1]}</bdo>", None),
        _trap("behind an entity", "<p>" + GAG.replace("shall", "&#115;hall") + "</p>", None),
    ]


_INLINE = {
    "display:none": "hidden",
    "DISPLAY : NONE": "hidden",
    "visibility:hidden": "hidden",
    "opacity:0": "hidden",
    "opacity:1%": "hidden",
    "filter:opacity(0)": "hidden",
    "color:transparent": "hidden",
    "color:rgba(0,0,0,0)": "hidden",
    "color:#00000000": "hidden",
    "color:#0000": "hidden",
    "content-visibility:hidden": "hidden",
    "mso-hide:all": "hidden",
    "clip:rect(0,0,0,0);position:absolute": "hidden",
    "clip:rect(0 0 0 0);position:absolute": "hidden",
    "clip:rect(1px, 1px, 1px, 1px);position:absolute": "hidden",
    "clip-path:inset(100%)": "hidden",
    "clip-path:inset(50%)": "hidden",
    "clip-path:circle(0)": "hidden",
    "position:absolute;width:1px;height:1px;overflow:hidden": "tiny",
    "max-height:0;overflow:hidden": "tiny",
    "color:white": "white",
    "color:#fefefe": "white",
    "color:hsl(0, 0%, 100%)": "white",
    "color:rgb(100% 100% 100%)": "white",
    "color:white;background:white": "white",
    "background-color:#123456;color:#123456": "same_colour",
    "background:linear-gradient(red,blue) , #fff;color:transparent": "hidden",
    "-webkit-text-fill-color:transparent": "hidden",
    "font-size:0": "tiny",
    "font-size:1px": "tiny",
    "font-size:.05em": "tiny",
    "font-size:2%": "tiny",
    "font:0/0 a": "tiny",
    "font:1px Arial": "tiny",
    "font: italic bold 1px/2 Arial, serif": "tiny",
    "letter-spacing:-1em": "tiny",
    "transform:scale(0)": "tiny",
    "transform:scale(0.01)": "tiny",
    "zoom:0.01": "tiny",
    "position:absolute;left:-9999px": "off_page",
    "position:absolute;left:-999px": "off_page",
    "position:fixed;top:-100em": "off_page",
    "position:absolute;left:-100vw": "off_page",
    "text-indent:-9999px": "off_page",
    "text-indent:-999em": "off_page",
    "text-indent:100%;white-space:nowrap;overflow:hidden": "off_page",
    "margin-left:-9999px": "off_page",
    "transform:translateX(-9999px)": "off_page",
    "transform:translate(-9999px, 0)": "off_page",
    "text-indent:-99999999px": "off_page",
}
_SHEETS = {
    ".x{display:none}": "<p class='a x'>{}</p>",
    "#x{display:none}": "<p id=x>{}</p>",
    "p.x{display:none}": "<p class=x>{}</p>",
    ".a.x{display:none}": "<p class='x a'>{}</p>",
    ".o p{display:none}": "<div class=o><div><p>{}</p></div></div>",
    "div > p.x{display:none}": "<div><p class=x>{}</p></div>",
    "body div .x b{display:none}": "<div><p class=x><b>{}</b></p></div>",
    "[data-x]{display:none}": "<p data-x=1>{}</p>",
    "p[class=x]{display:none}": "<p class=x>{}</p>",
    "@media screen{.x{display:none}}": "<p class=x>{}</p>",
    "@media all {.x{display:none}}": "<p class=x>{}</p>",
    "@media print{.x{display:none}}": "<p class=x>{}</p>",
    "@supports (color:red){.x{display:none}}": "<p class=x>{}</p>",
    "/* no */ .y , .x { display : none !important ; }": "<p class=x style='display:block'>{}</p>",
    "h1 + p{display:none}": "<h1>a</h1><p>{}</p>",
    "p:nth-child(2){display:none}": "<p>{}</p>",
    ":root{--d:none} .x{display:var(--d)}": "<p class=x>{}</p>",
}


def innocent_pages() -> list[Trap]:
    """Pages whose letters look hidden to a careless eye and are not."""
    return [
        _trap("white on black", "<div style='background:#000'><p style='color:white'>{}</p></div>", None),
        _trap("white on a picture", "<div style='background:url(x.png)'><p style='color:white'>{}</p></div>", None),
        _trap("large in small", "<div style='font-size:0'><p style='font-size:14px'>{}</p></div>", None),
        _trap("for small screens", "<p class=x>{}</p>", None, style="@media (max-width:600px){.x{display:none}}"),
        _trap(
            "other class",
            "<p class=x>{}</p>",
            None,
            style=".o .x{display:none} .x.y{display:none} div>.x{display:none}",
        ),
        _trap("shown again", "<p class=x style='display:block'>{}</p>", None, style=".x{display:none}"),
        _trap("pulled to the middle", "<div style='position:absolute;left:50%;margin-left:-400px'>{}</div>", None),
        _trap("when pointed at", "<p class=x>{}</p>", None, style=".x:hover{display:none} .x::after{display:none}"),
        _trap("grey", "<p style='color:#777'>{}</p>", None),
        _trap("faded", "<p style='opacity:.6'>{}</p>", None),
        _trap("half seen through", "<p style='color:rgba(0,0,0,.6)'>{}</p>", None),
        _trap("small print", "<p style='font:7pt/1.2 Arial'>{}</p>", None),
        _trap("closed details", "<details><summary>More</summary>{}</details>", None),
        _trap("dark page", "<p style='color:#eee'>{}</p>", None, style="body{background:#111}"),
    ]
