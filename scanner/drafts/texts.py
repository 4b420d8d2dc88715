"""The fixed sentences about two drafts (rules/help/compare.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from scanner.rulebook.source import read_yaml, rules_folder


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences by what they are for; `kinds` holds `what` and, where a change has no title of its own, `title`."""

    headlines: dict[str, str]
    notes: dict[str, str]
    kinds: dict[str, dict[str, str]]
    about: dict[str, str]
    reasons: dict[str, str]
    freedoms: dict[str, str]
    same_words: str
    rewritten: str
    used_in: str
    no_end: str


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read once."""
    return Texts(**read_yaml(rules_folder() / "help" / "compare.yaml"))
