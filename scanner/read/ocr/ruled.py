"""Tables with ruled lines: which cell of a table a place on the page is in.

Rules are looked for in short strips, in which even a skewed one is straight, and then pieced together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL.Image import Image

from scanner.read.ocr.spot import Point

if TYPE_CHECKING:
    from numpy import bool_, uint8
    from numpy.typing import NDArray

    Grey = NDArray[uint8]
    Mask = NDArray[bool_]

_STRIP = 0.02  # of the longer side of the picture: no letter is so wide
_FEWEST = 3  # strips that a rule runs through
_INK = 0.75  # of the brightness of the paper: what is darker is drawn
_PAPER = 90  # percentile of the brightness around a place
_FILLED = 0.9  # of a strip
_THICKEST = 0.2  # of the length of a strip: what is thicker is a bar, a shadow, or the table under the paper
_NEAR = 0.004  # of the longer side: strips of one rule are no further off its line


Cell = tuple[int, int]  # row and column


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line through places (along it, across it), one a strip, in order; it reaches a bit beyond the outer ones."""

    places: list[Point]
    reach: float

    def runs_by(self, along: float) -> bool:
        return self.places[0][0] - self.reach <= along <= self.places[-1][0] + self.reach

    def at(self, along: float) -> float:
        """Where it is there: a rule that is bent on the picture is not laid quite level."""
        return min(self.places, key=lambda place: abs(place[0] - along))[1]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of a page that was laid level, in pixels."""

    across: Sequence[_Rule]
    upright: Sequence[_Rule]

    def cell(self, x: float, y: float) -> Cell | None:
        """Row and column, counted over the whole page, of the cell that a place is in; None outside of tables."""
        left, sides = _before(self.upright, y, x)
        above, levels = _before(self.across, x, y)
        return (above, left) if 0 < left < sides and 0 < above < levels else None


def grid(picture: Image, lay: Callable[[Point], Point]) -> Grid:
    """The rules of a picture; `lay` lays a place in it level."""
    import numpy as np

    grey = np.asarray(picture.convert("L"))
    strip, near = max(2, round(_STRIP * max(grey.shape))), _NEAR * max(grey.shape)
    ink = _ink(grey, strip)
    across = [lay((middle, at)) for middle, at in _lines(grey, ink, strip)]
    upright = [lay((at, middle)) for middle, at in _lines(grey.T, ink.T, strip)]
    return Grid(_rules(across, strip, near), _rules([(y, x) for x, y in upright], strip, near))


def _before(rules: Sequence[_Rule], along: float, across: float) -> tuple[int, int]:
    """How many of the rules that run by a place are before it, and how many there are."""
    places = [rule.at(along) for rule in rules if rule.runs_by(along)]
    return sum(place < across for place in places), len(places)


def _ink(grey: Grey, tile: int) -> Mask:
    """What is darker than the paper around it, which is not as bright everywhere."""
    import numpy as np

    height, width = grey.shape
    padded = np.pad(grey, ((0, -height % tile), (0, -width % tile)), "edge")
    tiles = padded.reshape(padded.shape[0] // tile, tile, padded.shape[1] // tile, tile)
    paper = np.percentile(tiles, _PAPER, axis=(1, 3), keepdims=True)
    ink: Mask = (tiles < _INK * paper).reshape(padded.shape)[:height, :width]
    return ink


def _lines(grey: Grey, ink: Mask, strip: int) -> Iterator[Point]:
    """For each strip of columns its middle, and the thin rows that ink fills in it, between paper on both sides.

    A rule that is not quite level goes on in the next row.
    """
    import numpy as np

    ink = ink | np.roll(ink, 1, axis=0) | np.roll(ink, -1, axis=0)
    thickest = int(_THICKEST * strip)
    for left in range(0, ink.shape[1] - strip, strip):
        filled: Any = np.flatnonzero(ink[:, left : left + strip].mean(axis=1) >= _FILLED)
        if filled.size:
            for run in np.split(filled, np.flatnonzero(np.diff(filled) > 1) + 1):
                sides = (max(run[0] - thickest, 0), run[0]), (run[-1] + 1, run[-1] + 1 + thickest)
                paper = [grey[top:bottom, left : left + strip] for top, bottom in sides]
                if run.size <= thickest and all(each.size for each in paper) and _is_alike(*paper):
                    yield left + strip / 2, float(run.mean())


def _is_alike(one: Grey, other: Grey) -> bool:
    """Both sides of a line are paper: at the edge of a page on a table one is not."""
    a, b = float(one.mean()), float(other.mean())
    return min(a, b) >= _INK * max(a, b)


def _rules(places: Sequence[Point], strip: float, near: float) -> list[_Rule]:
    """Rules through places (along them, across them)."""
    found: list[_Rule] = []
    for along, at in sorted(places):
        for rule in found:
            if abs(rule.places[-1][1] - at) <= near and along - rule.places[-1][0] <= 3 * strip:
                rule.places.append((along, at))
                break
        else:
            found.append(_Rule([(along, at)], strip))
    return [rule for rule in found if len(rule.places) >= _FEWEST]
