"""What the second reader proposes, and what it leaves alone."""

from __future__ import annotations

import pytest

from scanner import scan
from scanner.model import Finding
from tests.second.alone import proposed

# No pattern knows it.
NEW = "The Student cannot, through friends or relatives, cause the subject matter of the proceedings to become known."


def _hints(text: str) -> list[Finding]:
    return [finding for finding in scan(text.encode(), name="paper.txt").findings if finding.confidence == "possible"]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("non_disparagement", "The Member will not cast doubt upon the good name of the Club."),
        ("general_release", "On payment the Club shall be free of every claim by the Member, known or unknown."),
        ("gag_reporting", "The Member will decline to take part in any inquiry by the regulator."),
        ("forced_arbitration", "If we cannot agree, a private judge will have the last word."),
    ],
)
def test_proposes(label: str, text: str) -> None:
    assert label in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing in this paper stops the Member from speaking about the assault to anyone.",
        "The Club shall not speak ill of the Member.\nThe Company shall not speak ill of the Employee.",
        "THE MEMBER WILL NOT DISPARAGE THE CLUB",
        "Silence about it.",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert proposed(text) == set()


def test_what_a_pattern_finds_is_not_proposed_again() -> None:
    text = "The Employee shall not disclose the facts of her complaint to anyone."
    assert "gag_facts" in proposed(text)
    (finding,) = [f for f in scan(text.encode(), name="paper.txt").findings if f.category == "gag_facts"]
    assert finding.confidence == "sure"


def test_a_proposal_is_told_as_possible_with_the_words_of_its_rule() -> None:
    from scanner.rulebook import load

    (hint,) = _hints(NEW)
    assert (hint.rule_id, hint.binds, hint.quote) == ("gag_facts", "signer", NEW)
    assert hint.plain == load()["gag_facts"].plain


def test_a_lead_in_that_says_it_is_not_said_again_for_its_items() -> None:
    items = "(a) the Club and all its teachers and trainers;\n(b) the Club's owners and all of their friends."
    text = f"The Member will not cast doubt upon the good name of:\n{items}"
    assert len([hint for hint in _hints(text) if hint.category == "non_disparagement"]) <= 1


def test_a_hint_beside_a_clear_match_of_the_same_thing_is_left_out() -> None:
    assert _hints(f"The Complainant shall keep the facts of the complaint confidential.\n\n{NEW}") == []
