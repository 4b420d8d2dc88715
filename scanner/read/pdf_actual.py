"""Words that a PDF says are shown (/ActualText) where others are: pdfium hands them on in place of what is seen."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from scanner.read.pdf_objects import TEXT, Drawn, address

_FEWEST = 3  # letters: a ligature or a hyphen is often named, and seldom a lie
_KEY = b"ActualText"
Claims = dict[int, str]  # index of the first text object between two marks -> the words that these claim


def false_claims(page: Any, things: Sequence[Drawn]) -> Claims | None:
    """The claims that do not say what is shown; None if there are no claims at all, otherwise the page is used up."""
    groups: dict[int, list[int]] = defaultdict(list)
    claims: dict[int, str] = {}
    for index, thing in enumerate(things):
        if thing.kind == TEXT:
            for mark in _marks(thing):
                if (words := _claim(mark)) and len(_letters(words)) >= _FEWEST:
                    groups[address(mark)].append(index)
                    claims[address(mark)] = words
    if not claims:
        return None
    shown = _shown(page, things, sorted({index for group in groups.values() for index in group}))
    return {
        group[0]: " ".join(claims[at].split())
        for at, group in groups.items()
        if _is_false(claims[at], "".join(shown[index] for index in group))
    }


def set_aside(things: Sequence[Drawn], claims: Claims) -> None:
    """Take the marks of these claims away, so that what is shown is read.  The page must not have been read yet."""
    words = {" ".join(each.split()) for each in claims.values()}
    for thing in things if claims else ():
        if thing.kind == TEXT:
            for mark in _marks(thing):
                if " ".join(_claim(mark).split()) in words:
                    pdfium.FPDFPageObj_RemoveMark(thing.raw, mark)


def _is_false(claim: str, shown: str) -> bool:
    """Other letters are shown, or more are claimed than so few signs can stand for."""
    claimed, seen = _letters(claim), _letters(shown)
    return claimed != seen and (len(seen) >= _FEWEST or len(claimed) > _FEWEST * max(len(shown.split()), len(seen), 1))


def _shown(page: Any, things: Sequence[Drawn], indexes: Sequence[int]) -> dict[int, str]:
    for index in indexes:
        for mark in _marks(things[index]):
            if _claim(mark):
                pdfium.FPDFPageObj_RemoveMark(things[index].raw, mark)
    text = page.get_textpage()
    try:
        return {index: _words(things[index], text.raw) for index in indexes}
    finally:
        text.close()


def _words(thing: Drawn, text: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(thing.raw, text, None, 0)
    buffer = (ctypes.c_ushort * max(length, 1))()
    pdfium.FPDFTextObj_GetText(thing.raw, text, buffer, length)
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0")


def _marks(thing: Drawn) -> Iterator[Any]:
    """From the last to the first, so that they may be taken away on the way."""
    for number in range(pdfium.FPDFPageObj_CountMarks(thing.raw) - 1, -1, -1):
        yield pdfium.FPDFPageObj_GetMark(thing.raw, number)


def _claim(mark: Any) -> str:
    size = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamStringValue(mark, _KEY, None, 0, ctypes.byref(size)) or size.value <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size.value // 2))()
    pdfium.FPDFPageObjMark_GetParamStringValue(mark, _KEY, buffer, size.value, ctypes.byref(size))
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0")


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words))).casefold()
