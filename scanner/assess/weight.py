"""How serious a finding is in this very paper: what stands beside it, what it leaves free, what it costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from scanner.assess.carveouts import LOOSENED
from scanner.assess.costs import is_large, with_costs
from scanner.assess.freedoms import freedoms_named
from scanner.assess.scale import at_least, step
from scanner.assess.stacks import is_gag, is_silence
from scanner.assess.words import fold_quote, holds
from scanner.model import Amount, Finding, Severity
from scanner.rulebook.source import read_yaml, rules_folder
from scanner.rulebook.words import WordSets

FULL = frozenset({"police", "agencies", "court", "lawyer", "medical", "family"})  # a carve-out that leaves all these
REPORTING: dict[str, Severity] = {
    "police": "critical",
    "agencies": "high",
    "helping_others": "high",
    "notice_first": "medium",
}
SHORT, FAIR = 7, 21  # days to sign: fewer than SHORT is a rush, FAIR is fair
PROOF = ("proof", "posts", "access")  # kinds of evidence_control that reach what a case may need


@dataclass(frozen=True)
class Beside:
    """What a paper holds beside a finding: all red flags, the payment to the signer, and what it is about."""

    findings: Sequence[Finding]
    payment: Amount | None
    personal: bool  # it speaks of harm to a person, or at least of no business
    mediation: bool  # it asks for a mediation, and ends nothing yet
    joint_choice: bool  # of the mediator
    sets: WordSets

    @cached_property
    def categories(self) -> frozenset[str]:
        """The labels of all red flags."""
        return frozenset(finding.category for finding in self.findings)

    @cached_property
    def gags_one_side(self) -> bool:
        """Only the signer is silent about what happened: the other side's denial stands alone."""
        return any(is_gag(f) and f.category == "gag_facts" and f.binds == "signer" for f in self.findings)

    @cached_property
    def asks_silence(self) -> bool:
        """The signer has to be silent about something that matters."""
        return any(is_silence(finding) or finding.category == "gag_reporting" for finding in self.findings)

    @cached_property
    def silences_one_side(self) -> bool:
        """All who have to be silent about anything are the signer."""
        silent = {f.binds for f in self.findings if f.category in LOOSENED}
        return silent == {"signer"}

    @cached_property
    def is_rushed(self) -> bool:
        """The signer is pushed to sign, or kept from a lawyer."""
        return any(f.category == "counsel_pressure" and f.severity in ("high", "critical") for f in self.findings)

    @cached_property
    def they_may_tell(self) -> bool:
        """The other side may announce how it ended."""
        return any(finding.subtype == "they_can_announce" for finding in self.findings)


def weighed(findings: Sequence[Finding], beside: Beside) -> tuple[Finding, ...]:
    """The findings with the severity that they have in this paper, and what a penalty could come to."""
    return tuple(_weighed(with_costs(finding, beside.payment), beside) for finding in findings)


def _weighed(finding: Finding, beside: Beside) -> Finding:
    if finding.category == "perpetual" and finding.binds == "both" and beside.silences_one_side:
        finding = replace(finding, binds="signer")  # "the duties in this article go on": they are the signer's
    weigh = WEIGHTS.get(finding.category)
    severity = weigh(finding, beside) if weigh else finding.severity
    if severity == finding.severity:
        return finding
    more = _more_words().get(finding.subtype or "")
    return replace(finding, severity=severity, plain=f"{finding.plain} {more}" if more else finding.plain)


@lru_cache(maxsize=1)
def _more_words() -> dict[str, str]:
    data: dict[str, str] = read_yaml(rules_folder() / "help" / "weight.yaml")
    return data


# --- one function for each label whose weight depends on the rest of the paper -------------------


def _gag_facts(finding: Finding, beside: Beside) -> Severity:
    """Worse without a carve-out that can be trusted; less so with one that leaves all that matters most."""
    if finding.subtype == "mediation_talk":
        serious = beside.they_may_tell or "penalty" in beside.categories
        return at_least("high", finding.severity) if serious else finding.severity
    if not beside.personal:
        return finding.severity
    left = _left_free(finding, beside.sets)
    if not left:
        return step(finding.severity, 1)
    return at_least("medium", step(finding.severity, -1)) if left >= FULL else finding.severity


