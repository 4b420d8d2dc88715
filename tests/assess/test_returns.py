"""Silence or claims for nothing of worth."""

from __future__ import annotations

import pytest

from scanner.model import Finding
from tests.assess.papers import DAMAGES, GAG, PAY, RELEASE, judged


def for_nothing(*parts: str) -> Finding | None:
    found = [finding for finding in judged(*parts).findings if finding.category == "no_benefit"]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        "2. In consideration of the mutual promises in this Agreement, the parties agree as follows.",
        "2. The Company will pay the Claimant $1 and other good and valuable consideration.",
        "2. The Claimant will pay the Company $5,000 for its costs.",
        "2. The parties will work together towards peace and closure.",
    ],
)
def test_nothing_of_worth(nothing: str) -> None:
    finding = for_nothing(nothing, GAG, RELEASE)
    assert finding is not None
    assert finding.quote is None and finding.location is None
    assert finding.id.startswith("f") and finding.title and finding.ask_for


@pytest.mark.parametrize(
    "something",
    [
        PAY,
        "2. The Claimant will receive a payment of $12,500.",
        "2. The Company offers the Claimant ₹5,00,000 in full and final settlement.",
        "2. The Company shall pay the Claimant the sum of $__________ in full settlement.",
        "2. The Company shall pay the Claimant twelve weeks of salary.",
        "2. The Company will provide the Claimant with a neutral reference.",
        "2. The Respondent shall resign from the board by June 1.",
    ],
)
def test_something_of_worth(something: str) -> None:
    assert for_nothing(something, GAG, RELEASE) is None


def test_what_the_signer_would_owe_is_no_return() -> None:
    assert for_nothing(GAG, RELEASE, DAMAGES) is not None


def test_a_paper_that_takes_nothing_has_no_such_finding() -> None:
    assert for_nothing("2. The parties will meet for one hour.") is None


def test_business_secrets_for_business_secrets() -> None:
    secret = "2. Each party shall keep the other party's price lists and the terms of this Agreement confidential."
    report = judged(secret, opening="Agreement between Beta LLC (“Recipient”) and Acme, Inc. (“Discloser”).\n\n")
    assert "no_benefit" not in [finding.category for finding in report.findings]
