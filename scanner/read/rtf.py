"""Rich text: the words of an RTF file, with those marked that an eye would miss."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from scanner.errors import Damaged
from scanner.model import Document
from scanner.read.colours import RGB, WHITE, disguise
from scanner.read.legible import LARGE_PICTURE, NARROW, TINY
from scanner.read.limits import Limits
from scanner.read.ooxml.fields import Field, kept_back
from scanner.read.writer import Paragraph, Piece, Writer

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_CHARACTERS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“"},
    **{"rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "lbr": "\n"},
}
_SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_ENDS = ("par", "sect", "page", "cell", "nestcell", "row", "nestrow", "column")
_PARTS = {  # destinations that hold stories
    **{"footnote": "footnote", "annotation": "comment", "shptxt": "textbox", "dptxbxtext": "textbox"},
    **{f"header{which}": "header" for which in ("", "l", "r", "f")},
    **{f"footer{which}": "footer" for which in ("", "l", "r", "f")},
    **dict.fromkeys(("title", "subject", "keywords", "doccomm", "comment", "category"), "properties"),
}
_BESIDE = {"sn": "sn", "sv": "sv", "fldinst": "code"}  # stories of the program's own, sorted out when they end
_SHAPE_WORDS = {
    "gtextUNICODE": "textbox",
    "wzDescription": "alt",
    "wzTooltip": "alt",
}  # values of a shape that are read
_ORDER = ("body", "footnote", "endnote", "header", "footer", "comment", "properties", "code")
_KNOWN_STARRED = frozenset({*_PARTS, *_BESIDE, "shpinst", "shppict", "ud", "picprop", "sp", "do"})
_LEFT_OUT = frozenset(
    {
        *("stylesheet", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "fldtype"),
        *("themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "filetbl", "atnid", "atnauthor"),
        *("atntime", "atnref", "atrfstart", "atrfend", "bkmkstart", "bkmkend", "shprslt", "nonshppict", "objdata"),
        *("objclass", "objname", "author", "operator", "company", "manager", "creatim", "revtim", "printim", "buptim"),
        *("userprops", "pgdsctbl", "xe", "tc", "rxe", "template", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc"),
    }
)
_CHARSETS = {  # numbers of font charsets as code pages
    **{0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255},
    **{178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250},
}
_TWIP = 20  # twips in a point


@dataclass(frozen=True, slots=True)
class _Letters:
    """How letters look; colours are places in the colour table, 0 is automatic."""

    hidden: bool = False
    deleted: bool = False
    size: int = 24  # half-points
    width: int = 100  # percent
    colour: int = 0
    ground: int = 0


@dataclass(slots=True)
class _Group:
    """What holds between two braces."""

    part: str = "body"
    story: bool = False  # the group is a story of its own, such as a footnote
    left_out: bool = False
    starred: bool = False  # what follows may be left out by programs that do not know it
    table: str = ""  # "fonts" or "colours" inside such a table
    letters: _Letters = _Letters()
    ground: int = 0  # of the paragraph
    in_table: bool = False
    heading: bool = False
    font: int = -1
    stand_in: int = 1  # characters that follow a \\u for programs that do not know it


def read_rtf(data: bytes, name: str, limits: Limits) -> Document:
    """An RTF file as a document.

    Blocks: the body in order with the text boxes of a paragraph after it, then footnotes, endnotes, headers, footers,
    comments, properties.  Hidden, deleted, white and tiny text is marked.  Raises Empty, Damaged.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Damaged()
    writer = Writer(limits)
    try:
        _Walk(writer).run(data)
    except RecursionError:
        raise Damaged() from None
    return writer.document(data, name, "rtf")


