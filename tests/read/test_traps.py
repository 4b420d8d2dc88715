"""Where a sentence can hide in formats other than PDF: each place is read, known as its part, and marked rightly.

What is not hidden is not called so.  `tests.read.traps.exceptions` has the places of which that is not true, and why.
"""

from __future__ import annotations

import sys

import pytest

from scanner.model import Block, Document
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.readers import reader
from scanner.read.sniff import format_of
from tests.read.docx_maker import GAG
from tests.read.traps.archive import zip_traps
from tests.read.traps.exceptions import Known, exceptions
from tests.read.traps.html import html_traps, innocent_pages
from tests.read.traps.mail import mail_traps
from tests.read.traps.odt import odt_traps
from tests.read.traps.rtf import rtf_traps
from tests.read.traps.trap import Trap
from tests.read.traps.word import innocent, word_traps
from tests.read.traps.word_drawn import innocent_drawings
from tests.read.traps.word_packages import flat_trap

FAMILIES = {
    "Word": [*word_traps(), flat_trap()],
    "OpenDocument": odt_traps(),
    "RTF": rtf_traps(),
    "HTML": html_traps(),
    "mail": mail_traps(),
    "archive": zip_traps(),
}
INNOCENT = [*innocent(), *innocent_drawings(), *innocent_pages()]
ALL = [
    pytest.param(trap, id=f"{family}-{trap.name}".replace(" ", "-")) for family in FAMILIES for trap in FAMILIES[family]
]


def folded(text: str) -> str:
    return " ".join(text.split())


def read(data: bytes) -> Document:
    return reader(format_of(data, DEFAULT_LIMITS))(data, "paper", DEFAULT_LIMITS)


def found(document: Document) -> list[Block]:
    """The blocks that hold the whole sentence."""
    return [block for block in document.blocks if GAG in folded(document.text[block.start : block.end])]


@pytest.mark.parametrize("trap", ALL)
def test_trap(trap: Trap) -> None:
    document = read(trap.data)
    assert [(b.part, b.hidden) for b in found(document)] == [(trap.part, trap.hidden)], document.text
    assert document.unread == ()


@pytest.mark.parametrize("trap", INNOCENT, ids=lambda trap: trap.name.replace(" ", "-"))
def test_innocent(trap: Trap) -> None:
    document = read(trap.data)
    assert [(b.part, b.hidden) for b in found(document)] == [(trap.part, None)]
    assert not [b for b in document.blocks if b.hidden]


@pytest.mark.parametrize("known", exceptions(), ids=lambda known: known.name.replace(" ", "-"))
def test_exception(known: Known) -> None:
    """An exception that is none any more must leave the list."""
    document = read(known.data)
    assert [b.hidden for b in found(document)] == [None] * known.found
    assert [entry.reason for entry in document.unread] == ([known.unread] if known.unread else [])


@pytest.mark.parametrize("family", FAMILIES)
def test_table_of_traps(family: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints what became of each trap; the tests above say which of them must not fail."""
    rows = [(trap.name, right(trap)) for trap in FAMILIES[family]]
    with capsys.disabled():
        print(f"\n{family} traps: found, in its part, marked", file=sys.stdout)
        for name, marks in rows:
            print(f"  {name:<60}" + "".join(f"{'yes' if mark else 'NO':<5}" for mark in marks))
        total = [sum(column) for column in zip(*(marks for _, marks in rows), strict=True)]
        print(f"  {f'of {len(rows)}':<60}" + "".join(f"{count:<5}" for count in total))
        for known in exceptions():
            if known.family == family:
                print(f"  exception: {known.name}: {known.reason}")
    assert len({name for name, _ in rows}) == len(rows)


def right(trap: Trap) -> tuple[bool, bool, bool]:
    """Found, exactly once in the right part, with the right mark."""
    blocks = found(read(trap.data))
    return bool(blocks), [b.part for b in blocks] == [trap.part], [b.hidden for b in blocks] == [trap.hidden]
