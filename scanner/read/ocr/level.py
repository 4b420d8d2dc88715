"""Skewed and slanted lines laid level, so that what stands on one line has one height and one margin.

A scan is turned by a degree or two; a photo also draws lines together towards one side.  The slope of the lines is
taken as a function of their height on the page, and the margins as two straight lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from scanner.read.ocr.spot import Point, Spot, straight

_WIDE = 5.0  # times its height: a line that long tells the slope
_FEWEST = 4  # lines that tell anything
_LONG = 0.6  # of the longest line: one that reaches from margin to margin, or nearly


@dataclass(frozen=True, slots=True)
class Piece:
    """A spot laid level: its left and right end, its middle and its height, in pixels."""

    spot: Spot
    x0: float
    x1: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Slope:
    """By how much lines fall per pixel to the right, as a function of the height on the page."""

    at_top: float
    change: float
    middle: float  # of the page, from the left: what stands there keeps its height

    def lay(self, point: Point) -> Point:
        """Where a point is once the lines are level."""
        x, y = point
        slope = self.at_top + self.change * y
        return x + slope * y, y - slope * (x - self.middle)


def slope_of(spots: Sequence[Spot]) -> Slope:
    """The slope of the lines of a page."""
    long = [spot for spot in spots if spot.right[0] - spot.left[0] > _WIDE * spot.height]
    slopes = [((spot.left[1] + spot.right[1]) / 2, _fall(spot)) for spot in long]
    change, at_top = straight(slopes) if len(slopes) >= _FEWEST else (0.0, median([s for _, s in slopes] or [0.0]))
    middle = sum(spot.left[0] + spot.right[0] for spot in spots) / (2 * len(spots)) if spots else 0.0
    return Slope(at_top, change, middle)


def level(spots: Sequence[Spot], slope: Slope) -> list[Piece]:
    """The spots laid level."""
    pieces = []
    for spot in spots:
        (x0, y0), (x1, y1) = slope.lay(spot.left), slope.lay(spot.right)
        pieces.append(Piece(spot, x0, x1, (y0 + y1) / 2, spot.height))
    return pieces


def within_margins(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a page in one column with both its margins made upright."""
    widest = max((piece.x1 - piece.x0 for piece in pieces), default=0.0)
    long = [piece for piece in pieces if piece.x1 - piece.x0 > _LONG * widest]
    if len(long) < _FEWEST:
        return list(pieces)
    left_lean, left = straight([(piece.y, piece.x0) for piece in long])
    right_lean, right = straight([(piece.y, piece.x1) for piece in long])
    middle = median(piece.y for piece in long)
    near, far = left + left_lean * middle, right + right_lean * middle

    def placed(x: float, y: float) -> float:
        here = left + left_lean * y
        return near + (x - here) * (far - near) / max(right + right_lean * y - here, 1.0)

    return [replace(p, x0=placed(p.x0, p.y), x1=placed(p.x1, p.y)) for p in pieces]


def _fall(spot: Spot) -> float:
    (ax, ay), (bx, by) = spot.left, spot.right
    return (by - ay) / (bx - ax)
