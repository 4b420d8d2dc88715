"""PDF files with bytes changed at will, in a real worker: each has an answer, or an error that says nothing of it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanner.errors import Damaged, Encrypted, ScanError, TookTooLong, TooLarge, Unsupported
from scanner.isolate import Pool
from scanner.read.limits import DEFAULT_LIMITS
from tests.read.pdf_fonts import by_number
from tests.read.pdf_maker import clauses, flowed, table_pdf, two_columns
from tests.read.pdf_odd import PLAIN, readable

SECONDS = 10
LIMITS = replace(DEFAULT_LIMITS, seconds=SECONDS, ocr_seconds=0)
CODES = {kind.code for kind in (Damaged, Encrypted, TookTooLong, TooLarge, Unsupported)}
WORDS = ("Employee", "disclose", "Complaint", "Marigold", "settlement", "garden")
ODD = readable()
PAPERS = [
    PLAIN,
    flowed(clauses(3), header="Marigold settlement", footer="Page {page}"),
    table_pdf([["Silence", "The Employee shall not disclose"], ["Sum", "$5,000"]], before="x", after="y"),
    two_columns(["the garden of the Employee goes on"] * 9, ["the Complaint goes on"] * 9, title="T"),
    by_number(["The Employee shall not disclose it"]),
    *(ODD[name] for name in ("by hand", "objects in streams", "made for the web", "locked for its owner, AES 256")),
]
TOKENS = [
    *(b"obj", b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"[", b"]", b"(", b")", b"null", b"R ", b"%", b"/"),
    *(b"0 0 R", b"1 0 R", b"2 0 R", b"-1", b"99999999999", b"1e9", b"/Length 4294967295", b"/Kids [2 0 R]", b"\0" * 9),
    *(b"/Filter /JBIG2Decode", b"/Filter [/ASCII85Decode /LZWDecode]", b"/Encrypt 4 0 R", b"trailer", b"startxref 0"),
    *(b" Tj ", b" Do ", b" cm ", b"q " * 99, b"BT ", b"/Rotate 1 ", b"/MediaBox [0 0 1e9 1e9]", b"/UserUnit 1e9"),
]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(1)
    yield made
    made.close()


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A paper with bytes replaced, put in, taken out, doubled or cut off; its first say that it is a PDF."""
    data = draw(st.sampled_from(PAPERS))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(8, max(len(data) - 1, 8)))
        end = at + draw(st.sampled_from((1, 1, 4, 40, 400)))
        new = draw(st.one_of(st.sampled_from(TOKENS), st.binary(min_size=0, max_size=4), st.just(data[at:end] * 2)))
        rest = data[end:] if draw(st.integers(0, 30)) else b""
        data = data[:at] + new + rest
    return data


@settings(max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=changed())
def test_any_bytes_have_an_answer(pool: Pool, data: bytes) -> None:
    start = time.monotonic()
    try:
        document = pool.read(data, limits=LIMITS)
        spans = [(block.start, block.end) for block in document.blocks]
        boxes = pool.boxes(data, document, spans, limits=LIMITS)
    except ScanError as error:
        told = "".join(traceback.format_exception(error)) + repr(vars(error))
        assert error.code in CODES
        assert not [word for word in WORDS if word in told]
    else:
        assert document.page_count and len(boxes) == len(spans)
        assert len(document.text) < 1_000_000
    assert time.monotonic() - start < 4 * SECONDS, "the parent has to stop a worker at its limit"
