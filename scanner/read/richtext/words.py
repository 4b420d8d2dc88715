"""The control words of rich text that matter to what a reader sees."""

from __future__ import annotations

import re

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
CHARACTERS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“"},
    **{"rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "lbr": "\n"},
}
SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
ENDS = ("par", "sect", "page", "cell", "nestcell", "row", "nestrow", "column")
PARTS = {  # destinations that hold stories
    **{"footnote": "footnote", "annotation": "comment", "shptxt": "textbox", "dptxbxtext": "textbox"},
    **{f"header{which}": "header" for which in ("", "l", "r", "f")},
    **{f"footer{which}": "footer" for which in ("", "l", "r", "f")},
    **dict.fromkeys(("title", "subject", "keywords", "doccomm", "comment", "category"), "properties"),
}
# Stories of the program's own, sorted out when they end: names and values of a shape's properties, the code of a
# field, the digits of an object and of a picture.
BESIDE = {"sn": "sn", "sv": "sv", "fldinst": "code", "objdata": "object", "pict": "picture"}
SHAPE_WORDS = {  # values of a shape that are read
    "gtextUNICODE": "textbox",
    "wzDescription": "alt",
    "wzTooltip": "alt",
}
ORDER = ("body", "footnote", "endnote", "header", "footer", "comment", "properties", "code", "file_data")
KNOWN_STARRED = frozenset(
    {*PARTS, *BESIDE, "shpinst", "shppict", "ud", "picprop", "sp", "do", "mmath", "moMath", "moMathPara"}
)
# Data of programs, and words that are said again elsewhere.  Any other destination that is not known may hold a
# sentence, which is then `file_data`.
LEFT_OUT = frozenset(
    {
        *("stylesheet", "listtable", "listoverridetable", "rsidtbl", "generator", "fldtype", "nesttableprops"),
        *("themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "filetbl", "panose", "fontemb"),
        *("shprslt", "nonshppict", "blipuid", "passwordhash", "wgrffmtfilter", "pgdsctbl"),
    }
)
FILE_DATA = frozenset(
    {
        *(
            "author",
            "operator",
            "company",
            "manager",
            "hlinkbase",
            "template",
            "xe",
            "tc",
            "rxe",
            "userprops",
            "docvar",
        ),
        *("atnid", "atnauthor", "revtbl", "bkmkstart", "bkmkend", "objclass", "objname", "ftnsep", "ftnsepc", "ftncn"),
        *("aftnsep", "aftnsepc", "aftncn", "creatim", "revtim", "printim", "buptim", "atntime", "atnref", "atrfstart"),
        "atrfend",
    }
)
CHARSETS = {  # numbers of font charsets as code pages
    **{0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255},
    **{178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250},
}
