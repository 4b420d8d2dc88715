"""Short names for the elements and attributes of OpenDocument files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scanner.read.xml import Element

_NAMESPACE = re.compile(r"\{urn:oasis:names:tc:opendocument:xmlns:(?:xsl-)?(\w+?)(?:-compatible)?:1\.0\}(.+)")
_OTHERS = {
    "{http://purl.org/dc/elements/1.1/}": "dc",
    "{http://www.w3.org/1999/xlink}": "xlink",
    "{http://www.w3.org/1998/Math/MathML}": "math",
    "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}": "loext",
    "{http://www.w3.org/XML/1998/namespace}": "xml",
}


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """`{namespace}p` as `text:p`; the bare local name in a namespace that is not known."""
    if match := _NAMESPACE.fullmatch(tag):
        return f"{match[1]}:{match[2]}"
    namespace, brace, local = tag.rpartition("}")
    prefix = _OTHERS.get(namespace + brace)
    return f"{prefix}:{local}" if prefix else local


def attributes(element: Element) -> dict[str, str]:
    """The attributes of an element by their short names."""
    return {short(str(key)): str(value) for key, value in element.items()}


def attribute(element: Element | None, wanted: str) -> str | None:
    """One attribute by its short name; None if it, or the element, is missing."""
    return None if element is None else attributes(element).get(wanted)


def children(element: Element | None, *wanted: str) -> Iterator[Element]:
    """The children with one of these short names."""
    return (each for each in (() if element is None else element) if short(each.tag) in wanted)


def descendants(element: Element, *wanted: str) -> Iterator[Element]:
    """All elements below with one of these short names, in document order."""
    return (each for each in element.iterdescendants() if short(each.tag) in wanted)
