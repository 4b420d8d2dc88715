"""What it costs to read and to judge a PDF in a worker that is already running, next to doing so in this process."""

from __future__ import annotations

import time
from collections.abc import Callable

from scanner.isolate import Pool
from scanner.pipeline import assess
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from scanner.read.pdf_boxes import find_boxes
from scanner.rulebook import load
from tests.benchmarks.timing import best
from tests.read.pdf_maker import clauses, flowed

PAGES = 10
GAG = "The Employee shall not disclose to any person the facts that led to the Complaint."
ROUNDS = 15  # wall time, which other work disturbs most


def ten_pages() -> bytes:
    """An invented agreement of PAGES pages, with a duty of silence on each."""
    paragraphs = clauses(19)
    for place in range(0, len(paragraphs), len(paragraphs) // PAGES):
        paragraphs.insert(place, GAG)
    return flowed(paragraphs, header="Marigold Press: settlement", footer="Page {page}")


def scan_here(data: bytes) -> None:
    """What a worker does to scan a PDF, in this process."""
    document = read_pdf(data, "", DEFAULT_LIMITS)
    report = assess(document, load(None))
    places = [found.location for found in (*report.findings, *report.protections, *report.notes)]
    find_boxes(data, document, [(place.start, place.end) for place in places if place])
    report.to_dict()


def compare() -> None:
    """Print both times, as wall time, and their ratios."""
    data = ten_pages()
    pages = read_pdf(data, "", DEFAULT_LIMITS).page_count
    if pages != PAGES:
        raise AssertionError(f"the paper has {pages} pages")
    pool = Pool(1)
    print(f"a PDF of {pages} pages")
    _line("read", lambda: read_pdf(data, "", DEFAULT_LIMITS), lambda: pool.read(data))
    _line("scanned", lambda: scan_here(data), lambda: pool.scan(data))
    pool.close()


def _line(done: str, here: Callable[[], object], there: Callable[[], object]) -> None:
    here()
    there()
    alone, worker = (best(work, ROUNDS, time.perf_counter) for work in (here, there))
    ratio = worker / alone
    print(
        f"{done} in this process in {alone * 1e3:.1f} ms, by a warm worker in {worker * 1e3:.1f} ms: {ratio:.2f} times"
    )
