"""What an eye would miss: all of it in one list, and a word before each finding that stands in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from scanner.assess.scale import step
from scanner.language.look_alikes import confusables
from scanner.model import Block, Document, Finding, Hidden, Location, Unread
from scanner.rulebook.source import read_yaml, rules_folder

NOT_ENGLISH = Unread("language", part="document")  # all of the paper
MAX_QUOTE = 1_500  # characters
# Private signs, controls and signs that are never seen: a font can draw any letter for them.
_NO_LETTER = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060-\u2064\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_SOME = 20  # of them; bullets and ticks are fewer
_COMMENTS = ("comment", "annotation")  # not part of the paper, and they show what the drafter thought


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of rules/help/hidden.yaml."""

    kinds: dict[str, str]  # by way of hiding
    parts: dict[str, str]  # by part of the document
    other: str


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read once."""
    data = read_yaml(rules_folder() / "help" / "hidden.yaml")
    return Texts(data["kinds"], data["parts"], data["other"])


def hidden(document: Document) -> tuple[Hidden, ...]:
    """Every block that is hidden or is a comment, and every word with letters of two alphabets, in order."""
    return tuple(sorted((*_blocks(document), *_look_alikes(document)), key=lambda item: item.location.start))


def nameless(document: Document) -> Iterator[Unread]:
    """The places whose letters are most of them none that anybody could read, each once."""
    seen = set()
    for block in document.blocks:
        words = document.text[block.start : block.end]
        strange = len(_NO_LETTER.findall(words))
        if strange >= _SOME and strange > sum(map(str.isalnum, words)) and block.page not in seen:
            seen.add(block.page)
            yield Unread("font", page=block.page) if block.page else Unread("font", part="document")


def disclosed(finding: Finding, document: Document, *, red_flag: bool) -> Finding:
    """The finding, with a sentence before it if most readers would not see its words; a red flag then weighs more."""
    location = finding.location
    if location is None or location.paragraph is None:
        return finding
    block = document.blocks[location.paragraph - 1]
    sentence = _sentence(block)
    if sentence is None:
        return finding
    severity = step(finding.severity, 1 if red_flag and block.hidden else 0)
    # What is hidden stands behind a paragraph that may end on a later page, and not there.
    location = replace(location, page=block.page or location.page)
    return replace(finding, plain=f"{sentence} {finding.plain}", severity=severity, location=location)


def _sentence(block: Block) -> str | None:
    if block.hidden:
        return texts().kinds.get(block.hidden, texts().other)
    return texts().parts.get(block.part)


def _blocks(document: Document) -> Iterator[Hidden]:
    for index, block in enumerate(document.blocks):
        kind = block.hidden or (block.part if block.part in _COMMENTS else None)
        if kind:
            yield _item(document, index, kind, block.start, min(block.end, block.start + MAX_QUOTE))


def _look_alikes(document: Document) -> Iterator[Hidden]:
    """Each such word once, where it stands first."""
    first: dict[str, tuple[int, int]] = {}
    for start, end in confusables(document.text):
        first.setdefault(document.text[start:end], (start, end))
    starts = [block.start for block in document.blocks] if first else []
    for start, end in first.values():
        yield _item(document, bisect_right(starts, start) - 1, "look_alike_letters", start, end)


def _item(document: Document, index: int, kind: str, start: int, end: int) -> Hidden:
    block = document.blocks[index]
    place = Location(start, end, block.page, paragraph=index + 1, part=block.part, file=block.file)
    return Hidden(kind, document.text[start:end], place)
