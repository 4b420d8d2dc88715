"""What an engine sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

_MOST_POINTS = 40  # of which all pairs are looked at
Point = tuple[float, float]  # pixels from the top left of the picture


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that stand on one line; the corners go clockwise from the top left one, as the words are read."""

    words: str
    confidence: float  # 0 to 1, as the engine says
    corners: tuple[Point, Point, Point, Point]

    @property
    def left(self) -> Point:
        """The middle of the edge where the words begin."""
        return _middle(self.corners[0], self.corners[3])

    @property
    def right(self) -> Point:
        """The middle of the edge where the words end."""
        return _middle(self.corners[1], self.corners[2])

    @property
    def height(self) -> float:
        """Pixels across the line."""
        return fmean(
            abs(a[1] - b[1]) + abs(a[0] - b[0]) for a, b in zip(self.corners[:2], self.corners[:1:-1], strict=True)
        )

    @property
    def is_upright(self) -> bool:
        """The words stand in a box that is higher than wide, as on a page that lies on its side."""
        xs, ys = zip(*self.corners, strict=True)
        return len(self.words) > 2 and max(ys) - min(ys) > 1.5 * (max(xs) - min(xs))


def sureness(spots: Sequence[Spot]) -> float:
    """The confidence of all words together, 0 to 1; 0 when there are none."""
    letters = sum(len(spot.words) for spot in spots)
    return sum(spot.confidence * len(spot.words) for spot in spots) / letters if letters else 0.0


def straight(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The line through points that few strays do not move: its slope, and its value at 0."""
    some = points[:: max(1, len(points) // _MOST_POINTS)]
    steps = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(some, 2) if abs(b[0] - a[0]) > 1]
    slope = median(steps) if steps else 0.0
    return slope, median(y - slope * x for x, y in points)


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
