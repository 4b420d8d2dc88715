"""A number that is all that changed: whom it hurts, in both directions, for the numbers that drafts haggle over."""

from __future__ import annotations

import pytest

from scanner import compare
from scanner.drafts.model import Comparison

TITLE = "SETTLEMENT AGREEMENT between Corvid Hall LLC (the Company) and Robin Vale (Employee)."
END = "2. This Agreement is governed by the laws of Ohio."
# The clause, with what is better for the employee and what is worse.
HAGGLED = {
    "pay wait": (
        "The Company shall pay Employee $20,000 within {} days after the Effective Date.",
        "10",
        "100",
    ),
    "pay wait business": (
        "The Company shall pay Employee $20,000 no later than {} business days after signing.",
        "5",
        "60",
    ),
    "pay amount": (
        "The Company shall pay Employee {} within 10 days after the Effective Date.",
        "$20,000",
        "$12,000",
    ),
    "instalments": (
        "The Company shall pay Employee $24,000 in {} equal monthly instalments.",
        "2",
        "24",
    ),
    "instalments words": (
        "The Company shall pay Employee $24,000 in {} equal monthly installments.",
        "two",
        "twenty-four",
    ),
    "review": (
        "Employee has {} days to consider this Agreement before signing it.",
        "21",
        "3",
    ),
    "revocation": (
        "Employee may revoke this Agreement within {} days after signing it.",
        "7",
        "2",
    ),
    "notice to agencies": (
        "Employee shall give the Company {} days written notice before Employee speaks to any government agency.",
        "2",
        "30",
    ),
    "gag": (
        "Employee shall not disclose the facts of the complaint to any person for {} years.",
        "1",
        "10",
    ),
    "nondisp": (
        "Employee shall not disparage the Company for a period of {} months after signing.",
        "6",
        "60",
    ),
    "noncompete radius": (
        "Employee shall not work for any competitor within {} miles of the Company for one year.",
        "5",
        "100",
    ),
    "noncompete time": (
        "Employee shall not work for any competitor within 5 miles of the Company for {} months.",
        "3",
        "24",
    ),
    "penalty": (
        "If Employee breaches this Agreement, Employee shall pay the Company {} for each breach.",
        "$1,000",
        "$50,000",
    ),
    "interest": (
        "Employee shall pay interest of {} percent per year on any amount owed to the Company.",
        "2",
        "18",
    ),
    "share": (
        "If Employee breaches this Agreement, Employee shall repay {}% of the Settlement Amount.",
        "10",
        "100",
    ),
    "cap company": (
        "The total liability of the Company to Employee shall not exceed {}.",
        "$90,000",
        "$1,000",
    ),
    "cap employee": (
        "The liability of Employee for any breach shall not exceed {}.",
        "$1,000",
        "$90,000",
    ),
    "claim time": (
        "Employee must bring any claim against the Company within {} months or it is waived.",
        "24",
        "2",
    ),
    "fees share": (
        "Employee shall pay {}% of the fees of the mediator.",
        "10",
        "80",
    ),
    "cure": (
        "The Company shall give Employee {} days to cure any breach before it seeks damages.",
        "30",
        "2",
    ),
    "severance weeks": (
        "The Company shall pay Employee {} weeks of severance pay.",
        "20",
        "4",
    ),
    "insurance": (
        "The Company will continue health insurance for Employee for {} months.",
        "12",
        "2",
    ),
    "company notice": (
        "The Company shall give Employee {} days written notice before it ends the payments.",
        "30",
        "3",
    ),
    "return": (
        "Employee shall return all documents and delete all messages within {} days after signing.",
        "30",
        "2",
    ),
}
UNTOLD = {  # nobody can tell from the words whom these hurt
    "two numbers": (
        "The Company shall give Employee {} to cure a breach.",
        "30 days and 2 weeks",
        "3 days and 9 weeks",
    ),
    "other money": ("Employee shall repay {} on demand.", "$900", "£900"),
    "a date": ("The hearing room was booked for {} people.", "20", "10"),
    "nobody's duty": ("The mediation takes {} hours.", "2", "6"),
    "what the other side may not do": ("The Company shall not pay within {} days after a dispute.", "3", "9"),
}


def between(text: str, before: str, after: str) -> Comparison:
    old, new = (f"{TITLE}\n\n1. {text.format(words)}\n\n{END}\n".encode() for words in (before, after))
    return compare(old, new)


@pytest.mark.parametrize("name", HAGGLED)
def test_a_number_that_changed_is_weighed(name: str) -> None:
    text, mild, harsh = HAGGLED[name]
    found = between(text, mild, harsh)
    assert found.worse and not found.better and not found.changed
    found = between(text, harsh, mild)
    assert found.better and not found.worse


@pytest.mark.parametrize("name", UNTOLD)
def test_a_number_that_nobody_can_weigh_is_told_without_a_direction(name: str) -> None:
    found = between(*UNTOLD[name])
    assert found.changed and not found.worse and not found.better


def test_the_numbers_are_named() -> None:
    (change,) = between("Employee shall not work for a rival within {} miles for a year.", "5", "100").worse
    assert (change.kind, [reason.id for reason in change.reasons]) == ("words_changed", ["number_worse"])
    assert "5 before, 100 now" in change.reasons[0].plain
