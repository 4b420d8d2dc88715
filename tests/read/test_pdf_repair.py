"""Broken PDF files: what can be put together again is read, and what is lost is named."""

from __future__ import annotations

import io

import pikepdf
import pytest

from scanner.errors import Damaged, Encrypted
from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from scanner.read.pdf_boxes import find_boxes
from tests.read.pdf_maker import clauses, flowed, saved

WHOLE = flowed(clauses(12), footer="{page}")
TABLE = WHOLE.rindex(b"xref\n0 ")  # where the cross-reference table begins


def read(data: bytes) -> Document:
    return read_pdf(data, "paper.pdf", DEFAULT_LIMITS)


PAPER = read(WHOLE)
BROKEN = {
    "no table": WHOLE[:TABLE] + WHOLE[WHOLE.rindex(b"trailer") :],
    "no table and no end": WHOLE[:TABLE],
    "no end mark": WHOLE.replace(b"%%EOF", b""),
    "no pointer to the table": WHOLE.replace(b"startxref", b"startxxxx"),
    "junk before": b"junk\n" * 400 + WHOLE,
    "junk behind": WHOLE + b"\n99 0 obj\n<< /Le",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_repaired_file_reads_as_the_whole_one(name: str) -> None:
    document = read(BROKEN[name])
    assert document.text == PAPER.text
    assert document.unread == ()
    block = document.blocks[-2]
    assert find_boxes(BROKEN[name], document, [(block.start, block.end)]) != [()]


@pytest.mark.parametrize("part", range(5, 100, 5))
def test_a_cut_file_never_reads_as_whole(part: int) -> None:
    try:
        document = read(WHOLE[: TABLE * part // 100])
    except Damaged:
        return
    lost = sorted(entry.page for entry in document.unread if entry.page)
    assert lost == list(range(lost[0], PAPER.page_count + 1))
    before = document.pages[lost[0] - 1].start
    assert document.text[:before] == PAPER.text[:before]
    assert PAPER.pages[lost[0] - 2].end <= before + 2


def test_whole_pages_that_are_gone_are_told() -> None:
    more = BROKEN["no end mark"].replace(b"/Count %d" % PAPER.page_count, b"/Count 99")
    assert read(more).unread == (Unread("damaged", part="document"),)


def test_a_locked_broken_file_is_locked() -> None:
    with pikepdf.open(io.BytesIO(WHOLE)) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pytest.raises(Encrypted):
        read(locked.replace(b"%%EOF", b""))


def test_nothing_left_is_damage() -> None:
    for data in (b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n", WHOLE[:300]):
        with pytest.raises(Damaged):
            read(data)
