"""Pages of a PDF that are pictures, or hold some."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL.Image import Image

from scanner import isolate
from scanner.model import Unread
from scanner.read.limits import Limits
from scanner.read.ocr import eyes
from scanner.read.ocr.merge import is_among, merge, moved
from scanner.read.pdf_furniture import Sheet, sheet
from scanner.read.pdf_objects import Rect

POINTS = 72  # an inch
_DPI = 300
_LONGEST_SIDE = 3600  # pixels: what is longer than a legal page is drawn coarser
_MARGIN = 4  # points around the pictures of a page
_LARGE_PICTURE = 0.5  # of the page: then its characters are those that a scanner laid under the picture

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Looked:
    """What came of looking at pages."""

    sheets: list[Sheet] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)  # numbers of those of which at least a part was read in a picture


def look_again(
    pdf: Any,
    sheets: Sequence[Sheet],
    unread: Sequence[Unread],
    pictured: Mapping[int, Sequence[Rect]],
    limits: Limits,
    on_progress: Progress | None,
) -> Looked:
    """The sheets of an open document after some pages were looked at as pictures.

    `pictured` says of these pages, by their numbers, where pictures stand on them, in points as shown.  One that was
    unread as `image` or `font` is read if its words can be made out.  Without an engine all stays as it was.
    """
    if not eyes.present():
        return Looked(list(sheets), list(unread))
    looked = Looked(unread=[entry for entry in unread if entry.page not in pictured])
    reasons = {entry.page: entry.reason for entry in unread if entry.page in pictured}
    end = isolate.make_room(limits)
    done = len(pdf) - len(pictured)
    for each in sheets:
        if each.number not in pictured:
            looked.sheets.append(each)
            continue
        new, reason = each, reasons.get(each.number)
        if time.monotonic() < end:
            new, reason = _look(pdf, each, reason, pictured[each.number])
        elif reason:
            reason = "took_too_long"
        looked.sheets.append(new)
        looked.pages += [each.number] if new is not each else []
        looked.unread += [Unread(reason, page=each.number)] if reason else []
        done += 1
        if on_progress is not None:
            on_progress(done, len(pdf))
    return looked


def _look(pdf: Any, page: Sheet, reason: str | None, boxes: Sequence[Rect]) -> tuple[Sheet, str | None]:
    """A page as it looks, and why it is still unread; the same page if there is nothing new to see."""
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes)
    trusted = reason is None and covered < _LARGE_PICTURE * page.width * page.height
    picture, dpi = _drawn(pdf, page.number)
    left, top = 0, 0
    if trusted:
        left, top, right, bottom = _pixels(boxes, picture, dpi / POINTS)
        picture = picture.crop((left, top, right, bottom))
    sight = eyes.look(picture, dpi)
    if not sight.spots:
        return page, None if sight.blank else reason
    seen = [moved(line, left * POINTS / dpi, top * POINTS / dpi) for line in sight.lines(picture, POINTS / dpi)]
    lines, changed = merge(page.lines, seen, trusted=trusted)
    if not changed:
        return page, None
    unseen = [line for line in page.unseen if not is_among(line, seen)]
    new = sheet(page.number, page.width, page.height, lines, unseen)
    return new, "ocr" if reason and sight.sureness < eyes.READABLE else None


def _pixels(boxes: Sequence[Rect], picture: Image, scale: float) -> tuple[int, int, int, int]:
    """The part of a page that holds all its pictures."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    left, top = (max(0, int((min(edges) - _MARGIN) * scale)) for edges in (x0, y0))
    right, bottom = (int((max(edges) + _MARGIN) * scale) for edges in (x1, y1))
    return left, top, min(right, picture.width), min(bottom, picture.height)


def _drawn(pdf: Any, number: int) -> tuple[Image, int]:
    """A page as it is shown, and pixels an inch."""
    page = pdf[number - 1]
    try:
        longest = max(page.get_size())
        dpi = max(1, min(_DPI, int(_LONGEST_SIDE * POINTS / max(longest, 1))))
        picture: Image = page.render(scale=dpi / POINTS).to_pil()
        return picture.convert("RGB"), dpi
    finally:
        page.close()
