"""Short names for the elements of Word files, and the ways to ask for them.

Elements are told by a short name such as `w:p`, so that the strict and the transitional spelling of a namespace are
one and the same to everything that follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from scanner.read.xml import Element

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
    "officeDocument/2006/math": "m",
    "officeDocument/math": "m",
    "officeDocument/2006/relationships": "r",
    "officeDocument/relationships": "r",
    "markup-compatibility/2006": "mc",
    "package/2006/relationships": "rel",
    "package/2006/metadata/core-properties": "cp",
}
_OTHERS = {
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_NAMESPACES = {_OFFICE + end: prefix for end, prefix in _PREFIXES.items()} | _OTHERS
_NAMESPACES |= {_STRICT + end: prefix for end, prefix in _PREFIXES.items()}


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
