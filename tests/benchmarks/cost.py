"""What scanning costs next to the cheapest thing that could be done with the same paper.

    python -m tests.benchmarks.cost [FOLDER WITH PDF FILES]

1. Scanning the text of contracts, as a multiple of the time that pypdfium2 needs to take that text out of the PDF.
2. From process start to printed result for a text of 3,000 words, as a multiple of starting spaCy alone.
3. The memory of a process that has scanned them all.

Processor time of this process and its children; the best of several rounds, since other work only ever adds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from scanner import scan

ROUNDS = 5
SAMPLES = Path(__file__).parent.parent.parent / "sample_docs"
WORDS = 3_000


def text_of(path: Path) -> str:
    """The text of a PDF, page by page, as pypdfium2 gives it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n\n".join(page.get_textpage().get_text_range() for page in pdf)


def best(work: Callable[[], object]) -> float:
    """The least processor time of ROUNDS runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def best_of_child(command: list[str]) -> float:
    """The least processor time of a command, in seconds; it keeps compiled modules, as an installed one does."""
    times = []
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def main() -> None:
    """Print the three figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    paths = sorted(folder.glob("*.pdf"))
    texts = [text_of(path).encode() for path in paths]
    words = sum(len(text.split()) for text in texts)
    scan(texts[0], name="warm.txt")

    reading = best(lambda: [text_of(path) for path in paths])
    scanning = best(lambda: [scan(text, name="contract.txt") for text in texts])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(paths)} contracts, {words:,} words")
    print(f"text out of PDF {reading:.2f} s, scan {scanning:.2f} s: {scanning / reading:.2f} times (aim: 3)")
    print(f"{words / scanning:,.0f} words a second; memory {memory:.0f} MB (aim: below 200)")

    with tempfile.TemporaryDirectory() as temporary:
        sample = Path(temporary) / "sample.txt"
        sample.write_bytes(b" ".join((b"\n\n".join(texts)).split(b" ")[:WORDS]))
        whole = best_of_child([sys.executable, "-m", "scanner.cli", "scan", os.fspath(sample)])
    spacy = best_of_child([sys.executable, "-c", "import spacy; spacy.blank('en')"])
    print(f"start to result {whole:.2f} s, spaCy alone {spacy:.2f} s: {whole / spacy:.2f} times (aim: 1.4)")


if __name__ == "__main__":
    main()
