"""Words that stand beside the text of a Word file: properties, stored data, drawn diagrams, parts tied to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.errors import Damaged
from scanner.read.ooxml.parts import Parts
from scanner.read.ooxml.walk import Sheet, Walk
from scanner.read.ooxml.xml import Element, attribute, descendants, name
from scanner.read.writer import Writer

_CORE = ("dc:title", "dc:subject", "cp:keywords", "dc:description", "cp:category", "cp:contentStatus")
_OTHER_PROPERTIES = ("custom-properties", "customproperties", "extended-properties", "extendedproperties")
_STORIES = ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes", "w:comments")
_PLACEHOLDER = "bbPlcHdr"  # "Click here to enter text" and its like
_SENTENCE = 4  # words from which on a stored value is more than a name or a code


def write_beside(sheet: Sheet, main: str) -> None:
    """Add what stands beside the stories of the part `main`.

    Stored data and building blocks are marked `hidden`: no page shows them, and a control may put them on one.
    """
    parts, writer = sheet.parts, sheet.writer
    for part in parts.targets(main, "diagramdrawing"):
        for root in _root(parts, part, "diagram", writer):
            for paragraph in descendants(root, "a:p"):
                _unsaid(writer, "".join(each.text or "" for each in descendants(paragraph, "a:t")), "diagram")
    for part in parts.targets(main, "glossarydocument"):
        for root in _root(parts, part, "building_block", writer):
            _drop_placeholders(root)
            Walk(sheet).story(root, part, "building_block", "hidden")
    for part in parts.targets(main, "customxml"):
        for root in _root(parts, part, "stored_data", writer):
            for text in _sentences(root):
                _unsaid(writer, text, "stored_data", "hidden")
    _properties(parts, writer)
    _loose(sheet)


def _properties(parts: Parts, writer: Writer) -> None:
    for part in parts.targets("", "core-properties"):
        for root in _root(parts, part, "properties", writer):
            for element in root:
                if name(element) in _CORE:
                    writer.block(element.text or "", "properties")
    for part in parts.targets("", *_OTHER_PROPERTIES):
        for root in _root(parts, part, "properties", writer):
            for text in _sentences(root):
                _unsaid(writer, text, "properties")


def _loose(sheet: Sheet) -> None:
    """Stories that nothing is tied to: no page shows them."""
    for part in sheet.parts.unread():
        for root in _root(sheet.parts, part, "loose_part", sheet.writer):
            if name(root) in _STORIES:
                Walk(sheet).story(root, part, "loose_part", "hidden")


def _root(parts: Parts, part: str, label: str, writer: Writer) -> Iterator[Element]:
    """The part as XML, once; if it is broken it is named as unread."""
    try:
        yield parts.root(part)
    except Damaged:
        writer.unread("damaged", label)


def _sentences(root: Element) -> Iterator[str]:
    texts = (text for each in root.iter() for text in (each.text, each.tail) if text)
    return (text for text in texts if len(text.split()) >= _SENTENCE)


def _unsaid(writer: Writer, text: str, part: str, hidden: str | None = None) -> None:
    if not writer.has_said(text):
        writer.block(text, part, hidden=hidden)


def _drop_placeholders(root: Element) -> None:
    for block in list(descendants(root, "w:docPart")):
        if any(attribute(kind, "val") == _PLACEHOLDER for kind in descendants(block, "w:type")):
            block.clear()
