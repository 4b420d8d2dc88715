"""The walk through one story of a Word file: body, header, footnote, comment, drawing.

Every element that is not known is walked through, so that text in a construct nobody thought of is still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from scanner.errors import Damaged
from scanner.read.colours import RGB, WHITE
from scanner.read.inner import lay_in
from scanner.read.ooxml.drawings import (
    box_ground,
    chart_words,
    is_large,
)
from scanner.read.ooxml.fields import Field, closed_fields, form_value, kept_back, shown
from scanner.read.ooxml.layout import unseen_drawing, unseen_paragraph, unseen_row, unseen_shape, unseen_table
from scanner.read.ooxml.looks import PLAIN, Look, Theme, drawn_look, look, shading
from scanner.read.ooxml.numbering import Numbering
from scanner.read.ooxml.parts import Parts
from scanner.read.ooxml.styles import Grid, Style, Styles, grid, heads
from scanner.read.ooxml.symbols import symbol
from scanner.read.ooxml.xml import Element, attribute, child, descendants, name, short, switched, value, whole
from scanner.read.writer import Piece, Writer

_LINE = re.compile(r"[\t\r\n]+")
_LONG_HEADING = 20  # words: a clause that wears the style of a heading is a clause
_TEXT = ("w:t", "m:t", "a:t", "w:delText")
_VISIBLE_PARTS = ("body", "table")  # parts that become table or textbox inside one; others keep their name


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is, and what holds for all that lies below."""

    source: str  # the package part, for its ties to others
    part: str  # the part of the document, as blocks name it
    hidden: str | None = None  # everything below is hidden in this way
    look: Look = PLAIN
    ground: RGB | None = WHITE  # colour of the paper; None if it cannot be told
    grid: Grid | None = None  # the table around


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all stories of one file share."""

    parts: Parts
    styles: Styles
    numbering: Numbering
    theme: Theme
    writer: Writer
    small_pictures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being gathered; `later` waits until it is finished."""

    part: str
    heading: bool = False
    pieces: list[Piece] = field(default_factory=list)
    alts: dict[str, None] = field(default_factory=dict)
    later: list[Callable[[], None]] = field(default_factory=list)


