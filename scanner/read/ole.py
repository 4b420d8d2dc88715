"""A paper wrapped as an object of an old office program: the stream of the object that is a file of its own."""

from __future__ import annotations

from dataclasses import replace

from scanner.errors import Damaged, Encrypted, Unsupported
from scanner.model import Document
from scanner.read.compound import CONTENTS, LOCKED, NATIVE, PACKAGE, Compound
from scanner.read.inner import lay_in
from scanner.read.limits import Limits
from scanner.read.writer import Writer

_EMBEDDED = 2  # and not linked to a file elsewhere


def read_ole(data: bytes, name: str, limits: Limits) -> Document:
    """The file inside an object, as a document of part `embedded_file`.

    Raises Encrypted, Unsupported for an object that holds no paper, Damaged, TooLarge, Empty.
    """
    compound = Compound(data)
    if (LOCKED,) in compound:
        raise Encrypted()
    writer = Writer(limits)
    if (NATIVE,) in compound:
        lay_in(writer, _packed_file(compound.read((NATIVE,))), "embedded_file")
    for stream in (PACKAGE, CONTENTS):
        if (stream,) in compound:
            lay_in(writer, compound.read((stream,)), "embedded_file")
    document = writer.document(data, name, "ole")
    if not document.text and {entry.reason for entry in document.unread} == {"unsupported"}:
        raise Unsupported()
    return replace(document, format="ole")


def _packed_file(native: bytes) -> bytes:
    """The file that the packager of Windows wrapped: after its size come three names, each ended by a zero."""
    try:
        at = native.index(b"\0", 6) + 1  # the label
        at = native.index(b"\0", at) + 1  # the path that it came from
        length = int.from_bytes(native[at + 4 : at + 8], "little")
        at += 8 + length  # two marks and the path of a copy
        size = int.from_bytes(native[at : at + 4], "little")
    except ValueError:
        raise Damaged() from None
    return native[at + 4 : at + 4 + size]


def of_rich_text(data: bytes) -> bytes:
    """The file in the data of an object in rich text, which has a head of its own.  Raises Damaged."""
    kind = int.from_bytes(data[4:8], "little")
    at, names = 8, []
    for _ in range(3):
        length = int.from_bytes(data[at : at + 4], "little")
        names.append(data[at + 4 : at + 4 + length])
        at += 4 + length
    size = int.from_bytes(data[at : at + 4], "little")
    content = data[at + 4 : at + 4 + size]
    if kind != _EMBEDDED or not content:
        raise Damaged()
    return _packed_file(bytes(4) + content) if names[0] == b"Package\0" else content
