"""Rich text in which the sentence stands or hides."""

from __future__ import annotations

from tests.read.compound_maker import compound
from tests.read.docx_maker import (
    GAG,
    docx,
    plain,
)
from tests.read.traps.trap import Trap

_HEAD = (
    r"\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fnil\fcharset2 Wingdings;}}"
    r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;\red0\green176\blue80;}"
    r"{\stylesheet{\s0 Normal;}{\*\cs10 \additive\v Gone;}{\s11\v\sbasedon0 Away;}{\*\cs12 Fine;}}"
)


def rtf_traps() -> list[Trap]:
    """All of them."""
    return [_rtf(name, body, part, kind) for name, body, part, kind in _RTF] + [
        Trap("head cut short", rb"{\rt1 They met.\par {\v " + GAG.encode() + rb"}\par}", "body", "hidden"),
        Trap("white space before it", b"\r\n  {\\rtf1 {\\v " + GAG.encode() + b"}}", "body", "hidden"),
        _rtf("in letters by number", "".join(f"\\u{ord(c)}?" for c in GAG), "body", None),
        _rtf("in letters of a code page", "".join(f"\\'{ord(c):02x}" for c in GAG), "body", None),
        _rtf("hidden word by word", " ".join(f"{{\\v {word}}}" for word in GAG.split()), "body", "hidden"),
        _rtf("object", rf"{{\object\objemb{{\*\objdata {_ole1()}}}{{\result x}}}}", "embedded_file", None),
    ]


def rtf_file(body: str) -> bytes:
    """A file that has this, with the sentence for a pair of braces, between two paragraphs."""
    return f"{{{_HEAD}\\pard They met.\\par\\pard {body.replace('{}', GAG)}\\par\\pard They parted.\\par}}".encode()


def _rtf(name: str, body: str, part: str, kind: str | None) -> Trap:
    return Trap(name, rtf_file(body), part, kind)


def _ole1() -> str:
    """A Word file as an object of the first kind, in hexadecimal digits."""
    inner = compound({("Package",): docx(plain(GAG))})
    words = b"Word.Document.12\0"
    head = b"\1\5\0\0\2\0\0\0" + len(words).to_bytes(4, "little") + words + bytes(8) + len(inner).to_bytes(4, "little")
    return (head + inner).hex()