class Walk:
    """One walk through one story; make a new one for the next."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._open: _Paragraph | None = None
        self._carried: _Paragraph | None = None  # a paragraph whose end mark is hidden or deleted: the next goes on
        self._fields: list[Field] = []
        self._closed: set[Element] = set()

    def story(self, root: Element, source: str, part: str, hidden: str | None = None) -> None:
        """Write all blocks of a story."""
        self._closed = closed_fields(root)
        self._inside(root, Place(source, part, hidden, self._sheet.styles.base))
        self._flush()

    # --- containers -----------------------------------------------------------------------------------

    def _inside(self, element: Element, place: Place) -> None:
        for each in element:
            tag = short(each.tag)
            if (handler := _HANDLERS.get(tag)) is not None:
                handler(self, each, place)
            elif tag in _TEXT:
                self._say(_LINE.sub(" ", each.text or ""), place)
            elif tag in _CHARACTERS:
                self._say(_CHARACTERS[tag], place)
            elif tag not in _SKIPPED:
                self._inside(each, place)

    def _deleted(self, element: Element, place: Place) -> None:
        self._inside(element, replace(place, hidden="deleted"))

    def _alternatives(self, element: Element, place: Place) -> None:
        """Versions of one thing.  Those that say the same are read once; which one is shown depends on the program."""
        read: list[str] = []
        for version in element:
            words = _words(version)
            if not read or not any(words in earlier for earlier in read):
                self._inside(version, place)
                read.append(words)

    def _table(self, element: Element, place: Place) -> None:
        if self._waits(self._table, element, place):
            return
        self._flush()
        part = "table" if place.part == "body" else place.part
        hidden = place.hidden or unseen_table(child(element, "w:tblPr"))
        self._inside(element, replace(place, part=part, hidden=hidden, grid=grid(element, self._sheet.theme)))
        self._flush()

    def _row(self, element: Element, place: Place) -> None:
        properties = child(element, "w:trPr")
        hidden = place.hidden or unseen_row(properties)
        if child(properties, "w:del") is not None:
            hidden = "deleted"
        elif switched(properties, "w:hidden"):
            hidden = "hidden"
        if place.grid is not None:
            place.grid.row += 1
            place.grid.column = -1
            place.grid.columns = sum(name(each) == "w:tc" for each in element)
        self._inside(element, replace(place, hidden=hidden))

    def _cell(self, element: Element, place: Place) -> None:
        properties = child(element, "w:tcPr")
        hidden = place.hidden
        if child(properties, "w:cellDel") is not None:
            hidden = "deleted"
        elif _is_covered(properties):
            hidden = hidden or "hidden"
        ground, letters = place.ground, place.look
        if (table := place.grid) is not None:
            table.column += 1
            style = self._sheet.styles.cell(table.style_id, table.regions())
            letters = style.look.over(letters)
            fill = shading(child(properties, "w:shd"), self._sheet.theme) or style.ground or table.ground
            ground = fill.rgb or ground if fill is not None else ground
        self._inside(element, replace(place, hidden=hidden, ground=ground, look=letters))
        self._flush()

    def _box(self, element: Element, place: Place) -> None:
        part = "textbox" if place.part in _VISIBLE_PARTS else place.part
        ground = box_ground(element, self._sheet.theme, place.ground)
        self._inside(element, replace(place, part=part, ground=ground, look=self._sheet.styles.base, grid=None))

    # --- paragraphs -----------------------------------------------------------------------------------

    def _paragraph(self, element: Element, place: Place) -> None:
        if self._waits(self._paragraph, element, place):
            return
        sheet, properties = self._sheet, child(element, "w:pPr")
        style_id = value(properties, "w:pStyle")
        style = sheet.styles.paragraph(style_id)
        ground = shading(child(properties, "w:shd"), sheet.theme) or style.ground
        below = replace(
            place,
            hidden=place.hidden or unseen_paragraph(properties) or style.hidden,
            look=style.look.over(place.look),
            ground=ground.rgb if ground is not None and ground.rgb is not None else place.ground,
        )
        joined, self._carried = self._carried, None
        self._open = joined or _Paragraph(place.part)
        self._inside(element, below)
        paragraph, self._open = self._open, None
        mark_gone = _mark_is_gone(properties, below)
        has_text = any(piece.hidden is None and piece.text.strip() for piece in paragraph.pieces)
        if joined is None:
            paragraph.heading = heads(properties, style.heading)
        if has_text or not mark_gone:
            number = self._number(properties, style, style_id)
            if has_text and joined is None:
                paragraph.pieces.insert(0, Piece(number))
        if mark_gone:
            self._carried = paragraph
        else:
            self._finish(paragraph)

    def _drawn_paragraph(self, element: Element, place: Place) -> None:
        """A paragraph of a chart, a diagram or a shape."""
        if self._waits(self._drawn_paragraph, element, place):
            return
        part = "textbox" if place.part in _VISIBLE_PARTS else place.part
        self._open = _Paragraph(part)
        self._inside(element, place)
        paragraph, self._open = self._open, None
        self._finish(paragraph)

    def _number(self, properties: Element | None, style: Style, style_id: str | None) -> str:
        own = child(properties, "w:numPr")
        list_id = value(own, "w:numId") or style.list_id
        if list_id is None or list_id == "0":
            return ""
        numbering = self._sheet.numbering
        level = whole(value(own, "w:ilvl"))
        if level is None:
            level = numbering.level_of_style(list_id, style_id)
        if level is None:
            level = style.list_level or 0
        return numbering.mark(list_id, level)

    def _waits(self, handler: Callable[[Element, Place], None], element: Element, place: Place) -> bool:
        """Inside a paragraph other blocks wait for its end, so that its own sentence stays whole."""
        if self._open is None:
            return False
        self._open.later.append(lambda: handler(element, place))
        return True

    def _flush(self) -> None:
        if self._carried is not None:
            paragraph, self._carried = self._carried, None
            self._finish(paragraph)

    def _finish(self, paragraph: _Paragraph) -> None:
        writer = self._sheet.writer
        length = sum(len(piece.text.split()) for piece in paragraph.pieces)
        writer.paragraph(paragraph.pieces, paragraph.part, heading=paragraph.heading and length <= _LONG_HEADING)
        for alt in paragraph.alts:
            writer.block(alt, "alt")
        for task in paragraph.later:
            task()

    # --- runs -----------------------------------------------------------------------------------------

    def _run(self, element: Element, place: Place) -> None:
        properties = child(element, "w:rPr")
        letters = place.look
        if properties is not None and len(properties):
            style_id = value(properties, "w:rStyle")
            if style_id is not None:
                letters = self._sheet.styles.character(style_id).over(letters)
            letters = look(properties, self._sheet.theme).over(letters)
        hidden = place.hidden or letters.hides(place.ground)
        self._inside(element, replace(place, hidden=hidden) if hidden else place)

    def _drawn_run(self, element: Element, place: Place) -> None:
        hidden = place.hidden or drawn_look(child(element, "a:rPr")).hides(None)
        self._inside(element, replace(place, hidden=hidden))

    def _symbol(self, element: Element, place: Place) -> None:
        self._say(symbol(attribute(element, "font"), attribute(element, "char")), place)

    def _fraction(self, element: Element, place: Place) -> None:
        for index, each in enumerate(descendant for descendant in element if name(descendant) in ("m:num", "m:den")):
            self._say("/" if index else "", place)
            self._inside(each, place)

    def _say(self, text: str, place: Place) -> None:
        if not text:
            return
        if self._fields:
            swallowed = any(each.in_code for each in self._fields)
            (self._fields[-1].swallowed if swallowed else self._fields[-1].result).append(text)
            if swallowed:
                return
        if self._open is not None:
            self._open.pieces.append(Piece(text, place.hidden))
        else:
            self._sheet.writer.block(text, place.part, hidden=place.hidden)

    # --- fields ---------------------------------------------------------------------------------------

    def _field_mark(self, element: Element, place: Place) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._say(form_value(element), place)
            for each in descendants(element, "w:helpText", "w:statusText"):
                self._note(attribute(each, "val"), place)
            if element in self._closed:
                self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_code = False
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            self._say(shown(done), place)
            self._keep_back(done, place)

    def _code(self, element: Element, place: Place) -> None:
        if self._fields:
            self._fields[-1].code.append(element.text or "")

    def _simple_field(self, element: Element, place: Place) -> None:
        self._fields.append(Field([attribute(element, "instr") or ""], in_code=False))
        self._inside(element, place)
        self._keep_back(self._fields.pop(), place)

    def _keep_back(self, done: Field, place: Place) -> None:
        for sentence in kept_back(done):
            self._later(partial(self._sheet.writer.block, sentence, place.part, hidden="hidden"))

    # --- drawings and other parts ---------------------------------------------------------------------

    def _frame(self, element: Element, place: Place) -> None:
        self._inside(element, replace(place, hidden=place.hidden or unseen_drawing(element)))

    def _shape(self, element: Element, place: Place) -> None:
        self._describe(element, place)
        self._inside(element, replace(place, hidden=place.hidden or unseen_shape(element)))

    def _word_art(self, element: Element, place: Place) -> None:
        words = attribute(element, "string") or ""
        part = "textbox" if place.part in _VISIBLE_PARTS else place.part
        self._later(partial(self._sheet.writer.block, words, part, hidden=place.hidden))

    def _describe(self, element: Element, place: Place) -> None:
        for key in ("descr", "alt", "title", "tooltip"):
            self._note(attribute(element, key), place)

    def _linked(self, element: Element, place: Place) -> None:
        self._describe(element, place)
        self._inside(element, place)

    def _picture(self, element: Element, place: Place) -> None:
        if attribute(element, "embed") or attribute(element, "id") or attribute(element, "link"):
            if is_large(element):
                self._sheet.writer.unread("image", place.part)
            else:
                self._sheet.small_pictures.append(place.part)
        self._inside(element, place)

    def _chart(self, element: Element, place: Place) -> None:
        if (tie := attribute(element, "id")) is None:  # the root of a part, or the chart inside one
            self._inside(element, place)
        else:
            self._later(lambda: self._drawn_part(tie, replace(place, part="chart")))

    def _diagram(self, element: Element, place: Place) -> None:
        self._later(lambda: self._drawn_part(attribute(element, "dm"), replace(place, part="diagram")))

    def _drawn_part(self, relation_id: str | None, place: Place) -> None:
        part = self._target(relation_id, place)
        if part is None:
            return
        try:
            root = self._sheet.parts.root(part)
        except Damaged:
            self._sheet.writer.unread("damaged", place.part)
            return
        self._inside(root, replace(place, source=part, look=PLAIN, grid=None))
        for words in chart_words(root):
            self._sheet.writer.block(words, place.part, hidden=place.hidden)

    def _inlaid(self, element: Element, place: Place) -> None:
        """A document inside the document: in the place of a block, or as an object."""
        label = "inserted_file" if name(element) == "w:altChunk" else "embedded_file"

        def write() -> None:
            part = self._target(attribute(element, "id"), replace(place, part=label))
            if part is None:
                return
            try:
                data = self._sheet.parts.data(part)
            except Damaged:
                self._sheet.writer.unread("damaged", label)
            else:
                lay_in(self._sheet.writer, data, label)

        self._later(write)

    def _unreadable(self, element: Element, place: Place) -> None:
        self._sheet.writer.unread("unsupported", "embedded_file")

    def _target(self, relation_id: str | None, place: Place) -> str | None:
        """The part that an element points to; what cannot be followed is named as unread."""
        relation = self._sheet.parts.related(place.source, relation_id)
        if relation is not None and relation.target is not None:
            return relation.target
        self._sheet.writer.unread("damaged" if relation is None else "external", place.part)
        return None

    def _note(self, text: str | None, place: Place) -> None:
        """Words that show only when asked for, such as the description of a picture."""
        if not text or not text.strip():
            return
        if self._open is not None:
            self._open.alts[text.strip()] = None
        else:
            self._sheet.writer.block(text, "alt")

    def _table_notes(self, element: Element, place: Place) -> None:
        for each in descendants(element, "w:tblCaption", "w:tblDescription"):
            self._note(attribute(each, "val"), place)

    def _later(self, task: Callable[[], None]) -> None:
        if self._open is not None:
            self._open.later.append(task)
        else:
            task()


Handler = Callable[[Walk, Element, Place], None]
_HANDLERS: dict[str, Handler] = {
    "w:p": Walk._paragraph,
    "w:r": Walk._run,
    "m:r": Walk._run,
    "m:f": Walk._fraction,
    "w:sym": Walk._symbol,
    "w:del": Walk._deleted,
    "w:moveFrom": Walk._deleted,
    "w:tbl": Walk._table,
    "w:tr": Walk._row,
    "w:tc": Walk._cell,
    "w:tblPr": Walk._table_notes,
    "w:txbxContent": Walk._box,
    "w:fldChar": Walk._field_mark,
    "w:instrText": Walk._code,
    "w:delInstrText": Walk._code,
    "w:fldSimple": Walk._simple_field,
    "w:hyperlink": Walk._linked,
    "w:altChunk": Walk._inlaid,
    "w:subDoc": Walk._inlaid,
    "w:objectEmbed": Walk._inlaid,
    "o:OLEObject": Walk._inlaid,
    "w:control": Walk._unreadable,
    "mc:AlternateContent": Walk._alternatives,
    "wp:inline": Walk._frame,
    "wp:anchor": Walk._frame,
    "wp:docPr": Walk._describe,
    "pic:cNvPr": Walk._describe,
    "wps:cNvPr": Walk._describe,
    "a:p": Walk._drawn_paragraph,
    "a:r": Walk._drawn_run,
    "a:blip": Walk._picture,
    "c:chart": Walk._chart,
    "c:userShapes": Walk._chart,
    "cx:chart": Walk._chart,
    "dgm:relIds": Walk._diagram,
    "v:shape": Walk._shape,
    "v:rect": Walk._shape,
    "v:roundrect": Walk._shape,
    "v:oval": Walk._shape,
    "v:textpath": Walk._word_art,
    "v:imagedata": Walk._picture,
}
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "a:br": "\n",
    "w:noBreakHyphen": "-",
}
_SKIPPED = frozenset(
    {"w:pPr", "w:rPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:trPr", "w:tcPr", "w:tblGrid", "w:tblPrEx"}
)


def _words(element: Element) -> str:
    """All that an element says, without white space, to tell whether two versions say the same."""
    texts = [each.text or "" for each in descendants(element, *_TEXT)]
    texts += [attribute(each, "string") or "" for each in descendants(element, "v:textpath")]
    return "".join("".join(texts).split())


def _mark_is_gone(properties: Element | None, place: Place) -> bool:
    """The paragraph's end is deleted or hidden, so that an eye reads on into the next paragraph."""
    mark = child(properties, "w:rPr")
    if mark is None:
        return False
    if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
        return True
    return bool(switched(mark, "w:vanish") or switched(mark, "w:specVanish"))


def _is_covered(properties: Element | None) -> bool:
    """The cell lies under the one above or before it, of which it has become a part: Word does not show its text."""
    merges = (child(properties, "w:vMerge"), child(properties, "w:hMerge"))
    return any(each is not None and attribute(each, "val") != "restart" for each in merges)
