"""All rules together, compiled once and shared."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from scanner.errors import RuleError
from scanner.rulebook.pattern import PatternError
from scanner.rulebook.phrases import PhraseIndex
from scanner.rulebook.rule import Find, Rule, load_rule
from scanner.rulebook.sieve import Sieve
from scanner.rulebook.source import WordLoader, error, error_at, own_folder, read_yaml, rule_files, rules_folder
from scanner.rulebook.vocabulary import Vocabulary
from scanner.rulebook.words import WordSets


@contextmanager
def _unswept() -> Iterator[None]:
    """Without looks for garbage, which take half of the time while many things are made that stay."""
    sweeps = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if sweeps:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Searched:
    """A pattern and the rule that it belongs to."""

    rule: Rule
    find: Find


@dataclass(frozen=True)
class RuleBook:
    """The rules, the words that they are written in."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    version: str

    def __getitem__(self, rule_id: str) -> Rule:
        """The rule of that id; KeyError if there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    @cached_property
    def patterns(self) -> tuple[Searched, ...]:
        """Every pattern of every rule, in the order of the rules."""
        return tuple(Searched(rule, find) for rule in self.rules for find in rule.find)

    @cached_property
    def sieve(self) -> Sieve:
        """Says which of `patterns` a clause may match."""
        with _unswept():
            return Sieve([pattern.find.route for pattern in self.patterns])

    @cached_property
    def phrases(self) -> PhraseIndex:
        """Finds every word and phrase that any rule needs, in one pass over a clause."""
        with _unswept():
            return self.vocabulary.index()


def load(extra: Path | None = None) -> RuleBook:
    """The rules that ship, and those of the folder `extra`, which win over shipped ones of the same id.

    `extra` has the layout of `rules/`, or is a plain folder of red flag files.  Raises RuleError.
    """
    return _load(extra.resolve() if extra else None)


@lru_cache(maxsize=4)
def _load(extra: Path | None) -> RuleBook:
    folders = [rules_folder(), *([extra] if extra else [])]
    files = {path.stem: path for folder in folders for path in _files(folder)}
    if extra is not None and not any(path.is_relative_to(extra) for path in files.values()):
        raise RuleError(str(extra), 1, "", "there is no rule in this folder: a rule is a file that ends in .yaml")
    with _unswept():
        vocabulary = _vocabulary(folders)
        rules = tuple(load_rule(path, vocabulary) for path in files.values())
        gc.freeze()  # the rules stay for good: nobody need look through them for garbage again and again
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files.values())).hexdigest()[:8]
    return RuleBook(rules, vocabulary, digest)


def check(paths: list[Path]) -> list[RuleError]:
    """Load rule files on their own and return what is wrong with them; an empty list if nothing is."""
    problems: list[RuleError] = []
    vocabularies: dict[Path | None, Vocabulary] = {}
    for path in paths or list(rule_files(rules_folder())):
        own = own_folder(path)
        try:
            if own not in vocabularies:
                vocabularies[own] = _vocabulary([rules_folder(), *([own] if own else [])])
            load_rule(path, vocabularies[own])
            _check_examples(path)
        except RuleError as problem:
            problems.append(problem)
    return problems


def examples(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The examples of a rule file: those that must match, and the near misses that must not.  Raises RuleError."""
    _check_examples(path)
    data = read_yaml(path)["examples"]
    return data["match"], data["no_match"]


def _check_examples(path: Path) -> None:
    data = read_yaml(path)
    found = data.get("examples") if isinstance(data, dict) else None
    if not isinstance(found, dict) or list(data)[-1] != "examples":
        raise error_at(path, ("examples",), "end the rule with `examples:`, holding `match:` and `no_match:`")
    for kind, needed in (("match", {"text"}), ("no_match", {"text", "because"})):
        items = found.get(kind)
        if not isinstance(items, list) or len(items) < 3:
            raise error_at(path, ("examples", kind), f"give at least three examples under `{kind}:`")
        for index, item in enumerate(items):
            if not isinstance(item, dict) or not needed <= set(item):
                raise error_at(path, ("examples", kind, index), f"an example here has {' and '.join(sorted(needed))}")


def _files(folder: Path) -> list[Path]:
    return list(rule_files(folder)) or sorted(folder.glob("*.yaml"))


def _vocabulary(folders: list[Path]) -> Vocabulary:
    raw: dict[str, list[str]] = {}
    held_by: dict[str, Path] = {}
    lists: dict[str, dict[str, str]] = {"irregular": {}, "frequency": {}}  # files that hold no sets
    for path in (path for folder in folders for path in sorted((folder / "words").glob("*.yaml"))):
        data = read_yaml(path, loader=WordLoader)
        if not isinstance(data, dict):
            raise error(path, 1, "a word list has the name of a set, a colon, and its phrases below")
        if path.stem in lists:
            lists[path.stem].update(data)
            continue
        for name, phrases in data.items():
            if name in held_by:
                raise error_at(path, (name,), f"{held_by[name]} holds a set `{name}` already: take another name")
            if not isinstance(phrases, list) or not all(isinstance(p, str) for p in phrases):
                raise error_at(path, (name,), f"write `{name}:` and below it phrases that begin with `- `")
            raw[name], held_by[name] = phrases, path
    frequency = {word: int(count) for word, count in lists["frequency"].items()}
    return Vocabulary(WordSets(raw, lists["irregular"]), frequency)


__all__ = ["PatternError", "RuleBook", "check", "examples", "load"]
