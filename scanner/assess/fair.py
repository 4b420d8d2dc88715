"""What a fair paper about a mediation says, read clause by clause with the patterns of `help/mediation.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scanner.engine.chains import chains
from scanner.engine.scope import is_denied
from scanner.language.normal import Normal
from scanner.language.tokens import Tokenizer
from scanner.model import Clause, Missing
from scanner.rulebook.pattern import Pattern, parse
from scanner.rulebook.phrases import Hit, PhraseIndex
from scanner.rulebook.source import read_yaml, rules_folder
from scanner.rulebook.vocabulary import Vocabulary
from scanner.rulebook.words import WordSets

Words = Sequence[str]
Hits = Mapping[str, Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """What a fair paper has: any of `find` shows it in a clause that has none of `unless`; what to say without it."""

    find: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    missing: Missing

    def holds(self, words: Words, hits: Hits) -> bool:
        """True if the clause says it."""
        return _any(self.find, words, hits) and not _any(self.unless, words, hits)


def fair_parts(normal: Normal, clauses: Sequence[Clause], sets: WordSets) -> frozenset[str]:
    """The ids of the checks that some clause of the normalised text meets."""
    index = _index(sets)
    left = {check.missing.id: check for check in checks(sets)}
    found = set[str]()
    for words in _tokens(normal, clauses):
        hits = index.find(words)
        met = [name for name, check in left.items() if check.holds(words, hits)]
        for name in met:
            del left[name]
        found.update(met)
    return frozenset(found)


def checks(sets: WordSets) -> tuple[Check, ...]:
    """All checks, the weightiest first."""
    return _read(sets)[0]


def _index(sets: WordSets) -> PhraseIndex:
    return _read(sets)[1]


@lru_cache(maxsize=4)
def _read(sets: WordSets) -> tuple[tuple[Check, ...], PhraseIndex]:
    vocabulary = Vocabulary(sets, {})
    data = read_yaml(rules_folder() / "help" / "mediation.yaml")

    def patterns(item: Mapping[str, Any], name: str) -> tuple[Pattern, ...]:
        return tuple(parse(text, vocabulary.key) for text in item.get(name, ()))

    made = tuple(
        Check(patterns(item, "find"), patterns(item, "unless"), Missing(item["id"], item["plain"], item["ask_for"]))
        for item in data
    )
    return made, vocabulary.index()


def _tokens(normal: Normal, clauses: Sequence[Clause]) -> Iterator[list[str]]:
    """The words of each clause behind those that it continues."""
    tokenizer, lower = Tokenizer(), normal.text.lower()
    for clause in clauses:
        spans = [(normal.from_source(start), normal.from_source(end)) for start, end in (*clause.stem, clause.span)]
        yield [word for start, end in spans for word in tokenizer.split(lower[start:end])]


def _any(patterns: Sequence[Pattern], words: Words, hits: Hits) -> bool:
    return any(not is_denied(chain, words) for pattern in patterns for chain in chains(pattern, hits))
