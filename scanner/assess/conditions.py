"""A condition behind a freedom to report is a finding of its own: "she shall give notice before she does so"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.assess.freedoms import freedoms_named
from scanner.assess.taken_back import taken_back_by, why_back
from scanner.assess.words import fold_quote, words_of
from scanner.model import Finding, Quoted
from scanner.rulebook import Rule
from scanner.rulebook.words import WordSets

REPORTS = frozenset({"police", "agencies", "court", "other_survivors"})
BARS = ("notice_first", "consent_first", "counts_as_breach")  # reasons that burden or bar a report


def conditions(protections: Sequence[Finding], found: Sequence[Finding], rule: Rule, sets: WordSets) -> list[Finding]:
    """Findings of `rule`, the one for bars on reporting, for the words that take a freedom to report back.

    `protections` are settled; a sentence that `found` has a finding of that rule for is left out.
    """
    known = {f.location.start for f in found if f.rule_id == rule.id and f.location}
    made = {f.location.start: f for p in protections for f in _condition(p, rule, sets) if f.location}
    return [finding for start, finding in made.items() if start not in known]


def _condition(permission: Finding, rule: Rule, sets: WordSets) -> Iterator[Finding]:
    back = taken_back_by(permission)
    if back is None or permission.quote is None or permission.location is None:
        return
    why = why_back(fold_quote(back), sets)
    if why not in BARS or not REPORTS.intersection(freedoms_named(words_of(permission), sets)):
        return
    kind = next((s for s in rule.subtypes if s.id == why), None)
    said = rule.wording(kind)
    yield Finding(
        id="",
        rule_id=rule.id,
        category=rule.category,
        severity=kind.severity if kind else rule.severity,
        confidence="likely",
        title=said.title,
        plain=said.plain,
        why=said.why,
        ask_for=said.ask_for,
        fairer=said.fairer,
        questions=said.questions,
        binds="signer",
        quote=back,
        location=permission.context[-1].location,
        subtype=kind.id if kind else None,
        context=(Quoted(permission.quote, permission.location),),
    )
