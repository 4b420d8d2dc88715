"""XML from strangers."""

from __future__ import annotations

import re

from lxml import etree

from scanner.errors import Damaged

Element = etree._Element
_WHOLE = re.compile(r"-?[0-9]{1,9}")


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


def whole(text: str | None, otherwise: int | None = None) -> int | None:
    """A whole number as attributes hold it, or `otherwise`."""
    return int(text) if text and _WHOLE.fullmatch(text) else otherwise
