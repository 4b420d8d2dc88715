"""The words that notes and fields of a PDF draw on its pages, which can be others than those that they hold."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

_FORM = b"/X Do"  # draws the one thing that a page has
_FEWEST = 4  # words: of fewer no sentence is made, and stamps such as "Draft copy" say nothing
_UNWRITTEN = {ord(sign): None for sign in "\x02\ufffe\uffff"}  # how pdfium marks the ends of parted words


@dataclass(frozen=True, slots=True)
class Look:
    """What one note or field draws; `hidden` as in a block."""

    page: int
    top: float  # in points of the page, upwards
    left: float
    stream: pikepdf.Stream
    hidden: str | None


def look_of(note: pikepdf.Dictionary, page: int, hidden: str | None) -> Look | None:
    """How a note or field looks when nobody touches it; None if the file does not say."""
    looks = note.get("/AP")
    usual = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if isinstance(usual, pikepdf.Dictionary) and not isinstance(usual, pikepdf.Stream):
        usual = usual.get(str(note.get("/AS", "/Off")))
    if not isinstance(usual, pikepdf.Stream):
        return None
    rect = note.get("/Rect")
    try:
        x0, y0, x1, y1 = map(float, rect if isinstance(rect, pikepdf.Array) else ())
    except (TypeError, ValueError):  # it stands nowhere, and what it says may be shown all the same
        x0 = y0 = x1 = y1 = 0.0
    return Look(page, max(y0, y1), min(x0, x1), usual, hidden)


def words_of(looks: Sequence[Look]) -> list[str]:
    """The words that each of them draws, in one line."""
    with pikepdf.new() as pdf, io.BytesIO() as out:
        for look in looks:
            drawn = pdf.copy_foreign(look.stream)
            drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            page = pdf.add_blank_page()
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawn))
            page.obj.Contents = pdf.make_stream(_FORM)
        pdf.save(out)
        with closing(pypdfium2.PdfDocument(out.getvalue())) as shown:
            return [_words(shown[index]) for index in range(len(shown))]


def in_lines(drawn: Sequence[tuple[Look, str]]) -> list[tuple[Look, str]]:
    """What can be read by itself, then what stands on one page in pieces, put together from its top to its end."""
    whole = [each for each in drawn if _count(each[1]) >= _FEWEST]
    pieces: dict[int, list[tuple[Look, str]]] = {}
    for each in sorted(drawn, key=lambda each: (-each[0].top, each[0].left)):
        if each not in whole:
            pieces.setdefault(each[0].page, []).append(each)
    joined = [(some[0][0], " ".join(words for _, words in some)) for some in pieces.values()]
    return [*whole, *(each for each in joined if _count(each[1]) >= _FEWEST)]


def _words(page: Any) -> str:
    with closing(page), closing(page.get_textpage()) as text:
        return " ".join(str(text.get_text_range()).translate(_UNWRITTEN).split())


def _count(words: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in words.split())
