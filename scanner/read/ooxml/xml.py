"""XML from strangers, and short names for its elements.

Elements are told by a short name such as `w:p`, so that the strict and the transitional spelling of a namespace are
one and the same to everything that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from scanner.errors import Damaged

Element = etree._Element

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    "wordprocessingml/2006/main": "w",
    "wordprocessingml/main": "w",
    "drawingml/2006/main": "a",
    "drawingml/main": "a",
    "drawingml/2006/chart": "c",
    "drawingml/chart": "c",
    "drawingml/2006/diagram": "dgm",
    "drawingml/diagram": "dgm",
    "drawingml/2006/picture": "pic",
    "drawingml/picture": "pic",
    "drawingml/2006/wordprocessingDrawing": "wp",
    "drawingml/wordprocessingDrawing": "wp",
    "drawingml/2006/chartDrawing": "cdr",
    "drawingml/chartDrawing": "cdr",
    "officeDocument/2006/math": "m",
    "officeDocument/math": "m",
    "officeDocument/2006/relationships": "r",
    "officeDocument/relationships": "r",
    "markup-compatibility/2006": "mc",
    "package/2006/relationships": "rel",
    "package/2006/content-types": "ct",
    "package/2006/metadata/core-properties": "cp",
    "officeDocument/2006/custom-properties": "custom",
    "officeDocument/customProperties": "custom",
    "officeDocument/2006/docPropsVTypes": "vt",
    "officeDocument/docPropsVTypes": "vt",
}
_OTHERS = {
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/drawing/2008/diagram": "dsp",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_NAMESPACES = {_OFFICE + end: prefix for end, prefix in _PREFIXES.items()} | _OTHERS
_NAMESPACES |= {_STRICT + end: prefix for end, prefix in _PREFIXES.items()}


def parse(data: bytes) -> Element:
    """The root of an XML part.

    Entities, document types and the network have no place in an office file, so a part that declares any is refused:
    what an entity stands for would be text that one program shows and another does not.  Raises Damaged.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Damaged() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Damaged()
    return root


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """`{namespace}p` as `w:p`; the bare local name in a namespace that is not known."""
    namespace, _, local = tag.rpartition("}")
    prefix = _NAMESPACES.get(namespace[1:])
    return f"{prefix}:{local}" if prefix else local


def name(element: Element) -> str:
    """The short name of an element."""
    return short(element.tag)


def attribute(element: Element, wanted: str) -> str | None:
    """The value of the attribute with this local name, in whatever namespace, or None."""
    for key, given in element.items():
        if str(key).rpartition("}")[2] == wanted:
            return str(given)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child with the first short name, in it the first with the second, and so on; None if one is missing."""
    for wanted in path:
        if element is None:
            return None
        element = next((each for each in element if short(each.tag) == wanted), None)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The `val` attribute of `child(element, *path)`, or None."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def descendants(element: Element, *wanted: str) -> Iterator[Element]:
    """All elements below with one of these short names, in document order."""
    return (each for each in element.iterdescendants() if short(each.tag) in wanted)


def switched(element: Element | None, *path: str) -> bool | None:
    """An on/off property: None if it is absent, else whether it is on.  An empty element means on."""
    found = child(element, *path)
    if found is None:
        return None
    return (attribute(found, "val") or "1").lower() not in ("0", "false", "off", "none")


def whole(text: str | None, otherwise: int | None = None) -> int | None:
    """A whole number as attributes hold it, or `otherwise`."""
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise
