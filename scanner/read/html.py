"""HTML: the words that a browser shows, block by block, and marked those that it does not."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

from lxml import etree

from scanner.errors import Damaged
from scanner.model import Document
from scanner.read.counting import spell
from scanner.read.css import Declarations, Sight, declarations, seen_through
from scanner.read.css_sheet import Sheet
from scanner.read.css_values import points
from scanner.read.inner import lay_in
from scanner.read.leftover import is_sentence
from scanner.read.legible import LARGE_PICTURE
from scanner.read.limits import Limits
from scanner.read.text import decode
from scanner.read.writer import AS_BEFORE, BACKWARDS, Paragraph, Piece, Writer

Element = etree._Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(_HEADINGS) | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li"),
    *("main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "text", "tfoot"),
    *("th", "thead", "title", "tr", "ul"),
}
_LISTS = ("ol", "ul", "menu", "dir")
_SILENT = ("script", "style")
_HIDDEN_TAGS = ("template", "noscript", "noframes", "datalist")  # a browser keeps these to itself
_NOTES = ("alt", "title", "placeholder", "aria-label", "summary")
_READ_ATTRIBUTES = frozenset((*_NOTES, "content", "value", "srcdoc", "style", "class", "href", "src", "data"))
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE_FORMS = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\s*\[if\b[^\]]*\]>(.*)<!\[endif\]\s*", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CODE = re.compile(r"<(style|xml|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_WRITES = re.compile(r"document\.write|innerHTML|innerText|textContent|insertAdjacent")
_STRING = re.compile(r"([\"'`])((?:(?!\1)[^\\\n]|\\.)*)\1")
_DATA = re.compile(r"\s*data:[^,]{0,200}?(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)
_LONG_COMMENT = 20_000  # characters, from which on code in it is not looked for
_SENTENCE = 4  # words from which on words of a program are more than a label


Pictures = Mapping[str, bytes]  # by their addresses in the page
NO_PICTURES: Pictures = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Place:
    part: str = "body"
    heading: bool = False
    sight: Sight = Sight()  # noqa: RUF009 - frozen


def read_html(data: bytes, name: str, limits: Limits, pictures: Pictures = NO_PICTURES) -> Document:
    """An HTML page as a document.

    Numbers of list items are part of the text.  Cells are of part `table`, descriptions `alt`, title and description
    of the page `properties`.  Nothing is fetched: of what is not in the page itself, only `pictures` are known, by
    their addresses; others, and frames, are named as unread.
    Raises Empty, Unsupported, Damaged.
    """
    writer = Writer(limits)
    root, whole = _parse(data)
    if root is not None:
        sheet = Sheet.of(each.text or "" for each in root.iter("style"))
        _Walk(writer, sheet, pictures).page(root)
        for words in sheet.contents:
            if len(words.split()) >= _SENTENCE:
                writer.block(words, "body")
        if sheet.left <= 0:
            writer.unread("limit", "style_sheet")
    if not whole:
        writer.unread("limit", "body")
    return writer.document(data, name, "html")


class _Walk:
    """One walk through one page."""

    def __init__(self, writer: Writer, sheet: Sheet, pictures: Pictures) -> None:
        self._pictures = pictures
        self._writer = writer
        self._sheet = sheet
        self._open = Paragraph("")
        self._mark = ""  # of a list item, until its first words come
        self._counts: list[int | None] = []  # of the lists around; None for one with bullets

    def page(self, root: Element) -> None:
        """Write all blocks of the page."""
        places = [_Place()]  # of the elements around, the innermost last; no recursion, since pages nest deeply
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "comment":
                self._comment(element.text or "", places[-1])
                self._say(element.tail, places[-1])
                continue
            tag = str(element.tag).lower()
            if event == "start":
                places.append(self._inner(element, tag, places[-1]))
                if tag in _BLOCKS:
                    self._flush(places[-2])
                if tag in _SILENT:
                    self._program(element.text or "" if tag == "script" else "")
                    walk.skip_subtree()
                else:
                    self._begin(element, tag, places[-1])
                    self._say(element.text, places[-1])
            else:
                self._sheet.leave()
                self._end(tag, places.pop())
                self._say(element.tail, places[-1])
        for aside in (*root.itersiblings(etree.Comment, preceding=True), *root.itersiblings(etree.Comment)):
            self._comment(aside.text or "", places[0])
        self._flush(places[0])

    def _end(self, tag: str, place: _Place) -> None:
        if tag == "bdo":
            self._say(AS_BEFORE, place)
        if tag in _LISTS and self._counts:
            self._counts.pop()
        if tag in _BLOCKS:
            self._flush(place)

    def _inner(self, element: Element, tag: str, place: _Place) -> _Place:
        part = {"td": "table", "th": "table", "caption": "table", "title": "properties", "head": "properties"}
        sight = seen_through(place.sight, self._said(element, tag))
        if tag == "del":
            sight = replace(sight, gone="deleted")
        if (element.get("aria-hidden") or "").lower() == "true":
            sight = replace(sight, unspoken=True)
        return _Place(part.get(tag, place.part), place.heading or tag in _HEADINGS, sight)

    def _said(self, element: Element, tag: str) -> Declarations:
        """What attributes and styles say of an element, the strongest last."""
        said: Declarations = {"white-space": "pre"} if tag in ("pre", "textarea") else {}
        for attribute, key in (("color", "color"), ("text", "color"), ("bgcolor", "background-color")):
            if value := element.get(attribute):
                said[key] = value.lower()
        if element.get("background"):
            said["background"] = "url()"
        if (
            element.get("hidden") is not None
            or tag in _HIDDEN_TAGS
            or (tag == "dialog" and element.get("open") is None)
        ):
            said["display"] = "none"
        if tag == "input" and (element.get("type") or "").lower() == "hidden":
            said["display"] = "none"
        return said | self._sheet.enter(element, tag, element.get("style") or "")

    def _begin(self, element: Element, tag: str, place: _Place) -> None:
        """What an element shows before its own text, or in its stead."""
        for key in _NOTES:
            if note := (element.get(key) or "").strip():
                self._open.notes[note] = None
        for key, value in ((str(key), str(value)) for key, value in element.items()):
            if key not in _READ_ATTRIBUTES and is_sentence(value):
                self._open.later.append(partial(self._writer.block, value, "file_data", hidden="hidden"))
        match tag:
            case "bdo" if (element.get("dir") or "").lower() == "rtl":
                self._say(BACKWARDS, place)
            case "br":
                self._open.pieces.append(Piece("\n"))
            case "ol":
                self._counts.append(_whole(element.get("start"), 1) - 1)
            case "ul" | "menu" | "dir":
                self._counts.append(None)
            case "li":
                self._mark = self._number(element)
            case "input":
                self._say(_input(element), place)
            case "meta" if _names_the_page(element):
                self._writer.block(element.get("content") or "", "properties")
            case "img" | "image" | "canvas" | "video":
                if not _is_large(element):
                    return
                address = element.get("src") or ""
                if (data := self._pictures.get(address, _inline(address))) is not None:
                    self._open.later.append(partial(lay_in, self._writer, data, "picture", hidden=place.sight.gone))
                else:
                    self._writer.unread("image", place.part)
            case "iframe" | "frame" | "object" | "embed":
                if source := element.get("srcdoc"):
                    lay_in(self._writer, source.encode("utf-8", "replace"), "inserted_file", read_html)
                elif (data := _inline(element.get("src") or element.get("data") or "")) is not None:
                    lay_in(self._writer, data, "inserted_file")
                else:
                    self._writer.unread("external", "inserted_file")

    def _number(self, item: Element) -> str:
        if not self._counts or (count := self._counts[-1]) is None:
            return "• "
        self._counts[-1] = count = _whole(item.get("value"), count + 1)
        holder = item.getparent()
        form = "" if holder is None else holder.get("type") or ""
        style = "" if holder is None else declarations(holder.get("style") or "").get("list-style-type", "")
        form = _STYLE_FORMS.get(style, form)
        return f"{spell(count, _LIST_FORMS.get(form, 'decimal'))}. "

    def _comment(self, text: str, place: _Place) -> None:
        """A note in the code.  One with a condition is text to some mail programs."""
        match = _CONDITIONAL.fullmatch(text)
        text = match[1] if match else text
        words = _SPACE.sub(" ", _TAG.sub(" ", _CODE.sub(" ", text) if len(text) < _LONG_COMMENT else text))
        if match and is_sentence(words):
            self._open.later.append(partial(self._writer.block, words, place.part, hidden="hidden"))
        elif not match and len(re.findall(r"[^\W\d_]{2,}", words)) >= _SENTENCE:
            self._open.later.append(partial(self._writer.block, words, "comment"))

    def _program(self, code: str) -> None:
        """Sentences that a program of the page writes into it."""
        if _WRITES.search(code):
            for found in _STRING.finditer(code):
                if is_sentence(words := _TAG.sub(" ", found[2])):
                    self._open.later.append(partial(self._writer.block, words, "file_data", hidden="hidden"))

    def _say(self, text: str | None, place: _Place) -> None:
        if text:
            shown = text if place.sight.kept_lines else _SPACE.sub(" ", text)
            self._open.pieces.append(Piece(shown, place.sight.hides()))

    def _flush(self, place: _Place) -> None:
        paragraph, self._open = self._open, Paragraph("")
        paragraph.part, paragraph.heading = place.part, place.heading
        if paragraph.is_seen():
            paragraph.pieces.insert(0, Piece(self._mark))
            self._mark = ""
        self._writer.paragraph(paragraph)


def _parse(data: bytes) -> tuple[Element | None, bool]:
    """The root, None if there is nothing at all, and whether the parser went all the way down."""
    match = None if data.startswith(b"\xef\xbb\xbf") else _CHARSET.search(data[:4096])
    try:
        text = data.decode(match[1].decode()) if match else decode(data)
    except (LookupError, UnicodeDecodeError):
        text = decode(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    except ValueError:
        raise Damaged() from None
    return root, not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _input(element: Element) -> str:
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☒ " if element.get("checked") is not None else "☐ "
    return element.get("value") or ""


def _names_the_page(meta: Element) -> bool:
    """A description, whoever it is meant for."""
    kind = (meta.get("name") or meta.get("property") or "").lower()
    return kind in ("description", "keywords", "subject") or is_sentence(meta.get("content") or "")


def _inline(address: str) -> bytes | None:
    """The bytes of an address that is itself the file; None for any other."""
    if (match := _DATA.match(address)) is None:
        return None
    words = unquote_to_bytes(match[2])
    try:
        return base64.b64decode(words) if match[1] else words
    except (binascii.Error, ValueError):
        return b""


def _is_large(element: Element) -> bool:
    sizes = declarations(element.get("style") or "")
    width, height = (points(element.get(side)) or points(sizes.get(side)) for side in ("width", "height"))
    return width is None or height is None or width * height >= LARGE_PICTURE


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise
