"""Notes that an earlier run wrote into a copy are no words of the paper.

A note is known by what it says and by nothing else: each of its lines has to be made of sentences that this program
itself speaks, or to quote what stands in the file outside of such notes.  So nobody can hide words by making them look
like a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from scanner.model import Block, Document
from scanner.report import wording
from scanner.rulebook import Rule, RuleBook, Wording
from scanner.rulebook.source import read_yaml, rules_folder

_SIDE_PARTS = ("comment", "annotation")  # parts of a document in which the notes of a copy are found again
_FEWEST = 4  # words of a text that counts as a sentence: of shorter ones anything could be put together
_LONGEST = 2_000  # characters of a line that is no quote
_MOST_QUOTES = 1_000  # in all notes together
_NO_LETTER = re.compile(r"[\W_]+")
_HEAD = re.compile(rf"\d{{1,5}}\. (?:{'|'.join(wording.SEVERITY.values())}): (?P<title>.+)")
_LABEL = re.compile(rf"(?:{wording.NOTE_PLAIN}|{wording.NOTE_ASK}): ")
_WHERE = re.compile(rf"{wording.NOTE_WHERE}: [\w .()-]{{1,30}}(?:, [\w .()-]{{1,20}}){{0,2}}")
_QUOTE = re.compile("\N{LEFT DOUBLE QUOTATION MARK}(?P<words>.+)\N{RIGHT DOUBLE QUOTATION MARK}")


def without_own_notes(document: Document, book: RuleBook) -> Document:
    """The paper without them: white space in their place, so that all offsets stay."""
    own = _own(document, book)
    if not own:
        return document
    pieces, done = [], 0
    for block in own.values():
        pieces += [document.text[done : block.start], " " * (block.end - block.start)]
        done = block.end
    text = "".join((*pieces, document.text[done:]))
    return replace(document, text=text, blocks=tuple(block for block in document.blocks if block.start not in own))


def _own(document: Document, book: RuleBook) -> dict[int, Block]:
    """The blocks that are such notes, by where they begin."""
    beside = [block for block in document.blocks if block.part in _SIDE_PARTS]
    if not beside:
        return {}
    speech, text = _Speech(book), document.text
    read = {block.start: (block, speech.quotes(text[block.start : block.end])) for block in beside}
    noted = {start: (block, quotes) for start, (block, quotes) in read.items() if quotes is not None}
    paper = _letters(" ".join(text[block.start : block.end] for block in document.blocks if block.start not in noted))
    quoted = sum(len(quotes) for _, quotes in noted.values())
    return {
        start: block
        for start, (block, quotes) in noted.items()
        if not quotes or (quoted <= _MOST_QUOTES and all(_letters(quote) in paper for quote in quotes))
    }


class _Speech:
    """What this program says of papers."""

    def __init__(self, book: RuleBook) -> None:
        self._titles = frozenset(_titles(book))
        self._sentences: dict[str, list[str]] = {}  # by their first words, the longest first
        for sentence in sorted(set(_texts(book)), key=len, reverse=True):
            if len(sentence.split()) >= _FEWEST:
                self._sentences.setdefault(_first(sentence), []).append(sentence)

    def quotes(self, note: str) -> list[str] | None:
        """What a note quotes; None if it has a line that is neither a quote nor one of this program's."""
        found = []
        for line in filter(None, map(str.strip, note.splitlines())):
            if quote := _QUOTE.fullmatch(line):
                found.append(quote["words"])
            elif len(line) > _LONGEST or not self._is_line(line):
                return None
        return found

    def _is_line(self, line: str) -> bool:
        if head := _HEAD.fullmatch(line):
            return head["title"] in self._titles
        label = _LABEL.match(line)
        return _WHERE.fullmatch(line) is not None or self._says(line[label.end() if label else 0 :])

    def _says(self, words: str) -> bool:
        """The words are sentences of this program, one after the other."""
        while words:
            said = next((each for each in self._sentences.get(_first(words), ()) if words.startswith(each)), None)
            if said is None:
                return False
            words = words.removeprefix(said).lstrip()
        return True


def _first(words: str) -> str:
    return " ".join(words.split(maxsplit=_FEWEST)[:_FEWEST])


def _titles(book: RuleBook) -> Iterator[str]:
    own = (said.title for rule in book.rules for said in _wordings(rule))
    yield from map(_folded, (*own, *_help()))


def _wordings(rule: Rule) -> Iterator[Wording]:
    """All that a rule may tell of its findings."""
    yield rule.wording(None)
    yield from (kind.wording for kind in rule.subtypes)


def _texts(book: RuleBook) -> Iterator[str]:
    yield from map(_folded, _help())
    yield from (wording.STANDING_ADVICE, wording.NOTE_COPY, wording.NOTE_IN_PART, wording.POSSIBLE, *wording.LIMITS)
    for rule in book.rules:
        yield from (_folded(text) for said in _wordings(rule) for text in (said.plain, said.ask_for))


@lru_cache(maxsize=1)
def _help() -> tuple[str, ...]:
    """Every text of rules/help."""
    files = sorted((rules_folder() / "help").glob("*.yaml"))
    return tuple(text for path in files for text in _strings(read_yaml(path)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _letters(words: str) -> str:
    return _NO_LETTER.sub("", words)
