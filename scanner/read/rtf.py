"""Rich text: the words of an RTF file, with those marked that an eye would miss."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from scanner.errors import Damaged
from scanner.model import Document
from scanner.read.colours import RGB
from scanner.read.inner import lay_in
from scanner.read.leftover import is_sentence
from scanner.read.legible import LARGE_PICTURE
from scanner.read.limits import Limits
from scanner.read.ole import of_rich_text
from scanner.read.ooxml.fields import Field, kept_back
from scanner.read.ooxml.symbols import DINGBATS
from scanner.read.richtext.looks import TWIP, Layout, Letters, Row, hides, is_edge, unseen_box
from scanner.read.richtext.words import (
    BESIDE,
    CHARACTERS,
    CHARSETS,
    ENDS,
    FILE_DATA,
    KNOWN_STARRED,
    LEFT_OUT,
    ORDER,
    PARTS,
    SHAPE_WORDS,
    SIGNS,
    TOKEN,
)
from scanner.read.writer import Paragraph, Piece, Writer

_UTF8 = b"\xef\xbb\xbf"


@dataclass(slots=True)
class _Group:
    """What holds between two braces."""

    part: str = "body"
    story: bool = False  # the group is a story of its own, such as a footnote
    left_out: bool = False
    starred: bool = False  # what follows may be left out by programs that do not know it
    table: str = ""  # "fonts", "colours" or "styles" inside such a table
    letters: Letters = Letters()  # noqa: RUF009 - frozen
    layout: Layout = Layout()  # noqa: RUF009 - frozen
    box: str | None = None  # the shape around is kept from the eye in this way
    edges: dict[str, int] = field(default_factory=dict)  # of the shape around
    styles: tuple[int, ...] = ()  # of the letters and of the paragraph
    in_table: bool = False
    heading: bool = False
    font: int = -1
    stand_in: int = 1  # characters that follow a \\u for programs that do not know it


def read_rtf(data: bytes, name: str, limits: Limits) -> Document:
    """An RTF file as a document.

    Blocks: the body in order with the text boxes of a paragraph after it, then footnotes, endnotes, headers, footers,
    comments, properties; and as `file_data` sentences in places that no program shows.  What an eye would miss is
    marked as in Word files.  Raises Empty, Damaged.
    """
    if not data.removeprefix(_UTF8).lstrip().startswith(b"{\\rt"):
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
        self._stories: dict[str, list[Paragraph]] = {part: [] for part in ORDER}
        self._bytes = bytearray()  # letters in a code page, not yet decoded
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._colours: list[RGB | None] = []
        self._mixing: dict[str, int] = {}  # the colour that is being defined
        self._font_names: dict[int, str] = {}
        self._hiding_styles: set[int] = set()
        self._row = Row()
        self._objects = 0  # that were announced and not yet met
        self._picture: dict[str, int] = {}
        self._to_skip = 0
        self._skip_group = False
        self._property = ""

    def run(self, data: bytes) -> None:
        """Read all of it and write it down, story by story."""
        position = 0
        while match := TOKEN.match(data, position):
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
        for part in ORDER:
            for paragraph in self._stories[part]:
                self._write(paragraph)
        if self._objects > 0:
            self._writer.unread("unsupported", "embedded_file")

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
        elif sign in SIGNS:
            self._say(SIGNS[sign])

    def _letters(self, letters: bytes) -> None:
        if self._to_skip:
            taken = min(self._to_skip, len(letters))
            self._to_skip -= taken
            letters = letters[taken:]
        group = self._groups[-1]
        if group.table == "colours":
            self._define_colours(letters)
        elif group.table == "fonts":
            name = self._font_names.get(group.font, "") + letters.decode("latin-1")
            self._font_names[group.font] = name.partition(";")[0].strip().lower()
        elif not group.left_out and not group.table:
            self._bytes += letters

    def _word(self, word: str, number: int | None) -> None:
        self._decode()
        group = self._groups[-1]
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._to_skip = group.stand_in
        elif self._skipped():
            pass
        elif group.left_out:
            if group.table == "styles":
                self._style_word(word, number, group)
        elif word in PARTS or word in BESIDE:
            self._begin_story(PARTS.get(word) or BESIDE[word])
        elif word in LEFT_OUT:
            group.left_out, group.table = True, "styles" if word == "stylesheet" else group.table
        elif word in FILE_DATA or (group.starred and word not in KNOWN_STARRED):
            self._begin_story("file_data")
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in ENDS:
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
        value = number or 0
        if (letters := group.letters.said(word, number)) is not None:
            group.letters = letters
            group.styles = () if word == "plain" else group.styles
            return
        if (layout := group.layout.said(word, value)) is not None:
            group.layout = layout
        match word:
            case "pard":
                group.in_table, group.heading, group.styles = False, False, ()
            case "s" | "cs":
                group.styles = (*group.styles, value)
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
                if value in CHARSETS:
                    self._fonts[group.font] = f"cp{CHARSETS[value]}"
            case "ansicpg":
                self._page = f"cp{value}"
            case "mac":
                self._page = "mac-roman"
            case "pc" | "pca":
                self._page = "cp850" if word == "pca" else "cp437"
            case "upr":
                self._skip_group = True
            case "picwgoal" | "pichgoal":
                self._picture[word] = value
            case "object":
                self._objects += 1
            case _ if is_edge(word):
                group.edges = {**group.edges, word: value}
            case _:
                self._row.said(word, value)

    def _style_word(self, word: str, number: int | None, group: _Group) -> None:
        """Within the style sheet, of which only the styles that hide are of interest."""
        if word in ("s", "cs", "ds", "ts"):
            group.styles = (number or 0,)
        elif word == "v" and number != 0:
            self._hiding_styles.update(group.styles)

    def _define_colours(self, letters: bytes) -> None:
        for _ in range(letters.count(b";")):
            mixed = self._mixing
            self._colours.append((mixed.get("red", 0), mixed.get("green", 0), mixed.get("blue", 0)) if mixed else None)
            self._mixing = {}

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
            self._open[-1].pieces.append(Piece(text, self._hides(group, text)))

    def _hides(self, group: _Group, text: str) -> str | None:
        letters, layout, row = group.letters, group.layout, self._row if group.in_table else Row()
        front = self._colour(letters.colour) if letters.colour else None
        ground = self._colour(letters.ground or layout.ground or row.ground())
        styled = not self._hiding_styles.isdisjoint(group.styles)
        hidden = hides(letters, front, ground, styled=styled) or group.box or layout.unseen or row.unseen()
        if hidden is None and len(text.strip()) > 1 and self._font_names.get(group.font) in DINGBATS:
            return "symbols"  # the eye sees little pictures: one is a sign, more are words made unreadable
        return hidden

    def _colour(self, place: int) -> RGB | None:
        return self._colours[place] if 0 < place < len(self._colours) else None

    # --- paragraphs and stories -----------------------------------------------------------------------

    def _begin_story(self, part: str) -> None:
        group = self._groups[-1]
        group.story, group.part, group.in_table, group.heading = True, part, False, False
        group.layout = Layout()
        if part == "object":
            self._objects -= 1
        if part == "picture":
            self._picture = {}
        if part == "textbox":
            group.box = group.box or unseen_box(group.edges)
        self._open.append(Paragraph(part))

    def _end_story(self) -> None:
        self._end_paragraph()
        self._open.pop()

    def _end(self, word: str) -> None:
        self._end_paragraph()
        if word == "cell":
            self._row.at += 1
        elif word == "row":
            self._row.at = 0

    def _end_paragraph(self) -> None:
        paragraph, group = self._open[-1], self._groups[-1]
        self._open[-1] = Paragraph(paragraph.part)
        text = "".join(piece.text for piece in paragraph.pieces)
        if paragraph.part == "sn":
            self._property = text.strip()
        elif paragraph.part == "sv":
            self._shape_value(text)
        elif paragraph.part in ("object", "picture"):
            self._end_of_digits(paragraph, text)
        elif text.strip() or paragraph.later:
            if paragraph.part == "body":
                paragraph.part = "table" if group.in_table else "body"
                paragraph.heading = group.heading
            if paragraph.part == "textbox" and len(self._open) > 1:
                self._open[-2].later.append(partial(self._write, paragraph))
            else:
                self._stories["body" if paragraph.part == "table" else paragraph.part].append(paragraph)

    def _end_of_digits(self, paragraph: Paragraph, digits: str) -> None:
        """The end of an object or a picture, which is laid in where it stands."""
        if len(self._open) < 2:
            return
        later = self._open[-2].later
        later += paragraph.later
        if paragraph.part == "object":
            later.append(partial(self._object, digits))
        elif len(self._picture) == 2 and math.prod(self._picture.values()) >= LARGE_PICTURE * TWIP**2:
            later.append(partial(self._drawn, digits))

    def _shape_value(self, text: str) -> None:
        part = SHAPE_WORDS.get(self._property) or ("file_data" if is_sentence(text) else None)
        if self._property == "fHidden" and text.strip() == "1" and len(self._groups) > 1:
            self._groups[-2].box = "hidden"  # the shape around the property
        elif part is not None and len(self._open) > 1:
            self._open[-2].later.append(partial(self._write, Paragraph(part, pieces=[Piece(text)])))

    def _object(self, digits: str) -> None:
        try:
            data = of_rich_text(bytes.fromhex("".join(digits.split())))
        except (Damaged, ValueError):
            self._writer.unread("damaged", "embedded_file")
        else:
            lay_in(self._writer, data, "embedded_file")

    def _drawn(self, digits: str) -> None:
        try:
            lay_in(self._writer, bytes.fromhex("".join(digits.split())), "picture")
        except ValueError:
            self._writer.unread("damaged", "picture")

    def _write(self, paragraph: Paragraph) -> None:
        if paragraph.part == "code":
            code = Field(["".join(piece.text for piece in paragraph.pieces)])
            for sentence in kept_back(code):
                if not self._writer.has_said(sentence):
                    self._writer.block(sentence, "body", hidden="hidden")
            return
        if paragraph.part == "file_data":
            words = "".join(piece.text for piece in paragraph.pieces)
            if is_sentence(words) and not self._writer.has_said(words):
                self._writer.block(words, "file_data", hidden="hidden")
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
