"""Skewed and slanted lines laid level, so that what stands on one line has one height and one margin.

A scan is turned by a degree or two; a photo also draws lines together towards one side.  The slope of the lines is
taken as a function of their height on the page, and the margins as two straight lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median

from scanner.read.ocr.spot import Spot

_WIDE = 5.0  # times its height: a line that long tells the slope
_FEWEST = 4  # lines that tell anything
_MOST_PAIRS = 40  # lines of which all pairs are looked at
_LONG = 0.6  # of the longest line: one that reaches from margin to margin, or nearly


@dataclass(frozen=True, slots=True)
class Piece:
    """A spot laid level: its left and right end, its middle and its height, in pixels."""

    spot: Spot
    x0: float
    x1: float
    y: float
    height: float


def level(spots: Sequence[Spot]) -> list[Piece]:
    """The spots with the slope of the lines taken out."""
    long = [spot for spot in spots if spot.right[0] - spot.left[0] > _WIDE * spot.height]
    slopes = [((spot.left[1] + spot.right[1]) / 2, _slope(spot)) for spot in long]
    fall, at_top = _straight(slopes) if len(slopes) >= _FEWEST else (0.0, median([s for _, s in slopes] or [0.0]))
    middle = sum(spot.left[0] + spot.right[0] for spot in spots) / (2 * len(spots)) if spots else 0.0

    def laid(spot: Spot) -> Piece:
        (ax, ay), (bx, by) = spot.left, spot.right
        y = (ay + by) / 2
        slope = at_top + fall * y
        return Piece(spot, ax + slope * y, bx + slope * y, y - slope * ((ax + bx) / 2 - middle), spot.height)

    return [laid(spot) for spot in spots]


def within_margins(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a page in one column with both its margins made upright."""
    widest = max((piece.x1 - piece.x0 for piece in pieces), default=0.0)
    long = [piece for piece in pieces if piece.x1 - piece.x0 > _LONG * widest]
    if len(long) < _FEWEST:
        return list(pieces)
    left_lean, left = _straight([(piece.y, piece.x0) for piece in long])
    right_lean, right = _straight([(piece.y, piece.x1) for piece in long])
    middle = median(piece.y for piece in long)
    near, far = left + left_lean * middle, right + right_lean * middle

    def placed(x: float, y: float) -> float:
        here = left + left_lean * y
        return near + (x - here) * (far - near) / max(right + right_lean * y - here, 1.0)

    return [replace(p, x0=placed(p.x0, p.y), x1=placed(p.x1, p.y)) for p in pieces]


def _slope(spot: Spot) -> float:
    (ax, ay), (bx, by) = spot.left, spot.right
    return (by - ay) / (bx - ax)


def _straight(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The line through points that few strays do not move: its slope, and its value at 0."""
    some = points[:: max(1, len(points) // _MOST_PAIRS)]
    steps = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(some, 2) if abs(b[0] - a[0]) > 1]
    slope = median(steps) if steps else 0.0
    return slope, median(y - slope * x for x, y in points)
