"""What kind of paper it is, and whether it is signed.  A wrong guess does harm, so the near misses matter most."""

from __future__ import annotations

import pytest

from scanner.assess.occasion import is_signed, occasion, settings
from scanner.assess.words import fold
from scanner.model import Party
from scanner.rulebook import load
from tests.assess.papers import GAG, OPENING, PAY, judged

JANE = (Party("Jane Roe", ("Claimant",), "signer"), Party("Acme, Inc.", (), "other"))
SETS = load().vocabulary.sets


def kind(text: str) -> str:
    return occasion(text, JANE, SETS, signed=None).kind


@pytest.mark.parametrize(
    "text",
    [
        "IN THE SUPERIOR COURT OF COOK COUNTY\nSUMMONS\nJane Roe: You are hereby summoned to appear before this court.",
        "District Court of Travis County\nNOTICE OF HEARING\nThe motion will be heard on May 4 at 9 a.m.",
    ],
)
def test_court_papers(text: str) -> None:
    assert kind(text) == "court_paper"


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement settles the case of Roe v. Acme in the Superior Court of Cook County.",
        "Any suit shall be brought in the District Court. The parties waive notice of appeal.",
        "If it is ordered by a court, the Claimant may answer.",
        "We will go to the Superior Court and ask for a temporary restraining order.",
        "You have been asked to settle. You could file in small claims court instead.",
    ],
)
def test_papers_that_only_speak_of_courts(text: str) -> None:
    assert kind(text) == "agreement"


def test_court_ordered_mediation() -> None:
    assert kind("The court has ordered the parties to mediation. The session is on May 4.") == "court_mediation"
    assert kind("This is a court-ordered mediation under the rules of the county.") == "court_mediation"
    assert kind("This is not a court-ordered mediation.") == "agreement"
    assert kind("If court-ordered mediation fails, the parties may go to trial.") == "agreement"


def test_letters_invitations_and_messages() -> None:
    assert kind("Dear Jane,\n\nwe ask you to stop.") == "letter"
    assert kind("Dear Jane,\n\nWe would like to invite you to take part in a mediation next week.") == "invitation"
    threat = "Dear Jane,\n\nYou are being sued in the Superior Court unless you sign."
    assert kind(threat) == "letter"
    assert kind("Dear Ms. Roe:\n\nWe represent Mr. Crake. Cease and desist from all posts about him.") == "demand"
    assert kind("Dear Ms. Roe:\n\nWe are glad to offer you twelve weeks of pay.") == "letter"
    chat = "".join(f"[14/09, 21:0{n}] Marnie: pls keep this quiet\n" for n in range(5))
    assert kind(chat) == "message"
    assert kind("i feel awful. i know that i hurt you. can we talk about what to do next") == "message"
    assert (
        kind("The parties agree that (i) the sum is paid and (ii) nothing else. Part i and part ii apply.")
        == "agreement"
    )
    assert kind("hey, let's keep this between us ok? my friend Lou will mediate, just sign this first") == "message"
    assert kind("You won't have to come. Okay.") == "agreement"
    assert kind("".join(f"2.{n} Payment: none.\n" for n in range(10, 20))) == "agreement"


def test_statements_that_end_a_case() -> None:
    assert kind("AFFIDAVIT OF DESISTANCE\n\nI, Jane Roe, am no longer interested in the case.") == "affidavit"
    assert kind("REQUEST FOR NON-PROSECUTION\n\nI ask that the charges be dropped.") == "affidavit"
    assert kind("The Claimant has sworn an affidavit in the case, and it stays in the file.") == "agreement"
    assert "statement" in judged("I am no longer interested.", opening="AFFIDAVIT OF DESISTANCE\n\n").verdict.headline


SIGNED_BY_DATE = [
    "Signature: ____________  Date: May 4, 2024\nJane Roe",
    "____________________\nJane Roe\nDate: 04/05/2024",
    "Signed:\nJane Roe\nDated: 4th May 2024",
    "By: ______________\nAcme, Inc.\nDate: ______\n\n______________\nJane Roe, Claimant\nDate: 2024-05-04",
]
NOT_SIGNED_BY_DATE = [
    "By: ______________\nAcme, Inc.\nDate: 05/04/2024\n\n______________\nJane Roe\nDate: ________",
    "Date: May 4, 2024\n\nDear Jane Roe,\n\nplease sign below.\n\nSignature: __________  Date: ________\nJane Roe",
    "Jane Roe\n12 Elm Street\nDate: May 4, 2024",
]


