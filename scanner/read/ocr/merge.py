"""A page that has both characters and pictures: what was seen, and what the file says stands there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from scanner.read.pdf_objects import Rect
from scanner.read.pdf_text import Line, Seen

_WORD = re.compile(r"\w{3,}")
_KNOWN = 0.6  # of a line's words: with more of them it may be the same line
_KNOWN_PAIRS = 0.5  # of words that follow one another: with as many of them it is the same line
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
    """The written lines, each new line behind the last one that stands over it."""
    everything = [word for line in written for word in _words(line)]
    known = {*everything, *pairwise(everything)}
    behind: dict[int, list[Line]] = {}
    for line in seen:
        words = _words(line)
        # One by one, the words of any clause may stand in a paper of its kind.
        told = list(pairwise(words)) or words
        if (
            told
            and sum(each in known for each in told) < _KNOWN_PAIRS * len(told)
            and line.seen is not None
            and line.seen.confidence >= _SURE
        ):
            behind.setdefault(_place(written, line.seen.box), []).append(line)
    lines = [*behind.get(0, [])]
    for number, line in enumerate(written, 1):
        lines += [line, *behind.get(number, [])]
    return lines, bool(behind)


def _place(written: Sequence[Line], box: Rect) -> int:
    """How many of the written lines come before what stands in the box."""
    x0, y0, x1, _ = box
    over = (n for n, line in enumerate(written, 1) if line.y0 < y0 and line.x0 < x1 and x0 < line.x1)
    return max(over, default=0)


def moved(line: Line, right: float, down: float) -> Line:
    """A line of a part of the page, where it stands on the page."""
    x0, y0, x1, y1 = line.x0 + right, line.y0 + down, line.x1 + right, line.y1 + down
    seen = line.seen and Seen(line.seen.confidence, _shifted(line.seen.box, right, down))
    return replace(line, x0=x0, y0=y0, x1=x1, y1=y1, seen=seen)


def _shifted(box: Rect, right: float, down: float) -> Rect:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


def _words(line: Line) -> list[str]:
    return _WORD.findall(line.words.lower())