class _Walk:
    """One walk through one file: a stack of groups, and a stack of the paragraphs that are open, one a story."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._groups = [_Group()]
        self._open = [Paragraph("body")]
        self._stories: dict[str, list[Paragraph]] = {part: [] for part in _ORDER}
        self._bytes = bytearray()  # letters in a code page, not yet decoded
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._colours: list[RGB | None] = []
        self._mixing: dict[str, int] = {}  # the colour that is being defined
        self._cells: list[int] = []  # grounds of the cells of a row
        self._cell = self._cell_ground = 0
        self._picture: dict[str, int] = {}
        self._to_skip = 0
        self._skip_group = False
        self._property = ""

    def run(self, data: bytes) -> None:
        """Read all of it and write it down, story by story."""
        position = 0
        while match := _TOKEN.match(data, position):
            position = match.end()
            if match["word"]:
                word, number = match["word"].decode(), int(match["number"]) if match["number"] else None
                if word == "bin":
                    position += max(number or 0, 0)
                    if position > len(data):
                        self._writer.unread("damaged", "body")
                else:
                    self._word(word, number)
            elif match["brace"]:
                self._brace(match["brace"])
            elif match["hex"]:
                self._letters(bytes([int(match["hex"], 16)]))
            elif match["sign"]:
                self._sign(match["sign"])
            elif match["text"]:
                self._letters(match["text"])
        self._decode()
        while self._open:
            self._end_story()
        for part in _ORDER:
            for paragraph in self._stories[part]:
                self._write(paragraph)

    # --- tokens ---------------------------------------------------------------------------------------

    def _brace(self, brace: bytes) -> None:
        self._decode()
        self._to_skip = 0
        if brace == b"{":
            self._groups.append(replace(self._groups[-1], story=False, starred=False))
            self._groups[-1].left_out |= self._skip_group
            self._skip_group = False
        elif len(self._groups) > 1 and self._groups.pop().story:
            self._end_story()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._groups[-1].starred = True
        elif self._skipped():
            return
        elif sign in (b"\n", b"\r"):
            self._word("par", None)
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])

    def _letters(self, letters: bytes) -> None:
        if self._to_skip:
            taken = min(self._to_skip, len(letters))
            self._to_skip -= taken
            letters = letters[taken:]
        group = self._groups[-1]
        if group.table == "colours":
            self._define_colours(letters)
        elif not group.left_out and not group.table:
            self._bytes += letters

    def _word(self, word: str, number: int | None) -> None:
        self._decode()
        group = self._groups[-1]
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._to_skip = group.stand_in
        elif self._skipped() or group.left_out:
            if word in ("picwgoal", "pichgoal") and number is not None:
                self._picture[word] = number
                self._judge_picture()
        elif word in _PARTS or word in _BESIDE:
            self._begin_story(_PARTS.get(word) or _BESIDE[word])
        elif word in _LEFT_OUT or (group.starred and word not in _KNOWN_STARRED):
            group.left_out = True
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word in _ENDS:
            self._end(word)
        else:
            self._property_word(word, number, group)
        group.starred = False

    def _skipped(self) -> bool:
        """The token is but the spelling, for old programs, of a character that was read already."""
        if self._to_skip:
            self._to_skip -= 1
            return True
        return False

    # --- properties -----------------------------------------------------------------------------------

    def _property_word(self, word: str, number: int | None, group: _Group) -> None:
        on, value = number != 0, number or 0
        match word:
            case "v":
                group.letters = replace(group.letters, hidden=on)
            case "deleted":
                group.letters = replace(group.letters, deleted=on)
            case "fs":
                group.letters = replace(group.letters, size=value)
            case "charscalex":
                group.letters = replace(group.letters, width=value)
            case "cf":
                group.letters = replace(group.letters, colour=value)
            case "highlight" | "cb" | "chcbpat":
                group.letters = replace(group.letters, ground=value)
            case "plain":
                group.letters = _Letters()
            case "pard":
                group.ground, group.in_table, group.heading = 0, False, False
            case "cbpat":
                group.ground = value
            case "intbl":
                group.in_table = True
            case "outlinelevel":
                group.heading = value < 9
            case "ftnalt" if group.part == "footnote":
                group.part = self._open[-1].part = "endnote"
            case "f" if group.table == "fonts" or number is not None:
                group.font = value
            case "uc":
                group.stand_in = max(value, 0)
            case _:
                self._table_word(word, value, group)

    def _table_word(self, word: str, value: int, group: _Group) -> None:
        match word:
            case "fonttbl":
                group.table = "fonts"
            case "colortbl":
                group.table = "colours"
            case "red" | "green" | "blue":
                self._mixing[word] = min(max(value, 0), 255)
            case "fcharset":
                if value in _CHARSETS:
                    self._fonts[group.font] = f"cp{_CHARSETS[value]}"
            case "ansicpg":
                self._page = f"cp{value}"
            case "mac":
                self._page = "mac-roman"
            case "pc" | "pca":
                self._page = "cp850" if word == "pca" else "cp437"
            case "trowd":
                self._cells, self._cell, self._cell_ground = [], 0, 0
            case "clcbpat":
                self._cell_ground = value
            case "cellx":
                self._cells.append(self._cell_ground)
                self._cell_ground = 0
            case "upr":
                self._skip_group = True
            case "pict":
                group.left_out, self._picture = True, {}
            case "object":
                self._writer.unread("unsupported", "embedded_file")

    def _define_colours(self, letters: bytes) -> None:
        for _ in range(letters.count(b";")):
            mixed = self._mixing
            self._colours.append((mixed.get("red", 0), mixed.get("green", 0), mixed.get("blue", 0)) if mixed else None)
            self._mixing = {}

    def _judge_picture(self) -> None:
        if len(self._picture) == 2 and math.prod(self._picture.values()) >= LARGE_PICTURE * _TWIP**2:
            self._writer.unread("image", self._groups[-1].part)

    # --- text -----------------------------------------------------------------------------------------

    def _decode(self) -> None:
        if self._bytes:
            page = self._fonts.get(self._groups[-1].font, self._page)
            letters, self._bytes = bytes(self._bytes), bytearray()
            try:
                self._say(letters.decode(page, "replace"))
            except LookupError:
                self._say(letters.decode("cp1252", "replace"))

    def _say(self, text: str) -> None:
        self._decode()
        group = self._groups[-1]
        if not group.left_out and not group.table:
            self._open[-1].pieces.append(Piece(text, self._hides(group)))

    def _hides(self, group: _Group) -> str | None:
        letters = group.letters
        if letters.deleted or letters.hidden:
            return "deleted" if letters.deleted else "hidden"
        if letters.size / 2 < TINY or letters.width < NARROW:
            return "tiny"
        if not letters.colour:
            return None
        cell = self._cells[self._cell] if group.in_table and self._cell < len(self._cells) else 0
        ground = self._colour(letters.ground or group.ground or cell) or WHITE
        return disguise(self._colour(letters.colour), ground)

    def _colour(self, place: int) -> RGB | None:
        return self._colours[place] if 0 < place < len(self._colours) else None

    # --- paragraphs and stories -----------------------------------------------------------------------

    def _begin_story(self, part: str) -> None:
        group = self._groups[-1]
        group.story, group.part, group.in_table, group.heading = True, part, False, False
        self._open.append(Paragraph(part))

    def _end_story(self) -> None:
        self._end_paragraph()
        self._open.pop()

    def _end(self, word: str) -> None:
        self._end_paragraph()
        if word == "cell":
            self._cell += 1
        elif word == "row":
            self._cell = 0

    def _end_paragraph(self) -> None:
        paragraph, group = self._open[-1], self._groups[-1]
        self._open[-1] = Paragraph(paragraph.part)
        text = "".join(piece.text for piece in paragraph.pieces)
        if paragraph.part == "sn":
            self._property = text.strip()
        elif paragraph.part == "sv":
            if (part := _SHAPE_WORDS.get(self._property)) and len(self._open) > 1:
                self._open[-2].later.append(partial(self._write, Paragraph(part, pieces=[Piece(text)])))
        elif text.strip() or paragraph.later:
            if paragraph.part == "body":
                paragraph.part = "table" if group.in_table else "body"
                paragraph.heading = group.heading
            if paragraph.part == "textbox" and len(self._open) > 1:
                self._open[-2].later.append(partial(self._write, paragraph))
            else:
                self._stories["body" if paragraph.part == "table" else paragraph.part].append(paragraph)

    def _write(self, paragraph: Paragraph) -> None:
        if paragraph.part == "code":
            code = Field(["".join(piece.text for piece in paragraph.pieces)])
            for sentence in kept_back(code):
                if not self._writer.has_said(sentence):
                    self._writer.block(sentence, "body", hidden="hidden")
            return
        paragraph.pieces = _whole_letters(paragraph.pieces)
        self._writer.paragraph(paragraph)


def _whole_letters(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one look joined; letters that were written as two halves are made whole."""
    joined: list[Piece] = []
    for hidden, group in groupby(pieces, key=lambda piece: piece.hidden):
        text = "".join(piece.text for piece in group)
        joined.append(Piece(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"), hidden))
    return joined
