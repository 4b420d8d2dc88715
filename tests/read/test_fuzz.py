"""Damaged and invented files: each ends in a document or in an error of the known kind, and no error holds their words.

The same files every time: many through the readers themselves, where nothing catches what they let out, and some
through a real worker, whose end must never be the end of its parent.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scanner.errors import BY_CODE, ScanError, Unsupported, from_code
from scanner.isolate import Pool
from scanner.model import Document
from scanner.read.compound import SIGNATURE
from scanner.read.limits import Limits
from scanner.read.readers import reader
from scanner.read.sniff import format_of
from tests.read.docx_maker import GAG, packed
from tests.read.test_ics import WORDS, entry
from tests.read.traps.archive import zip_traps
from tests.read.traps.html import html_traps
from tests.read.traps.mail import mail_traps
from tests.read.traps.odt import odt_traps
from tests.read.traps.rtf import rtf_traps
from tests.read.traps.trap import Trap
from tests.read.traps.word import word_traps
from tests.read.traps.word_packages import flat_trap

LIMITS = Limits(seconds=5, ocr_seconds=1)
FAMILIES = {
    "word": word_traps(),
    "flat": [flat_trap()],
    "odt": odt_traps(),
    "rtf": rtf_traps(),
    "html": html_traps(),
    "mail": mail_traps(),
    "zip": zip_traps(),
    "calendar": [Trap("entry", entry("SUMMARY:Mediation", WORDS))],
}
SAME_EVERY_TIME = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
READ, WORKED = 200, 6  # files of a family; a worker that met an error is replaced, which takes its time
SECRET = set(re.findall(r"\w{5,}", GAG.lower()))
# What breaks readers: ends of things, numbers without measure, marks without their other half.
PIECES = st.sampled_from(
    [
        *(b"", b"\0", b"\xff" * 4, b"-1", b"99999999999", b"nan", b'"', b"<", b"</", b"<w:p>", b"<w:tbl><w:tr><w:tc>"),
        *(b"&#0;", b"]]>", b"{", b"}" * 9, b"\\u-1", b"\\bin9999999", b"\\'", b"\\*\\x", b"--b", b"=?utf-8?b?////?="),
        *(b"\r\n\r\n", b"<!--", b"%", b"PK\3\4"),
    ]
)


HEADS = [
    *(b"{\\rtf1 ", b"<html>", b"MIME-Version: 1.0\r\n", b"%PDF-1.4\n", SIGNATURE, b"PK\3\4"),
    *(b"<?xml version='1.0'?>", b""),
]
Ask = Callable[[bytes], Document]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(1)
    yield made
    made.close()


def in_place(data: bytes) -> Document:
    return reader(format_of(data, LIMITS))(data, "", LIMITS)


def try_all(count: int, files: st.SearchStrategy[bytes], ask: Ask) -> None:
    """Have so many files read; whatever comes of each is of the known kind."""

    @settings(SAME_EVERY_TIME, max_examples=count)
    @given(files)
    def ask_each(data: bytes) -> None:
        try:
            document = ask(data)
        except ScanError as error:
            same = from_code(error.code, error.kind if isinstance(error, Unsupported) else "")
            assert type(error) is BY_CODE[error.code] and str(error) == same.sentence
            assert not SECRET & set(re.findall(r"\w{5,}", repr((error.args, vars(error), error.__cause__)).lower()))
        else:
            assert all(0 <= b.start < b.end <= len(document.text) for b in document.blocks)

    ask_each()


@st.composite
def damaged(draw: st.DrawFn, traps: list[Trap]) -> bytes:
    """One of the files with some of its bytes exchanged, in the container or in one of its parts."""
    data = draw(st.sampled_from(traps)).data
    if data.startswith(b"PK") and draw(st.booleans()):
        return _with_a_damaged_part(data, draw)
    return _damaged(data, draw)


def invented() -> st.SearchStrategy[bytes]:
    """A head of some format and what no program would write after it."""
    rest = st.lists(PIECES | st.binary(max_size=40), max_size=30)
    return st.tuples(st.sampled_from(HEADS), rest).map(lambda drawn: drawn[0] + b"".join(drawn[1]))


@pytest.mark.parametrize("family", FAMILIES)
def test_damaged_files(family: str) -> None:
    try_all(READ, damaged(FAMILIES[family]), in_place)


@pytest.mark.parametrize("family", FAMILIES)
def test_damaged_files_in_a_worker(family: str, pool: Pool) -> None:
    try_all(WORKED, damaged(FAMILIES[family]), lambda data: pool.read(data, limits=LIMITS))


def test_invented_files() -> None:
    try_all(2 * READ, invented(), in_place)


def test_invented_files_in_a_worker(pool: Pool) -> None:
    try_all(WORKED, invented(), lambda data: pool.read(data, limits=LIMITS))
    assert GAG in pool.read(rtf_traps()[0].data).text  # and the next person's paper is read as ever


def _damaged(data: bytes, draw: st.DrawFn) -> bytes:
    """The same with some stretches exchanged, or its end cut off."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(changed) - 1, 0)))
        changed[start : start + draw(st.integers(0, 12))] = draw(PIECES)
    if draw(st.integers(0, 5)) == 0:
        del changed[draw(st.integers(0, len(changed))) :]
    return bytes(changed)


def _with_a_damaged_part(data: bytes, draw: st.DrawFn) -> bytes:
    """One part damaged, and packed as it should be; an archive that cannot be opened is damaged as a whole."""
    with contextlib.suppress(zipfile.BadZipFile, NotImplementedError):
        package = zipfile.ZipFile(io.BytesIO(data))
        members = {name: package.read(name) for name in package.namelist()}
        name = draw(st.sampled_from(sorted(members)))
        return packed(members | {name: _damaged(members[name], draw)})
    return _damaged(data, draw)
