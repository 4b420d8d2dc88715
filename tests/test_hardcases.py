"""Single clauses that are easily misread, each with what a careful reader finds and does not find in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scanner import scan

# Not read rightly yet; strict, so that whoever mends one is told to take it out.
OPEN = frozenset(
    """
    C15 L18 L19 D01 D04 D13 G23 G25 M01 M02 M18 N18 R01
    """.split()  # noqa: SIM905 - a list of names is read as a list
)
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


def _marked(case: Any) -> Any:
    marks = [pytest.mark.xfail(reason="not read rightly yet", strict=True)] if case["id"] in OPEN else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_reads_it_as_a_lawyer_would(case: Any) -> None:
    """What binds the other side alone is no false alarm: it is shown as what it is."""
    report = scan(case["text"].encode(), name="clause.txt")
    found = [*report.findings, *report.protections, *report.notes]
    wanted = set(case["labels"])
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
