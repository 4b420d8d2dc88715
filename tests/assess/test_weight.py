"""How serious a finding is because of what else stands in the paper."""

from __future__ import annotations

import pytest

from scanner import scan
from scanner.model import Finding, Report
from tests.assess.papers import DAMAGES, GAG, OPENING, PAY, RELEASE, judged

FULL = (
    "9. Nothing in this Agreement prevents the Claimant from reporting to the police or any government agency, "
    "testifying in court, or talking to her lawyer, her doctor or her family."
)
HIGH_PAY = PAY.replace("$40,000", "$400,000")


def found(report: Report, category: str, rule: str = "") -> Finding:
    return next(f for f in report.findings if f.category == category and rule in f.rule_id)


@pytest.mark.parametrize(
    ("parts", "severity"),
    [
        ([GAG], "critical"),
        ([GAG.replace(" complaint.", " complaint, except as required by law.")], "critical"),
        ([GAG, "9. Nothing in this Agreement prevents a report to the police."], "high"),
        ([GAG, FULL], "medium"),
        ([GAG.replace(" complaint.", " complaint, except as agreed by both.")], "critical"),
        ([GAG, FULL + " She shall, however, give the Company notice before she does so."], "critical"),
    ],
)
def test_a_gag_weighs_by_what_it_leaves_free(parts: list[str], severity: str) -> None:
    assert found(judged(PAY, *parts), "gag_facts").severity == severity


def test_a_promise_not_to_complain_weighs_less_where_agencies_stay_open() -> None:
    promise = "5. The Claimant shall not file any charge with any agency."
    taken = "5. The Claimant gives up any right to individual monetary recovery in a charge with the EEOC."
    assert found(judged(PAY, promise), "covenant_not_to_sue").severity == "critical"
    assert found(judged(PAY, promise, FULL), "covenant_not_to_sue").severity == "high"
    assert found(judged(PAY, taken), "covenant_not_to_sue").subtype == "no_money"


def damages(sum_: str, pay: str = PAY) -> Finding:
    return found(judged(pay, GAG, DAMAGES.replace("$50,000", sum_)), "penalty")


@pytest.mark.parametrize(
    ("sum_", "pay", "severity"),
    [
        ("$50,000", PAY, "critical"),
        ("$10,001", HIGH_PAY, "critical"),
        ("$10,000", HIGH_PAY, "high"),
        ("$5,000", PAY, "high"),
        ("$5,000", PAY.replace("$40,000", "$15,000"), "critical"),
        ("£5,000", PAY.replace("$40,000", "$15,000"), "high"),  # sums of two currencies are not compared
        ("Rs. 20,000", PAY.replace("$40,000", "Rs. 5 lakhs"), "high"),
        ("Rs. 2 lakhs", PAY.replace("$40,000", "Rs. 5 lakhs"), "critical"),
    ],
)
def test_a_penalty_weighs_by_its_size_and_its_share(sum_: str, pay: str, severity: str) -> None:
    assert damages(sum_, pay).severity == severity


def test_a_penalty_in_a_paper_about_no_harm_is_not_raised() -> None:
    opening = "Supply agreement between Beta LLC (“Supplier”) and Acme, Inc. (“Buyer”) for price lists.\n\n"
    late = "2. If the Supplier breaches Section 4, it shall pay $50,000 as liquidated damages."
    assert {f.severity for f in judged(late, opening=opening).findings if f.category == "penalty"} <= {"high"}


def test_losing_all_that_was_paid() -> None:
    back = "6. If the Claimant breaches Section 4, she shall repay the entire settlement sum to the Company."
    assert found(judged(PAY, GAG, back), "penalty").severity == "critical"


def test_what_a_penalty_could_come_to_is_an_example() -> None:
    details = damages("$50,000 for each post").details
    assert details.example is not None and "3 x $50,000 = $150,000 (example)" in details.example
    assert damages("$500 per day").details.example == "If it goes on for 30 days: 30 x $500 = $15,000 (example)."
    one = judged(PAY, GAG, "6. If the Claimant breaches Section 4, she shall pay $5,000 as liquidated damages.")
    assert found(one, "penalty").details.example is None


@pytest.mark.parametrize(
    ("sum_", "share"), [("$40,000", "whole"), ("$20,000", "half"), ("$11,000", "quarter"), ("$10,000", None)]
)
def test_the_share_of_the_payment_in_words(sum_: str, share: str | None) -> None:
    words = damages(sum_).details.share
    assert words is None if share is None else words is not None and share in words and "$40,000" in words


