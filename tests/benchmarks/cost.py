"""What scanning costs next to the cheapest thing that could be done with the same paper.

1. Scanning the text of contracts, as a multiple of the time that pypdfium2 needs to take that text out of the PDF.
2. From process start to printed result for a text of 3,000 words, as a multiple of starting spaCy alone.
3. The memory of a process that has scanned them all.

Processor time of this process and its children.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from scanner import scan
from tests.benchmarks.timing import best, best_of_child

WORDS = 3_000


def text_of(path: Path) -> str:
    """The text of a PDF, page by page, as pypdfium2 gives it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n\n".join(page.get_textpage().get_text_range() for page in pdf)


def memory_of(paths: Sequence[Path]) -> float:
    """The most MB that a process of its own holds which scans the text of these PDF files."""
    code = "import sys; from tests.benchmarks import cost; cost.scan_all(sys.argv[1:])"
    command = [sys.executable, "-c", code, *map(os.fspath, paths)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def scan_all(paths: Sequence[str]) -> None:
    """Scan them, and print the most MB that this took."""
    for path in paths:
        scan(text_of(Path(path)).encode(), name="contract.txt")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def compare(paths: Sequence[Path]) -> None:
    """Print the three figures."""
    texts = [text_of(path).encode() for path in paths]
    words = sum(len(text.split()) for text in texts)
    scan(texts[0], name="warm.txt")

    reading = best(lambda: [text_of(path) for path in paths])
    scanning = best(lambda: [scan(text, name="contract.txt") for text in texts])
    print(f"{len(paths)} contracts, {words:,} words")
    print(f"text out of PDF {reading:.2f} s, scan {scanning:.2f} s: {scanning / reading:.2f} times (aim: 3)")
    print(f"{words / scanning:,.0f} words a second; memory {memory_of(paths):.0f} MB (aim: below 200)")

    with tempfile.TemporaryDirectory() as temporary:
        sample = Path(temporary) / "sample.txt"
        sample.write_bytes(b" ".join((b"\n\n".join(texts)).split(b" ")[:WORDS]))
        whole = best_of_child([sys.executable, "-m", "scanner.cli", "scan", os.fspath(sample)])
    spacy = best_of_child([sys.executable, "-c", "import spacy; spacy.blank('en')"])
    print(f"start to result {whole:.2f} s, spaCy alone {spacy:.2f} s: {whole / spacy:.2f} times (aim: 1.4)")
