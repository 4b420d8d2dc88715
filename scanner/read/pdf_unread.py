"""Pages that show words which are not among their characters, so that no reader of characters finds them."""

from __future__ import annotations

from scanner.read.pdf_objects import IMAGE, PATH, Rect, area
from scanner.read.pdf_page import OpenPage

_FEW_LETTERS = 25  # a page number, a stamp
_SOME_LETTERS = 400  # a page of a paper has more, so a picture over half of the page holds the rest
_SMALL_PICTURE = 0.05  # of the page
_LARGE_PICTURE = 0.5
_NARROWEST, _LOWEST = 40.0, 6.0  # points: a picture with less room holds a word at most
_MANY_PATHS = 100  # letters drawn as outlines
_SAMPLES = 40  # lines, one character of which is asked whether its font says which letter it is


def why_unread(page: OpenPage) -> str | None:
    """`font` if the letters are not what the page shows, `image` if its words are in a picture, else None."""
    if _has_nameless_letters(page):
        return "font"
    return "image" if _is_picture(page) else None


def picture_boxes(page: OpenPage) -> list[Rect]:
    """The pictures in which words may stand: x0, y0, x1, y1 in points from the top left of the page as shown."""
    boxes = (page.shown.rect(*thing.box) for thing in page.things if thing.kind == IMAGE)
    return [box for box in boxes if box[2] - box[0] >= _NARROWEST and box[3] - box[1] >= _LOWEST]


def _has_nameless_letters(page: OpenPage) -> bool:
    """The fonts do not say which letters they draw, and the characters are a guess."""
    sample = page.lines[:: max(1, len(page.lines) // _SAMPLES)]
    return sum(page.text.is_guessed((line.start + line.end) // 2) for line in sample) > len(sample) / 2


def _is_picture(page: OpenPage) -> bool:
    """The page is a scan or a photo, or its letters are drawn as outlines; a stamp over it may be text."""
    letters = sum(map(str.isalnum, "".join(line.words for line in page.lines)))
    if letters >= _SOME_LETTERS:
        return False
    if letters < _FEW_LETTERS:
        paths = sum(thing.kind == PATH for thing in page.things)
        return _picture_share(page) >= _SMALL_PICTURE or paths >= _MANY_PATHS
    return _picture_share(page) >= _LARGE_PICTURE


def _picture_share(page: OpenPage) -> float:
    """The part of the page, 0 to 1, that pictures cover; those that lie over one another count each."""
    pictures = sum(area(thing.box) for thing in page.things if thing.kind == IMAGE)
    return min(1.0, pictures / max(page.width * page.height, 1))
