"""What a finding is called, and what stands with it, fits the words that it quotes."""

from __future__ import annotations

import pytest

from scanner import scan
from scanner.model import Finding, Report
from tests.assess.papers import GAG, PAY, judged
from tests.assess.test_mediation import INVITATION


def only(report: Report, category: str) -> Finding:
    (finding,) = (f for f in report.findings if f.category == category)
    return finding


@pytest.mark.parametrize(
    ("category", "text", "title"),
    [
        (
            "general_release",
            "The Claimant gives up the claims for harassment that arose before 4 May, and no others.",
            "You give up the claims that it names",
        ),
        (
            "process_control",
            "Any dispute shall be heard by an arbitrator chosen by the Company.",
            "They have a hold on the person who decides",
        ),
        (
            "penalty",
            "If the Claimant breaches Section 4, she shall pay the Company $5,000 per occurrence.",
            "A big bill if you speak or break the deal",
        ),
        (
            "penalty",
            "A violation of Section 4 by the Claimant may be referred to the Office of Student Conduct for discipline.",
            "You could be punished if you talk",
        ),
        (
            "evidence_control",
            "The Claimant shall delete from her personal phone all messages with Mr. Hume.",
            "You would delete or hand over proof",
        ),
        (
            "counsel_pressure",
            "The Claimant is advised to consult with an attorney.",
            "It says that you were told to see a lawyer",
        ),
        (
            "perpetual",
            "The duties in this Section shall continue in perpetuity and shall survive the payment.",
            "Your silence never ends",
        ),
        ("gag_terms", "The Claimant will not tell others how much was paid.", "The amount must stay private"),
    ],
)
def test_title(category: str, text: str, title: str) -> None:
    assert only(judged(PAY, GAG, f"5. {text}"), category).title == title


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("gag_terms", "Any dispute under this Agreement shall be decided by confidential and binding arbitration."),
        ("covenant_not_to_sue", "The Claimant shall not discuss the Asserted Claims with any patient."),
        ("scripted_statement", "The Claimant will withdraw her claim to the Tribunal within seven days of payment."),
        ("scripted_statement", "The Claimant signs this of her own free will, without force, threat or intimidation."),
        ("exclusion", "The Claimant will forfeit her fellowship if she breaches this Agreement."),
    ],
)
def test_what_a_sentence_is_not(category: str, text: str) -> None:
    assert category not in {finding.category for finding in judged(PAY, f"5. {text}").findings}


def test_a_time_to_withdraw_a_claim_is_no_time_to_cancel() -> None:
    report = judged(PAY, GAG, "5. The Claimant will withdraw her claim to the Tribunal within seven days of payment.")
    assert "revocation_period" in {item.id for item in report.missing}


def test_each_time_is_its_own() -> None:
    report = judged(GAG, "9. The Claimant has 21 days to consider this Agreement and may revoke it within seven days.")
    assert {p.category: p.details.deadline_days for p in report.protections} == {
        "review_period": 21,
        "revocation_period": 7,
    }


def test_what_two_rules_say_in_the_same_words_stands_once() -> None:
    report = judged(PAY, GAG, "5. The Claimant will pay the sum of $10,000 for each occasion on which she breaks this.")
    assert only(report, "penalty").severity == "high"


def test_an_endless_duty_binds_those_who_are_silent() -> None:
    endless = "5. The duties in this Section shall continue in perpetuity."
    assert only(judged(PAY, GAG, endless), "perpetual").binds == "signer"
    both = GAG.replace("The Claimant shall not", "The parties shall not")
    assert only(judged(PAY, both, endless), "perpetual").binds == "both"


def test_leave_to_speak_is_no_exception_from_a_promise_not_to_sue() -> None:
    sue = "5. The Claimant shall not sue the Company."
    facts = "6. Nothing in this Agreement prevents either party from discussing the facts."
    agency = "6. Nothing in this Agreement prevents the Claimant from filing a charge with any agency."
    assert not only(judged(PAY, sue, facts), "covenant_not_to_sue").details.exceptions
    assert only(judged(PAY, sue, agency), "covenant_not_to_sue").details.exceptions


def test_a_mediator_whom_both_may_refuse_weighs_less() -> None:
    named = "The mediator is Ms. Nwosu, who was picked by us. "
    choice = "If you would prefer someone else, we look for a person whom you both accept."
    severity = [only(judged(text, opening=INVITATION), "process_control").severity for text in (named, named + choice)]
    assert severity == ["high", "medium"]


def test_of_two_people_the_one_who_would_pay_for_each_word_was_handed_the_paper() -> None:
    paper = (
        "Agreement between Lucian Marchetti (“Lucian”) and Joanna Fairweather (“Joanna”).\n\n"
        "1. Joanna agrees that she will never disclose any act of Lucian.\n\n"
        "2. For each disclosure Joanna will pay Lucian $75,000 as liquidated damages.\n\n"
        "3. Joanna agrees to pay Lucian's legal fees if he has to enforce this Agreement.\n\n"
        "4. Lucian will pay Joanna $5,000.\n\n"
    )
    roles = {party.name: party.role for party in scan(paper.encode(), name="paper.txt").parties}
    assert roles == {"Lucian Marchetti": "other", "Joanna Fairweather": "signer"}


@pytest.mark.parametrize("title", ["____. NO ADMISSION OF LIABILITY\n\n", "No admission. "])
def test_a_title_is_not_quoted_where_the_sentence_behind_it_says_it(title: str) -> None:
    sentence = "Neither this Agreement nor any payment is an admission of wrongdoing."
    assert only(judged(PAY, GAG, title + sentence), "no_admission").quote == sentence
