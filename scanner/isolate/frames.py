"""What passes between parent and worker: frames of a length and that many bytes, and documents as JSON."""

from __future__ import annotations

import struct
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import IO, Any

from scanner.model import Block, Document, Page, ScannedLine, Unread

_LENGTH = struct.Struct(">Q")
_ROWS = {"blocks": Block, "pages": Page, "unread": Unread, "scanned": ScannedLine}
_PLAIN = ("format", "sha256", "text", "ocr_pages", "page_count")
_CHUNK = 1 << 20  # bytes read at once, so that a false length costs no memory


@dataclass(frozen=True, slots=True, repr=False)
class WithBytes:
    """An answer that is more than JSON: the bytes follow it in a frame of their own."""

    answer: Any
    data: bytes


class Broken(Exception):
    """The other end closed its pipe, or sent what is no frame."""


def send(stream: IO[bytes], payload: bytes) -> None:
    """Write one frame to an unbuffered pipe.  Raises OSError when the other end has closed it."""
    for piece in (_LENGTH.pack(len(payload)), payload):
        left = memoryview(piece)
        while left:
            left = left[stream.write(left) :]


def receive(stream: IO[bytes], at_most: int | None = None) -> bytes:
    """Read one frame from an unbuffered pipe.  Raises Broken if it is missing, cut, or longer than `at_most`."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if at_most is not None and length > at_most:
        raise Broken
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < count:
        piece = stream.read(min(count - len(pieces), _CHUNK))
        if not piece:
            raise Broken
        pieces += piece
    return bytes(pieces)


def document_to_json(document: Document) -> dict[str, Any]:
    """A document as plain data; its name stays at home."""
    rows = {
        field: [attrgetter(*(each.name for each in fields(kind)))(item) for item in getattr(document, field)]
        for field, kind in _ROWS.items()
    }
    return {**{field: getattr(document, field) for field in _PLAIN}, **rows}


def document_from_json(data: dict[str, Any], name: str) -> Document:
    """The document again.  Raises KeyError, TypeError, ValueError for what is none."""
    rows = {field: tuple(kind(*row) for row in data[field]) for field, kind in _ROWS.items()}
    plain = {field: data[field] for field in _PLAIN}
    return Document(**{**plain, **rows, "name": name, "ocr_pages": tuple(data["ocr_pages"])})
