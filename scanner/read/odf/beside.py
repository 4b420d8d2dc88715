"""Words that stand beside the text of an OpenDocument file: properties, and sentences that no program shows."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from scanner.errors import Damaged
from scanner.read.leftover import sentences
from scanner.read.odf.names import descendants, short
from scanner.read.package import Package
from scanner.read.writer import Writer
from scanner.read.xml import Element, parse

_TEXT_PARTS = ("content.xml", "styles.xml", "meta.xml")
_PROPERTIES = ("dc:title", "dc:subject", "dc:description", "meta:keyword")
_SENTENCE = 4  # words from which on a property of its own is more than a label


def write_beside(package: Package, writer: Writer, read: Iterable[Element]) -> None:
    """Add the properties, and what stands in attributes and data and was not said; `read` are the parts of the text."""
    roots = [*read]
    if "meta.xml" in package:
        try:
            roots.append(parse(package.read("meta.xml")))
        except Damaged:
            writer.unread("damaged", "properties")
        else:
            _properties(roots[-1], writer)
    for part in package.names():
        if part.endswith(".xml") and part not in _TEXT_PARTS:
            with suppress(Damaged):  # a part of the program's own, which no page shows
                roots.append(parse(package.read(part)))
    for root in roots:
        for text in sentences(root):
            if not writer.has_said(text):
                writer.block(text, "file_data", hidden="hidden")


def _properties(root: Element, writer: Writer) -> None:
    for each in descendants(root, *_PROPERTIES, "meta:user-defined"):
        words = each.text or ""
        if short(each.tag) in _PROPERTIES or len(words.split()) >= _SENTENCE:
            writer.block(words, "properties")
