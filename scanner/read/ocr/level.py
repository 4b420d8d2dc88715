"""Skewed and slanted lines laid level, so that what stands on one line has one height and one margin.

A scan is turned by a degree or two; a photo also draws lines together towards one side.  The slope of the lines is
taken as a function of their height on the page, and the lean of margins, which draw together too, as a function of
their distance from the left: those slopes and leans are right at which most lines begin and end under one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from scanner.read.ocr.spot import Point, Spot, straight

_WIDE = 5.0  # times its height: a line that long tells the slope
_FEWEST = 4  # lines that tell anything
_LEANS = 0.12, 0.004  # pixels to the right for one down: the most that a margin leans, and the steps that are tried
_UNDER = 0.15  # of the height of a line: ends that are no further apart stand under one another
_GAIN = 1.1  # times as many must stand under one another for a page to be straightened
_MOST = 400  # lines that are looked at


@dataclass(frozen=True, slots=True)
class Piece:
    """A spot laid level: its left and right end, its middle and its height, in pixels."""

    spot: Spot
    x0: float
    x1: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How the lines and the margins of a page run in its picture, in pixels."""

    slope_at_top: float  # by how much lines fall per pixel to the right
    slope_change: float  # per pixel down
    middle: Point  # of the page: what stands there keeps its place
    lean_at_left: float = 0.0  # by how much a margin, once the lines are level, goes to the right per pixel down
    lean_change: float = 0.0  # per pixel to the right

    def lay(self, point: Point) -> Point:
        """Where a point is once the lines are level and the margins upright."""
        x, y = point
        slope, usual = (self.slope_at_top + self.slope_change * at for at in (y, self.middle[1]))
        down = y - self.middle[1]
        x, y = x + usual * down, y - slope * (x - self.middle[0])
        return (x - self.lean_at_left * down) / (1 + self.lean_change * down), y


def frame_of(spots: Sequence[Spot]) -> Frame:
    """How the lines and margins of a page run."""
    long = [spot for spot in spots if spot.right[0] - spot.left[0] > _WIDE * spot.height]
    slopes = [((spot.left[1] + spot.right[1]) / 2, _fall(spot)) for spot in long]
    change, at_top = straight(slopes) if len(slopes) >= _FEWEST else (0.0, median([s for _, s in slopes] or [0.0]))
    frame = Frame(at_top, change, _middle(spots))
    return _straightened(frame, spots) if len(long) >= _FEWEST else frame


def level(spots: Sequence[Spot], frame: Frame) -> list[Piece]:
    """The spots laid level."""
    pieces = []
    for spot in spots:
        (x0, y0), (x1, y1) = frame.lay(spot.left), frame.lay(spot.right)
        pieces.append(Piece(spot, x0, x1, (y0 + y1) / 2, spot.height))
    return pieces


def _straightened(frame: Frame, spots: Sequence[Spot]) -> Frame:
    """The frame with the leans at which most lines begin and end under one another."""
    import numpy as np

    some = spots[:: len(spots) // _MOST + 1]
    sides = [spot.left for spot in some], [spot.right for spot in some]
    ends = [np.array([frame.lay(point) for point in side]) for side in sides]
    near, far = float(ends[0][:, 0].min()), float(ends[1][:, 0].max())
    under = _UNDER * median(spot.height for spot in some)
    leans = np.arange(-_LEANS[0], _LEANS[0] + _LEANS[1] / 2, _LEANS[1])
    left, right = (each.reshape(-1, 1) for each in np.meshgrid(leans, leans))
    change = (right - left) / (far - near)
    at_left = left - change * near

    def agreeing(side: Any) -> Any:
        """How many pairs of ends stand under one another, for each pair of leans."""
        down = side[:, 1] - frame.middle[1]
        laid = ((side[:, 0] - at_left * down) / (1 + change * down) / under).astype(int)
        laid -= laid.min()
        width = laid.max() + 1
        counts = np.bincount((laid + np.arange(len(left)).reshape(-1, 1) * width).ravel(), minlength=len(left) * width)
        columns = counts.reshape(-1, width)
        return (columns**2).sum(axis=1) + (columns[:, 1:] * columns[:, :-1]).sum(axis=1)

    counts = agreeing(ends[0]) + agreeing(ends[1])
    best = int(counts.argmax())
    if counts[best] < _GAIN * counts[len(counts) // 2]:
        return frame
    return replace(frame, lean_at_left=float(at_left[best, 0]), lean_change=float(change[best, 0]))


def _middle(spots: Sequence[Spot]) -> Point:
    if not spots:
        return 0.0, 0.0
    xs, ys = zip(*(corner for spot in spots for corner in spot.corners), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _fall(spot: Spot) -> float:
    (ax, ay), (bx, by) = spot.left, spot.right
    return (by - ay) / (bx - ax)
