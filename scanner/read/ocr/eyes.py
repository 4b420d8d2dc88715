"""One picture of a page -> what stands on it: which engine, and which way up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageStat

from scanner.read.ocr import rapid, tesseract
from scanner.read.ocr.rows import lines
from scanner.read.ocr.spot import Point, Spot, sureness
from scanner.read.pdf_objects import Rect
from scanner.read.pdf_text import Line

READABLE = 0.6  # words that are less sure together are a guess
_GOOD = 0.8  # words that are so sure stand upright
_WEAK = 0.75  # a line that is less sure is looked at again by the other engine, if there is one
_FEW = 0.01  # of all letters may stand in such lines
_FAINT = 30  # steps of grey between paper and ink that no eye sees
_DARK = 100  # steps of grey: paper is brighter, even in a dim room
_DIRT = 4.0  # deviation, in steps of grey, of an empty page with some dirt on it
_TILE = 32  # pixels
_PAPER = 200  # the darkest that paper is in a clean scan
_EVEN = 30  # steps of grey between the brightest and the darkest paper of a clean scan
_CLOCKWISE = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}

Read = Callable[[Image.Image, int], list[Spot]]
Turns = Callable[[Sequence[Spot], Image.Image, int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen after the picture was turned clockwise by `turn` degrees."""

    spots: list[Spot]
    turn: int
    sureness: float
    blank: bool = False

    def lines(self, picture: Image.Image, scale: float) -> list[Line]:
        """In reading order.  `picture` is what was looked at, `scale` points a pixel."""
        width, height = picture.size
        upright = picture.transpose(_CLOCKWISE[self.turn]) if self.turn else picture

        def box(spot: Spot) -> Rect:
            xs, ys = zip(*(_turned_back(corner, self.turn, width, height) for corner in spot.corners), strict=True)
            return min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale

        return lines(self.spots, upright, scale, box)


def present() -> bool:
    """Pictures can be read here."""
    return rapid.present() or tesseract.present()


def look(picture: Image.Image, dpi: int) -> Sight:
    """The words of a picture, turned if that makes them better to read.  Call it only if an engine is present."""
    greys = ImageStat.Stat(picture.convert("L"))
    darkest, brightest = greys.extrema[0]
    if brightest - darkest < _FAINT:
        return Sight([], 0, 0.0, blank=greys.mean[0] > _DARK)
    seen = []
    for read, turns in _engines(picture):
        sight = _upright(picture, dpi, read, turns)
        if sight.sureness >= _GOOD and _weakness(sight.spots) <= _FEW:
            return sight
        seen.append(sight)
    best = max(seen, key=lambda sight: sight.sureness)
    return best if best.spots else replace(best, blank=greys.stddev[0] < _DIRT and greys.mean[0] > _DARK)


def _engines(picture: Image.Image) -> Iterator[tuple[Read, Turns]]:
    """The best engine for such a picture first."""
    if tesseract.present() and (not rapid.present() or _is_clean(picture)):
        yield tesseract.read, lambda _, whole, dpi: [tesseract.turn_needed(whole, dpi)]
    if rapid.present():
        yield lambda whole, _: rapid.read(whole), lambda spots, *_: _likely_turns(spots)


def _upright(picture: Image.Image, dpi: int, read: Read, turns: Turns) -> Sight:
    spots = read(picture, dpi)
    best = Sight(spots, 0, _upright_sureness(spots))
    if best.sureness >= _GOOD:
        return best
    for turn in turns(spots, picture, dpi):
        if turn in _CLOCKWISE:
            spots = read(picture.transpose(_CLOCKWISE[turn]), dpi)
            best = max(best, Sight(spots, turn, _upright_sureness(spots)), key=lambda sight: sight.sureness)
        if best.sureness >= _GOOD:
            break
    return best


def _upright_sureness(spots: Sequence[Spot]) -> float:
    """How sure the words are, none of which count that stand on their side."""
    standing = sum(len(spot.words) for spot in spots if spot.is_upright)
    letters = sum(len(spot.words) for spot in spots)
    return 0.0 if 2 * standing > letters else sureness(spots)


def _weakness(spots: Sequence[Spot]) -> float:
    """The part of all letters that stand in weak lines."""
    weak = sum(len(spot.words) for spot in spots if spot.confidence < _WEAK)
    return weak / sum(len(spot.words) for spot in spots)


def _likely_turns(spots: Sequence[Spot]) -> Sequence[int]:
    if not spots:
        return ()
    return (90, 270) if sum(spot.is_upright for spot in spots) > len(spots) / 2 else (180,)


def _is_clean(picture: Image.Image) -> bool:
    """A scan: its paper is bright, and as bright on one side as on the other."""
    import numpy as np

    grey = np.asarray(picture.convert("L"))
    rows, columns = grey.shape[0] // _TILE, grey.shape[1] // _TILE
    if not rows or not columns:
        return False
    tiles = grey[: rows * _TILE, : columns * _TILE].reshape(rows, _TILE, columns, _TILE)
    paper = np.percentile(tiles, 90, axis=(1, 3))
    dark, bright = np.percentile(paper, (5, 95))
    return bool(dark >= _PAPER and bright - dark <= _EVEN)


def _turned_back(point: Point, turn: int, width: int, height: int) -> Point:
    """Where a point of the turned picture is in the picture as it came, whose size is given."""
    x, y = point
    match turn:
        case 90:
            return y, height - x
        case 180:
            return width - x, height - y
        case 270:
            return width - y, x
    return x, y
