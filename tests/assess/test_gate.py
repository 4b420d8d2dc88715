"""Which papers are about people, whatever else they guard."""

from __future__ import annotations

from scanner import scan

SECRETS = "The Executive shall not disclose the trade secrets of the Corporation. "
STOPS = "Upon any breach by the Executive the payments shall cease and she shall repay what she received. "
LEAVES = "The Executive releases the Corporation from all claims, known or unknown. "


def _found(text: str) -> set[str]:
    return {finding.category for finding in scan(text.encode(), name="paper.txt").findings}


def test_a_paper_in_which_a_person_gives_up_claims_is_about_people() -> None:
    assert "penalty" in _found(SECRETS + LEAVES + STOPS)
