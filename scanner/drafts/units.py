"""A draft in the pieces that are laid side by side with those of another: its clauses, without their numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from scanner.drafts.model import Side
from scanner.drafts.tokens import Token, sections_by_place, tokens, with_references
from scanner.language.clauses import split
from scanner.language.definitions import definitions
from scanner.language.normal import Normal, fold, normalise
from scanner.language.sections import marker_at
from scanner.model import Block, Clause, Document, Finding, Location

FURNITURE = ("header", "footer")  # stands on every page, with numbers that tell nothing of the paper
BESIDE = ("comment", "annotation", "properties", "outline")  # not the words of the paper
DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause, as it is compared: its words without the number or letter before them."""

    clause: Clause
    block: Block
    words: tuple[Token, ...]  # places are those of the source
    keys: tuple[str, ...]

    @property
    def start(self) -> int:
        """Where the clause starts in the source."""
        return self.clause.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.clause.span[1]

    @property
    def in_flow(self) -> bool:
        """It has a place in the order of the paper."""
        return self.block.part not in FURNITURE


@dataclass(frozen=True)
class Draft:
    """One of the two papers, as read and in units.

    `terms` are the words that the paper defines, by the unit that does it.
    """

    document: Document
    units: tuple[Unit, ...]
    terms: dict[int, tuple[str, ...]]

    def unit_at(self, start: int) -> int | None:
        """The unit in which a place of the text stands."""
        index = bisect_right(self.units, start, key=lambda unit: unit.start) - 1
        return index if index >= 0 and start < self.units[index].end else None

    def stems_of(self, index: int) -> list[int]:
        """The units that a unit continues, as an item of a list."""
        starts = (start for start, _ in self.units[index].clause.stem)
        return [place for start in starts if (place := self.unit_at(start)) is not None]

    def units_of(self, side: Side | None) -> range:
        """The units that hold the words of one side of a change."""
        if side is None or side.location is None:
            return range(0)
        first = bisect_right(self.units, side.location.start, key=lambda unit: unit.end)
        return range(first, bisect_left(self.units, side.location.end, key=lambda unit: unit.start))

    def unit_of(self, finding: Finding) -> int | None:
        """The unit of a finding; None for one that belongs to the whole paper."""
        return self.unit_at(finding.location.start) if finding.location else None

    def location(self, start: int, end: int, unit: Unit) -> Location:
        """Where words of a unit stand."""
        pages = [page for page in self.document.pages if page.start <= start]
        page = pages[-1].number if pages else unit.block.page
        clause = unit.clause
        return Location(start, end, page, clause.section, clause.block + 1, unit.block.part, unit.block.file)


def accepted(document: Document) -> Document:
    """The paper as it reads once marked deletions are gone: blanks stand in their place, so that offsets stay true."""
    gone = [block for block in document.blocks if block.hidden == DELETED]
    if not gone:
        return document
    pieces: list[str] = []
    done = 0
    for block in gone:
        pieces += document.text[done : block.start], " " * (block.end - block.start)
        done = block.end
    return replace(document, text="".join((*pieces, document.text[done:])))


def draft(document: Document) -> Draft:
    """A paper in units."""
    normal = normalise(document.text)
    clauses = split(document)
    numbers = {clause.section for clause in clauses if clause.section}
    named = sections_by_place(normal.text)
    folded = fold(document.text)
    units, origin = [], []
    on_every_page: set[tuple[str, ...]] = set()
    for index, clause in enumerate(clauses):
        block = document.blocks[clause.block]
        words = () if block.part in BESIDE else _words(clause, block, folded, normal, named, numbers)
        unit = Unit(clause, block, words, tuple(word.key for word in words))
        if words and unit.keys not in on_every_page:
            units.append(unit)
            origin.append(index)
        if not unit.in_flow:
            on_every_page.add(unit.keys)
    return Draft(document, tuple(units), _terms(normal, clauses, origin))


def _words(
    clause: Clause, block: Block, folded: str, normal: Normal, named: dict[int, str], numbers: set[str]
) -> tuple[Token, ...]:
    """The words of a clause after its number, where they stand in the source."""
    start, end = clause.span
    marker = marker_at(folded, start, end) if clause.section or block.part != "table" else None
    begin = marker.end if marker else start
    found = tokens(normal.text, normal.from_source(begin), normal.from_source(end))
    if block.part in FURNITURE:
        found = [word for word in found if not word.key.isdigit()]
    return tuple(
        Token(word.key, *normal.to_source(word.start, word.end), word.section)
        for word in with_references(found, named, numbers)
    )


def _terms(normal: Normal, clauses: tuple[Clause, ...], origin: list[int]) -> dict[int, tuple[str, ...]]:
    """The terms that are defined, by the unit that does it."""
    spans = [(normal.from_source(clause.span[0]), normal.from_source(clause.span[1])) for clause in clauses]
    place = {index: unit for unit, index in enumerate(origin)}
    out: dict[int, tuple[str, ...]] = {}
    for each in definitions(normal.text, spans, [end for _, end in spans]):
        if each.clause in place:
            out[place[each.clause]] = (*out.get(place[each.clause], ()), each.term)
    return out
