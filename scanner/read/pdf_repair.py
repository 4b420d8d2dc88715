"""Broken PDF files put together again, in memory, and which of their pages lost something."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
import pypdfium2

from scanner.errors import Damaged, Encrypted
from scanner.model import Unread
from scanner.read.pdf_beside import BROKEN

_ANY_OBJECT = re.compile(rb"\d\s+obj\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+obj\b(.*?)(?:\bstream\b|\bendobj\b|\Z)", re.DOTALL)
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+R\b")
_PAGE = re.compile(rb"/Type\s*/Pages?\b")
_Id = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mended:
    """A PDF that can be opened, and what of it could not be saved."""

    data: bytes
    lost: tuple[Unread, ...] = ()


def mend(data: bytes) -> Mended:
    """The file as it is if it is whole, otherwise what is left of it.

    Raises Damaged if no page is left, Encrypted if the rest is locked.
    """
    if not _is_truncated(data) and _shows_all_pages(data):
        return Mended(data)
    try:
        # With an end mark an object that ends where the file does is found.
        with pikepdf.open(io.BytesIO(data + b"\n%%EOF\n")) as pdf:
            lost = tuple(_lost(pdf, data))
            if sum(entry.page is not None for entry in lost) == len(pdf.pages):
                raise Damaged()
            out = io.BytesIO()
            pdf.save(out)
    except pikepdf.PasswordError:
        raise Encrypted() from None
    except BROKEN:
        raise Damaged() from None
    return Mended(out.getvalue(), lost)


def _is_truncated(data: bytes) -> bool:
    """The end mark is missing, or objects stand behind the last one: pdfium would read what is left and say nothing."""
    end = data.rfind(b"%%EOF")
    return end < 0 or _ANY_OBJECT.search(data, end) is not None


def _shows_all_pages(data: bytes) -> bool:
    """pdfium finds as many pages as there are, or the file is locked; a wrong count would keep the last from it."""
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            shown = len(pdf)
    except pypdfium2.PdfiumError:
        return b"/Encrypt" in data
    try:
        with pikepdf.open(io.BytesIO(data)) as objects:
            return 0 < shown >= len(objects.pages)
    except BROKEN:
        return shown > 0


def _lost(pdf: pikepdf.Pdf, data: bytes) -> Iterator[Unread]:
    """The pages that need an object which is gone, and a word if whole pages are."""
    said = pdf.Root.Pages.get("/Count")  # before the pages are counted anew
    bodies = {(int(match[1]), int(match[2])): match[3] for match in _OBJECT.finditer(data)}
    there: set[_Id] = {each.objgen for each in pdf.objects if each is not None}
    there -= {(int(match[1]), int(match[2])) for match in _OBJECT.finditer(data, data.rfind(b"endobj") + 1)}  # cut off
    for number, page in enumerate(pdf.pages, 1):
        if "/Contents" not in page.obj or not _is_whole(page.obj.objgen, bodies, there):
            yield Unread("damaged", page=number)
    if said is None or said > len(pdf.pages):
        yield Unread("damaged", part="document")


def _is_whole(page: _Id, bodies: Mapping[_Id, bytes], there: Collection[_Id]) -> bool:
    """All that a page refers to is there, and so on; objects that are packed in others are there as a whole or not."""
    waiting, seen = [page], {page}
    while waiting:
        at = waiting.pop()
        if at not in there:
            return False
        body = bodies.get(at, b"")
        if at == page or not _PAGE.search(body):  # other pages are no part of this one
            found = {(int(match[1]), int(match[2])) for match in _REFERENCE.finditer(body)} - seen
            seen |= found
            waiting += found
    return True
