"""Lines of pages -> paragraphs.  PDF knows no paragraphs; they are told by words, spaces and margins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scanner.read.pdf_furniture import Parted
from scanner.read.pdf_text import Line
from scanner.read.shape import ends_sentence, goes_on, is_ragged, starts_paragraph

_GAP, _GAP_AFTER_SENTENCE = 1.25, 1.1  # times the usual line distance
_INDENT = 6.0  # points
_OTHER_SIZE = 0.15  # of the line's height
_LOOK_BACK = 20  # lines of a paragraph
_MARGIN = 0.95  # the part of the lines that end left of the right margin, ragged as it may be


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the page that it stands on."""

    line: Line
    page: Parted
    right: float  # the margin at which a line could have ended


def paragraphs(pages: Sequence[Parted]) -> Iterator[list[Placed]]:
    """The bodies of the pages as paragraphs in reading order; one may begin on a page and end on a later one."""
    placed = _placed(pages)
    ragged = is_ragged(_free(a, b) for a, b in pairwise(placed) if goes_on(a.line.words, b.line.words) and _flows(a, b))
    paragraph: list[Placed] = []
    for each in placed:
        if paragraph and _breaks(paragraph, each, ragged):
            yield paragraph
            paragraph = []
        paragraph.append(each)
    if paragraph:
        yield paragraph


def _placed(pages: Sequence[Parted]) -> list[Placed]:
    across = sorted(line.x1 for page in pages for line in page.body if line.cell is None and not line.column)
    placed = []
    for page in pages:
        margins: dict[tuple[int | None, int], float] = {}
        for line in page.body:
            key = line.cell, line.column
            margins[key] = max(line.x1, margins.get(key, 0.0))
        if across:
            margins[None, 0] = across[int(len(across) * _MARGIN)]
        placed += [Placed(line, page, margins[line.cell, line.column]) for line in page.body]
    return placed


def _breaks(paragraph: list[Placed], after: Placed, ragged: bool) -> bool:
    before = paragraph[-1]
    a, b = before.line, after.line
    if a.cell != b.cell:
        return True
    if a.hyphen or b.rest:
        return False
    gap = _flows(before, after) and (_is_gap(paragraph, b) or _other_shape(paragraph, b))
    said = "\n".join(placed.line.words for placed in paragraph[-_LOOK_BACK:])
    return starts_paragraph(a.words, b.words, free=_free(before, after), ragged=ragged, gap=gap, paragraph=said)


def _flows(before: Placed, after: Placed) -> bool:
    """The second line stands under the first, on the same page and in the same column, and no page ends between."""
    a, b = before.line, after.line
    if before.page is not after.page or (a.cell, a.column) != (b.cell, b.column) or b.y1 <= a.y1:
        return False
    return not any(a.y1 < line.y1 < b.y1 for line in before.page.footer)


def _free(before: Placed, after: Placed) -> float:
    """The part of its width that a line left empty although the next word would have fitted in."""
    a, b = before.line, after.line
    word = (len(b.words.split(maxsplit=1)[0]) + 1) / len(b.words) * (b.x1 - b.x0)
    return (before.right - a.x1 - word) / max(before.right - min(a.x0, b.x0), 1.0)


def _is_gap(paragraph: list[Placed], after: Line) -> bool:
    before = paragraph[-1].line
    wide = _GAP_AFTER_SENTENCE if ends_sentence(before.words) else _GAP
    return after.y1 - before.y1 > wide * _usual_step(paragraph)


def _usual_step(paragraph: list[Placed]) -> float:
    """The distance between the lines of this paragraph, or of its page while it has but one line."""
    if len(paragraph) > 1:
        step = paragraph[-1].line.y1 - paragraph[-2].line.y1
        if paragraph[-1].page is paragraph[-2].page and step > 0:
            return step
    return paragraph[-1].page.sheet.pitch or paragraph[-1].line.height


def _other_shape(paragraph: list[Placed], after: Line) -> bool:
    """The line after a finished sentence is set in or out, or the letters have another size."""
    before = paragraph[-1].line
    if abs(after.height - before.height) > _OTHER_SIZE * before.height:
        return True
    if not ends_sentence(before.words):
        return False
    indented = after.x0 - before.x0 > _INDENT
    outdented = before.x0 - after.x0 > _INDENT and len(paragraph) > 1
    return indented or outdented
