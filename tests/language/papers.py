"""Small invented papers for the tests of this room."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from scanner.language.clauses import split
from scanner.model import Block, Clause, Document


def paper(*blocks: str | Block, text: str | None = None) -> Document:
    """A document of these paragraphs, one block each; with `text` the blocks are spans of it."""
    if text is not None:
        spans = tuple(block for block in blocks if isinstance(block, Block))
        return Document("paper.txt", "txt", "0" * 64, text, spans)
    words = [block for block in blocks if isinstance(block, str)]
    starts = [sum(len(word) + 1 for word in words[:index]) for index in range(len(words))]
    spans = tuple(Block(start, start + len(word)) for start, word in zip(starts, words, strict=True))
    return Document("paper.txt", "txt", "0" * 64, "\n".join(words), spans)


def words(document: Document, clause: Clause) -> str:
    """The words that a clause quotes."""
    return document.text[slice(*clause.span)]


def read(*blocks: str) -> list[str]:
    """Each clause as it is read: the words of its stems, "/", its own words."""
    document = paper(*blocks)
    return [
        " / ".join((*(document.text[slice(*stem)] for stem in clause.stem), words(document, clause)))
        for clause in split(document)
    ]


def numbers(*blocks: str) -> list[tuple[str | None, str | None]]:
    """The number and the heading of each clause that is no heading itself."""
    return [(clause.section, clause.heading) for clause in split(paper(*blocks)) if not clause.is_heading]


def headings(*blocks: str) -> list[str]:
    """The words of all clauses that are headings."""
    document = paper(*blocks)
    return [words(document, clause) for clause in split(document) if clause.is_heading]


def stays_linear(work: Callable[[str], object], piece: str, length: int) -> bool:
    """Whether `work` on 16 times `length` characters of `piece` takes far less than a square of that more.

    Linear work takes 16 times as long and quadratic work 256 times: the bound between leaves room for a busy machine.
    """
    text = piece * (16 * length // len(piece))
    return _seconds(work, text) < 64 * _seconds(work, text[:length])


def _seconds(work: Callable[[str], object], text: str) -> float:
    """CPU time, the best of three; what takes less than a millisecond counts as one.

    Without the garbage collector, which looks at all that other tests hold when much is made.
    """
    times = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            work(text)
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return max(min(times), 0.001)
