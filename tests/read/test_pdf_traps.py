"""Words hidden in PDF files: each is found and marked, and the seen sentences around it stay whole; nothing else is."""

from __future__ import annotations

import sys

import pytest

from scanner.model import Block, Document
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.pdf import read_pdf
from tests.read.pdf_traps import AFTER, BEFORE, GAG, Trap, every_trap, innocent

TRAPS, INNOCENT = every_trap(), innocent()


def folded(text: str) -> str:
    return " ".join(text.split())


def read(data: bytes) -> Document:
    return read_pdf(data, "paper.pdf", DEFAULT_LIMITS)


def found(document: Document) -> list[Block]:
    """The blocks that hold the whole sentence."""
    return [block for block in document.blocks if GAG in folded(document.text[block.start : block.end])]


def seen(document: Document) -> str:
    """The words of the page that an eye sees."""
    return folded(
        " ".join(document.text[b.start : b.end] for b in document.blocks if b.part == "body" and not b.hidden)
    )


def right(trap: Trap) -> tuple[bool, bool, bool]:
    """Found, exactly once in the right part, with the right mark."""
    blocks = found(read(trap.data))
    return bool(blocks), [b.part for b in blocks] == [trap.part], [b.hidden for b in blocks] == [trap.hidden]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name.replace(" ", "-"))
def test_trap(trap: Trap) -> None:
    document = read(trap.data)
    assert [(b.part, b.hidden) for b in found(document)] == [(trap.part, trap.hidden)], document.text
    assert document.unread == ()
    assert BEFORE in seen(document) and AFTER in seen(document)
    assert (GAG in seen(document)) == (trap.part == "body" and trap.hidden is None)


@pytest.mark.parametrize("trap", INNOCENT, ids=lambda trap: trap.name.replace(" ", "-"))
def test_innocent(trap: Trap) -> None:
    document = read(trap.data)
    assert GAG in seen(document)
    assert not [b for b in document.blocks if b.hidden]


def test_table_of_traps(capsys: pytest.CaptureFixture[str]) -> None:
    """Prints what became of each trap; the tests above say which of them must not fail."""
    results = {trap.name: right(trap) for trap in TRAPS}
    with capsys.disabled():
        print("\nPDF traps: found, in its part, marked", file=sys.stdout)
        for name, marks in results.items():
            print(f"  {name:<42}" + "".join(f"{'yes' if mark else 'NO':<5}" for mark in marks))
        total = [sum(column) for column in zip(*results.values(), strict=True)]
        print(f"  {'of ' + str(len(results)):<42}" + "".join(f"{count:<5}" for count in total))
    assert len(results) == len(TRAPS)
