"""What all mail has in common: words in several versions, quoted replies, names of attached files."""

from __future__ import annotations

import re
from itertools import groupby

from scanner.read.text import paragraphs
from scanner.read.writer import Writer

_MARKS = re.compile(r"(?:>[ ]?)+")  # before the lines of an answered mail
_LOCKED = "-----BEGIN PGP MESSAGE-----"
_NO_WORDS = re.compile(r"<?\b(?:https?://|mailto:)\S+|\[(?:image|cid):[^\]]*\]", re.IGNORECASE)
_PIECES = re.compile(r"(?<=[.!?;:])\s+|\n")
_SENTENCE = 4  # words from which on a piece counts: shorter ones are signs and dates
_LONGEST_NAME = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # with what turns the direction of letters


def add_text(writer: Writer, text: str) -> None:
    """Write the words of a mail; lines of an answered one are of part `quoted`, without the marks before them."""
    for words, part in _by_part(text):
        for block in paragraphs(words):
            writer.block(words[block.start : block.end], part)
    if _LOCKED in text:
        writer.unread("encrypted", "body")


def add_version(writer: Writer, text: str) -> None:
    """Write what a version that no program shows says beyond what was written so far, as hidden."""
    for words, part in _by_part(text):
        for block in paragraphs(words):
            paragraph = words[block.start : block.end]
            if not _is_said(writer, paragraph):
                writer.block(paragraph, part, hidden="hidden")


def file_name(name: str | None) -> str | None:
    """The name of a file as it can be shown, or None."""
    return _CONTROL.sub("", (name or "").replace("\\", "/")).strip("/ ")[-_LONGEST_NAME:] or None


def _by_part(text: str) -> list[tuple[str, str]]:
    """Stretches of lines, and whether each is of the mail itself (`body`) or of one that it answers (`quoted`)."""
    lines = text.replace("\r\n", "\n").split("\n")
    stretches = ((quoted, list(group)) for quoted, group in groupby(lines, lambda line: line.startswith(">")))
    return [
        ("\n".join(_MARKS.sub("", line, count=1) if quoted else line for line in group), "quoted" if quoted else "body")
        for quoted, group in stretches
    ]


def _is_said(writer: Writer, paragraph: str) -> bool:
    """All whole pieces of it were written before, addresses of pages and pictures set aside."""
    pieces = _PIECES.split(_NO_WORDS.sub(" ", paragraph))
    return writer.has_said(" ".join(pieces)) or all(
        writer.has_said(piece) for piece in pieces if len(piece.split()) >= _SENTENCE
    )
