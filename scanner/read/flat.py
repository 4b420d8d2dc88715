"""Word and OpenDocument files that are one XML file instead of a container of many parts (.xml, .fodt)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
from dataclasses import replace

from lxml import etree

from scanner.errors import Damaged
from scanner.model import Document
from scanner.read.docx import read_docx
from scanner.read.limits import Limits
from scanner.read.odt import read_odt
from scanner.read.xml import Element, parse

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}document"


def read_flat(data: bytes, name: str, limits: Limits) -> Document:
    """The document that the file would be in its container.  Raises what `read_docx` and `read_odt` raise."""
    root = parse(data)
    if root.tag == f"{_PACKAGE}package":
        document = read_docx(_packed(dict(map(_part, root.iter(f"{_PACKAGE}part")))), name, limits)
    elif root.tag == _TEXT:
        # Text, styles and properties stand in one tree; each is looked for in its own part.
        document = read_odt(_packed(dict.fromkeys(("content.xml", "styles.xml", "meta.xml"), data)), name, limits)
    else:
        raise Damaged()
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def _part(element: Element) -> tuple[str, bytes]:
    part = (element.get(f"{_PACKAGE}name") or "").lstrip("/")
    for holder in element:
        if holder.tag == f"{_PACKAGE}xmlData" and len(holder):
            return part, etree.tostring(holder[0])
        if holder.tag == f"{_PACKAGE}binaryData":
            try:
                return part, base64.b64decode(holder.text or "")
            except (binascii.Error, ValueError):
                raise Damaged() from None
    return part, b""


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, data in parts.items():
            package.writestr(zipfile.ZipInfo(part or "nameless"), data)
    return out.getvalue()
