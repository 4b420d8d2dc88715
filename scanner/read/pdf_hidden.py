"""Words of a PDF that an eye would miss, and how they are hidden.

What each text object says of itself decides most cases for next to nothing.  Where something else on the page could
hide it, the page is drawn with and without these words: what changes nothing cannot be seen, whatever the trick.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from scanner.read.pdf_objects import Rect, address, holds, meets
from scanner.read.pdf_sight import Sight
from scanner.read.pdf_suspects import Scene, Suspect, inside, suspects

_FEWEST = 3  # letters or digits: fewer say nothing, and dots and dashes fool a look at the page
_SEEN = 12  # of 255: less of a change of grey is not seen
_PLAIN = 60  # a change of grey that every eye sees, whatever the colours are called
_DARK = 64  # a grey that hides what is under it as a black bar does
_WORD_GAP = 1.2  # times the size of the letters: wider than a space between words
_LETTER_GAP = 0.9  # the same, wider than a space between letters

_WORD = re.compile(r"\S+")
Hidden = list[tuple[int, int, str]]  # from and to which character, and the kind


def find_hidden(scene: Scene) -> Hidden:
    """The stretches of the text that cannot be seen, in order.  The page must not be drawn afterwards.

    Hidden words are put together over the white space between them; a stretch of few letters is left out.
    """
    found: Hidden = []
    if not (suspected := list(suspects(scene))):
        return found
    judge = _Judge(scene, suspected)
    if not judge.guilty:
        return found
    text = scene.text.text
    for kind, group in groupby(judge.words(), key=lambda word: word[2]):
        stretch = list(group)
        start, end = stretch[0][0], stretch[-1][1]
        if kind is not None and sum(map(str.isalnum, text[start:end])) >= _FEWEST:
            found.append((start, end, kind))
    return found


class _Judge:
    """Looks at the suspects where what they say of themselves does not decide: each, then its words, then letters."""

    def __init__(self, scene: Scene, suspected: Sequence[Suspect]) -> None:
        self._text, self._view, self._covers = scene.text, scene.view, scene.covers
        doubtful = [each.thing for each in suspected if each.sure is None]
        self._sight = Sight(scene.page, doubtful) if doubtful else None
        self.guilty = {
            address(each.thing.raw): each for each in suspected if each.sure or not self._is_seen(each, each.thing.box)
        }

    def words(self) -> Iterator[tuple[int, int, str | None]]:
        """Each word of the page, from and to which character, and how it is hidden."""
        numbers = list(self._text.numbers())
        for match in _WORD.finditer(self._text.text):
            start, end = match.span()
            yield start, end, self._kind_of_word(numbers[start:end])

    def _kind_of_word(self, letters: Sequence[int]) -> str | None:
        """How most of its letters are hidden: a word that is cut by an edge can still be read."""
        first, last = self._suspect(letters[0]), self._suspect(letters[-1])
        if first is last:
            if first is None or first.sure:
                return first.sure if first else None
            ends = self._text.tight_of(letters[0]), self._text.tight_of(letters[-1])
            if self._is_seen(first, _line(first, ends[0], ends[1]), _LETTER_GAP):
                return None
        kind, count = Counter(map(self._kind, letters)).most_common(1)[0]
        return kind if count > len(letters) / 2 else None

    def _suspect(self, letter: int) -> Suspect | None:
        return self.guilty.get(address(self._text.thing(letter)))

    def _is_seen(self, suspect: Suspect, box: Rect, gap: float = _WORD_GAP) -> bool:
        """An object, or some of it, can be seen all over."""
        assert self._sight is not None
        seen = self._view.rect(*box)
        if not self._sight.shows(seen, _SEEN) or any(map(suspect.shade, self._sight.grounds(seen))):
            return False
        return not suspect.partly or (_is_level(seen) and self._sight.widest_gap(seen) <= gap * suspect.size)

    def _kind(self, number: int) -> str | None:
        suspect = self._suspect(number)
        if suspect is None or suspect.sure:
            return suspect.sure if suspect else None
        assert self._sight is not None
        box = self._text.tight_of(number)
        seen = self._view.rect(*box)
        greys = sorted(self._sight.grounds(seen)) or [255]
        ground = greys[len(greys) // 2]
        shade = suspect.shade(ground)
        if self._sight.shows(seen, _PLAIN if shade else _SEEN):
            return None
        letter = _line(suspect, box, box)
        if self._covers.over(letter, suspect.order):
            return "redacted" if ground < _DARK else "covered"
        if not holds(self._text.frame, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2):
            return "off_page"
        if suspect.clip is not None and not inside(letter, suspect.clip):
            return None if meets(letter, suspect.clip) else "clipped"  # a line that is cut along its length is seen
        if shade:
            return shade
        return "transparent" if suspect.glassy else "layer"


def _line(suspect: Suspect, first: Rect, last: Rect) -> Rect:
    """From one letter to another, as high as their line, since some letters reach over an edge and some do not."""
    x0, y0, x1, y1 = suspect.thing.box
    if _is_level(suspect.thing.box):
        return min(first[0], last[0]), y0, max(first[2], last[2]), y1
    return x0, min(first[1], last[1]), x1, max(first[3], last[3])


def _is_level(box: Rect) -> bool:
    return box[3] - box[1] <= box[2] - box[0]
