"""The light markup in which the sample documents are written.

A source starts with settings, one `key: value` a line, up to a line `===`; the rest is the paper.
Blank lines part the paragraphs, and four spaces in front indent one level.  A paragraph's first signs say what it is:

    # title         centred and bold          [page]   a new page
    ## heading                                [line]   a line across the page
    ^ centred text                            | a | b |   a row of a table; the first row is its head
    > text at the right                       - an item with a bullet

A line that ends with a backslash is broken there.  Two stars open and close **bold** words.
The setting `quotes: curly` makes typographic quotes of the plain ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "centred", "right", "text", "bullet", "table", "page", "line"]
Row = tuple[str, ...]

INDENT = 4  # spaces a level

_SIGNS: dict[str, Kind] = {"## ": "heading", "# ": "title", "^ ": "centred", "> ": "right", "- ": "bullet"}
_BARE: dict[str, Kind] = {"[page]": "page", "[line]": "line"}
_MARKER = re.compile(r"(\([a-z0-9]{1,4}\)|\d+\.|\d+(?:\.\d+)+\.?|[A-Z]\.)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or table of a paper.

    `marker` is the number or letter in front of a clause ("4.2", "(b)"), which hangs in the margin.
    `text` may hold line breaks; a table has `rows` and no text.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    marker: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A paper before it is made into a file: its settings, its body as written, and the body in pieces."""

    settings: dict[str, str]
    body: str
    pieces: tuple[Piece, ...]


def parse(text: str) -> Source:
    """Read a source; raises ValueError if the line `===` is missing."""
    head, rule, body = text.partition("\n===\n")
    if not rule:
        raise ValueError("a source needs a line === between its settings and its text")
    settings = dict(line.split(": ", 1) for line in head.splitlines())
    body = body.lstrip("\n")
    if settings.get("quotes") == "curly":
        body = _curly(body)
    return Source(settings, body, tuple(_piece(lines) for lines in _paragraphs(body)))


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, each with whether it is bold."""
    for i, part in enumerate(text.split("**")):
        if part:
            yield part, i % 2 == 1


def shares(rows: tuple[Row, ...]) -> list[float]:
    """How much of a table's width each column takes, by its longest cell: three to one at most."""
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    weights = [max(length, max(longest) / 3) for length in longest]
    return [weight / sum(weights) for weight in weights]


def _curly(text: str) -> str:
    """Quotes that open after a space, a bracket or a bar, and close elsewhere."""
    text = re.sub(r'(?<![^\s(|])"', "\u201c", text).replace('"', "\u201d")
    return re.sub(r"(?<![^\s(|])'", "\u2018", text).replace("'", "\u2019")


def _paragraphs(body: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*body.splitlines(), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _piece(lines: list[str]) -> Piece:
    first = lines[0].lstrip()
    level = (len(lines[0]) - len(first)) // INDENT
    if first in _BARE:
        return Piece(_BARE[first])
    if first.startswith("|"):
        return Piece("table", rows=tuple(tuple(c.strip() for c in line.strip(" |").split("|")) for line in lines))
    text = _joined(lines)
    for sign, kind in _SIGNS.items():
        if text.startswith(sign):
            return Piece(kind, text.removeprefix(sign), level)
    marker = _MARKER.match(text)
    if marker:
        return Piece("text", text[marker.end() :], level, marker[1])
    return Piece("text", text, level)


def _joined(lines: list[str]) -> str:
    """One paragraph out of its lines: a backslash at a line's end breaks it, any other line end is a space."""
    return " ".join(line.strip() for line in lines).replace("\\ ", "\n").rstrip("\\")
