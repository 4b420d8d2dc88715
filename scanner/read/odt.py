"""OpenDocument texts: the body, notes, headers, comments, and what is hidden or deleted in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from scanner.errors import Damaged, Encrypted
from scanner.model import Document
from scanner.read.css import Sight
from scanner.read.css_values import points
from scanner.read.inner import lay_in
from scanner.read.legible import FAR, FLAT, LARGE_PICTURE
from scanner.read.limits import Limits
from scanner.read.odf.beside import write_beside
from scanner.read.odf.lists import LEVELS, OUTLINE, Lists
from scanner.read.odf.names import attribute, attributes, children, descendants, short
from scanner.read.odf.styles import Styles
from scanner.read.odf.tables import Columns
from scanner.read.package import Package
from scanner.read.writer import Paragraph, Piece, Writer
from scanner.read.xml import Element, parse, whole

_SENTENCE = 4  # words from which on a stored value is more than a label
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100
_SKIPPED = frozenset(
    {
        *("text:tracked-changes", "office:automatic-styles", "office:font-face-decls", "office:scripts", "dc:creator"),
        *("dc:date", "meta:date-string", "loext:sender-initials", "text:note-citation", "text:sequence-decls"),
        *("text:variable-decls", "text:user-field-decls", "text:index-title-template", "text:bibliography-source"),
        *("text:table-of-content-source", "text:illustration-index-source", "text:alphabetical-index-source"),
    }
)
_STORED = ("text:string-value", "text:string-value-if-true", "text:string-value-if-false", "office:string-value")
_FORM_WORDS = ("form:label", "form:current-value", "form:value", "form:title")


@dataclass(frozen=True, slots=True)
class _Place:
    part: str
    sight: Sight
    list_style: str | None = None
    depth: int = 0  # of the list item around


def read_odt(data: bytes, name: str, limits: Limits) -> Document:
    """An OpenDocument text (.odt, .ott) as a document.

    Blocks: the body in order with the text boxes of a paragraph after it, then notes, headers and footers, comments,
    properties.  Numbers of list items are part of the text.  Raises Empty, Encrypted, Damaged, TooLarge.
    """
    package = Package(data, limits)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Encrypted()
    if "content.xml" not in package:
        raise Damaged()
    writer = Writer(limits)
    try:
        _write(package, writer)
    except RecursionError:
        raise Damaged() from None
    return writer.document(data, name, "odt")


def _write(package: Package, writer: Writer) -> None:
    content = parse(package.read("content.xml"))
    sheet = parse(package.read("styles.xml")) if "styles.xml" in package else parse(b"<none/>")
    walk = _Walk(package, writer, content, sheet)
    for body in descendants(content, "office:body"):
        walk.story(body, "body")
    walk.notes()
    for master in descendants(sheet, "style:master-page"):
        for each in master:
            kind = short(each.tag).removeprefix("style:").partition("-")[0]
            if kind in ("header", "footer"):
                walk.story(each, kind)
    walk.deletions()
    walk.comments()
    write_beside(package, writer, (content, sheet))


class _Walk:
    """One walk through one file."""

    def __init__(self, package: Package, writer: Writer, content: Element, sheet: Element) -> None:
        self._package = package
        self._writer = writer
        self._styles = Styles(sheet, content)
        self._lists = Lists(sheet, content)
        self._deletions = {
            attribute(region, "text:id") or attribute(region, "xml:id"): deletion
            for root in (content, sheet)
            for region in descendants(root, "text:changed-region")
            for deletion in children(region, "text:deletion")
        }
        self._open: Paragraph | None = None
        self._notes: list[tuple[Element, str]] = []
        self._comments: list[tuple[Element, str]] = []
        self._objects: set[str] = set()  # and pictures that were read
        self._columns: list[Columns] = []  # of the tables around

    def story(self, root: Element, part: str) -> None:
        """Write all blocks below an element."""
        self._inside(root, _Place(part, self._styles.base()))

    def notes(self) -> None:
        """Write the foot- and endnotes met so far."""
        while self._notes:
            self.story(*self._notes.pop(0))

    def comments(self) -> None:
        """Write the comments met so far."""
        while self._comments:
            self.story(*self._comments.pop(0))

    def deletions(self) -> None:
        """Write what was deleted and of which no place is told."""
        for deletion in self._deletions.values():
            self._inside(deletion, _Place("body", replace(self._styles.base(), gone="deleted")))

    def _inside(self, element: Element, place: _Place) -> None:
        self._say(element.text, place)
        for each in element:
            self._element(each, place)
            self._say(each.tail, place)

    def _element(self, element: Element, place: _Place) -> None:
        tag = short(element.tag)
        if (handler := _HANDLERS.get(tag)) is not None:
            handler(self, element, place)
        elif tag.startswith("form:"):
            self._form(element, place)
        elif tag not in _SKIPPED:
            self._inside(element, place)

    # --- containers -----------------------------------------------------------------------------------

    def _section(self, element: Element, place: _Place) -> None:
        said = attributes(element)
        gone = "hidden" if said.get("text:display") == "none" or said.get("text:is-hidden") == "true" else None
        self._inside(element, _unseen(place, gone))

    def _table(self, element: Element, place: _Place) -> None:
        if not self._waits(self._table, element, place):
            part = "table" if place.part == "body" else place.part
            for note in children(element, "table:title", "table:desc"):
                self._note(note.text)
            self._columns.append(Columns(element, self._styles))
            self._inside(element, replace(place, part=part, list_style=None, depth=0))
            self._columns.pop()

    def _row(self, element: Element, place: _Place) -> None:
        gone = "hidden" if attribute(element, "table:visibility") in ("collapse", "filter") else None
        if self._columns:
            self._columns[-1].begin()
        sight = self._styles.through(place.sight, "table-row", attribute(element, "table:style-name"))
        self._inside(element, _unseen(replace(place, sight=sight), gone))

    def _cell(self, element: Element, place: _Place) -> None:
        sight = self._styles.through(place.sight, "table-cell", attribute(element, "table:style-name"))
        gone = "hidden" if short(element.tag) == "table:covered-table-cell" else None
        column = self._columns[-1].next(element) if self._columns else None
        self._inside(element, _unseen(replace(place, sight=sight), gone or column))

    def _list(self, element: Element, place: _Place) -> None:
        said = attributes(element)
        style = said.get("text:style-name") or place.list_style
        if not place.depth:
            style = style or self._list_style_below(element)
            goes_on = said.get("text:continue-numbering") == "true" or "text:continue-list" in said
            self._lists.begin(style, goes_on=goes_on)
        self._inside(element, replace(place, list_style=style, depth=min(place.depth + 1, LEVELS)))

    def _list_style_below(self, element: Element) -> str | None:
        first = next(descendants(element, "text:p", "text:h"), None)
        return self._styles.list_style(attribute(first, "text:style-name"))

    def _item(self, element: Element, place: _Place) -> None:
        """The first paragraph of an item has the number."""
        for index, each in enumerate(element):
            if index == 0 and short(each.tag) in ("text:p", "text:h") and short(element.tag) == "text:list-item":
                number = self._lists.mark(place.list_style, place.depth, attribute(element, "text:start-value"))
                self._paragraph(each, place, number)
            else:
                self._element(each, place)

    # --- paragraphs -----------------------------------------------------------------------------------

    def _paragraph(self, element: Element, place: _Place, number: str = "") -> None:
        if self._open is not None:
            inner = replace(place, part="textbox" if place.part in ("body", "table") else place.part)
            self._open.later.append(lambda: self._paragraph(element, inner, number))
            return
        style = attribute(element, "text:style-name")
        heading = short(element.tag) == "text:h"
        if heading and not number and attribute(element, "text:is-list-header") != "true":
            number = self._lists.mark(OUTLINE, whole(attribute(element, "text:outline-level")) or 1)
        below = replace(place, sight=self._styles.through(place.sight, "paragraph", style))
        if any(attribute(each, "text:is-hidden") == "true" for each in descendants(element, "text:hidden-paragraph")):
            below = _unseen(below, "hidden")
        self._open = paragraph = Paragraph(place.part, heading)
        self._inside(element, below)
        self._open = None
        if paragraph.is_seen():
            paragraph.pieces.insert(0, Piece(number))
        self._writer.paragraph(paragraph)

    def _span(self, element: Element, place: _Place) -> None:
        sight = self._styles.through(place.sight, "text", attribute(element, "text:style-name"))
        self._inside(element, replace(place, sight=sight))

    def _spaces(self, element: Element, place: _Place) -> None:
        self._add(" " * min(whole(attribute(element, "text:c")) or 1, _MOST_SPACES), place)

    def _tab(self, element: Element, place: _Place) -> None:
        self._add("\t", place)

    def _line_break(self, element: Element, place: _Place) -> None:
        self._add("\n", place)

    def _stored(self, element: Element, place: _Place) -> None:
        """A field that shows one of the texts it keeps, or none."""
        said = attributes(element)
        gone = "hidden" if said.get("text:is-hidden") == "true" else None
        shown = _SPACE.sub(" ", "".join(map(str, element.itertext())))
        self._inside(element, _unseen(place, gone))
        for key in _STORED:
            words = said.get(key, "")
            if len(words.split()) >= _SENTENCE and words.strip() != shown.strip() and self._open is not None:
                self._open.pieces.append(Piece(f" {words} ", "hidden"))

    def _say(self, text: str | None, place: _Place) -> None:
        if text and self._open is not None:
            self._add(_SPACE.sub(" ", text), place)

    def _add(self, text: str, place: _Place) -> None:
        if self._open is not None:
            self._open.pieces.append(Piece(text, place.sight.hides()))

    # --- beside the text ------------------------------------------------------------------------------

    def _note_mark(self, element: Element, place: _Place) -> None:
        part = "endnote" if attribute(element, "text:note-class") == "endnote" else "footnote"
        self._notes += [(body, part) for body in children(element, "text:note-body")]

    def _comment_mark(self, element: Element, place: _Place) -> None:
        self._comments.append((element, "comment"))

    def _deletion_mark(self, element: Element, place: _Place) -> None:
        deleted = self._deletions.pop(attribute(element, "text:change-id"), None)
        if deleted is not None:
            inner = _Place(place.part, replace(self._styles.base(), gone="deleted"))
            self._later(lambda: self._inside(deleted, inner))

    def _frame(self, element: Element, place: _Place) -> None:
        for note in children(element, "svg:title", "svg:desc"):
            self._note(note.text)
        said = attributes(element)
        bare = replace(self._styles.base(), gone=place.sight.gone or _unseen_frame(said), ground=place.sight.ground)
        sight = self._styles.through(bare, "graphic", said.get("draw:style-name"))
        part = "textbox" if place.part in ("body", "table") else place.part
        objects = list(children(element, "draw:object", "draw:object-ole"))
        for each in element:
            tag = short(each.tag)
            if each in objects:
                self._object(each, place)
            elif tag == "draw:image" and not objects:  # beside an object it is but its picture
                self._picture(each, said, place)
            elif tag not in ("svg:title", "svg:desc"):
                self._element(each, _Place(part, sight))

    def _picture(self, element: Element, said: dict[str, str], place: _Place) -> None:
        width, height = _frame_size(said)
        if width is not None and height is not None and width * height < LARGE_PICTURE:
            return
        part = (attribute(element, "xlink:href") or "").removeprefix("./")
        if part not in self._package:
            self._writer.unread("image", place.part)
        elif part not in self._objects:
            self._objects.add(part)
            self._later(lambda: self._lay_in(part, place.sight.gone))

    def _lay_in(self, picture: str, hidden: str | None) -> None:
        try:
            data = self._package.read(picture)
        except Damaged:
            self._writer.unread("damaged", "picture")
        else:
            lay_in(self._writer, data, "picture", hidden=hidden)

    def _object(self, element: Element, place: _Place) -> None:
        """A chart, a formula or a text that is a part of its own in the package."""
        target = (attribute(element, "xlink:href") or "").removeprefix("./").strip("/")
        part = f"{target}/content.xml"
        if part not in self._package or part in self._objects:
            self._writer.unread("unsupported", "embedded_file")
            return
        self._objects.add(part)
        try:
            root = parse(self._package.read(part))
        except Damaged:
            self._writer.unread("damaged", "embedded_file")
            return
        if short(root.tag) == "math:math":
            self._add(" ".join(each.strip() for each in _formula(root)), place)
        else:
            inner = _Place("embedded_file", self._styles.base())
            self._later(lambda: self._inside(root, inner))

    def _form(self, element: Element, place: _Place) -> None:
        for key in _FORM_WORDS:
            if words := attribute(element, key):
                self._writer.block(words, "form")
        self._inside(element, place)

    def _note(self, text: str | None) -> None:
        if not text or not text.strip():
            return
        if self._open is not None:
            self._open.notes[text.strip()] = None
        else:
            self._writer.block(text, "alt")

    def _waits(self, handler: Callable[[Element, _Place], None], element: Element, place: _Place) -> bool:
        """Inside a paragraph other blocks wait for its end, so that its own sentence stays whole."""
        if self._open is None:
            return False
        self._open.later.append(lambda: handler(element, place))
        return True

    def _later(self, task: Callable[[], None]) -> None:
        if self._open is not None:
            self._open.later.append(task)
        else:
            task()


_HANDLERS: dict[str, Callable[[_Walk, Element, _Place], None]] = {
    "text:p": _Walk._paragraph,
    "text:h": _Walk._paragraph,
    "text:span": _Walk._span,
    "text:s": _Walk._spaces,
    "text:tab": _Walk._tab,
    "text:line-break": _Walk._line_break,
    "text:hidden-text": _Walk._stored,
    "text:conditional-text": _Walk._stored,
    "text:section": _Walk._section,
    "text:list": _Walk._list,
    "text:list-item": _Walk._item,
    "text:list-header": _Walk._item,
    "text:note": _Walk._note_mark,
    "text:change": _Walk._deletion_mark,
    "office:annotation": _Walk._comment_mark,
    "table:table": _Walk._table,
    "table:table-row": _Walk._row,
    "table:table-cell": _Walk._cell,
    "table:covered-table-cell": _Walk._cell,
    "draw:frame": _Walk._frame,
    "draw:custom-shape": _Walk._frame,
    "draw:rect": _Walk._frame,
    "draw:ellipse": _Walk._frame,
    "draw:polygon": _Walk._frame,
    "draw:path": _Walk._frame,
    "draw:line": _Walk._frame,
    "draw:connector": _Walk._frame,
    "draw:caption": _Walk._frame,
}


def _unseen(place: _Place, kind: str | None) -> _Place:
    """The place with everything below kept from the eye, unless it already was."""
    return replace(place, sight=replace(place.sight, gone=place.sight.gone or kind)) if kind else place


def _frame_size(said: dict[str, str]) -> tuple[float | None, float | None]:
    return points(said.get("svg:width")), points(said.get("svg:height"))


def _unseen_frame(said: dict[str, str]) -> str | None:
    if said.get("draw:display") == "none":
        return "hidden"
    if any(abs(points(said.get(f"svg:{side}")) or 0.0) > FAR for side in ("x", "y")):
        return "off_page"
    flat = any(size is not None and size < FLAT for size in _frame_size(said))
    return "tiny" if flat and "fo:min-height" not in said else None


def _formula(root: Element) -> list[str]:
    return [each.text for each in descendants(root, "math:mi", "math:mn", "math:mo", "math:mtext") if each.text]
