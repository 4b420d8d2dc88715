"""Papers that ask for a mediation: whether it is one, what protects the signer, and what a fair one would have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scanner.assess.freedoms import freedoms_named
from scanner.assess.occasion import Kind
from scanner.assess.words import count, fold, holds
from scanner.model import Finding, Freedom, Missing, Safeguard
from scanner.rulebook.source import read_yaml, rules_folder
from scanner.rulebook.words import WordSets

TITLE = 60  # words in which a paper names itself
DENSE = 40  # a paper about a mediation speaks of it once in so many words, or more often
KINDS: tuple[Kind, ...] = ("invitation", "court_mediation")
KEYS = ("voluntary", "lawyer_support", "separate", "review", "report", "narrow_confidentiality")
TALKS = ("process_control_mediator", "process_control_joint", "process_control_place", "process_control_mandatory")


@dataclass(frozen=True, slots=True)
class Check:
    """What a fair paper has, the word set that shows it, and what to say without it."""

    words: str
    missing: Missing


def is_about_mediation(folded: str, kind: Kind, findings: Sequence[Finding], sets: WordSets) -> bool:
    """True for an agreement to mediate, an invitation, and a letter or message that controls such talks.

    `folded` is its text, normalised and folded.  A settlement that came out of a mediation, or one with a mediation
    clause, is none.
    """
    if kind in KINDS:
        return True
    if kind in ("letter", "message"):
        return any(finding.rule_id in TALKS for finding in findings)
    title = " ".join(folded.split(None, TITLE)[:TITLE])
    return holds(fold(title), sets["mediation_titles"]) or (
        count(folded, sets["mediation_words"]) * DENSE >= folded.count(" ") - 1 > TITLE
    )


def asks_for_mediation(findings: Sequence[Finding], sets: WordSets) -> bool:
    """True if a part that controls talks is about a mediation: an arbitrator can be picked in the same words."""
    talks = (finding.quote for finding in findings if finding.rule_id in TALKS)
    return any(holds(fold(quote), sets["mediation_words"]) for quote in talks if quote)


def missing_in_mediation(folded: str, sets: WordSets) -> tuple[Missing, ...]:
    """What a fair paper about a mediation would have and this one, folded, does not; the weightiest first."""
    return tuple(check.missing for check in _checks() if not holds(folded, sets[check.words]))


def safeguards(
    folded: str, sets: WordSets, protections: Sequence[Finding], freedoms: Sequence[Freedom]
) -> tuple[Safeguard, ...]:
    """The six key protections of a paper about a mediation, folded; what is weak or has a catch is not counted."""
    found = {check.missing.id for check in _checks() if holds(folded, sets[check.words])}
    strong = [p for p in protections if p.strength != "weak"]
    if any(p.category == "review_period" for p in strong):
        found.add("review")
    free_to = {freedom.id for freedom in freedoms if freedom.state == "kept"}
    if not freedoms:  # no duty of silence: what the protections name by themselves
        free_to |= {name for p in strong for name in freedoms_named(fold(p.quote or ""), sets)}
    if not free_to.isdisjoint(("police", "agencies")):
        found.add("report")
    return tuple(Safeguard(key, key in found) for key in KEYS)


@lru_cache(maxsize=1)
def _checks() -> tuple[Check, ...]:
    data = read_yaml(rules_folder() / "help" / "mediation.yaml")
    return tuple(Check(item["words"], Missing(item["id"], item["plain"], item["ask_for"])) for item in data)
