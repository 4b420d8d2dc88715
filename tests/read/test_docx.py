"""Word files: every trap is found in the right part and with the right mark; what is not hidden is not called so."""

from __future__ import annotations

import sys

import pytest

from scanner.model import Block, Document
from scanner.read.docx import read_docx
from scanner.read.limits import DEFAULT_LIMITS
from tests.read.docx_maker import GAG
from tests.read.docx_traps import Trap, every_trap, innocent

TRAPS = every_trap()


def folded(text: str) -> str:
    return " ".join(text.split())


def read(data: bytes) -> Document:
    return read_docx(data, "paper.docx", DEFAULT_LIMITS)


def found(document: Document) -> list[Block]:
    """The blocks that hold the whole sentence."""
    return [block for block in document.blocks if GAG in folded(document.text[block.start : block.end])]


def right(trap: Trap) -> tuple[bool, bool, bool]:
    """Found, exactly once in the right part, with the right mark."""
    blocks = found(read(trap.data))
    return bool(blocks), [b.part for b in blocks] == [trap.part], [b.hidden for b in blocks] == [trap.hidden]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name.replace(" ", "-"))
def test_trap(trap: Trap) -> None:
    document = read(trap.data)
    assert [(b.part, b.hidden) for b in found(document)] == [(trap.part, trap.hidden)], document.text
    assert document.unread == ()


@pytest.mark.parametrize("trap", innocent(), ids=lambda trap: trap.name.replace(" ", "-"))
def test_innocent(trap: Trap) -> None:
    document = read(trap.data)
    assert [(b.part, b.hidden) for b in found(document)] == [(trap.part, None)]
    assert not [b for b in document.blocks if b.hidden]


def test_table_of_traps(capsys: pytest.CaptureFixture[str]) -> None:
    """Prints what became of each trap; the tests above say which of them must not fail."""
    results = {trap.name: right(trap) for trap in TRAPS}
    with capsys.disabled():
        print("\nWord traps: found, in its part, marked", file=sys.stdout)
        for name, marks in results.items():
            print(f"  {name:<42}" + "".join(f"{'yes' if mark else 'NO':<5}" for mark in marks))
        total = [sum(column) for column in zip(*results.values(), strict=True)]
        print(f"  {'of ' + str(len(results)):<42}" + "".join(f"{count:<5}" for count in total))
    assert len(results) == len(TRAPS)
