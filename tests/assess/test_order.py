"""What is shown first."""

from __future__ import annotations

from scanner.model import SEVERITIES, Report
from tests.assess.papers import DAMAGES, GAG, PAY, RELEASE, judged

FREE = "9. Nothing in this Agreement prevents the Claimant from reporting to the police."
AGAIN = "7. The Claimant shall not discuss the facts of her complaint with the press."


def order(report: Report) -> list[str]:
    return [finding.category for finding in report.findings]


def test_the_worst_comes_first() -> None:
    report = judged(PAY, RELEASE, GAG, DAMAGES)
    weights = [SEVERITIES.index(finding.severity) for finding in report.findings]
    assert weights == sorted(weights, reverse=True)
    assert [finding.id for finding in report.findings] == [f"f{n}" for n in range(1, len(weights) + 1)]


def test_of_one_weight_the_worst_stack_comes_first() -> None:
    small = DAMAGES.replace("$50,000", "$500")
    report = judged(PAY, RELEASE, GAG, small, FREE)  # all three are high, and the release stands first in the paper
    assert {finding.severity for finding in report.findings} == {"high"}
    assert order(report) == ["gag_facts", "penalty", "general_release"]
    assert [stack.finding_ids for stack in report.stacks if stack.id == "silence_with_teeth"] == [("f1", "f2")]


def test_what_is_said_again_comes_after_what_is_new() -> None:
    report = judged(PAY, GAG, AGAIN, DAMAGES)
    assert {finding.severity for finding in report.findings} == {"critical"}
    assert order(report) == ["gag_facts", "penalty", "gag_facts"]
