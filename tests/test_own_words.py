"""No rule is fitted to a sentence that somebody has seen: its phrases stand in no paper, its examples are our own.

    DONTSIGN_PAPERS=/a/folder/of/papers pytest tests/test_own_words.py

looks through that folder instead of the sample papers, as text, JSON lines or either of them compressed.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import yaml

from scanner.assess.words import fold
from scanner.rulebook import RuleBook, load

ROOT = Path(__file__).parents[1]
PAPERS = Path(os.environ.get("DONTSIGN_PAPERS", ROOT / "sample_docs" / "sources"))
PHRASE = 6  # words: a shorter one is the common stock of all drafters
SENTENCE = 12  # words: examples are whole sentences, and drafters share turns that are longer than a phrase
TEXTS = (".txt", ".jsonl", ".gz")


def _papers(folder: Path) -> str:
    """The words of all texts of a folder."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in TEXTS)
    raw = (gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in found)
    return "".join(fold(each.decode("utf-8", "replace").replace("\\n", " ")) for each in raw)


def _phrases(book: RuleBook) -> Iterator[str]:
    """Every phrase of every word list and pattern."""
    for name in book.vocabulary.sets.names():
        yield from book.vocabulary.sets[name]
    for rule in book.rules:
        finds = [find.pattern for find in rule.find]
        for pattern in (*finds, *rule.unless, *(p for subtype in rule.subtypes for p in subtype.find)):
            yield from chain.from_iterable(map(book.vocabulary.phrases, pattern.keys()))


def _examples() -> Iterator[str]:
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        rule = yaml.safe_load(path.read_text("utf-8"))
        for kind in rule.get("examples", {}).values() if isinstance(rule, dict) else ():
            yield from (example["text"] for example in kind)


def _shared(text: str, papers: str, length: int) -> str | None:
    """The first run of so many words of a text that the papers hold as well."""
    words = fold(text).split()
    runs = (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    return next((run for run in runs if f" {run} " in papers), None)


@pytest.fixture(scope="module")
def papers() -> str:
    return _papers(PAPERS)


def test_no_phrase_of_a_rule_stands_in_a_paper(papers: str) -> None:
    assert [shared for phrase in set(_phrases(load())) if (shared := _shared(phrase, papers, PHRASE))] == []


def test_no_example_of_a_rule_is_taken_from_a_paper(papers: str) -> None:
    assert [shared for text in _examples() if (shared := _shared(text, papers, SENTENCE))] == []


def test_a_phrase_that_stands_in_a_paper_would_be_told(papers: str) -> None:
    words = papers.split()
    assert len(words) > 2_000
    assert _shared("We say: " + " ".join(words[1_000 : 1_000 + PHRASE]).upper() + ".", papers, PHRASE)
    assert sum(len(fold(phrase).split()) >= PHRASE for phrase in set(_phrases(load()))) > 10
