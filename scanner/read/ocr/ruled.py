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
    from numpy import bool_
    from numpy.typing import NDArray

    Mask = NDArray[bool_]

_STRIP = 0.02  # of the longer side of the picture: no letter is so wide
_FEWEST = 3  # strips that a rule runs through
_INK = 0.7  # of the brightness of the paper: what is darker is drawn
_FILLED = 0.9  # of a strip
_THICKEST = 0.2  # of the length of a strip: what is thicker is a bar, a shadow, or the table under the paper
_NEAR = 0.004  # of the longer side: strips of one rule are no further off its line


Cell = tuple[int, int]  # row and column


@dataclass(slots=True)
class _Rule:
    """A line at one height (or, for an upright one, at one distance from the left), from end to end and a bit more."""

    at: float
    start: float
    end: float
    strips: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of a page that was laid level, in pixels."""

    across: Sequence[_Rule]
    upright: Sequence[_Rule]

    def cell(self, x: float, y: float) -> Cell | None:
        """Row and column, counted over the whole page, of the cell that a place is in; None outside of tables."""
        sides = [rule.at for rule in self.upright if rule.start <= y <= rule.end]
        left = sum(side < x for side in sides)
        above = sum(rule.at < y for rule in self.across if rule.start <= x <= rule.end)
        return (above, left) if 0 < left < len(sides) and above else None


def grid(picture: Image, lay: Callable[[Point], Point]) -> Grid:
    """The rules of a picture; `lay` lays a place in it level."""
    import numpy as np

    grey = np.asarray(picture.convert("L"))
    ink: Mask = grey < _INK * np.percentile(grey, 90)
    strip, near = max(2, round(_STRIP * max(grey.shape))), _NEAR * max(grey.shape)
    across = [lay((middle, at)) for middle, at in _lines(ink, strip)]
    upright = [lay((at, middle)) for middle, at in _lines(ink.T, strip)]
    return Grid(
        _rules([(y, x) for x, y in across], strip, near),
        _rules(upright, strip, near),
    )


def _lines(ink: Mask, strip: int) -> Iterator[Point]:
    """For each strip of columns its middle, and the thin rows that ink fills in it."""
    import numpy as np

    for left in range(0, ink.shape[1] - strip, strip):
        filled: Any = np.flatnonzero(ink[:, left : left + strip].mean(axis=1) >= _FILLED)
        if filled.size:
            for run in np.split(filled, np.flatnonzero(np.diff(filled) > 1) + 1):
                if run.size <= _THICKEST * strip:
                    yield left + strip / 2, float(run.mean())


def _rules(places: Sequence[tuple[float, float]], strip: float, near: float) -> list[_Rule]:
    """Rules through places (distance, along the rule), which come in order along it."""
    found: list[_Rule] = []
    for at, along in sorted(places, key=lambda place: place[1]):
        for rule in found:
            if abs(rule.at - at) <= near and along - rule.end <= 2 * strip:
                rule.at, rule.end, rule.strips = at, along + strip, rule.strips + 1
                break
        else:
            found.append(_Rule(at, along - strip, along + strip))
    return [rule for rule in found if rule.strips >= _FEWEST]
