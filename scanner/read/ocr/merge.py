"""A page that has both characters and pictures: what was seen, and what the file says stands there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from scanner.read.pdf_text import Line

_WORD = re.compile(r"\w{3,}")
_KNOWN = 0.6  # of a line's words: with more of them it is the same line
_AGREES = 0.85  # of the words that are seen: the characters of the file are to be trusted
_SURE = 0.7  # a line that is less sure is no reason to doubt the file


def merge(written: Sequence[Line], seen: Sequence[Line], *, trusted: bool) -> tuple[list[Line], bool]:
    """The lines of the page, and whether any of them was read from a picture.

    `written` are the lines of characters, `seen` those that are seen on the page, all of them in reading order.
    Characters that are not `trusted` count only if nearly all that is seen is among them.
    """
    words = Counter(word for line in written for word in _words(line))
    told = [word for line in seen for word in _words(line)]
    if not told:
        return list(written), False
    agreement = sum(min(count, words[word]) for word, count in Counter(told).items()) / len(told)
    if not trusted and agreement < _AGREES:
        return list(seen), True
    return _filled_in(written, seen)


def is_among(line: Line, seen: Sequence[Line]) -> bool:
    """The words of a line are seen on the page, as those are that a scanner laid under its picture."""
    words = _words(line)
    seen_words = {word for each in seen for word in _words(each)}
    return sum(word in seen_words for word in words) >= _KNOWN * len(words)


def _filled_in(written: Sequence[Line], seen: Sequence[Line]) -> tuple[list[Line], bool]:
    """The written lines, each new line after the one that it is seen under."""
    sets = [frozenset(_words(line)) for line in written]
    everything = frozenset().union(*sets)
    behind: dict[int, list[Line]] = {}
    place = 0
    for line in seen:
        words = _words(line)
        if not words:
            continue
        if sum(word in everything for word in words) >= _KNOWN * len(words):
            place = max(range(len(sets)), key=lambda n: len(sets[n].intersection(words)), default=-1) + 1
        elif line.seen is not None and line.seen.confidence >= _SURE:
            behind.setdefault(place, []).append(line)
    lines = [*behind.get(0, [])]
    for number, line in enumerate(written, 1):
        lines += [line, *behind.get(number, [])]
    return lines, bool(behind)


def _words(line: Line) -> list[str]:
    return _WORD.findall(line.words.lower())
