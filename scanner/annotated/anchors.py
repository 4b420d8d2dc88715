"""Where in a Word file the words of a quote stand, and which runs a comment can be tied to.

Words are compared by their letters and figures alone: white space, marks and the numbers that Word makes for lists are
not in the file as they are read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from scanner.annotated.notes import Notes
from scanner.read.xml import Element

Runs = tuple[Element, Element]  # the first and the last of some runs

_NO_LETTER = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W_]")
_MARKS = 3  # words that a list may have put before an item
_END = 24  # letters by which the beginning or the end of a quote is known
_FEWEST = 8  # letters that are still a quote
_SEEN, _GONE = _TEXTS = ("w:t", "w:delText")
_BODY = ("body", "table", "textbox")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text element: before the character `offset`."""

    text: Element
    offset: int


def letters(words: str) -> str:
    """The letters and figures of some words."""
    return _NO_LETTER.sub("", words)


class Places:
    """Where words stand among letters; each is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, list[int]] = {}

    def of(self, words: str) -> list[int]:
        """Where these letters begin, from the first place to the last."""
        if words not in self._found:
            self._found[words] = []
            at = self._text.find(words)
            while at >= 0:
                self._found[words].append(at)
                at = self._text.find(words, at + len(words))
        return self._found[words]


class Paper:
    """The text of a paper as read, to tell apart places that say the same."""

    def __init__(self, notes: Notes) -> None:
        self._places = Places(letters(notes.text))
        self._before: dict[int, int] = {}
        done = count = 0
        for start in sorted({note.start for note in notes.notes if note.start is not None}):
            count += len(letters(notes.text[done:start]))
            self._before[start] = count
            done = start

    def earlier(self, words: str, start: int) -> int:
        """How often these letters stand in the paper before the offset `start`, that of a note."""
        return bisect_left(self._places.of(words), self._before[start])


class Story:
    """The letters of a story of a Word file, in the order of the file."""

    def __init__(self, root: Element, *kinds: str) -> None:
        self._texts = [each for each in root.iter(*map(qn, kinds or _TEXTS)) if not _is_fallback(each)]
        pieces = [letters(each.text or "") for each in self._texts]
        self._starts = [0, *accumulate(map(len, pieces))]
        self._places = Places("".join(pieces))
        self._opened, self._offsets = -1, list[int]()  # a text, and where in it its letters are

    def find(self, words: str, earlier: int) -> int:
        """Where these letters stand after so many that are the same, or where they stand last; -1 if they do not."""
        found = self._places.of(words)
        return found[min(earlier, len(found) - 1)] if found else -1

    def near(self, words: str, start: int, end: int) -> int:
        """Where these letters stand first between two others; -1 if they do not."""
        found = self._places.of(words)
        index = bisect_left(found, start)
        return found[index] if index < len(found) and found[index] + len(words) <= end else -1

    def spot(self, at: int) -> Spot:
        """The place before a letter."""
        index = bisect_right(self._starts, at) - 1
        if self._opened != index:  # quotes come one after the other, and a whole paper may be one text
            self._opened = index
            self._offsets = [match.start() for match in _LETTER.finditer(self._texts[index].text or "")]
        return Spot(self._texts[index], self._offsets[at - self._starts[index]])


def place_of(quote: str, story: Story, earlier: Callable[[str], int] = lambda words: 0) -> tuple[Spot, Spot] | None:
    """The first and the last letter of a quote in a story; None if it is not there.

    `earlier` says how often some letters stand before it.  A quote that other words stand in goes from its beginning
    to its end, if that is not far.
    """
    for words in _readings(quote):
        if (at := story.find(words, earlier(words))) >= 0:
            return story.spot(at), story.spot(at + len(words) - 1)
    for words in _readings(quote):
        head, tail = words[:_END], words[-_END:]
        if (at := story.find(head, earlier(head))) >= 0:
            end = story.near(tail, at, at + 3 * len(words))
            return story.spot(at), story.spot(end + len(tail) - 1 if end >= 0 else at + len(head) - 1)
    return None


def runs_of(body: Element, notes: Notes) -> dict[int, Runs]:
    """For each note whose quote stands in the text, by its index, the runs that hold just that quote."""
    paper = Paper(notes)
    found = _places(body, notes, paper)
    cut(spot for index, place in found.items() for spot in widened(*place, notes.notes[index].quote or ""))
    placed: dict[int, Runs] = {}
    for index, (first, last) in _places(body, notes, paper).items():
        runs = host(first.text), host(last.text)
        if runs[0] is not None and runs[1] is not None:
            placed[index] = runs[0], runs[1]
    return placed


def _places(body: Element, notes: Notes, paper: Paper) -> dict[int, tuple[Spot, Spot]]:
    """The places of all quotes; a story is read as it is shown, then what is deleted, then all of it."""
    told = [Story(body, *kinds) for kinds in ((_SEEN,), (_GONE,), _TEXTS)]
    found: dict[int, tuple[Spot, Spot]] = {}
    for index, note in enumerate(notes.notes):
        if note.part in _BODY and note.quote is not None and note.start is not None:
            earlier = partial(paper.earlier, start=note.start)
            places = (place_of(note.quote, story, earlier) for story in told)
            if (place := next(filter(None, places), None)) is not None:
                found[index] = place
    return found


def _readings(quote: str) -> Iterator[str]:
    """The letters of a quote, and those without the first words, which a list may have made."""
    words = quote.split()
    for skipped in range(_MARKS + 1):
        found = letters(" ".join(words[skipped:]))
        if found and (not skipped or len(found) >= _FEWEST):
            yield found


def _is_fallback(text: Element) -> bool:
    """It says once more, for older programs, what stands before it."""
    return any(each.tag.endswith("}Fallback") for each in text.iterancestors())


def host(text: Element) -> Element | None:
    """The run that a comment on this text can be tied to: the outermost, since boxes and the like may hold none."""
    runs = [each for each in text.iterancestors() if each.tag == qn("w:r")]
    return runs[-1] if runs else None


def widened(first: Spot, last: Spot, quote: str) -> tuple[Spot, Spot]:
    """From before the first letter to behind the last one, with the marks around them that the quote has too."""
    before, behind = first.text.text or "", last.text.text or ""
    start, end = first.offset, last.offset + 1
    quote = quote.strip()
    opening = quote[: next((i for i, sign in enumerate(quote) if _LETTER.match(sign)), 0)]
    while opening and start and before[start - 1] == opening[-1]:
        opening, start = opening[:-1], start - 1
    closing = quote[next((len(quote) - i for i, sign in enumerate(reversed(quote)) if _LETTER.match(sign)), 0) :]
    while closing and end < len(behind) and behind[end] == closing[0]:
        closing, end = closing[1:], end + 1
    return Spot(first.text, start), Spot(last.text, end)


def cut(spots: Iterable[Spot]) -> None:
    """Part runs at these places, so that each begins or ends a run; nothing that is read or seen changes."""
    for spot in sorted(spots, key=lambda spot: -spot.offset):
        run = spot.text.getparent()
        if run is not None and run.tag == qn("w:r") and host(spot.text) is run:
            _part(run, spot)


def _part(run: Element, spot: Spot) -> None:
    words = spot.text.text or ""
    behind = list(spot.text.itersiblings())
    if 0 < spot.offset < len(words):
        rest = deepcopy(spot.text)
        spot.text.text, rest.text = words[: spot.offset], words[spot.offset :]
        for each in (spot.text, rest):
            each.set(_SPACE, "preserve")
        moved = [rest, *behind]
    else:
        moved = behind if spot.offset else [spot.text, *behind]
    looks = run.find(qn("w:rPr"))
    if not moved or all(each is looks or each in moved for each in run):
        return
    second = OxmlElement("w:r")
    for key, value in run.attrib.items():
        second.set(key, value)
    second.extend([*([deepcopy(looks)] if looks is not None else []), *moved])
    run.addnext(second)
