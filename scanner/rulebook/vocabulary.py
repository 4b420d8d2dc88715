"""What patterns are made of: word sets and single phrases, each under one key, found in one pass."""

from __future__ import annotations

from collections.abc import Mapping

from scanner.rulebook.clues import LONGEST, Choice, Clues, Frequencies, Route, Step
from scanner.rulebook.pattern import Element, Pattern, PatternError
from scanner.rulebook.phrases import PhraseIndex
from scanner.rulebook.words import UnknownSet, WordSets, expand

# Read by the engine itself, in every clause.
ALWAYS = (
    *("pseudo", "supposed", "permits", "except", "condition", "turn", "lopsided"),
    *("must_not", "must", "may", "entitled", "command", "hinder", "need", "lifted"),
    *("confidants", "open_doors", "compelled", "notice_first", "consent_first", "law_permits"),
    *("still_pays", "bound_too", "one_agency"),
)
# Filled anew for every document: who is who, and the terms that the paper defines.
DOCUMENT_SETS = ("signer", "other", "both", "unclear")
DEFINABLE = "definable"  # the set that names the sets which a term may join when a paper defines it


class Vocabulary:
    """Keys and their phrases.  A key is the name of a set, or `=` and a phrase."""

    def __init__(self, sets: WordSets, frequency: Mapping[str, int]) -> None:
        self.sets = sets
        self._frequencies = Frequencies(frequency)
        self._filled_later = {*DOCUMENT_SETS, *sets[DEFINABLE]}
        self._phrases: dict[str, tuple[str, ...]] = {}
        self._clues_of: dict[str, Clues | None] = {}  # kept as long as this object, so that ids stay true
        self._sums: dict[int, float] = {}

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

    def route(self, pattern: Pattern) -> Route:
        """The clues to a pattern.

        Elements that hold a sign instead of a word, or a set that a document fills itself, give none.
        Raises PatternError if no element gives a clue.
        """
        steps: list[Step] = []
        reach = LONGEST
        for element in pattern.parts[0]:
            if element.negated:
                continue
            reach += element.gap
            clues = self._clues(element)
            if clues:
                steps.append(Step(clues, reach))
                reach = LONGEST
            else:
                reach += LONGEST
        others = [self._clues(e) for part in pattern.parts[1:] for e in part if not e.negated]
        asked = [choice for choice in (*(step.choice for step in steps), *others) if choice]
        if not asked:
            raise PatternError("a pattern needs a part made of words that is not a party or a defined term")
        asked.sort(key=self._how_often)
        return Route(tuple(steps), tuple(asked))

    def _how_often(self, choice: Choice) -> float:
        return sum(map(self._often, choice))

    def _often(self, clues: Clues) -> float:
        """How often any of these clues stands in 10,000 words of contracts."""
        if id(clues) not in self._sums:
            self._sums[id(clues)] = sum(map(self._frequencies.of, clues))
        return self._sums[id(clues)]

    def _clues(self, element: Element) -> Choice:
        """The clues to an element; none if it can match without a word that is known beforehand."""
        if self._filled_later.intersection(element.keys):
            return ()
        clues = [self._clues_to(key) for key in element.keys]
        return () if None in clues else tuple(c for c in clues if c)

    def _clues_to(self, key: str) -> Clues | None:
        if key not in self._clues_of:
            self._clues_of[key] = self._frequencies.clues(self.phrases(key))
        return self._clues_of[key]

    def index(self) -> PhraseIndex:
        """Finds every phrase of every key."""
        index = PhraseIndex()
        for name in ALWAYS:
            self.key("@" + name)
        for key, phrases in self._phrases.items():
            index.add(key, phrases)
        return index
