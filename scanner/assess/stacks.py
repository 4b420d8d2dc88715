"""Findings that are worse together than alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scanner.model import Finding, Stack
from scanner.rulebook.source import read_yaml, rules_folder

Test = Callable[[Finding], bool]


def stacks(findings: Sequence[Finding], *, pays_later: bool) -> tuple[Stack, ...]:
    """The stacks that the findings make, in the order in which a headline takes the first.

    `pays_later`: claims are gone before all the money has come.
    """
    out: dict[str, Stack] = {}
    for recipe in RECIPES:
        ids = _members(recipe.tests, findings) if pays_later or recipe.stack != PAYS_LATER else ()
        if ids and recipe.stack not in out:
            out[recipe.stack] = Stack(recipe.stack, _headlines()[recipe.headline or recipe.stack], ids)
    return tuple(out.values())


def is_gag(finding: Finding) -> bool:
    """True for a duty to be silent about what happened, or never to say a bad word.

    The secrecy of what is said in a mediation is ordinary as long as it weighs little; so is a ban on false
    statements.
    """
    if finding.category == "gag_facts":
        return finding.subtype != "mediation_talk" or finding.severity != "low"
    return finding.category == "non_disparagement" and finding.subtype != "false_only"


def is_silence(finding: Finding) -> bool:
    """True for a gag, and for a duty to hide the deal that is more than the usual one."""
    return is_gag(finding) or (finding.category == "gag_terms" and finding.severity != "low")


def gives_up_claims(finding: Finding) -> bool:
    """True for a release of claims and for a promise not to sue or to complain."""
    return finding.category in ("general_release", "covenant_not_to_sue")


def _is(*categories: str, but: tuple[str, ...] = ()) -> Test:
    return lambda finding: finding.category in categories and not {finding.subtype, finding.rule_id}.intersection(but)


def _runs_the_talks(finding: Finding) -> bool:
    """They choose who leads a mediation, where, or that it has to be; courts and arbitrators come later."""
    return finding.category == "process_control" and finding.subtype not in ("venue", "judge_chosen_by_other_side")


def _has_no_end(finding: Finding) -> bool:
    if finding.category == "perpetual":
        return finding.severity != "low"  # that a clause outlives the paper is usual
    duration = finding.details.duration
    return is_gag(finding) and duration is not None and duration.unit == "forever"


def _leaves_no_court(finding: Finding) -> bool:
    """A private judge decides; a jury waiver alone leaves the court."""
    return finding.category == "forced_arbitration" and finding.subtype not in ("jury_waiver", "class_waiver")


def _presses(finding: Finding) -> bool:
    """Little time, or no lawyer; a line that says the signer had both does not press by itself."""
    return finding.category == "counsel_pressure" and finding.severity in ("high", "critical")


def _tells_their_story(finding: Finding) -> bool:
    """Words put into the signer's mouth; that all wages were paid is said in most papers."""
    return finding.category == "scripted_statement" and finding.severity != "low"


def _is_told(finding: Finding) -> bool:
    return finding.subtype == "they_can_announce"


@dataclass(frozen=True, slots=True)
class Recipe:
    """A stack stands when every test has a finding; the headline is that of the stack, or another of its own."""

    stack: str
    tests: tuple[Test, ...]
    headline: str = ""


PAYS_LATER = "release_before_pay"
RECIPES = (
    Recipe("hush_mediation", (_runs_the_talks, is_silence, _is("no_benefit"))),
    Recipe("hush_mediation", (_runs_the_talks, is_silence, _is_told), headline="hush_mediation_told"),
    Recipe("silence_with_teeth", (is_gag, _is("penalty", "injunction", "indemnity_fees", but=("tax_only",)))),
    Recipe("silence_for_nothing", (is_silence, gives_up_claims, _is("no_benefit"))),
    Recipe("rewritten_story", (_tells_their_story, _is("no_admission"), is_gag)),
    Recipe("wiped_proof", (_is("evidence_control", but=("evidence_control_property",)), _is("entire_agreement"))),
    Recipe("locked_room", (_is("process_control"), _presses, _leaves_no_court)),
    Recipe("forever", (_has_no_end, is_silence)),
    Recipe(PAYS_LATER, (_is("general_release"),)),
)


def _members(tests: Sequence[Test], findings: Sequence[Finding]) -> tuple[str, ...]:
    """The ids of all findings that pass a test; none if a test has no finding."""
    passed = [[finding.id for finding in findings if test(finding)] for test in tests]
    if not all(passed):
        return ()
    wanted = {i for ids in passed for i in ids}
    return tuple(finding.id for finding in findings if finding.id in wanted)


@lru_cache(maxsize=1)
def _headlines() -> dict[str, str]:
    data: dict[str, str] = read_yaml(rules_folder() / "help" / "stacks.yaml")
    return data
