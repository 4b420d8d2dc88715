"""What patterns are made of: word sets and single phrases, each under one key, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from scanner.language.tokens import split
from scanner.rulebook.pattern import Pattern, PatternError
from scanner.rulebook.phrases import PhraseIndex
from scanner.rulebook.words import UnknownSet, WordSets, expand

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

COMMON = 200  # times in 10,000 words, for single letters and digits: "a", "s"
RARE = 5  # times in 10,000 words: a rarer word tells enough alone
_WORD = re.compile("[a-z0-9]+")
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
        self._clues_of: dict[str, frozenset[str | None]] = {}

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
        """Sets of words and pairs of words; the pattern cannot match a clause that lacks all of any of them.

        One set for each element, rarest in contracts first, so that the first set makes good anchors.  Elements that
        hold a sign instead of a word, or a set that a document fills itself, ask for nothing.
        Raises PatternError if no element asks for a word.
        """
        needs = [
            frozenset().union(*map(self._clues, element.keys))
            for part in pattern.parts
            for element in part
            if not element.negated and not self._filled_later.intersection(element.keys)
        ]
        usable = [frozenset(clue for clue in clues if clue) for clues in needs if clues and None not in clues]
        if not usable:
            raise PatternError("a pattern needs a part made of words that is not a party or a defined term")
        return tuple(sorted(usable, key=lambda clues: sum(map(self._often, clues))))

    def _clues(self, key: str) -> frozenset[str | None]:
        """The clue to each phrase of a key; None for a phrase that is a sign."""
        if key not in self._clues_of:
            self._clues_of[key] = frozenset(map(self._clue, self.phrases(key)))
        return self._clues_of[key]

    def _clue(self, phrase: str) -> str | None:
        """What a clause must hold for a phrase to stand in it: its rarest word, or two words if that one is common."""
        words = clause_words(phrase)
        if len(words) < 2:
            return words[0] if words else None
        rarest = min(range(len(words)), key=lambda i: (self._often(words[i]), -len(words[i])))
        if self._often(words[rarest]) <= RARE:
            return words[rarest]
        start = max(0, rarest - 1)
        return f"{words[start]} {words[start + 1]}"

    def _often(self, clue: str) -> float:
        """How often a word stands in 10,000 words of contracts; a pair of words is about ten times as rare."""
        if " " in clue:
            return min(map(self._often, clue.split())) / 10
        return self._frequency.get(clue, 1) if len(clue) > 1 else COMMON

    def index(self, tokenize: Tokenizer) -> PhraseIndex:
        """Finds every phrase of every key."""
        index = PhraseIndex(partial(split, tokenize))
        for name in ALWAYS:
            self.key("@" + name)
        for key, phrases in self._phrases.items():
            index.add(key, phrases)
        return index


def clause_words(text: str) -> list[str]:
    """The words of a text in lower case, signs left out: the form in which clues are looked for."""
    return _WORD.findall(text)


def clues_in(words: list[str]) -> set[str]:
    """Every clue that a clause of these words holds."""
    return {*words, *map(" ".join, pairwise(words))}
