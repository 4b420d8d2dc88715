"""What the paper leaves free, and how far its words can be trusted."""

from __future__ import annotations

import pytest

from scanner.assess.freedoms import FREEDOMS
from scanner.model import Report
from scanner.report.wording import FREEDOM
from tests.assess.papers import GAG, PAY, RELEASE, judged


def states(report: Report) -> dict[str, str]:
    return {freedom.id: freedom.state for freedom in report.freedoms}


def test_no_freedoms_where_nobody_has_to_be_silent() -> None:
    assert judged(PAY, RELEASE).freedoms == ()


def test_all_twelve_are_named_and_have_words() -> None:
    assert [freedom.id for freedom in judged(PAY, GAG).freedoms] == list(FREEDOMS) == list(FREEDOM)


def test_a_bare_gag_leaves_nothing_named() -> None:
    report = judged(PAY, GAG)
    assert set(states(report).values()) == {"not_found"}
    assert all(freedom.quote is None for freedom in report.freedoms)


def test_a_permission_for_the_whole_paper_keeps_what_it_names_and_no_more() -> None:
    free = (
        "9. Nothing in this Agreement prevents the Claimant from reporting to the police or any government agency, "
        "testifying in court, or talking to her doctor, lawyer or family."
    )
    found = states(judged(PAY, GAG, free))
    kept = {name for name, state in found.items() if state == "kept"}
    assert kept == {"police", "agencies", "court", "medical", "lawyer", "family"}
    assert found["advocate"] == found["other_survivors"] == "not_found"


def test_quotes_are_words_of_the_paper() -> None:
    free = "9. Nothing in this Agreement prevents the Claimant from reporting to the police."
    police = next(f for f in judged(PAY, GAG, free).freedoms if f.id == "police")
    assert police.quote is not None and police.quote in free


def test_a_permission_of_one_section_does_not_reach_the_gag_of_another() -> None:
    free = "9. Nothing in this Section prevents the Claimant from reporting to the police."
    assert states(judged(PAY, GAG, free))["police"] == "weak"


def test_a_permission_in_the_section_of_the_gag_keeps() -> None:
    gag = (
        "4.1 The Claimant shall not disclose to any person the facts that gave rise to the complaint.\n\n"
        "4.2 Nothing in this Section prevents the Claimant from reporting to the police."
    )
    assert states(judged(PAY, "4. Secrecy\n\n", gag))["police"] == "kept"


def test_what_one_gag_leaves_and_another_does_not_is_weak() -> None:
    deal = "5. The Claimant shall not disclose the terms of this Agreement, except to her spouse and her attorney."
    found = states(judged(PAY, GAG, deal))
    assert found["family"] == found["lawyer"] == "weak"


@pytest.mark.parametrize(
    "free",
    [
        "9. Nothing in this Agreement prevents the Claimant from reporting to the police, provided that she first "
        "gives the Company written notice.",
        "9. The Claimant may report to the police only with the prior written consent of the Company.",
    ],
)
def test_notice_or_consent_first_never_keeps(free: str) -> None:
    assert states(judged(PAY, GAG, free))["police"] != "kept"


def test_only_when_forced_is_weak_for_courts() -> None:
    gag = "4. The Claimant shall not disclose the facts of her complaint to any person, except as required by law."
    found = states(judged(PAY, gag))
    assert found["court"] == "weak"
    assert found["police"] == found["agencies"] == "not_found"


def test_a_permission_to_obey_the_law_is_weak_for_courts_alone() -> None:
    found = states(judged(PAY, GAG, "9. Confidentiality does not apply where disclosure is required by law."))
    assert {name: state for name, state in found.items() if state != "not_found"} == {"court": "weak"}


def test_a_ban_on_reports_bars_what_it_names() -> None:
    ban = "5. The Claimant shall not report the matter to the police or to any government agency."
    found = states(judged(PAY, GAG, ban))
    assert found["police"] == found["agencies"] == "barred"
    assert found["medical"] == "not_found"


def test_a_ban_on_helping_bars_the_others_who_were_hurt() -> None:
    ban = "5. The Claimant will not voluntarily assist any other person in bringing a claim against the Company."
    found = states(judged(PAY, GAG, ban))
    assert found["other_survivors"] == "barred"
    assert "kept" not in found.values()


def test_a_ban_and_a_permission_for_the_same_are_weak() -> None:
    ban = "5. The Claimant shall not report the matter to the police."
    free = "9. Nothing in this Agreement prevents the Claimant from reporting to the police."
    assert states(judged(PAY, GAG, ban, free))["police"] == "weak"


def test_an_attorney_general_is_an_agency_and_no_lawyer() -> None:
    free = "9. Nothing in this Agreement prevents the Claimant from reporting to the Attorney General."
    found = states(judged(PAY, GAG, free))
    assert (found["agencies"], found["lawyer"]) == ("kept", "not_found")


def test_a_complaint_to_be_withdrawn_bars_what_it_was_made_to() -> None:
    drop = (
        "9. The Claimant represents that she has filed no complaint with any court, agency or law enforcement body, "
        "and she agrees that she will withdraw any that has been filed."
    )
    found = {f.id: f for f in judged(PAY, GAG, drop).freedoms}
    assert {found[name].state for name in ("police", "agencies", "court")} == {"barred"}
    assert (found["police"].quote or "?") in drop


def test_that_none_was_filed_so_far_bars_nothing() -> None:
    past = "9. The Claimant represents that she has filed no complaint with any agency."
    assert states(judged(PAY, GAG, past))["agencies"] == "not_found"


def test_a_duty_to_warn_first_is_no_leave() -> None:
    warn = (
        "9. If the Claimant receives a subpoena or an inquiry from any agency, she shall give the Company notice "
        "in two days and shall make no response until the Company has objected."
    )
    found = {f.id: f for f in judged(PAY, GAG, warn).freedoms}
    assert found["agencies"].state == "barred"
    assert (found["agencies"].quote or "?") in warn


def test_a_bar_on_an_office_bars_it_whatever_it_is_called() -> None:
    bar = "9. The Claimant shall not report the matter to the Office of Fair Housing or to any inspectorate."
    assert states(judged(PAY, GAG, bar))["agencies"] == "barred"


def test_what_only_the_other_side_may_do_leaves_nothing() -> None:
    theirs = (
        "4. The Claimant shall not disclose the events to anyone, save that the Company may tell its tax advisers and "
        "the police what happened."
    )
    report = judged(PAY, theirs)
    assert set(states(report).values()) == {"not_found"}
    assert all(not finding.details.exceptions for finding in report.findings)


def test_a_paper_that_hides_the_sum_alone_is_asked_only_if_it_speaks_of_freedoms() -> None:
    amount = "4. The Claimant will not tell others how much was paid."
    free = "9. Nothing in this Agreement prevents the Claimant from reporting to the police."
    assert judged(PAY, amount).freedoms == ()
    assert states(judged(PAY, amount, free))["police"] == "kept"
