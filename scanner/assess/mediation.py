"""Papers that ask for a mediation: whether it is one, and what a fair one would have that it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scanner.assess.occasion import Kind
from scanner.assess.words import count, fold, holds
from scanner.model import Finding, Missing
from scanner.rulebook.source import read_yaml, rules_folder
from scanner.rulebook.words import WordSets

TITLE = 60  # words in which a paper names itself
DENSE = 40  # a paper about a mediation speaks of it once in so many words, or more often
KINDS: tuple[Kind, ...] = ("invitation", "court_mediation")
TALKS = ("process_control_mediator", "process_control_joint", "process_control_place", "process_control_mandatory")


@dataclass(frozen=True, slots=True)
class Check:
    """What a fair paper has, the word set that shows it, and what to say without it."""

    words: str
    missing: Missing


def is_about_mediation(text: str, kind: Kind, findings: Sequence[Finding], sets: WordSets) -> bool:
    """True for an agreement to mediate, an invitation, and a letter or message that controls such talks.

    `text` is normalised.  A settlement that came out of a mediation, or one with a mediation clause, is none.
    """
    if kind in KINDS:
        return True
    if kind in ("letter", "message"):
        return any(finding.rule_id in TALKS for finding in findings)
    words = fold(text)
    title = " ".join(words.split()[:TITLE])
    return holds(fold(title), sets["mediation_titles"]) or (
        count(words, sets["mediation_words"]) * DENSE >= len(words.split()) > TITLE
    )


def missing_in_mediation(text: str, sets: WordSets) -> tuple[Missing, ...]:
    """What a fair paper about a mediation would have and this one, normalised, does not; the weightiest first."""
    words = fold(text)
    return tuple(check.missing for check in _checks() if not holds(words, sets[check.words]))


@lru_cache(maxsize=1)
def _checks() -> tuple[Check, ...]:
    data = read_yaml(rules_folder() / "help" / "mediation.yaml")
    return tuple(Check(item["words"], Missing(item["id"], item["plain"], item["ask_for"])) for item in data)
