"""The objects of a PDF that pdfium does not show: layers, damage, and what lies beside the pages."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pikepdf

from scanner.errors import Empty
from scanner.model import Document
from scanner.read.limits import Limits
from scanner.read.pdf_beside import BROKEN, Beside
from scanner.read.pdf_streams import is_whole
from scanner.read.writer import Writer


class Catalog:
    """An open document and its bytes; without one, as when it cannot be opened, nothing is known of it."""

    def __init__(self, pdf: pikepdf.Pdf | None, data: bytes) -> None:
        self._pdf, self._data = pdf, data

    @property
    def has_layers(self) -> bool:
        """Parts of the pages can be switched off; so it is taken to be where nothing is known."""
        return self._pdf is None or "/OCProperties" in self._pdf.Root

    def damaged(self, numbers: Iterable[int]) -> list[int]:
        """Those of the pages, by their numbers, that draw something which cannot be unpacked."""
        return [number for number in numbers if self._pdf is not None and not self._is_whole(self._pdf, number)]

    def _is_whole(self, pdf: pikepdf.Pdf, number: int) -> bool:
        try:
            return is_whole(pdf.pages[number - 1].obj, self._data)
        except (*BROKEN, IndexError):
            return True  # a page that pikepdf does not find is not known to be broken

    def beside(self, said: str, name: str, limits: Limits) -> Document | None:
        """Notes, fields, bookmarks, properties and attachments that say more than `said`; None if there are none.

        `said` is the text of the pages, `name` that of the file.
        """
        writer = Writer(replace(limits, max_chars=max(limits.max_chars - len(said), 0)))
        if self._pdf is None:
            writer.unread("damaged", "annotation")
        else:
            Beside(self._pdf, writer, said, name).read()
        try:
            return writer.document(b"", name, "pdf")
        except Empty:
            return None


@contextmanager
def open_catalog(data: bytes) -> Iterator[Catalog]:
    """The objects of a PDF that pdfium can open."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except BROKEN:
        yield Catalog(None, data)
        return
    with pdf:
        yield Catalog(pdf, data)
