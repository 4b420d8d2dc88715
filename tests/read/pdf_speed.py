"""How much faster PDF files are read, with the look for hidden words, than pdfplumber takes the text out of them.

    python -m tests.read.pdf_speed FOLDER [EVERY]

Reads every EVERYth PDF of a folder.  Processor time, the best of three rounds; once as the files are, and once with
layers, so that each page with marks or forms has to be drawn to see which words show.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf

from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from tests.read.pdf_maker import saved

ROUNDS = 3
LIMITS = replace(DEFAULT_LIMITS, ocr_seconds=0)  # pages that are pictures are another matter


def with_layers(data: bytes) -> bytes:
    """The same pages in a file that says that it has layers."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[], D=pikepdf.Dictionary())
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


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print milliseconds a page, and the ratios."""
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    papers = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.pdf"))[::every]]
    layered = [with_layers(data) for data in papers]
    pages = read(papers[:1]) and read(papers)
    plain, drawn = best(lambda: read(papers)), best(lambda: read(layered))
    other = best(lambda: plumb(papers), rounds=1)
    print(f"{len(papers)} files, {pages} pages; pdfplumber {other / pages * 1e3:.1f} ms a page")
    print(f"read {plain / pages * 1e3:.2f} ms a page: {other / plain:.1f} times faster (aim: 20)")
    print(f"read and drawn {drawn / pages * 1e3:.2f} ms a page: {other / drawn:.1f} times faster (aim: 10)")


if __name__ == "__main__":
    main()
