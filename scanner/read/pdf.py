"""PDF: pages -> lines -> furniture apart -> paragraphs -> Document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from scanner.errors import Damaged, Encrypted
from scanner.model import Document, Unread
from scanner.read.limits import Limits
from scanner.read.pdf_catalog import open_catalog
from scanner.read.pdf_columns import in_columns
from scanner.read.pdf_compose import compose
from scanner.read.pdf_furniture import Sheet, sheet, sort_out
from scanner.read.pdf_layout import paragraphs
from scanner.read.pdf_objects import Rect, TooMany
from scanner.read.pdf_page import OpenPage, open_page
from scanner.read.pdf_repair import mend
from scanner.read.pdf_tables import in_cells
from scanner.read.pdf_unread import picture_boxes, why_unread

_LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}


def read_pdf(data: bytes, name: str, limits: Limits, on_progress: Callable[[int, int], None] | None = None) -> Document:
    """A PDF as a document.  Raises Encrypted, and Damaged for what is truncated or has no page that can be read."""
    digest = hashlib.sha256(data).hexdigest()
    mended = mend(data)
    data = mended.data
    with open_pdf(data) as pdf, open_catalog(data) as catalog:
        count = len(pdf)
        sheets, unread, pictured = _read_pages(pdf, catalog.has_layers, limits, on_progress)
    if not sheets:
        raise Damaged()
    ocr_pages: list[int] = []
    if pictured:
        from scanner.read.ocr.pages import look_again  # costs more than reading most papers does

        with open_pdf(data) as pdf:  # anew, since pages may have been turned
            looked = look_again(pdf, sheets, unread, pictured, limits, on_progress)
        sheets, unread, ocr_pages = looked.sheets, looked.unread, looked.pages
    pages = sort_out(sheets)
    composed = compose(pages, paragraphs(pages))
    with open_catalog(data) as catalog:
        beside = catalog.beside(composed.text, name, limits)
        damaged = [Unread("damaged", page=number) for number in catalog.damaged(sheet.number for sheet in sheets)]
    document = Document(
        name,
        "pdf",
        digest,
        composed.text,
        composed.blocks,
        composed.pages,
        tuple(dict.fromkeys((*mended.lost, *damaged, *unread))),
        tuple(ocr_pages),
        count,
        composed.scanned,
    )
    return document if beside is None else _joined(document, beside)


def _joined(document: Document, beside: Document) -> Document:
    """What lies beside the pages, behind them."""
    between = "\n\n" if document.text and beside.text else ""
    moved = len(document.text) + len(between)
    return replace(
        document,
        text=document.text + between + beside.text,
        blocks=(*document.blocks, *(replace(b, start=b.start + moved, end=b.end + moved) for b in beside.blocks)),
        unread=(*document.unread, *beside.unread),
        scanned=(*document.scanned, *(replace(s, start=s.start + moved, end=s.end + moved) for s in beside.scanned)),
    )


def _read_pages(
    pdf: Any, layers: bool, limits: Limits, on_progress: Callable[[int, int], None] | None
) -> tuple[list[Sheet], list[Unread], dict[int, list[Rect]]]:
    """Pages, what is unread, and where the pictures are on the pages that should be looked at."""
    sheets: list[Sheet] = []
    unread: list[Unread] = []
    pictured: dict[int, list[Rect]] = {}
    chars = 0
    for number in range(1, len(pdf) + 1):
        if number > limits.max_pages or chars > limits.max_chars:
            unread.append(Unread("limit", page=number))
            continue
        try:
            with open_page(pdf, number - 1, layers=layers) as page:
                sheets.append(read_sheet(page, number))
                reason = why_unread(page)
                boxes = picture_boxes(page)
                if page.cut:
                    unread.append(Unread("limit", page=number))
        except pypdfium2.PdfiumError:
            reason = "damaged"
        except TooMany:
            reason = "limit"
        else:
            chars += sum(len(line.words) for line in sheets[-1].lines)
            if reason or boxes:
                pictured[number] = boxes
        if reason:
            unread.append(Unread(reason, page=number))
        if on_progress is not None:
            on_progress(number - len(pictured), len(pdf))
    return sheets, unread, pictured


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """An open pdfium document with at least one page.  Raises Encrypted, Damaged."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # pdfium keeps the code of an earlier file when it has none for this one.
        raise (Encrypted if error.err_code in _LOCKED and b"/Encrypt" in data else Damaged)() from None
    try:
        if not len(pdf):
            raise Damaged()
        yield pdf
    finally:
        pdf.close()


def read_sheet(page: OpenPage, number: int) -> Sheet:
    """The lines of an open page in reading order."""
    return sheet(number, page.width, page.height, in_columns(page, in_cells(page)), page.unseen)
