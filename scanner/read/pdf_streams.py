"""Pages that say less than they should, since what they draw cannot be unpacked: pdfium is silent about it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

_PACKED = ("/FlateDecode", "/Fl")
_PIECE = 1 << 20  # bytes unpacked at once
_MOST_UNPACKED = 64 << 20  # bytes of one stream that are looked at
_MOST_FORMS = 1_000  # of a page
_RAW, _METHOD = -15, 8  # of zlib: without its head and its check; the one way of packing that there is


def is_whole(page: pikepdf.Dictionary, data: bytes) -> bool:
    """All that a page and its forms draw can be unpacked, or is packed in no way that is known here.

    `data` is the file, which tells of contents that are named and not there.  Raises what pikepdf does on objects
    that are not of the expected kind.
    """
    content = page.get("/Contents")
    if content is None:
        return not _names_contents(page, data)
    pieces = list(content) if isinstance(content, pikepdf.Array) else [content]
    drawn = [piece for piece in pieces if isinstance(piece, pikepdf.Stream)]
    return bool(drawn or not pieces) and all(map(_unpacks, (*drawn, *_forms(page))))


def _names_contents(page: pikepdf.Dictionary, data: bytes) -> bool:
    found = re.search(rb"(?<!\d)%d\s+%d\s+obj\b(.*?)\bendobj\b" % page.objgen, data, re.DOTALL)
    return found is not None and b"/Contents" in found[1]


def _forms(page: pikepdf.Dictionary) -> Iterator[pikepdf.Stream]:
    """The forms that a page may draw, and those in them, each once."""
    waiting: list[Any] = [page]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST_FORMS:
        resources = waiting.pop().get("/Resources")
        things = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        for thing in things.as_dict().values() if isinstance(things, pikepdf.Dictionary) else ():
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form" and thing.objgen not in seen:
                seen.add(thing.objgen)
                waiting.append(thing)
                yield thing


def _unpacks(stream: pikepdf.Stream) -> bool:
    filters = stream.get("/Filter")
    first = next(iter(filters), None) if isinstance(filters, pikepdf.Array) else filters
    return first not in _PACKED or _inflates(stream.read_raw_bytes())


def _inflates(packed: bytes) -> bool:
    """Packed bytes are whole; what stands behind them is nobody's, and their check may be missing but not wrong."""
    if len(packed) < 2 or packed[0] % 16 != _METHOD or int.from_bytes(packed[:2], "big") % 31:
        return False
    unpacker = zlib.decompressobj(_RAW)
    left, size, check = packed[2:], 0, 1
    try:
        while left and not unpacker.eof and size < _MOST_UNPACKED:
            piece = unpacker.decompress(left, _PIECE)
            left, size, check = unpacker.unconsumed_tail, size + len(piece), zlib.adler32(piece, check)
    except zlib.error:
        return False
    said = unpacker.unused_data[:4]
    return size >= _MOST_UNPACKED or (unpacker.eof and (len(said) < 4 or int.from_bytes(said, "big") == check))
