"""Where hidden words of a page belong among those that are seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from scanner.read.pdf_furniture import Parted
from scanner.read.pdf_text import Line


def unseen_by_line(page: Parted) -> dict[int, list[list[Line]]]:
    """Stretches of hidden lines by the `id` of the body line that each stands under, that of None if there is none."""
    found: dict[int, list[list[Line]]] = defaultdict(list)
    for stretch in stretches(page.sheet.unseen):
        found[id(_above(page, stretch[0]))].append(stretch)
    return dict(found)


def stretches(unseen: Sequence[Line]) -> list[list[Line]]:
    """Lines that are hidden in the same way one after the other, put together so that their sentence stays whole."""
    return [list(group) for _, group in groupby(unseen, key=lambda line: line.hidden)]


def _above(page: Parted, hidden: Line) -> Line | None:
    """The nearest body line that begins above its middle; among those side by side the one that it stands under."""
    middle = (hidden.y0 + hidden.y1) / 2
    above = [line for line in page.body if line.y0 < middle]
    return max(above, key=lambda line: (line.x0 < hidden.x1 and hidden.x0 < line.x1, line.y0), default=None)
