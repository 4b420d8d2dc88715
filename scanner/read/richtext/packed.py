"""Rich text as Outlook packs it: what was said before is named by its place in a ring of the last bytes."""

from __future__ import annotations

from scanner.errors import Damaged, TooLarge
from scanner.read.limits import MIB, Limits

_PACKED, _PLAIN = b"LZFu", b"MELA"
_HEAD = 16  # bytes: size packed, size unpacked, how it is packed, a checksum
_RING = 4096
_BEFORE = (  # what the ring holds at first: the words with which rich text likes to begin
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def unpacked(data: bytes, limits: Limits) -> bytes:
    """The rich text.  Raises Damaged, TooLarge."""
    size, kind = int.from_bytes(data[4:8], "little"), data[8:12]
    if len(data) < _HEAD or kind not in (_PACKED, _PLAIN):
        raise Damaged()
    if kind == _PLAIN:
        return data[_HEAD : _HEAD + size]
    if size > limits.max_unpacked or size - MIB > len(data) * limits.max_expansion:
        raise TooLarge()
    return _unrolled(data, size)


def _unrolled(data: bytes, size: int) -> bytes:
    out = bytearray(_BEFORE)
    end = len(_BEFORE) + size
    at = _HEAD
    while at < len(data) and len(out) < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            pair = int.from_bytes(data[at : at + 2], "big")
            at += 2
            back = (len(out) - (pair >> 4)) % _RING
            if not back or back > len(out):
                return bytes(out[len(_BEFORE) : end])  # the mark of the end
            for _ in range((pair & 15) + 2):
                out.append(out[-back])
    return bytes(out[len(_BEFORE) : end])
