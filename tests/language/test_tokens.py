"""The tokens of a text are those that spaCy cuts from the whole of it, although each word is cut once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from spacy.strings import StringStore
from spacy.tokenizer import Tokenizer as SpacyTokenizer
from spacy.vocab import Vocab

from scanner.language import tokens
from scanner.language.normal import normalise
from scanner.second.numbers import Numbers

CLEAN = sorted((Path(__file__).parents[1] / "clean").glob("*.txt"))
SIGNS = "ab1é'\"()-/.,:;$_s[]|{}*§<>%!?.. "


@pytest.fixture(scope="module")
def spacy() -> SpacyTokenizer:
    return SpacyTokenizer(
        Vocab(),
        prefix_search=tokens._PREFIX.match,
        suffix_search=tokens._SUFFIX.search,
        infix_finditer=tokens._INFIX.finditer,
    )


def expected(spacy: SpacyTokenizer, text: str) -> list[str]:
    return [token.text for token in spacy(text) if not token.text.isspace()]


def test_papers_are_cut_as_spacy_cuts_them(spacy: SpacyTokenizer) -> None:
    own = tokens.Tokenizer()
    for path in CLEAN:
        text = normalise(path.read_text("utf-8")).text
        assert own.split(text) == expected(spacy, text)


def test_odd_words_are_cut_as_spacy_cuts_them(spacy: SpacyTokenizer) -> None:
    own, chance = tokens.Tokenizer(), random.Random(1)
    for _ in range(20_000):
        text = "".join(chance.choices(SIGNS, k=chance.randint(1, 10)))
        assert own.split(text) == expected(spacy, text), text


def test_words_have_the_numbers_that_the_weights_were_learnt_with() -> None:
    numbers, strings = Numbers(), StringStore()
    for word in ("a", "quiet", "attorney", "confidentiality", "naïve", "'s", "x" * 7, "x" * 8, "x" * 9, "né" * 12):
        assert numbers[word] == numbers[word] == strings[word]