def test_a_denial_weighs_beside_a_gag_of_one_side() -> None:
    denial = "8. Nothing in this Agreement is an admission of liability by the Company."
    assert found(judged(PAY, RELEASE, denial), "no_admission").severity == "low"
    assert found(judged(PAY, GAG, denial), "no_admission").severity == "medium"
    both = GAG.replace("The Claimant shall not", "Neither party shall")
    assert found(judged(PAY, both, denial), "no_admission").severity == "low"


def test_only_what_is_written_counts_weighs_where_nothing_is_given() -> None:
    entire = "10. This Agreement is the entire agreement between the parties."
    assert found(judged(PAY, GAG, entire), "entire_agreement").severity == "low"
    assert found(judged(GAG, RELEASE, entire), "entire_agreement").severity == "medium"


def test_no_end_weighs_where_there_is_silence() -> None:
    endless = "9. The duties of the Claimant under this Agreement continue in perpetuity."
    silent = found(judged(PAY, GAG, endless), "perpetual")
    assert silent.severity == "medium"
    assert [f.severity for f in judged(PAY, endless).findings if f.category == "perpetual"] in ([], ["low"])


@pytest.mark.parametrize(("days", "severity"), [("three (3)", "high"), ("ten (10)", "medium"), ("30", "low")])
def test_days_to_sign(days: str, severity: str) -> None:
    offer = f"11. This offer expires unless the Claimant signs it within {days} days."
    assert found(judged(PAY, GAG, offer), "counsel_pressure").severity == severity


def test_a_line_about_advice_weighs_in_a_rush() -> None:
    advice = "12. The Claimant has had the opportunity to consult an attorney of her choice."
    rush = "11. This offer expires at 5 p.m. today."
    assert found(judged(PAY, GAG, advice), "counsel_pressure").severity == "low"
    both = judged(PAY, GAG, advice, rush)
    assert {f.severity for f in both.findings if f.rule_id == "counsel_pressure"} == {"medium"}


def test_proof_that_the_police_may_need() -> None:
    proof = "7. The Claimant shall delete all messages and recordings, including those that she gave to the police."
    plain = "7. The Claimant shall delete all messages and recordings."
    assert found(judged(PAY, GAG, plain), "evidence_control").severity == "high"
    assert found(judged(PAY, GAG, proof), "evidence_control").severity == "critical"


def test_the_privacy_of_talks_is_low_until_it_costs_money_or_one_side_may_speak() -> None:
    opening = OPENING.replace("Settlement Agreement", "Agreement to mediate")
    talk = "4. Everything that is said in the mediation is confidential."
    tell = "5. The Company may announce to its staff that the matter has been resolved."
    alone = judged(talk, opening=opening)
    assert found(alone, "gag_facts").severity == "low"
    assert alone.verdict.level != "stop"
    for more in (tell, DAMAGES):
        raised = found(judged(talk, more, opening=opening), "gag_facts")
        assert raised.severity == "high" and "weighs more" in raised.plain


def test_hidden_words_weigh_one_step_more() -> None:
    html = f"<!doctype html><html><body><p>{OPENING}</p><p>{RELEASE}</p></body></html>"
    seen = found(scan(html.encode(), name="a.html"), "general_release")
    hidden = found(scan(html.replace("<p>3.", '<p style="display:none">3.').encode(), name="a.html"), "general_release")
    assert (seen.severity, hidden.severity) == ("high", "critical")


@pytest.mark.parametrize(
    ("ban", "severity"),
    [
        ("Don't go to the police about it.", "critical"),
        ("You will not report this to any agency.", "high"),
    ],
)
def test_a_bar_on_reports_weighs_the_same_where_the_harm_is_not_named(ban: str, severity: str) -> None:
    report = scan(ban.encode(), name="note.txt")
    weights = {f.severity for f in report.findings if f.category in ("gag_reporting", "covenant_not_to_sue")}
    assert severity in weights


def test_all_but_a_little_is_nearly_all() -> None:
    back = "6. If the Claimant breaches Section 4, she shall return all but $1,000 of the payment."
    penalty = found(judged(PAY, GAG, back), "penalty")
    assert penalty.severity == "critical"
    assert penalty.details.amount is None  # the sum that she keeps is not what it costs
