"""Word files, whole: every part and construct in which words can stand, in the order in which they are read.

The package is opened here and not by python-docx, which raises on strict, macro and template files, unpacks
all parts before anybody asks what they cost, and gives no access to half of the places where text can hide.
"""

from __future__ import annotations

from scanner.errors import Damaged
from scanner.model import Document
from scanner.read.colours import RGB, WHITE, parse_colour
from scanner.read.limits import Limits
from scanner.read.ooxml.beside import write_beside
from scanner.read.ooxml.looks import OFFICE_THEME, Theme, read_theme
from scanner.read.ooxml.names import attribute, child, switched
from scanner.read.ooxml.numbering import Numbering
from scanner.read.ooxml.parts import Parts
from scanner.read.ooxml.place import File
from scanner.read.ooxml.styles import Styles
from scanner.read.ooxml.walk import Walk
from scanner.read.package import Package
from scanner.read.writer import Writer
from scanner.read.xml import Element

_STORIES = (  # ties of the body to other stories, in the order in which they are read
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
    ("header", "header"),
    ("footer", "footer"),
    ("comments", "comment"),
)


def read_docx(data: bytes, name: str, limits: Limits) -> Document:
    """A Word file (.docx, .docm, .dotx, .dotm; transitional or strict) as a document.

    Blocks: the body in order, with the text boxes, charts and diagrams of a paragraph after it; then footnotes,
    endnotes, headers, footers, comments, properties.  `Block.part` names each.  Numbers of list items are part of the
    text.  What an eye would miss is a block of its own after the words around it, marked `hidden`, `deleted`, `white`,
    `same_colour` (as what is behind it), `tiny`, `off_page` or `symbols` (in a font that shows pictures for letters).
    Words of large pictures are of part `picture`; sentences in places that no program shows are of part `file_data`.
    What is not read is named: pictures whose words are not read, embedded things that are no documents, files outside.
    Word has no fixed pages: `pages` is empty and `page_count` 0.

    Raises Empty, Encrypted, Damaged, TooLarge.
    """
    return _read(Parts(Package(data, limits)), data, name, limits)


def read_docx_before(data: bytes, name: str, limits: Limits) -> Document | None:
    """The same file as it was before the changes that are marked in it; None if none are.

    What was put in is a block marked `deleted`, what was deleted stands in the text.
    """
    parts = Parts(Package(data, limits), before=True)
    document = _read(parts, data, name, limits)
    return document if parts.marks else None


def _read(parts: Parts, data: bytes, name: str, limits: Limits) -> Document:
    writer = Writer(limits)
    main = parts.main()
    theme = _theme(parts, main)
    styles = Styles(_optional(parts, main, "styles"), theme)
    numbering = Numbering(_optional(parts, main, "numbering"), styles.list_of)
    root = parts.root(main)
    file = File(parts, styles, numbering, theme, writer, _page(parts, main, root))
    try:
        Walk(file).story(root, main, "body")
        for kind, label in _STORIES:
            for part in parts.targets(main, kind):
                if (story := file.root(part, label)) is not None:
                    Walk(file).story(story, part, label)
        write_beside(file, main)
    except RecursionError:
        raise Damaged() from None
    if not writer.has_text:
        for part in file.small_pictures:
            writer.unread("image", part)
    return writer.document(data, name, "docx")


def _theme(parts: Parts, main: str) -> Theme:
    root = _optional(parts, main, "theme")
    return OFFICE_THEME if root is None else read_theme(root)


def _page(parts: Parts, main: str, root: Element) -> RGB:
    """The colour of the pages, where the file has it shown."""
    settings = _optional(parts, main, "settings")
    background = child(root, "w:background") if switched(settings, "w:displayBackgroundShape") else None
    return WHITE if background is None else parse_colour(attribute(background, "color")) or WHITE


def _optional(parts: Parts, main: str, kind: str) -> Element | None:
    """A part that the text can be read without: looks and numbers."""
    for part in parts.targets(main, kind):
        try:
            return parts.root(part)
        except Damaged:
            return None
    return None