@pytest.mark.parametrize("text", SIGNED_BY_DATE)
def test_a_date_beside_the_name_on_the_line_is_a_signature(text: str) -> None:
    assert is_signed(text, JANE)


@pytest.mark.parametrize("text", NOT_SIGNED_BY_DATE)
def test_other_dates_are_not(text: str) -> None:
    assert not is_signed(text, JANE)


@pytest.mark.parametrize(
    "text",
    ["/s/ Jane Roe\nClaimant", "DocuSigned by:\nJane Roe", "By: /s/ A. Boss\nAcme, Inc.\n/s/ Jane M. Roe\nJane Roe"],
)
def test_signed(text: str) -> None:
    assert is_signed(text, JANE)


@pytest.mark.parametrize(
    "text",
    [
        "Signature: ____________  Date: ________\nJane Roe",
        "Signed: Jane Roe (print name)",
        "By: /s/ A. Boss\nAcme, Inc.\n\n____________________\nJane Roe",
        "/s/ ____________\nJane Roe",
        "Dated this 4th day of May, 2024.\n\n____________\nJane Roe",
        "This Agreement may be signed electronically. It was signed by both sides' lawyers.",
        "Docusigned by: A. Boss",
    ],
)
def test_not_signed(text: str) -> None:
    assert not is_signed(text, JANE)


def test_what_the_reader_says_wins() -> None:
    assert occasion("", JANE, SETS, signed=True).signed
    assert not occasion("/s/ Jane Roe", JANE, SETS, signed=False).signed


def test_settings_need_more_than_a_word() -> None:
    assert settings(fold("The employee left the employer. The workplace policy stands."), SETS) == {"work", "any"}
    assert settings(fold("The employee left. A student saw it."), SETS) == {"any"}


def test_a_weak_sign_of_a_setting_counts_where_no_other_shows() -> None:
    assert settings(fold("The student left the campus."), SETS) == {"education", "any"}
    assert settings(fold("The employee told the employer, at the workplace, of a student on campus."), SETS) == {
        "work",
        "any",
    }


def test_a_signed_paper_has_its_own_headline_and_no_plain_dont_sign() -> None:
    open_paper, signed = judged(PAY, GAG), judged(PAY, GAG, signed=True)
    assert "short time to cancel" in signed.verdict.headline
    assert "short time to cancel" not in open_paper.verdict.headline
    assert signed.verdict.level == open_paper.verdict.level
    assert signed.verdict.advice[0].startswith("Consult a lawyer. Don't sign.")
    assert "If you did sign" in signed.verdict.advice[0]


def test_a_court_paper_is_not_to_be_ignored() -> None:
    opening = "IN THE SUPERIOR COURT OF COOK COUNTY\n\nSUMMONS\n\nJane Roe: You are hereby summoned to appear.\n\n"
    report = judged(GAG, opening=opening)
    assert "Do not ignore it" in report.verdict.headline
    assert report.verdict.advice[0] == "Consult a lawyer. Don't sign."
    assert any("court date" in line for line in report.verdict.advice)


def test_the_advice_of_every_kind_holds_the_same_five_lines() -> None:
    plain = judged(PAY, GAG).verdict.advice
    letter = judged(GAG, opening="Dear Jane,\n\n").verdict.advice
    assert len(plain) == 5
    assert [line for line in letter if line in plain] == list(plain)
    assert len(letter) == 6
    assert set(judged("Mediation is mandatory.").verdict.advice) == set(plain)


def test_what_is_said_of_a_mediation_stands_first_only_where_the_paper_speaks_of_one() -> None:
    def second(*parts: str, opening: str) -> str:
        advice = judged(*parts, opening=opening).verdict.advice
        return next(line for line in advice[1:] if "You do not have" not in line)

    asks = "You may say no to mediation."
    assert second(GAG, opening="Dear Jane,\n\nWe invite you to take part in a mediation.\n\n").startswith(asks)
    assert second("Mediation is mandatory before any claim.", opening=OPENING).startswith(asks)
    assert second(PAY, GAG, opening=OPENING).startswith("Have your own lawyer")
    arbitrator = "Any dispute shall be decided by a single arbitrator chosen by the Company."
    assert second(PAY, arbitrator, opening=OPENING).startswith("Have your own lawyer")


def test_a_letter_that_stops_is_not_to_be_answered_yet() -> None:
    assert judged(GAG, opening="Dear Jane,\n\nThis is about your complaint of harassment.\n\n").verdict.headline == (
        "Do not answer yet. Talk to a lawyer or an advocate first."
    )
