"""Single clauses that are easily misread, each with what a careful reader finds and does not find in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scanner import scan

CURRENT = {
    "gag_facts", "gag_terms", "gag_reporting", "non_disparagement", "penalty", "injunction", "indemnity_fees",
    "liability_limit", "general_release", "covenant_not_to_sue", "protected_rights", "review_period",
    "revocation_period", "business_confidentiality",
}  # fmt: skip
PROTECTIONS = {"protected_rights", "review_period", "revocation_period", "own_counsel"}
NOTES = {"business_confidentiality"}


def _cases() -> list[Any]:
    files = sorted((Path(__file__).parent / "hardcases").glob("*.yaml"))
    return [case for file in files for case in yaml.safe_load(file.read_text("utf-8"))]


CASES = _cases()


def test_the_cases_are_many_and_well_formed() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 80
    for case in CASES:
        assert case["text"] and case["why"]
        assert not set(case["labels"]) & set(case["not_labels"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reads_it_as_a_lawyer_would(case: Any) -> None:
    """What binds the other side alone is no false alarm: it is shown as what it is."""
    report = scan(case["text"].encode(), name="clause.txt")
    found = [*report.findings, *report.protections, *report.notes]
    wanted = set(case["labels"]) & CURRENT
    assert {finding.category for finding in found} >= wanted, case["why"]
    alarms = {finding.category for finding in found if finding in report.protections or finding.binds != "other"}
    assert not alarms & set(case["not_labels"]), case["why"]
    for label, bound in _bound(case, wanted).items():
        assert bound in {finding.binds for finding in found if finding.category == label}, case["why"]


def _bound(case: Any, wanted: set[str]) -> dict[str, str]:
    """Who is bound by each red flag: `binds` names one side for all of them, or maps labels to sides."""
    binds, flags = case.get("binds", {}), wanted - PROTECTIONS - NOTES
    return (
        {label: side for label, side in binds.items() if label in flags}
        if isinstance(binds, dict)
        else dict.fromkeys(flags, binds)
    )
