"""What patterns are made of: word sets and single phrases, each under one key, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from scanner.language.tokens import split
from scanner.rulebook.pattern import Pattern, PatternError
from scanner.rulebook.phrases import PhraseIndex
from scanner.rulebook.words import UnknownSet, WordSets, expand

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

_WORD = re.compile("[a-z0-9]+")  # which is also how the words of a clause are told apart
# Read by the engine itself, in every clause.
ALWAYS = (
    *("pseudo", "permits", "except", "condition", "turn", "lopsided"),
    *("must_not", "must", "may", "entitled"),
    *("confidants", "compelled", "notice_first", "consent_first", "law_permits"),
)
# Filled anew for every document: who is who, and the terms that the paper defines.
DOCUMENT_SETS = ("signer", "other", "both", "unclear")
DEFINABLE = "definable"  # the set that names the sets which a term may join when a paper defines it


class Vocabulary:
    """Keys and their phrases.  A key is the name of a set, or `=` and a phrase."""

    def __init__(self, sets: WordSets, frequency: Mapping[str, int]) -> None:
        self.sets = sets
        self._frequency = frequency  # in 10,000 words of contracts
        self._filled_later = {*DOCUMENT_SETS, *sets[DEFINABLE]}
        self._phrases: dict[str, tuple[str, ...]] = {}
        self._rare: dict[str, frozenset[str | None]] = {}

    def key(self, text: str) -> str:
        """The key of `@set` or of a phrase; raises PatternError for a set that no word list holds."""
        if not text.startswith("@"):
            if ".." in text or "(" in text:
                raise PatternError(f"no gaps or brackets inside brackets: write `{text}` as a pattern of its own")
            key = "=" + text
            if key not in self._phrases:
                self._phrases[key] = tuple(expand(text, self.sets.irregular))
            return key
        name = text[1:]
        if name in DOCUMENT_SETS and name not in self.sets:
            self._phrases.setdefault(name, ())
        elif name not in self._phrases:
            try:
                self._phrases[name] = self.sets[name]
            except UnknownSet as problem:
                raise PatternError(f"no word list has a set `@{problem.args[0]}`; see rules/words") from problem
        return name

    def phrases(self, key: str) -> tuple[str, ...]:
        """The phrases under a key."""
        return self._phrases[key]

    def needs(self, pattern: Pattern) -> tuple[frozenset[str], ...]:
        """Sets of single words; the pattern cannot match a clause that lacks a word of any of them.

        One set for each element, rarest in contracts first, so that the first set makes good anchors.  Elements that
        hold a sign instead of a word, or a set that a document fills itself, ask for nothing.
        Raises PatternError if no element asks for a word.
        """
        needs = [
            frozenset().union(*map(self._rarest_words, element.keys))
            for part in pattern.parts
            for element in part
            if not element.negated and not self._filled_later.intersection(element.keys)
        ]
        usable = [frozenset(word for word in words if word) for words in needs if words and None not in words]
        if not usable:
            raise PatternError("a pattern needs a part made of words that is not a party or a defined term")
        return tuple(sorted(usable, key=lambda words: sum(self._frequency.get(word, 1) for word in words)))

    def _rarest_words(self, key: str) -> frozenset[str | None]:
        """The rarest word of each phrase of a key; None for a phrase that is a sign."""
        if key not in self._rare:
            self._rare[key] = frozenset(self._rarest(phrase) for phrase in self.phrases(key))
        return self._rare[key]

    def _rarest(self, phrase: str) -> str | None:
        words: list[str] = _WORD.findall(phrase)
        if len(words) < 2:
            return words[0] if words else None
        return min(words, key=lambda word: (self._frequency.get(word, 1), -len(word)))

    def index(self, tokenize: Tokenizer) -> PhraseIndex:
        """Finds every phrase of every key."""
        index = PhraseIndex(partial(split, tokenize))
        for name in ALWAYS:
            self.key("@" + name)
        for key, phrases in self._phrases.items():
            index.add(key, phrases)
        return index
