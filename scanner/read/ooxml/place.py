"""What the walk carries with it: the file, and the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from scanner.errors import Damaged
from scanner.read.colours import RGB, WHITE
from scanner.read.inner import lay_in
from scanner.read.ooxml.looks import PLAIN, Look, Theme
from scanner.read.ooxml.numbering import Numbering
from scanner.read.ooxml.parts import Parts
from scanner.read.ooxml.styles import Grid, Styles
from scanner.read.writer import Writer
from scanner.read.xml import Element


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is, and what holds for all that lies below."""

    source: str  # the package part, for its ties to others
    part: str  # the part of the document, as blocks name it
    hidden: str | None = None  # everything below is hidden in this way
    letters: str | None = None  # the letters of this run or paragraph are, but not what is drawn beside them
    look: Look = PLAIN
    ground: RGB | None = WHITE  # colour of the paper; None if it cannot be told
    grid: Grid | None = None  # the table around


@dataclass(frozen=True, slots=True)
class File:
    """What all stories of one Word file share."""

    parts: Parts
    styles: Styles
    numbering: Numbering
    theme: Theme
    writer: Writer
    ground: RGB = WHITE  # of the pages
    small_pictures: list[str] = field(default_factory=list)  # parts of the document that hold one each
    _pictures: set[str] = field(default_factory=set)  # that were read

    def target(self, relation_id: str | None, source: str, label: str) -> str | None:
        """The part that a tie of `source` leads to; one that leads nowhere in the file is named as unread."""
        relation = self.parts.related(source, relation_id)
        if relation is not None and relation.target is not None:
            return relation.target
        self.writer.unread("damaged" if relation is None else "external", label)
        return None

    def root(self, part: str, label: str) -> Element | None:
        """A part as XML; one that is broken is named as unread."""
        try:
            return self.parts.root(part)
        except Damaged:
            self.writer.unread("damaged", label)
            return None

    def picture(self, relation_id: str, place: Place) -> None:
        """Write the words of a picture, once; one that is not in the file is named as unread."""
        relation = self.parts.related(place.source, relation_id)
        if relation is None or relation.target is None or relation.target not in self.parts:
            self.writer.unread("image", place.part)
        elif relation.target not in self._pictures:
            self._pictures.add(relation.target)
            self.lay_in(relation.target, "picture", place.hidden)

    def lay_in(self, part: str, label: str, hidden: str | None = None) -> None:
        """Write the text of a part that is a document of its own; all of it is hidden in that way, if one is given."""
        try:
            data = self.parts.data(part)
        except Damaged:
            self.writer.unread("damaged", label)
        else:
            lay_in(self.writer, data, label, hidden=hidden)
