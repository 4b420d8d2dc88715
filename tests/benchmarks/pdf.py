"""How much faster PDF files are read, with the look for hidden words, than pdfplumber takes the text out of them.

Once as the files are, and once so that each page has to be drawn to see which of its words show.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pdfplumber
import pikepdf
import pypdfium2

from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from tests.benchmarks.timing import best
from tests.read.pdf_maker import saved

ROUNDS = 3
LIMITS = replace(DEFAULT_LIMITS, ocr_seconds=0)  # pages that are pictures are another matter


def some(papers: Sequence[bytes], pages: int) -> list[bytes]:
    """Papers from all over the list with about so many pages together."""
    counts = [len(pypdfium2.PdfDocument(data)) for data in papers]
    return list(papers[:: max(1, round(sum(counts) / pages))])


def with_layers(data: bytes) -> bytes:
    """The same pages in a file that says that it has layers, with all that they draw between marks."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[], D=pikepdf.Dictionary())
        for page in pdf.pages:
            page.contents_add(b"/Part BMC", prepend=True)
            page.contents_add(b"EMC")
        return saved(pdf)


def read(papers: Sequence[bytes]) -> int:
    """Read all; how many pages they have."""
    return sum(read_pdf(data, "", LIMITS).page_count for data in papers)


def plumb(papers: Sequence[bytes]) -> None:
    """The same by pdfplumber."""
    for data in papers:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()


def compare(papers: Sequence[bytes]) -> None:
    """Print milliseconds a page, and the ratios."""
    layered = [with_layers(data) for data in papers]
    pages = read(papers[:1]) and read(papers)
    plain, drawn = best(lambda: read(papers), ROUNDS), best(lambda: read(layered), ROUNDS)
    other = best(lambda: plumb(papers), 1)
    print(f"{len(papers)} PDF files, {pages} pages; pdfplumber {other / pages * 1e3:.1f} ms a page")
    print(f"read {plain / pages * 1e3:.2f} ms a page: {other / plain:.1f} times faster (aim: 20)")
    print(f"read and drawn {drawn / pages * 1e3:.2f} ms a page: {other / drawn:.1f} times faster (aim: 10)")
