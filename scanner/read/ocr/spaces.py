"""Spaces between words that an engine did not write, put back where the picture shows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

    Grey = NDArray[uint8]

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 in pixels

_INK = 0.7  # of the brightness of the paper: what is darker is drawn
_FEWEST = 3  # spaces of the line that show how wide a space is
_LIKE_A_SPACE = 0.7  # of the usual width of a space
_ALONE = "aAI0123456789"  # what can be a word by itself
_OPENING = "“(‘[$£€"
_USUAL_SPACE = 0.25  # of the height of a line, where the line itself does not tell


def with_spaces(words: str, letters: Sequence[Box], grey: Grey) -> str:
    """`words` with a space wherever two letters are as far apart as two words are.

    `letters` are the boxes of all characters of `words` that are no white space, on the picture `grey`.
    """
    words = words.strip()
    shown = [number for number, letter in enumerate(words) if not letter.isspace()]
    if len(shown) != len(letters):
        return words
    gaps = [_gap(grey, a, b) for a, b in pairwise(letters)]
    spaced = [after - before > 1 for before, after in pairwise(shown)]
    between = [gap for gap, space in zip(gaps, spaced, strict=True) if space]
    inside = [gap for gap, space in zip(gaps, spaced, strict=True) if not space]
    if not inside:
        return words
    usual = median(between) if len(between) >= _FEWEST else _USUAL_SPACE * (letters[0][3] - letters[0][1])
    least = max(_LIKE_A_SPACE * usual, 2 * median(inside) + 1)
    pieces = [words[: shown[0] + 1]]
    for (before, after), gap, space in zip(pairwise(shown), gaps, spaced, strict=True):
        missing = gap >= least and not space and _may_part(words, before, after)
        pieces.append(" " * missing + words[before + 1 : after + 1])
    return "".join(pieces)


def _may_part(words: str, before: int, after: int) -> bool:
    """A word can begin at `after`, and none is cut down to one letter: the places of thin letters are not exact."""
    first = before == 0 or words[before - 1].isspace()
    last = after + 1 == len(words) or words[after + 1].isspace()
    if (first and words[before] not in _ALONE) or (last and words[after] not in _ALONE):
        return False
    return (words[after].isalnum() or words[after] in _OPENING) and words[before] not in _OPENING


def _gap(grey: Grey, one: Box, other: Box) -> float:
    """Pixels without ink, in one go, between the middles of two letters."""
    left, right = int((one[0] + one[2]) / 2), int((other[0] + other[2]) / 2) + 1
    top, bottom = int(min(one[1], other[1])), int(max(one[3], other[3])) + 1
    strip: Any = grey[max(top, 0) : bottom, max(left, 0) : right]
    if not strip.size:
        return 0.0
    columns = (strip < _INK * strip.max()).any(axis=0)
    widest = run = 0
    for inked in columns.tolist():
        run = 0 if inked else run + 1
        widest = max(widest, run)
    return float(widest)
