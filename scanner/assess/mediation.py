"""Papers that ask for a mediation: whether it is one, what protects the signer, and what a fair one would have."""

from __future__ import annotations

from collections.abc import Sequence, Set

from scanner.assess.fair import checks
from scanner.assess.freedoms import freedoms_named
from scanner.assess.occasion import Kind
from scanner.assess.words import count, fold, holds
from scanner.model import Finding, Freedom, Missing, Safeguard
from scanner.rulebook.words import WordSets

TITLE = 60  # words in which a paper names itself
DENSE = 40  # a paper about a mediation speaks of it once in so many words, or more often
SEVERAL = 3  # rules on who runs the talks, where and how: a clause of a contract has one or two of them
KINDS: tuple[Kind, ...] = ("invitation", "court_mediation")
KEYS = ("voluntary", "lawyer_support", "separate", "review", "report", "narrow_confidentiality")
TALKS = ("process_control_mediator", "process_control_joint", "process_control_place", "process_control_mandatory")


def is_about_mediation(folded: str, kind: Kind, findings: Sequence[Finding], sets: WordSets) -> bool:
    """True for an agreement to mediate, an invitation, a letter that controls such talks, and a paper that rules them.

    `folded` is its text, normalised and folded.  A settlement that came out of a mediation, or one with a mediation
    clause, is none.
    """
    if kind in KINDS:
        return True
    control = {finding.rule_id for finding in findings}.intersection(TALKS)
    if kind in ("letter", "message"):
        return bool(control)
    if len(control) >= SEVERAL:
        return True
    title = " ".join(folded.split(None, TITLE)[:TITLE])
    return holds(fold(title), sets["mediation_titles"]) or (
        count(folded, sets["mediation_words"]) * DENSE >= folded.count(" ") - 1 > TITLE
    )


def asks_for_mediation(findings: Sequence[Finding], sets: WordSets) -> bool:
    """True if a part that controls talks is about a mediation: an arbitrator can be picked in the same words."""
    talks = (finding.quote for finding in findings if finding.rule_id in TALKS)
    return any(holds(fold(quote), sets["mediation_words"]) for quote in talks if quote)


def missing_in_mediation(fair: Set[str], sets: WordSets) -> tuple[Missing, ...]:
    """What a fair paper about a mediation would have and this one, of which `fair_parts` is told, does not."""
    return tuple(check.missing for check in checks(sets) if check.missing.id not in fair)


def safeguards(
    fair: Set[str], sets: WordSets, protections: Sequence[Finding], freedoms: Sequence[Freedom]
) -> tuple[Safeguard, ...]:
    """The six key protections of a paper about a mediation; what is weak or has a catch is not counted."""
    found = set(fair)
    strong = [p for p in protections if p.strength != "weak"]
    if any(p.category == "review_period" for p in strong):
        found.add("review")
    free_to = {freedom.id for freedom in freedoms if freedom.state == "kept"}
    if not freedoms:  # no duty of silence: what the protections name by themselves
        free_to |= {name for p in strong for name in freedoms_named(fold(p.quote or ""), sets)}
    if not free_to.isdisjoint(("police", "agencies")):
        found.add("report")
    return tuple(Safeguard(key, key in found) for key in KEYS)
