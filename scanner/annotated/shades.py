"""How notes look on a page: a shade and a line for each severity, so that no meaning hangs on colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scanner.model import Severity

RGB = tuple[float, float, float]  # each from 0 to 1
Rect = tuple[float, float, float, float]  # left, top, right, bottom: points from the top left of the page as shown

TAG_SIZE = 10.0  # points: the letters of a number beside a line
LABEL_SIZE = 9.0
_DIGIT = 0.556  # width of a digit of Helvetica Bold, in parts of its size
_LETTER = 0.58  # and of a letter, on the large side
_PAD = 2.0


@dataclass(frozen=True, slots=True)
class Shade:
    """`light` lies over the words like a marker, `dark` is for the line below and for letters on `light`."""

    light: RGB
    dark: RGB
    thick: float  # of the line, points
    dashes: tuple[float, ...] = ()


SHADES: dict[Severity, Shade] = {
    "critical": Shade((1.0, 0.80, 0.80), (0.66, 0.05, 0.10), 1.6),
    "high": Shade((1.0, 0.88, 0.72), (0.56, 0.24, 0.0), 0.9),
    "medium": Shade((1.0, 0.96, 0.62), (0.42, 0.34, 0.0), 0.9, (4, 2)),
    "low": Shade((0.82, 0.91, 1.0), (0.10, 0.30, 0.58), 0.9, (1, 1.5)),
}
LABEL = Shade((1.0, 0.98, 0.86), (0.25, 0.12, 0.12), 0.8)


def tag_width(number: int) -> float:
    """How wide the number of a note is drawn, in points."""
    return len(str(number)) * _DIGIT * TAG_SIZE + 2 * _PAD


def tag_height() -> float:
    """How high it is."""
    return TAG_SIZE + _PAD


def label_size(words: str, most: float) -> tuple[float, float]:
    """Width and height of a label, in points; its letters shrink where it would be wider than `most`."""
    return min(len(words) * _LETTER * LABEL_SIZE + 4 * _PAD, most), LABEL_SIZE + 3 * _PAD


def draw_mark(shade: Shade, lines: Sequence[Rect], number: int, tag: Rect) -> Iterator[str]:
    """PDF operators for a marked quote and its number; `/M` has to multiply, `/F` to be a bold font."""
    yield from ("/M gs", _fill(shade.light))
    yield from (_box(line) for line in (*lines, tag))
    yield from ("f", "/N gs", _stroke(shade.dark), f"{shade.thick:g} w")
    yield f"[{' '.join(f'{each:g}' for each in shade.dashes)}] 0 d"
    for left, _, right, bottom in lines:
        y = bottom - shade.thick / 2
        yield f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l"
    yield "S"
    yield from _letters(shade.dark, str(number), TAG_SIZE, tag[0] + _PAD, tag[3] - _PAD)


def draw_label(words: str, place: Rect) -> Iterator[str]:
    """PDF operators for words in a frame."""
    left, top, right, bottom = place
    size = LABEL_SIZE * min(1.0, (right - left) / label_size(words, 10_000)[0])
    yield from ("/M gs", _fill(LABEL.light), _box(place), "f")
    yield from ("/N gs", _stroke(LABEL.dark), f"{LABEL.thick:g} w")
    yield from (_box((left + 0.5, top + 0.5, right - 0.5, bottom - 0.5)), "S")
    yield from _letters(LABEL.dark, words, size, left + 2 * _PAD, bottom - 2 * _PAD)


def _letters(colour: RGB, words: str, size: float, x: float, y: float) -> Iterator[str]:
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    # The page is drawn upside down here, and letters are not.
    yield f"BT {_fill(colour)} /F {size:g} Tf 1 0 0 -1 {x:.2f} {y:.2f} Tm ({escaped}) Tj ET"


def _fill(colour: RGB) -> str:
    return " ".join(f"{each:g}" for each in colour) + " rg"


def _stroke(colour: RGB) -> str:
    return " ".join(f"{each:g}" for each in colour) + " RG"


def _box(rect: Rect) -> str:
    left, top, right, bottom = rect
    return f"{left:.2f} {top:.2f} {right - left:.2f} {bottom - top:.2f} re"
