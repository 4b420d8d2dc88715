"""Calendar entries (.ics), as invitations to a meeting or a mediation come: what they say, and when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.model import Document
from scanner.read.html import read_html
from scanner.read.inner import lay_in
from scanner.read.limits import Limits
from scanner.read.text import decode, paragraphs
from scanner.read.writer import Writer

_FOLD = re.compile(r"\r?\n[ \t]")  # a long line goes on in the next
_HEAD = {"SUMMARY": "Subject", "LOCATION": "Place", "DTSTART": "From", "DTEND": "To"}
_WORDS = ("DESCRIPTION", "COMMENT")
_PAGE = "X-ALT-DESC"  # the description as a page of HTML, which is what programs that know it show
_ESCAPED = re.compile(r"\\([nN,;\\])")
_UTF8 = b"\xef\xbb\xbf"


def read_ics(data: bytes, name: str, limits: Limits) -> Document:
    """A calendar as a document: heads of its entries are of part `header`, and their words `body`.

    Raises Empty, Unsupported.
    """
    writer = Writer(limits)
    for key, value in _lines(decode(data)):
        if key in _HEAD:
            writer.block(f"{_HEAD[key]}: {value}", "header")
        elif key == _PAGE:
            lay_in(writer, _UTF8 + value.encode("utf-8", "replace"), read=read_html)
        elif key in _WORDS:
            for block in paragraphs(value):
                if not writer.has_said(value[block.start : block.end]):
                    writer.block(value[block.start : block.end], "body")
    return writer.document(data, name, "ics")


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Names of properties in capitals, without their options, and values."""
    for line in _FOLD.sub("", text).splitlines():
        options, colon, value = _parted(line)
        if colon:
            shown = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
            yield options.partition(";")[0].strip().upper(), shown


def _parted(line: str) -> tuple[str, str, str]:
    """A line at its first colon outside of quotes."""
    quoted = False
    for at, sign in enumerate(line):
        quoted ^= sign == '"'
        if sign == ":" and not quoted:
            return line[:at], sign, line[at + 1 :]
    return line, "", ""
