"""How letters, paragraphs and boxes of rich text look, and whether an eye would miss them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from scanner.read.colours import RGB, WHITE, disguise
from scanner.read.legible import FAR, FLAT, NARROW, ON_TOP, TINY

TWIP = 20  # twips in a point
_EDGES = ("shpleft", "shptop", "shpright", "shpbottom")


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look; colours are places in the colour table, 0 is automatic."""

    hidden: bool | None = None  # None: as the style has it
    deleted: bool = False
    size: int = 24  # half-points
    width: int = 100  # percent
    spread: float = 0.0  # points added between letters
    colour: int = 0
    ground: int = 0

    def said(self, word: str, number: int | None) -> Letters | None:
        """The letters after a control word; None if it is not about letters."""
        on, value = number != 0, number or 0
        match word:
            case "v":
                return replace(self, hidden=on)
            case "deleted" | "mvf":
                return replace(self, deleted=on)
            case "fs":
                return replace(self, size=value)
            case "charscalex":
                return replace(self, width=value)
            case "expnd":
                return replace(self, spread=value / 4)
            case "expndtw":
                return replace(self, spread=value / TWIP)
            case "cf":
                return replace(self, colour=value)
            case "highlight" | "cb" | "chcbpat":
                return replace(self, ground=value)
            case "plain":
                return Letters()
        return None

    def is_tiny(self) -> bool:
        """Too small, too narrow, or drawn on top of one another."""
        size = self.size / 2
        return size < TINY or self.width < NARROW or self.spread < -ON_TOP * size


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a paragraph stands and how much room it has."""

    ground: int = 0
    unseen: str | None = None  # its lines have no height, or it stands off the page

    def said(self, word: str, value: int) -> Layout | None:
        """The layout after a control word; None if it is not about layout."""
        points = abs(value) / TWIP
        match word:
            case "pard":
                return Layout()
            case "cbpat":
                return replace(self, ground=value)
            case "sl" | "absh":
                exact = value < 0 and points < FLAT
                return replace(self, unseen="tiny" if exact else self.unseen)
            case "li" | "ri" | "fi" | "lin" | "rin" | "posx" | "posy" | "posnegx" | "posnegy":
                return replace(self, unseen="off_page" if points > FAR else self.unseen)
        return None


@dataclass(slots=True)
class Row:
    """The cells of a table's row: their grounds, and whether they lie under another cell."""

    flat: bool = False
    grounds: list[int] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    at: int = 0  # the cell that is being filled
    _ground: int = 0
    _covered: bool = False

    def said(self, word: str, value: int) -> bool:
        """Take note of a control word; whether it was about the row."""
        match word:
            case "trowd":
                self.flat, self.grounds, self.covered, self.at, self._ground, self._covered = False, [], [], 0, 0, False
            case "trrh":
                self.flat = value < 0 and -value / TWIP < FLAT
            case "clcbpat":
                self._ground = value
            case "clvmrg" | "clmrg":
                self._covered = True
            case "cellx":
                self.grounds.append(self._ground)
                self.covered.append(self._covered)
                self._ground, self._covered = 0, False
            case _:
                return False
        return True

    def ground(self) -> int:
        """The ground of the present cell, as a place in the colour table."""
        return self.grounds[self.at] if self.at < len(self.grounds) else 0

    def unseen(self) -> str | None:
        """How the present cell is kept from the eye."""
        if self.at < len(self.covered) and self.covered[self.at]:
            return "hidden"
        return "tiny" if self.flat else None


def unseen_box(edges: dict[str, int]) -> str | None:
    """How the edges of a shape, by their control words, keep its text from the eye."""
    left, top, right, bottom = (edges.get(word) for word in _EDGES)
    for start, end in ((left, right), (top, bottom)):
        if start is not None and end is not None:
            if end - start < FLAT * TWIP:
                return "tiny"
            if start > FAR * TWIP or end < -FAR / 8 * TWIP:
                return "off_page"
    return None


def is_edge(word: str) -> bool:
    """The control word gives an edge of a shape."""
    return word in _EDGES


def hides(letters: Letters, front: RGB | None, ground: RGB | None, *, styled: bool) -> str | None:
    """How letters of a colour on a ground are kept from the eye; `styled` says that their style hides them."""
    if letters.deleted:
        return "deleted"
    if styled if letters.hidden is None else letters.hidden:
        return "hidden"
    return "tiny" if letters.is_tiny() else disguise(front, ground or WHITE)
