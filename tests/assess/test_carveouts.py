"""Which duties a carve-out loosens, wherever it stands, and what takes it back."""

from __future__ import annotations

import pytest

from scanner.model import ExceptionClause, Report
from tests.assess.papers import GAG, PAY, judged

FREE = "9. Nothing in this Agreement prevents the Claimant from reporting to the police or to any agency."


def exceptions(report: Report, category: str = "gag_facts") -> tuple[ExceptionClause, ...]:
    return next(f for f in report.findings if f.category == category).details.exceptions


def police(report: Report) -> str:
    return next(f.state for f in report.freedoms if f.id == "police")


@pytest.mark.parametrize(
    "free",
    [
        FREE,
        "9. Nothing in Section 4 prevents the Claimant from reporting to the police.",
        "9. Nothing in Sections 3, 4 and 5 prevents the Claimant from reporting to the police.",
    ],
)
def test_a_freedom_elsewhere_is_tied_to_the_gag(free: str) -> None:
    report = judged(PAY, GAG, free)
    assert [(e.strength, e.quote) for e in exceptions(report)] == [("strong", free)]
    assert police(report) == "kept"


@pytest.mark.parametrize(
    "free",
    [
        "9. Nothing in Section 5 prevents the Claimant from reporting to the police.",
        "9. Nothing in Section 4 of the Act prevents the Claimant from reporting to the police.",
        "9. Nothing in this Section prevents the Claimant from reporting to the police.",
    ],
)
def test_a_freedom_of_another_section_is_not(free: str) -> None:
    report = judged(PAY, GAG, free)
    assert exceptions(report) == ()
    assert police(report) == "weak"


def test_a_gag_that_makes_way_for_another_section() -> None:
    gag = "4. Except as stated in Section 9, the Claimant shall not disclose the facts that gave rise to the complaint."
    report = judged(PAY, gag, "9. The Claimant may report to the police and talk to her therapist.")
    assert [e.quote[:2] for e in exceptions(report)] == ["9."]
    assert police(report) == "kept"


@pytest.mark.parametrize(
    ("behind", "strength", "reason"),
    [
        ("She shall, however, give the Company five days' written notice before she does so.", "weak", "told first"),
        ("The Company's prior written consent is needed for any such report.", "weak", "agrees first"),
        ("If she does so, the sum in Section 6 stays due.", "weak", "pay"),
        ("Any such report shall, however, be a breach of this Agreement.", "cancelled", "breach"),
    ],
)
def test_what_the_next_sentence_takes_back(behind: str, strength: str, reason: str) -> None:
    report = judged(PAY, GAG, f"{FREE} {behind}")
    only = exceptions(report)[0]
    assert only.strength == strength and only.reason is not None and reason in only.reason
    assert police(report) == ("weak" if strength == "weak" else "not_found")
    stated = [p for p in report.protections if p.category == "protected_rights"]
    assert [p.strength for p in stated] == ([] if strength == "cancelled" else [strength])
    assert [item.quote for p in stated for item in p.context] == [behind for _ in stated]
    bars = [f.quote for f in report.findings if f.category == "gag_reporting"]
    assert bars == ([] if reason == "pay" else [behind])


@pytest.mark.parametrize(
    "behind",
    [
        "She may do so without notice to the Company.",
        "She does not need the consent of the Company to do so.",
        "The Company shall pay her costs within ten days.",
        "Any such report is not a breach of this Agreement.",
    ],
)
def test_what_takes_nothing_back(behind: str) -> None:
    assert police(judged(PAY, GAG, f"{FREE} {behind}")) == "kept"


def test_another_section_may_set_a_freedom_aside() -> None:
    over = "10. Notwithstanding Section 9, the duties in Section 4 apply to any statement about Mr. Dale."
    report = judged(PAY, GAG, FREE, over)
    assert [(e.strength, e.reason) for e in exceptions(report)] == [("weak", "Another part of the paper comes first.")]
    assert police(report) == "weak"
    other = over.replace("Section 9", "Section 2")
    assert police(judged(PAY, GAG, FREE, other)) == "kept"


def test_leave_to_answer_if_they_speak_first() -> None:
    report = judged(PAY, GAG, "4.1 If the Company makes a public statement about it, the Claimant may respond to it.")
    assert {f.id for f in report.freedoms if f.state == "kept"} == {"if_they_speak"}


def test_leave_to_tell_the_terms_leaves_the_facts_gagged() -> None:
    terms = "9. Nothing in this Agreement prevents the Claimant from disclosing its terms to her spouse or her doctor."
    deal = "5. The Claimant shall not disclose the terms of this Agreement to any person."
    report = judged(PAY, GAG, deal, terms)
    assert exceptions(report) == ()
    assert [e.strength for e in exceptions(report, "gag_terms")] == ["strong"]
    assert {f.state for f in report.freedoms if f.id in ("family", "medical")} == {"weak"}


@pytest.mark.parametrize(
    ("exception", "reason"),
    [
        ("except to the EEOC", "one agency"),
        ("except as required by law", "Choosing to report"),
        ("except to the police, and for each such report the sum in Section 6 falls due", "pay"),
        ("except to the police after ten days' written notice to the Company", "told first"),
        ("except to her spouse, if he agrees to be bound by this Section", "promise silence"),
        ("except to her doctor with the prior written consent of the Company", "agrees first"),
    ],
)
def test_weak_exceptions_say_why(exception: str, reason: str) -> None:
    gag = f"4. The Claimant shall not disclose the facts that gave rise to the complaint, {exception}."
    only = exceptions(judged(PAY, gag))[0]
    assert only.strength == "weak" and only.reason is not None and reason in only.reason


def test_a_freedom_that_bows_to_the_gag_is_weak() -> None:
    report = judged(PAY, GAG, "9. Subject to Section 4, nothing in this Agreement prevents a report to the police.")
    assert police(report) != "kept"
    assert [p.strength for p in report.protections if p.category == "protected_rights"] in ([], ["weak"])
