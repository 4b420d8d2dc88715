"""Findings that are worse together, and the headline that they give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scanner.assess.occasion import Occasion
from scanner.assess.stacks import RECIPES, stacks
from scanner.assess.verdict import ON_TOP, verdict
from scanner.model import Coverage, Details, Duration, Finding
from tests.assess.papers import DAMAGES, GAG, PAY, RELEASE, judged
from tests.conftest import make_finding

READ = Coverage(complete=True, pages_read=1)
AGREEMENT = Occasion("agreement", signed=False)


def some(category: str, number: int = 1, **changes: Any) -> Finding:
    blank: dict[str, Any] = {"category": category, "rule_id": category, "details": Details(), "quote": "Some words."}
    return replace(make_finding(number), **{**blank, **changes})


def ids(*findings: Finding, pays_later: bool = False) -> list[str]:
    return [stack.id for stack in stacks(findings, pays_later=pays_later)]


@pytest.mark.parametrize(
    ("categories", "stack"),
    [
        (["process_control", "gag_facts", "no_benefit"], "hush_mediation"),
        (["gag_facts", "penalty"], "silence_with_teeth"),
        (["non_disparagement", "injunction"], "silence_with_teeth"),
        (["gag_facts", "general_release", "no_benefit"], "silence_for_nothing"),
        (["scripted_statement", "no_admission", "gag_facts"], "rewritten_story"),
        (["evidence_control", "entire_agreement"], "wiped_proof"),
        (["process_control", "counsel_pressure", "forced_arbitration"], "locked_room"),
        (["perpetual", "gag_facts"], "forever"),
    ],
)
def test_a_stack_stands_only_when_all_its_parts_are_there(categories: list[str], stack: str) -> None:
    findings = [some(category, number) for number, category in enumerate(categories, 1)]
    found = {made.id: made for made in stacks(findings, pays_later=False)}
    assert found[stack].finding_ids == tuple(finding.id for finding in findings)
    for left_out in findings:
        assert stack not in ids(*(finding for finding in findings if finding is not left_out))


def test_the_secrecy_of_a_mediation_makes_no_stack() -> None:
    talk = some("gag_facts", 1, subtype="mediation_talk", severity="low")
    rest = ["penalty", "general_release", "no_benefit", "process_control", "perpetual", "scripted_statement"]
    assert ids(talk, *(some(category, number) for number, category in enumerate([*rest, "no_admission"], 2))) == []


def test_small_things_have_no_teeth() -> None:
    assert ids(some("gag_facts", 1), some("indemnity_fees", 2, subtype="tax_only")) == []
    assert ids(some("non_disparagement", 1, subtype="false_only"), some("penalty", 2)) == []
    assert ids(some("evidence_control", 1, rule_id="evidence_control_property"), some("entire_agreement", 2)) == []


def test_a_court_far_away_is_no_mediation() -> None:
    venue = some("process_control", 1, subtype="venue")
    assert "hush_mediation" not in ids(venue, some("gag_facts", 2), some("no_benefit", 3))


def test_they_run_the_talks_and_tell_how_they_ended() -> None:
    talks, gag = some("process_control", 1), some("gag_facts", 2)
    told = some("scripted_statement", 3, subtype="they_can_announce")
    stack = next(stack for stack in stacks([talks, gag, told], pays_later=False) if stack.id == "hush_mediation")
    assert "tell how it ended" in stack.headline and "what you get" not in stack.headline


def test_usual_lines_lock_no_room() -> None:
    venue, advice = some("process_control", 1), some("counsel_pressure", 2, severity="low")
    judge = some("forced_arbitration", 3)
    assert "locked_room" not in ids(venue, advice, judge)
    rush = some("counsel_pressure", 2, severity="high")
    assert "locked_room" in ids(venue, rush, judge)
    assert "locked_room" not in ids(venue, rush, some("forced_arbitration", 3, subtype="jury_waiver"))


def test_that_all_wages_were_paid_rewrites_no_story() -> None:
    paid = some("scripted_statement", 1, severity="low")
    assert "rewritten_story" not in ids(paid, some("no_admission", 2), some("gag_facts", 3))


def test_a_gag_with_no_end_is_forever_by_itself() -> None:
    assert ids(some("gag_facts", details=Details(duration=Duration(None, "forever")))) == ["forever"]
    assert ids(some("gag_facts", details=Details(duration=Duration(2, "year")))) == []


def test_release_before_pay_asks_for_a_release() -> None:
    assert ids(some("general_release"), pays_later=True) == ["release_before_pay"]
    assert ids(some("gag_facts"), pays_later=True) == []
    assert ids(some("general_release")) == []


def test_every_stack_has_its_line() -> None:
    every = [some(c, n) for n, c in enumerate(sorted({"perpetual", "penalty", *CATEGORIES}), 1)]
    made = stacks(every, pays_later=True)
    assert [stack.id for stack in made] == EIGHT
    assert list(dict.fromkeys(recipe.stack for recipe in RECIPES)) == EIGHT
    assert all(stack.headline for stack in made)
    assert set(ON_TOP) <= set(EIGHT)


EIGHT = [
    *("hush_mediation", "silence_with_teeth", "silence_for_nothing", "rewritten_story"),
    *("wiped_proof", "locked_room", "forever", "release_before_pay"),
]
CATEGORIES = (
    *("gag_facts", "process_control", "no_benefit", "general_release", "scripted_statement", "no_admission"),
    *("evidence_control", "entire_agreement", "counsel_pressure", "forced_arbitration"),
)


def test_the_worst_stack_gives_the_headline_unless_something_is_critical() -> None:
    findings = [some("gag_facts", 1), some("penalty", 2)]
    made = stacks(findings, pays_later=False)
    assert verdict(findings, READ, made, AGREEMENT).headline == made[0].headline
    worse = [replace(findings[0], severity="critical"), findings[1]]
    assert verdict(worse, READ, made, AGREEMENT).headline.startswith("Stop here.")
    assert verdict(worse, READ, made, AGREEMENT).level == "stop"


def test_a_stack_that_is_not_on_top_leaves_the_headline_to_the_level() -> None:
    findings = [some("evidence_control", 1), some("entire_agreement", 2)]
    made = stacks(findings, pays_later=False)
    assert verdict(findings, READ, made, AGREEMENT).headline == verdict(findings, READ, (), AGREEMENT).headline


def test_from_paper_to_stack() -> None:
    assert "silence_with_teeth" in [stack.id for stack in judged(PAY, GAG, DAMAGES).stacks]
    report = judged(GAG, RELEASE)
    assert "silence_for_nothing" in [stack.id for stack in report.stacks]
    known = {finding.id for finding in report.findings}
    assert all(set(stack.finding_ids) <= known for stack in report.stacks)


def test_money_in_parts_after_a_release() -> None:
    parts = "2. The Company will pay the Claimant $40,000 in four equal installments."
    assert "release_before_pay" in [stack.id for stack in judged(parts, RELEASE).stacks]
    held = "3. Upon receipt of payment in full, the Claimant releases the Company from all claims, known or unknown."
    assert "release_before_pay" not in [stack.id for stack in judged(parts, held).stacks]
    assert "release_before_pay" not in [stack.id for stack in judged(PAY, RELEASE).stacks]
