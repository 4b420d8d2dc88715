"""The walk through one story of a Word file: body, header, footnote, comment, drawing.

Every element that is not known is walked through, so that text in a construct nobody thought of is still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from scanner.read.ooxml.drawings import art_hides, box_ground, chart_words, drawn_ground, is_large
from scanner.read.ooxml.fields import Field, Fields
from scanner.read.ooxml.layout import (
    SHAPES,
    end_is_unseen,
    is_covered,
    switched_off,
    unseen_cell,
    unseen_drawing,
    unseen_paragraph,
    unseen_row,
    unseen_shape,
    unseen_table,
)
from scanner.read.ooxml.looks import PLAIN, drawn_look, look, shading
from scanner.read.ooxml.names import attribute, child, descendants, name, short, switched, value
from scanner.read.ooxml.place import Place
from scanner.read.ooxml.styles import grid, heads
from scanner.read.ooxml.symbols import DINGBATS, symbol
from scanner.read.ooxml.teller import Teller
from scanner.read.writer import AS_BEFORE, BACKWARDS, Paragraph, Piece
from scanner.read.xml import Element

_LINE = re.compile(r"(?<! ) *[\r\n][ \t\r\n]*")
_TEXT = ("w:t", "m:t", "a:t", "w:delText")
_OPEN_PARTS = ("body", "table")  # a text box in one of these is a part of its own; elsewhere it keeps the name


class Walk(Teller):
    """One walk through one story; make a new one for the next."""

    def story(self, root: Element, source: str, part: str, hidden: str | None = None) -> None:
        """Write all blocks of a story."""
        self._fields = Fields(root)
        self._inside(root, Place(source, part, hidden, look=self._file.styles.base, ground=self._file.ground))
        self._flush()

    # --- containers -----------------------------------------------------------------------------------

    def _inside(self, element: Element, place: Place) -> None:
        for each in element:
            tag = short(each.tag)
            if (handler := _HANDLERS.get(tag)) is not None:
                handler(self, each, place)
            elif tag in _TEXT:
                self._text(_LINE.sub(" ", each.text or ""), place)
            elif tag in _CHARACTERS:
                self._say(_CHARACTERS[tag], place)
            elif tag not in _SKIPPED:
                self._inside(each, place)

    def _deleted(self, element: Element, place: Place) -> None:
        self._inside(element, replace(place, hidden="deleted"))

    def _entry(self, element: Element, place: Place) -> None:
        """One of many stories in a part: a footnote, a comment."""
        self._inside(element, place)
        self._flush()

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
        self._inside(element, replace(place, part=part, hidden=hidden, grid=grid(element, self._file.theme)))
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
        table = place.grid
        if child(properties, "w:cellDel") is not None:
            hidden = "deleted"
        elif is_covered(properties):
            hidden = hidden or "hidden"
        elif table is not None and table.fixed:
            hidden = hidden or unseen_cell(properties)
        ground, letters = place.ground, place.look
        if table is not None:
            table.column += 1
            style = self._file.styles.cell(table.style_id, table.regions())
            letters = style.look.over(letters)
            fill = shading(child(properties, "w:shd"), self._file.theme) or style.ground or table.ground
            ground = fill.rgb or ground if fill is not None else ground
        self._inside(element, replace(place, hidden=hidden, ground=ground, look=letters))
        self._flush()

    def _box(self, element: Element, place: Place) -> None:
        part = "textbox" if place.part in _OPEN_PARTS else place.part
        ground = box_ground(element, self._file.theme, place.ground)
        inner = replace(place, part=part, ground=ground, letters=None, look=self._file.styles.base, grid=None)
        self._inside(element, inner)
        self._flush()

    # --- paragraphs -----------------------------------------------------------------------------------

    def _paragraph(self, element: Element, place: Place) -> None:
        if self._waits(self._paragraph, element, place):
            return
        file, properties = self._file, child(element, "w:pPr")
        style_id = value(properties, "w:pStyle")
        style = file.styles.paragraph(style_id)
        ground = shading(child(properties, "w:shd"), file.theme) or style.ground
        below = replace(
            place,
            letters=unseen_paragraph(properties) or style.hidden,
            look=style.look.over(place.look),
            ground=ground.rgb if ground is not None and ground.rgb is not None else place.ground,
        )
        joined, self._carried = self._carried, None
        self._open = joined or Paragraph(place.part, heads(properties, style.heading))
        self._inside(element, below)
        paragraph, self._open = self._open, None
        goes_on = end_is_unseen(properties)
        if paragraph.is_seen() or not goes_on:
            number = file.numbering.before(properties, style, style_id)
            if joined is None and paragraph.is_seen():
                paragraph.pieces.insert(0, Piece(number))
        if goes_on and paragraph.is_seen():
            self._carried = paragraph
        else:
            self._finish(paragraph)

    def _drawn_paragraph(self, element: Element, place: Place) -> None:
        """A paragraph of a chart, a diagram or a shape."""
        if self._waits(self._drawn_paragraph, element, place):
            return
        part = "textbox" if place.part in _OPEN_PARTS else place.part
        self._open = Paragraph(part)
        self._inside(element, place)
        paragraph, self._open = self._open, None
        self._finish(paragraph)

    # --- runs -----------------------------------------------------------------------------------------

    def _run(self, element: Element, place: Place) -> None:
        properties = child(element, "w:rPr")
        letters = place.look
        if properties is not None and len(properties):
            style_id = value(properties, "w:rStyle")
            if style_id is not None:
                letters = self._file.styles.character(style_id).over(letters)
            letters = look(properties, self._file.theme).over(letters)
            place = replace(place, look=letters)
        if (kind := letters.hides(place.ground)) == "hidden":
            place = replace(place, hidden=place.hidden or kind)
        elif kind is not None:
            place = replace(place, letters=kind)
        self._inside(element, place)

    def _drawn_run(self, element: Element, place: Place) -> None:
        theme = self._file.theme
        hidden = place.hidden or drawn_look(element, theme).hides(drawn_ground(element, theme))
        self._inside(element, replace(place, hidden=hidden))

    def _turned(self, element: Element, place: Place) -> None:
        """Letters that are drawn in the order that is given, whatever their own."""
        backwards = attribute(element, "val") == "rtl"
        self._say(BACKWARDS if backwards else "", place)
        self._inside(element, place)
        self._say(AS_BEFORE if backwards else "", place)

    def _text(self, text: str, place: Place) -> None:
        if place.look.font in DINGBATS:  # the eye sees little pictures: one is a sign, more are words made unreadable
            if len(text.strip()) == 1:
                text = symbol(place.look.font, f"{ord(text.strip()):X}")
            else:
                place = replace(place, letters="symbols")
        self._say(text, place)

    def _symbol(self, element: Element, place: Place) -> None:
        self._say(symbol(attribute(element, "font"), attribute(element, "char")), place)

    def _phantom(self, element: Element, place: Place) -> None:
        """A part of an equation of which only the size is kept, unless it says otherwise."""
        shows = switched(element, "m:phantPr", "m:show")
        self._inside(element, place if shows is not False else replace(place, hidden=place.hidden or "hidden"))

    def _fraction(self, element: Element, place: Place) -> None:
        for index, each in enumerate(descendant for descendant in element if name(descendant) in ("m:num", "m:den")):
            self._say("/" if index else "", place)
            self._inside(each, place)

    def _simple_field(self, element: Element, place: Place) -> None:
        field = Field([attribute(element, "instr") or ""], in_code=False)
        with self._fields.around(field):
            self._inside(element, place)
        self._keep_back(field, place)

    # --- drawings and other parts ---------------------------------------------------------------------

    def _frame(self, element: Element, place: Place) -> None:
        self._inside(element, replace(place, hidden=place.hidden or unseen_drawing(element)))

    def _drawn_shape(self, element: Element, place: Place) -> None:
        self._inside(element, replace(place, hidden=place.hidden or switched_off(child(element, "wps:cNvPr"))))

    def _shape(self, element: Element, place: Place) -> None:
        self._describe(element, place)
        self._inside(element, replace(place, hidden=place.hidden or unseen_shape(element)))

    def _word_art(self, element: Element, place: Place) -> None:
        words = attribute(element, "string") or ""
        part = "textbox" if place.part in _OPEN_PARTS else place.part
        hidden = place.hidden or art_hides(element, place.ground)
        self._later(partial(self._file.writer.block, words, part, hidden=hidden))

    def _describe(self, element: Element, place: Place) -> None:
        for key in ("descr", "alt", "title", "tooltip"):
            self._note(attribute(element, key), place)

    def _linked(self, element: Element, place: Place) -> None:
        self._describe(element, place)
        self._inside(element, place)

    def _picture(self, element: Element, place: Place) -> None:
        if any(name(holder) == "w:object" for holder in element.iterancestors()):
            return  # the face of an object, which is itself read or named
        if tie := attribute(element, "embed") or attribute(element, "id") or attribute(element, "link"):
            if is_large(element):
                self._later(partial(self._file.picture, tie, place))
            else:
                self._file.small_pictures.append(place.part)
        self._inside(element, place)

    def _chart(self, element: Element, place: Place) -> None:
        if (tie := attribute(element, "id")) is None:  # the root of a part, or the chart inside one
            self._inside(element, place)
        else:
            self._later(lambda: self._drawn_part(tie, replace(place, part="chart")))

    def _diagram(self, element: Element, place: Place) -> None:
        self._later(lambda: self._drawn_part(attribute(element, "dm"), replace(place, part="diagram")))

    def _drawn_part(self, relation_id: str | None, place: Place) -> None:
        part = self._file.target(relation_id, place.source, place.part)
        if part is None or part in self._drawing or (root := self._file.root(part, place.part)) is None:
            return
        self._drawing.add(part)
        self._inside(root, replace(place, source=part, letters=None, look=PLAIN, grid=None))
        self._drawing.remove(part)
        for words in chart_words(root):
            self._file.writer.block(words, place.part, hidden=place.hidden)

    def _inlaid(self, element: Element, place: Place) -> None:
        """A document inside the document: in the place of a block, or as an object."""
        label = "inserted_file" if name(element) == "w:altChunk" else "embedded_file"
        if (part := self._file.target(attribute(element, "id"), place.source, label)) is not None:
            self._later(partial(self._file.lay_in, part, label))

    def _unreadable(self, element: Element, place: Place) -> None:
        self._file.writer.unread("unsupported", "embedded_file")

    def _table_notes(self, element: Element, place: Place) -> None:
        for each in descendants(element, "w:tblCaption", "w:tblDescription"):
            self._note(attribute(each, "val"), place)


_HANDLERS: dict[str, Callable[[Walk, Element, Place], None]] = {
    "w:p": Walk._paragraph,
    "w:r": Walk._run,
    "m:r": Walk._run,
    "m:f": Walk._fraction,
    "m:phant": Walk._phantom,
    "w:sym": Walk._symbol,
    "w:bdo": Walk._turned,
    "w:del": Walk._deleted,
    "w:moveFrom": Walk._deleted,
    "w:tbl": Walk._table,
    "w:tr": Walk._row,
    "w:tc": Walk._cell,
    "w:tblPr": Walk._table_notes,
    "w:footnote": Walk._entry,
    "w:endnote": Walk._entry,
    "w:comment": Walk._entry,
    "w:docPart": Walk._entry,
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
    "wp:docPr": Walk._linked,
    "pic:cNvPr": Walk._describe,
    "wps:wsp": Walk._drawn_shape,
    "wps:cNvPr": Walk._describe,
    "a:hlinkClick": Walk._describe,
    "a:hlinkHover": Walk._describe,
    "a:p": Walk._drawn_paragraph,
    "a:r": Walk._drawn_run,
    "a:blip": Walk._picture,
    "c:chart": Walk._chart,
    "c:userShapes": Walk._chart,
    "cx:chart": Walk._chart,
    "dgm:relIds": Walk._diagram,
    **dict.fromkeys((*SHAPES, "v:group", "v:line", "v:polyline", "v:curve", "v:arc"), Walk._shape),
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