def _covenant(finding: Finding, beside: Beside) -> Severity:
    """A promise not to complain reaches less far where the paper leaves the way to agencies open."""
    opened = finding.subtype == "agency_or_police" and "agencies" in _left_free(finding, beside.sets)
    return step(finding.severity, -1) if opened else finding.severity


def _left_free(finding: Finding, sets: WordSets) -> frozenset[str]:
    """The freedoms that the exceptions of a finding leave, as far as they can be trusted."""
    trusted = " ".join(e.quote for e in finding.details.exceptions if e.strength == "strong")
    return freedoms_named(fold_quote(trusted), sets)


def _gag_reporting(finding: Finding, beside: Beside) -> Severity:
    """Whom it keeps the signer from decides, also in a paper that does not name the harm."""
    floor = REPORTING.get(finding.subtype or "")
    return at_least(floor, finding.severity) if floor and beside.personal else finding.severity


def _penalty(finding: Finding, beside: Beside) -> Severity:
    large = is_large(finding, beside.payment) or holds(fold_quote(finding.quote or ""), beside.sets["all_the_money"])
    return "critical" if large and beside.personal and finding.binds != "other" else finding.severity


def _process_control(finding: Finding, beside: Beside) -> Severity:
    """A mediator who is named or paid by one side weighs less where both may choose."""
    softer = beside.joint_choice and finding.subtype in ("mediator_chosen_by_other_side", "other_side_pays")
    return step(finding.severity, -1) if softer else finding.severity


def _general_release(finding: Finding, beside: Beside) -> Severity:
    """A form for the talks is no place to give up claims."""
    return "critical" if beside.mediation and finding.binds != "other" else finding.severity


def _no_admission(finding: Finding, beside: Beside) -> Severity:
    return at_least("medium", finding.severity) if beside.gags_one_side else finding.severity


def _entire_agreement(finding: Finding, beside: Beside) -> Severity:
    return at_least("medium", finding.severity) if "no_benefit" in beside.categories else finding.severity


def _perpetual(finding: Finding, beside: Beside) -> Severity:
    """Endless silence weighs where there is silence; that a clause outlives the paper is usual."""
    if not beside.asks_silence:
        return "low"
    duration = finding.details.duration
    endless = duration is not None and duration.unit == "forever"
    return at_least("medium", finding.severity) if endless else finding.severity


def _counsel_pressure(finding: Finding, beside: Beside) -> Severity:
    days = finding.details.deadline_days
    if finding.rule_id == "counsel_pressure_deadline" and days is not None and days >= SHORT:
        return "medium" if days < FAIR else "low"
    if finding.rule_id == "counsel_pressure" and beside.is_rushed:
        return at_least("medium", finding.severity)  # "I had time and advice" is worth asking about in a rush
    return finding.severity


def _evidence_control(finding: Finding, beside: Beside) -> Severity:
    """Worse where the same words speak of the police or a court, which may need the proof."""
    own = finding.quote or ""
    for exception in finding.details.exceptions:
        own = own.replace(exception.quote, " ")
    words = fold_quote(own)
    needed = any(holds(words, beside.sets[f"freedom_{name}"]) for name in ("police", "court"))
    return "critical" if needed and finding.subtype in PROOF else finding.severity


WEIGHTS: dict[str, Callable[[Finding, Beside], Severity]] = {
    "gag_facts": _gag_facts,
    "covenant_not_to_sue": _covenant,
    "gag_reporting": _gag_reporting,
    "penalty": _penalty,
    "process_control": _process_control,
    "general_release": _general_release,
    "no_admission": _no_admission,
    "entire_agreement": _entire_agreement,
    "perpetual": _perpetual,
    "counsel_pressure": _counsel_pressure,
    "evidence_control": _evidence_control,
}
