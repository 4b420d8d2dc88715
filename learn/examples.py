"""What the second reader learns from: every clause of the project's own sentences, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from learn.sentences import Sentence, sentences
from scanner.engine.search import Search
from scanner.engine.together import settle
from scanner.language.clauses import split
from scanner.language.normal import normalise
from scanner.language.parties import find_sides
from scanner.pipeline import lexicon
from scanner.read import read
from scanner.rulebook import RuleBook
from scanner.rulebook.book import examples
from scanner.rulebook.clues import clause_words
from scanner.second.features import Bag, content, duties, manner, order, spoken_words, telling_words
from scanner.second.numbers import Numbers

TESTS = Path(__file__).parent.parent / "tests"
SHORT = 4  # words: less is not learnt from
# The labels that the second reader may propose; each is also the id of the rule that says what it means.
LABELS = (
    "covenant_not_to_sue",
    "evidence_control",
    "forced_arbitration",
    "gag_facts",
    "gag_reporting",
    "gag_terms",
    "general_release",
    "indemnity_fees",
    "injunction",
    "non_disparagement",
    "penalty",
    "scripted_statement",
)


@dataclass(frozen=True, slots=True)
class Example:
    """One clause: label -> whether it has it; a label that is missing is not known.

    Clauses of one `group` are too much alike to stand on both sides of a trial.  `words` are those of the clause and
    its stem; an `ordinary` clause is one as most contracts are full of.
    """

    features: Bag
    words: tuple[str, ...]
    known: Mapping[str, bool]
    group: str
    ordinary: bool = False


def collect(book: RuleBook) -> list[Example]:
    """Every example; where a sentence stands makes no difference."""
    every = sorted((*_of_rules(book), *_of_tests(), *sentences(frozenset(LABELS))), key=_place)
    return [example for sentence in every for example in _clauses(sentence, book)]


def clauses(text: str, book: RuleBook) -> Iterator[tuple[Bag, tuple[str, ...], set[str]]]:
    """Of each clause of a text that is no heading: its features, its words, and the labels that patterns find in it."""
    document = read(text.encode(), "sentence.txt")
    normal, parts = normalise(document.text), split(document)
    sides = find_sides(normal.text, lexicon(book), None)
    search = Search(normal, parts, book, sides)
    found: dict[int, set[str]] = {}
    numbers = Numbers()
    for match in settle(search.matches()):
        if match.binds != "other":
            found.setdefault(match.index, set()).add(match.rule.category)
    for index, part in enumerate(parts):
        reading = search.reading(index)
        if not part.is_heading and len(reading.words) >= SHORT:
            owed = duties(reading.hits, reading.words, other_is_person=sides.other_is_person)
            words = telling_words(reading, numbers)
            spoken = spoken_words(reading, numbers)
            features = content(reading.hits, words) + order(spoken, words) + manner(reading.hits, words, owed)
            yield features, tuple(clause_words(reading.text.lower())), found.get(index, set())


def _place(sentence: Sentence) -> tuple[str, list[str], list[str]]:
    return sentence.text, sorted(sentence.has), sorted(sentence.lacks)


def _clauses(sentence: Sentence, book: RuleBook) -> Iterator[Example]:
    found = list(clauses(sentence.text, book))
    for features, words, patterns in found:
        told = {label: _is(label, sentence, patterns, alone=len(found) == 1) for label in LABELS}
        known = {label: is_so for label, is_so in told.items() if is_so is not None}
        yield Example(features, words, known, sentence.pattern, sentence.ordinary)


def _is(label: str, sentence: Sentence, patterns: set[str], *, alone: bool) -> bool | None:
    """Whether one clause of a sentence has a label: what is written of the sentence counts, then what patterns find.

    A label that patterns find although nothing is written of it is left open, and so is which of several clauses has
    what the whole text has.
    """
    if label in sentence.has:
        return True if alone or label in patterns else None
    if label in sentence.lacks:
        return False
    return None if label in patterns else False


def _of_rules(book: RuleBook) -> Iterator[Sentence]:
    """The examples of the rules; a near miss of one rule may still be an example of another with the same label."""
    for rule in book.rules:
        match, no_match = examples(Path(rule.path))
        for example in match:
            yield _told(example["text"], rule.category, example.get("binds") != "other")
        for example in no_match:
            yield Sentence(example["text"], example["text"])


def _of_tests() -> Iterator[Sentence]:
    """The wordings, the hard cases, who is bound, and the ordinary contracts, in which nothing is to be found."""
    for label, kinds in _entries("wordings", dict):
        for text in (*kinds["found"], *kinds.get("open", ())):
            yield _told(text, label, True)
        for text in (*kinds["not_found"], *kinds.get("open_near_miss", ())):
            yield _told(text, label, False)
    for case in _entries("hardcases", list):
        bound = frozenset(case["labels"]) if case.get("binds") != "other" else frozenset[str]()
        yield Sentence(case["text"], case["id"], bound, frozenset(case["not_labels"]))
    for _, cases in _entries("engine", dict):
        for case in cases:
            yield _told(case["text"], case["label"], case["binds"] not in ("other", "none"))
    for paper in sorted((TESTS / "clean").glob("*.txt")):
        yield Sentence(paper.read_text("utf-8"), paper.stem, ordinary=True)


def _told(text: str, label: str, is_so: bool) -> Sentence:
    """A text of which one label is known."""
    it, nothing = frozenset((label,)), frozenset[str]()
    return Sentence(text, text, it if is_so else nothing, nothing if is_so else it)


def _entries(folder: str, kind: type[dict[Any, Any]] | type[list[Any]]) -> Iterator[Any]:
    for file in sorted((TESTS / folder).glob("*.yaml")):
        held: Sequence[Any] = yaml.safe_load(file.read_text("utf-8"))
        yield from held.items() if isinstance(held, dict) and kind is dict else held
