"""Named word sets: the vocabulary that rules are written in.

A set is a list of phrases in lower case.  `word~` stands for all forms of a verb or noun (disclose, discloses,
disclosed, disclosing); `@other` inside a list takes in another set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product

VOWELS = "aeiou"
# Verbs whose last consonant doubles although the stress does not show in the spelling.
DOUBLING = re.compile(r"^(?:[^aeiou]*[aeiou][bdgmnprt]|.*(?:fer|mit|bar|cur|pel|gret|drop|sclos))$")


class UnknownSet(KeyError):
    """A set name that no word list defines."""


def inflect(word: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """All forms of `word`, itself first: third person or plural, past, and -ing form.

    `irregular` maps a word to its forms, separated by spaces.
    """
    if word in irregular:
        return (word, *irregular[word].split())
    if word.endswith("ee"):
        return (word, word + "s", word + "d", word + "ing")
    if word.endswith("e"):
        stem = word[:-1]
        progressive = stem[:-1] + "ying" if word.endswith("ie") else stem + "ing"
        return (word, word + "s", word + "d", progressive)
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    stem = word + word[-1] if DOUBLING.match(word) and word[-1] not in "wxy" else word
    return (word, plural, stem + "ed", stem + "ing")


def expand(phrase: str, irregular: Mapping[str, str]) -> list[str]:
    """`make~ public` -> make public, makes public, made public, making public."""
    if "~" not in phrase:
        return [" ".join(phrase.lower().split())]
    forms = [inflect(w[:-1], irregular) if w.endswith("~") else (w,) for w in phrase.lower().split()]
    return [" ".join(choice) for choice in product(*forms)]


class WordSets:
    """All named sets, expanded once.  `sets[name]` is a tuple of phrases in lower case."""

    def __init__(self, raw: Mapping[str, Iterable[str]], irregular: Mapping[str, str]) -> None:
        self.irregular = irregular
        self._raw = {name: list(items) for name, items in raw.items()}
        self._done: dict[str, tuple[str, ...]] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._raw

    def __getitem__(self, name: str) -> tuple[str, ...]:
        if name not in self._done:
            self._done[name] = self._expand(name, ())
        return self._done[name]

    def names(self) -> tuple[str, ...]:
        """Every set, in the order of the files."""
        return tuple(self._raw)

    def _expand(self, name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name not in self._raw:
            raise UnknownSet(name)
        if name in path:
            raise UnknownSet(" -> ".join((*path, name)) + " goes in a circle")
        out: dict[str, None] = {}
        for item in self._raw[name]:
            if item.startswith("@"):
                out.update(dict.fromkeys(self._expand(item[1:], (*path, name))))
            else:
                out.update(dict.fromkeys(expand(item, self.irregular)))
        return tuple(out)
