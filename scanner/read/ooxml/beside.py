"""Words that stand beside the text of a Word file: properties, stored data, drawn diagrams, parts tied to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.read.ooxml.names import attribute, descendants, name
from scanner.read.ooxml.place import File
from scanner.read.ooxml.walk import Walk
from scanner.read.writer import Writer
from scanner.read.xml import Element

_CORE = ("dc:title", "dc:subject", "cp:keywords", "dc:description", "cp:category", "cp:contentStatus")
_PAPERS = (".docx", ".docm", ".rtf", ".htm", ".html", ".mht", ".txt", ".pdf", ".odt", ".eml", ".doc")
_OTHER_PROPERTIES = ("custom-properties", "customproperties", "extended-properties", "extendedproperties")
_STORIES = ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes", "w:comments")
_PLACEHOLDER = "bbPlcHdr"  # "Click here to enter text" and its like
_SENTENCE = 4  # words from which on a stored value is more than a name or a code


def write_beside(file: File, main: str) -> None:
    """Add what stands beside the stories of the part `main`.

    Stored data and building blocks are marked `hidden`: no page shows them, and a control may put them on one.
    """
    for root in _roots(file, main, "diagram", "diagramdrawing"):
        for paragraph in descendants(root, "a:p"):
            _unsaid(file.writer, "".join(each.text or "" for each in descendants(paragraph, "a:t")), "diagram")
    for part in file.parts.targets(main, "glossarydocument"):
        if (blocks := file.root(part, "building_block")) is not None:
            _drop_placeholders(blocks)
            Walk(file).story(blocks, part, "building_block", "hidden")
    for root in _roots(file, main, "stored_data", "customxml"):
        for text in _sentences(root):
            _unsaid(file.writer, text, "stored_data", "hidden")
    _properties(file)
    _loose(file)
    for text in file.parts.left_over:
        _unsaid(file.writer, text, "file_data", "hidden")


def _properties(file: File) -> None:
    for root in _roots(file, "", "properties", "core-properties"):
        for element in root:
            if name(element) in _CORE:
                file.writer.block(element.text or "", "properties")
    for root in _roots(file, "", "properties", "core-properties", *_OTHER_PROPERTIES):
        for text in _sentences(root):
            _unsaid(file.writer, text, "properties")


def _loose(file: File) -> None:
    """Stories that nothing is tied to: no page shows them."""
    for part in file.parts.unread(".xml"):
        root = file.root(part, "loose_part")
        if root is not None and name(root) in _STORIES:
            Walk(file).story(root, part, "loose_part", "hidden")
    for part in file.parts.unread(*_PAPERS):
        file.lay_in(part, "loose_part", "hidden")


def _roots(file: File, source: str, label: str, *kinds: str) -> Iterator[Element]:
    """The parts that `source` is tied to in these ways, as XML."""
    found = (file.root(part, label) for part in file.parts.targets(source, *kinds))
    return (root for root in found if root is not None)


def _sentences(root: Element) -> Iterator[str]:
    texts = (str(text) for each in root.iter() for text in (*each.values(), each.text, each.tail) if text)
    return (text for text in texts if len(text.split()) >= _SENTENCE)


def _unsaid(writer: Writer, text: str, part: str, hidden: str | None = None) -> None:
    if not writer.has_said(text):
        writer.block(text, part, hidden=hidden)


def _drop_placeholders(root: Element) -> None:
    for block in list(descendants(root, "w:docPart")):
        if any(attribute(kind, "val") == _PLACEHOLDER for kind in descendants(block, "w:type")):
            block.clear()
