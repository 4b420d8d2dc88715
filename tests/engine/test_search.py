"""Laying clauses aside by their clues must never cost a match."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scanner.engine.search import Match, Search
from scanner.language.clauses import split
from scanner.language.normal import normalise
from scanner.language.parties import find_sides
from scanner.pipeline import lexicon
from scanner.read import read
from scanner.rulebook import load

SAMPLES = sorted((Path(__file__).parent.parent.parent / "sample_docs").glob("*.[dpt][oxd][ctf]*"))


def search_of(path: Path) -> Search:
    document = read(path.read_bytes(), path.name)
    normal = normalise(document.text)
    book = load()
    return Search(normal, split(document), book, find_sides(normal.text, lexicon(book)))


def all_matches(search: Search) -> Iterator[Match]:
    """Every rule with every pattern on every clause."""
    for index, clause in enumerate(search._clauses):
        if not clause.is_heading:
            reading = search.reading(index)
            for rule in load().rules:
                match = search._match(rule, rule.find, index, reading)
                if match:
                    yield match


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_clues_lose_no_match(path: Path) -> None:
    search = search_of(path)
    found = {(match.rule.id, match.index, match.binds) for match in search.matches()}
    assert found == {(match.rule.id, match.index, match.binds) for match in all_matches(search)}


def test_there_are_samples_to_search() -> None:
    assert len(SAMPLES) >= 10


@pytest.mark.parametrize(
    "text",
    [
        "No member of the family shall tell anyone what happened.",
        "Neither Ann nor her mother may say what happened.",
        "The Claimant shall, however, not say what happened.",
        "We ask that you not say what happened.",
        "Ann will:\n\n1. leave the team;\n\n2. not say what happened.",
    ],
)
def test_a_ban_may_stand_in_the_subject(text: str) -> None:
    assert "gag_facts" in {match.rule.category for match in _matches(text)}


def test_a_party_to_do_something_is_a_duty() -> None:
    text = 'Between Ann Roe ("Claimant") and Acme Inc. ("Employer").\n\n(2) Claimant to say nothing of what happened.'
    assert [(match.rule.category, match.binds) for match in _matches(text)] == [("gag_facts", "signer")]


def test_no_ban_falls_on_whom_the_no_spares() -> None:
    assert not list(_matches("No employee will be sued for having told the press what happened."))


def _matches(text: str) -> Iterator[Match]:
    document, normal, book = read(text.encode(), "paper.txt"), normalise(text), load()
    return Search(normal, split(document), book, find_sides(normal.text, lexicon(book))).matches()


def test_what_leads_an_item_is_not_what_the_ban_of_the_item_is_about() -> None:
    text = "For the sum of $500 I agree to this:\n\n- I will not say anything that makes the club look bad."
    assert "gag_terms" not in {match.rule.category for match in _matches(text)}


def test_a_clause_that_does_not_apply_frees_whom_it_names() -> None:
    assert not [m for m in _matches("Clause 4 does not apply to a report to the police.") if m.rule.kind == "red_flags"]
