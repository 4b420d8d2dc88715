"""Looking up the phrases of a word set in a few words of a paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby

from scanner.language.normal import normalise
from scanner.model import Finding

_WORD = re.compile("[a-z0-9]+")


def fold(text: str) -> str:
    """The words of normalised text alone, in lower case, each between two spaces: ` the victim s advocate `."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def fold_quote(quote: str) -> str:
    """The same for words as they stand in the paper."""
    return fold(normalise(quote).text)


def words_of(finding: Finding) -> str:
    """The words of a finding after those that it continues."""
    start = finding.location.start if finding.location else 0
    before = [item.quote for item in finding.context if item.location.start < start]
    return fold_quote(" ".join([*before, finding.quote or ""]))


def holds(folded: str, phrases: tuple[str, ...]) -> bool:
    """True if text that `fold` made holds one of the phrases as whole words."""
    return any(phrase in folded for phrase in _all_spaced(phrases))


def held(folded: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the phrases that stand in text that `fold` made."""
    words = set(folded.split())  # most phrases have a word that the text has not
    return tuple(
        phrase
        for phrase, spaced in zip(phrases, _all_spaced(phrases), strict=True)
        if words.issuperset(spaced.split()) and spaced in folded
    )


def count(folded: str, phrases: tuple[str, ...]) -> int:
    """How often the phrases stand in it."""
    return sum(folded.count(phrase) for phrase in _all_spaced(phrases))


def first(folded: str, phrases: tuple[str, ...]) -> int | None:
    """Where the first of the phrases begins."""
    return min((at for phrase in _all_spaced(phrases) if (at := folded.find(phrase)) >= 0), default=None)


def named(folded: str, sets: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The names of the sets that have a phrase in the text which no longer phrase of any set covers."""
    hits = sorted(
        (at, -(at + len(phrase) - 1), name)
        for name, phrases in sets.items()
        for phrase in _all_spaced(phrases)
        for at in places(folded, phrase)
    )
    out, reach = set[str](), 0  # what stands before or is longer comes first
    for (_, end), alike in groupby(hits, key=lambda hit: hit[:2]):
        if -end > reach:
            out.update(name for _, _, name in alike)
            reach = -end
    return frozenset(out)


def places(folded: str, phrase: str) -> list[int]:
    """Where the phrase begins, wherever it stands."""
    out, at = [], folded.find(phrase)
    while at >= 0:
        out.append(at)
        at = folded.find(phrase, at + 1)
    return out


@lru_cache(maxsize=256)
def _all_spaced(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in phrases)
