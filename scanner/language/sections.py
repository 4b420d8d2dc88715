"""Numbers and list markers: the frame of a paper, told from the shape of the text alone.

All text here is folded (`normal.fold`), so that quotes and dashes are those of ASCII and offsets stay true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.model import Span

Stem = tuple[Span, ...]  # the words that an item continues, outermost first

MAX_DEPTH = 12  # levels of numbering; nobody writes more
BULLETS = "•▪▫◦‣●○■□➢➤►⁃∙◆◇✓✔☐☑☒"

_TENS = ("", "x", "xx", "xxx", "xl", "l")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = {tens + ones: 10 * t + o for t, tens in enumerate(_TENS) for o, ones in enumerate(_ONES) if t or o}

_MARKER = re.compile(
    r"""
    (?P<word>ARTICLE|Article|SECTION|Section|SEC\.|Sec\.|CLAUSE|Clause|PARAGRAPH|Paragraph|§§?)\s*
        (?P<number>\d{1,3}(?:\.\d{1,3}){0,5}(?:\([a-z]{1,4}\)){0,3}|[IVXL]{1,7})
        (?:\s*[.:)]|\s*-(?=\s)|(?=\s*\n|\s*\Z|\s+["'(]?[A-Z]))
    | (?P<decimal>\d{1,2}(?:\.\d{1,3}){0,4}\.(?P<last>\d{1,3})(?:\([a-z]{1,4}\)){0,3})
        (?:[.)](?=\s|["A-Z])|(?=\s+["'(\[]?[A-Z]))
    | (?P<open>\(?)(?P<item>\d{1,2}|[A-Za-z]|[a-z]{2}|[ivxl]{2,7}|[IVXL]{2,7})(?P<close>\)|\.(?=\s|\Z|["A-Z][a-z"]))
    | (?P<plain>\d{1,2})(?=(?:\t|[ ]{2,}|\n)\s*["']?[A-Z])
    | (?P<bullet>(?:["""
    + BULLETS
    + r"""·*-]|o(?=[ ]{2,}|\n)|\[[ xX]?\]))\s*(?=\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Marker:
    """The number, letter or bullet that begins an item.

    `readings` are the lists that it can belong to and its place in each: "(i)" is the first of "(i)" or the ninth
    of "(a)".  `label` is what it adds to a full number; `own` means that it is a full number by itself ("4.2").
    """

    end: int  # where the words begin
    readings: tuple[tuple[str, int], ...]
    label: str
    own: bool = False

    @property
    def section(self) -> bool:
        """True for what numbers the sections of a paper, false for what only marks the items of a list."""
        return self.own or self.readings[0][0] in ("1.", "I.")

    @property
    def bullet(self) -> bool:
        """True for a mark that does not count."""
        return not self.label

    @property
    def first(self) -> bool:
        """True if a list can begin with it."""
        return any(value == 1 for _, value in self.readings)


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """The marker at `start`, if the words of `text[start:end]` begin with one."""
    match = _MARKER.match(text, start, end)
    if not match:
        return None
    stop = _after_space(text, match.end(), end)
    if match["bullet"]:
        bullet = match["bullet"][0]
        glued = stop == match.end("bullet")
        return None if glued and bullet in "-*" else Marker(stop, ((bullet, 1),), "")
    if match["word"]:
        return _of_word(match["word"].lower(), match["number"], stop)
    if match["decimal"]:
        return Marker(stop, (("1.1", int(match["last"])),), match["decimal"], own=True)
    if match["plain"]:
        return Marker(stop, (("1.", int(match["plain"])),), match["plain"])
    return item_marker(match["open"], match["item"], match["close"], stop)


def item_marker(opened: str, item: str, close: str, end: int) -> Marker | None:
    """The marker that is written `opened` + `item` + `close`, or None if no list counts that way."""
    readings = tuple((opened + first + close, value) for first, value in _values(item) if value)
    if not readings:
        return None
    return Marker(end, readings, f"({item})" if close == ")" else item)


def _of_word(word: str, number: str, end: int) -> Marker:
    digits = re.match(r"\d+", number)
    value = int(digits[0]) if digits else ROMAN.get(number.lower(), 0)
    return Marker(end, (("article" if word == "article" else "section", value),), number, own=True)


def _after_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _values(item: str) -> list[tuple[str, int]]:
    """How an item can be read: as (the first of its kind, its place)."""
    if item.isdigit():
        return [("1", int(item))]
    low = item.lower()
    roman, letter = ("i", "a") if item == low else ("I", "A")
    found = []
    if low in ROMAN:
        found.append((roman, ROMAN[low]))
    if len(set(low)) == 1 and len(low) <= 2:
        found.append((letter, ord(low[0]) - 96 + 26 * (len(low) - 1)))
    return found if low == "i" else found[::-1]


@dataclass(slots=True)
class Level:
    """One level of numbering: the marker last seen on it, and what its items share."""

    marker: Marker
    kind: str  # the reading that holds here, and the place of the marker in its list
    value: int
    number: str  # the full number
    heading: str | None = None
    stem: Stem = ()
    frame: bool = False  # the stem announces whole sentences ("agree as follows:")

    @property
    def parent(self) -> str:
        """The number that the marker was added to: "4" of "4(b)"."""
        if self.marker.own:
            return ""
        return self.number.removesuffix(self.marker.label).removesuffix(".")


class Outline:
    """The levels of numbering that are open while a paper is read from top to bottom."""

    def __init__(self) -> None:
        self.levels: list[Level] = []

    @property
    def number(self) -> str | None:
        """The full number of the place where we are."""
        return (self.levels[-1].number or None) if self.levels else None

    @property
    def section(self) -> str | None:
        """The number of the section where we are, items of lists left out."""
        sections = (level for level in reversed(self.levels) if level.kind[-1] != ")" and not level.marker.bullet)
        return next((level.number for level in sections), None)

    @property
    def heading(self) -> str | None:
        """The nearest heading of the numbers that we are under."""
        return next((level.heading for level in reversed(self.levels) if level.heading), None)

    def goes_on(self, marker: Marker) -> bool:
        """True if `marker` is the next of a list that is open."""
        return self._next(marker) is not None

    def place(self, marker: Marker, *, inner: bool = False) -> Level | None:
        """Go to `marker`: the level that it is on, which is new, or was there and moves on by one.

        With `inner`, a marker that begins a list begins one inside the item where we are.  None if the marker can
        be no marker here: a lone "J." is an initial.
        """
        depth, (kind, value) = self._fit(marker, inner)
        depth = min(depth, MAX_DEPTH)
        old = self.levels[depth] if depth < len(self.levels) else None
        if not old and value != 1 and kind in ("A.", "a.", "i.", "I."):
            return None
        parent = self.levels[depth - 1].number if depth else ""
        level = Level(marker, kind, value, marker.label if marker.own else join_number(parent, marker.label))
        if old and old.kind == kind and (value > 1 or marker.bullet):
            level.stem, level.frame = old.stem, old.frame
        self.levels[depth:] = [level]
        return level

    def leave_bullets(self) -> None:
        """A paragraph between bullets ends their list."""
        while self.levels and self.levels[-1].marker.bullet:
            self.levels.pop()

    def clear(self) -> None:
        """Forget all numbers: a new part of the paper begins."""
        self.levels.clear()

    def _fit(self, marker: Marker, inner: bool) -> tuple[int, tuple[str, int]]:
        """The depth for `marker`, and how to read it there."""
        if marker.own:
            return self._own_depth(marker), marker.readings[0]
        inner = inner and marker.first
        following = None if inner else self._next(marker)
        if following:
            return following
        best = min(marker.readings, key=lambda reading: reading[1] != 1)
        if not inner:
            for depth in self._depths():
                if self.levels[depth].kind == best[0]:
                    return depth, best
            if best[0] == "1." and not (marker.first and self.levels):
                return self._base(), best
        return len(self.levels), best

    def _next(self, marker: Marker) -> tuple[int, tuple[str, int]] | None:
        """Where `marker` is the next of its list, innermost first."""
        for depth in self._depths():
            level = self.levels[depth]
            for kind, value in marker.readings:
                if level.kind == kind and (value == level.value + 1 or marker.bullet):
                    return depth, (kind, value)
        return None

    def _own_depth(self, marker: Marker) -> int:
        if marker.readings[0][0] == "article":
            return 0
        inside = (d for d in self._depths() if marker.label.startswith(self.levels[d].number.rstrip(".") + "."))
        return next((depth + 1 for depth in inside), self._base())

    def _base(self) -> int:
        """The depth of the sections: under the article, if there is one."""
        return 1 if self.levels and self.levels[0].kind == "article" else 0

    def _depths(self) -> range:
        return range(len(self.levels) - 1, -1, -1)


def join_number(parent: str, label: str) -> str:
    """The full number of an item: "4" and "(b)" make "4(b)", "4" and "a" make "4.a"."""
    if not label or not parent:
        return parent + label
    return parent + label if label.startswith("(") else f"{parent}.{label}"