_RTF: list[tuple[str, str, str, str | None]] = [
    ("plain", "{}", "body", None),
    ("hidden", r"{\v {}}", "body", "hidden"),
    ("hidden until further notice", r"\v {}\v0 ", "body", "hidden"),
    ("hidden by character style", r"{\cs10 {}}", "body", "hidden"),
    ("hidden by paragraph style", r"\pard\s11 {}\par", "body", "hidden"),
    ("hidden on the web only", r"{\webhidden {}}", "body", None),
    ("deleted", r"{\deleted {}}", "body", "deleted"),
    ("moved from", r"{\mvf {}}", "body", "deleted"),
    ("inserted", r"{\revised {}}", "body", None),
    ("white", r"{\cf1 {}}", "body", "white"),
    ("its own highlight", r"{\cf3\highlight3 {}}", "body", "same_colour"),
    ("its own shading", r"\pard\cbpat3 {\cf3 {}}", "body", "same_colour"),
    ("its own background", r"{\cf3\chcbpat3 {}}", "body", "same_colour"),
    ("one point", r"{\fs2 {}}", "body", "tiny"),
    ("squeezed", r"{\charscalex1 {}}", "body", "tiny"),
    ("letters on top of one another", r"{\expndtw-240 {}}", "body", "tiny"),
    ("letters on top of one another, in quarters", r"{\expnd-48 {}}", "body", "tiny"),
    ("lines without height", r"\pard\sl-10\slmult0 {}", "body", "tiny"),
    ("row without height", r"\trowd\trrh-10\cellx4000\intbl {}\cell\row\pard ", "table", "tiny"),
    ("indent off the page", r"\pard\li40000 {}", "body", "off_page"),
    ("frame off the page", r"\pard\absw5000\posx-40000 {}", "body", "off_page"),
    ("in a font of pictures", r"{\f1 {}}", "body", "symbols"),
    ("table cell", r"\trowd\cellx4000\intbl {}\cell\row\pard ", "table", None),
    ("table in a table", r"\pard\intbl\itap2 {}\nestcell{\*\nesttableprops\trowd\cellx900\nestrow}", "table", None),
    (
        "under a merged cell",
        r"\trowd\clvmgf\cellx900\intbl x\cell\row\trowd\clvmrg\cellx900\intbl {}\cell\row\pard ",
        "table",
        "hidden",
    ),
    ("footnote", r"x{\footnote {}}", "footnote", None),
    ("endnote", r"x{\footnote\ftnalt {}}", "endnote", None),
    ("comment", r"x{\*\annotation {}}", "comment", None),
    ("first header", r"{\headerf {}}", "header", None),
    ("left footer", r"{\footerl {}}", "footer", None),
    ("separator of footnotes", r"{\*\ftnsep {}}", "file_data", "hidden"),
    ("title", r"{\info{\title {}}}", "properties", None),
    ("company", r"{\info{\company {}}}", "file_data", "hidden"),
    ("property of its own", r"{\*\userprops{\propname x}\proptype30{\staticval {}}}", "file_data", "hidden"),
    ("variable of the document", r"{\*\docvar {x}{{}}}", "file_data", "hidden"),
    ("entry of an index", r"x{\xe {}}", "file_data", "hidden"),
    ("entry of a table of contents", r"x{\tc {}}", "file_data", "hidden"),
    ("bookmark", r"{\*\bkmkstart {}}x{\*\bkmkend {}}", "file_data", "hidden"),
    ("destination that is not known", r"{\*\unheardof {}}", "file_data", "hidden"),
    (
        "help of a form field",
        r"{\field{\*\fldinst FORMTEXT{\*\formfield{\*\ffhelptext {}}}}{\fldrslt x}}",
        "file_data",
        "hidden",
    ),
    (
        "choice of a form field",
        r"{\field{\*\fldinst FORMDROPDOWN{\*\formfield{\*\ffl {}}}}{\fldrslt x}}",
        "file_data",
        "hidden",
    ),
    ("equation", r"{\mmath{\*\moMath{\mr {}}}}", "body", None),
    ("text box", r"x{\shp{\*\shpinst{\shptxt {}\par}}}", "textbox", None),
    ("text box in a group", r"x{\shpgrp{\*\shpinst{\shp{\*\shpinst{\shptxt {}\par}}}}}", "textbox", None),
    (
        "text box off the page",
        r"x{\shp{\*\shpinst\shpleft-40000\shptop0\shpright-30000\shpbottom900{\shptxt {}\par}}}",
        "textbox",
        "off_page",
    ),
    (
        "text box without height",
        r"x{\shp{\*\shpinst\shpleft0\shptop0\shpright9000\shpbottom9{\shptxt {}\par}}}",
        "textbox",
        "tiny",
    ),
    ("hidden text box", r"x{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shptxt {}\par}}}", "textbox", "hidden"),
    ("WordArt", r"x{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv {}}}}}", "textbox", None),
    ("description of a picture", r"x{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv {}}}}}", "alt", None),
    ("title of a picture", r"x{\pict{\*\picprop{\sp{\sn wzName}{\sv {}}}}\picw9\pich9 00}", "file_data", "hidden"),
    ("field", r"{\field{\*\fldinst REF x}{\fldrslt {}}}", "body", None),
    ("field in a field", r"{\field{\*\fldinst A}{\fldrslt {\field{\*\fldinst B}{\fldrslt {}}}}}", "body", None),
    ("kept in the code", r'{\field{\*\fldinst IF 1=1 "{}" ""}{\fldrslt x}}', "body", "hidden"),
    ("two spellings", r"{\upr{They left.}{\*\ud{{}}}}", "body", None),
    ("text of a list number", r"{\listtext {}\tab}x", "body", None),
    ("old list text", r"{\pntext {}\tab}x", "body", None),
]
