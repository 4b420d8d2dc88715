"""The second reader without the patterns."""

from __future__ import annotations

from scanner.engine.search import Search
from scanner.language.clauses import split
from scanner.language.normal import normalise
from scanner.language.parties import find_sides
from scanner.pipeline import lexicon
from scanner.read import read
from scanner.rulebook import load
from scanner.second.reader import SecondReader


def proposed(text: str) -> set[str]:
    """The ids of the rules that it proposes for any clause of a text."""
    book = load()
    document = read(text.encode(), "paper.txt")
    normal, clauses = normalise(document.text), split(document)
    sides = find_sides(normal.text, lexicon(book), None)
    search = Search(normal, clauses, book, sides)
    second = SecondReader(book, other_is_person=sides.other_is_person)
    readings = [search.reading(index) for index, clause in enumerate(clauses) if not clause.is_heading]
    return {guess.rule.id for reading in readings for guess in second.guesses(reading, set())}
