"""Mediation papers: what answers each red flag and each missing protection that a fair mediation is judged by.

The ids are those of the list of checks that the project started from; 19, 22 and 24 were never used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scanner import scan
from scanner.model import Finding, Report
from tests.assess.papers import OPENING, PAY, RELEASE, judged

# rule, and kind of it where it has several -> what people write of it, and what is near
TALKS: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "talks.yaml").read_text("utf-8"))
MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text("utf-8"))
INVITATION = "Dear Jane,\n\nWe invite you to take part in a mediation about your complaint of harassment.\n\n"
FORM = OPENING.replace("Settlement Agreement", "Agreement to mediate")

# id -> the rule that answers it, the subtype where it has one of its own, and sentences that show it
RED_FLAGS: dict[str, tuple[str, str | None, list[str]]] = {
    "MR01": (
        "process_control_mediator",
        "mediator_chosen_by_other_side",
        ["The mediator will be appointed by the Board.", "We have engaged Ms. Tiller to run the mediation."],
    ),
    "MR02": (
        "process_control_mediator",
        "mediator_ties",
        ["Our pastor, who has known both of you for years, will mediate.", "The mediator has acted for the Company."],
    ),
    "MR03": ("process_control_mediator", "other_side_pays", ["The Respondent alone meets the mediator's fees."]),
    "MR04": ("process_control_place", "their_ground", ["The session will take place at the Company's offices."]),
    "MR05": (
        "process_control_joint",
        "joint_session",
        ["Both parties shall attend in person in the same room.", "You two will sit down face to face and talk."],
    ),
    "MR06": (
        "process_control_mandatory",
        "mandatory_first",
        ["The Complainant must go to mediation before she files any complaint.", "Mediation is mandatory."],
    ),
    "MR07": (
        "covenant_not_to_sue",
        "pause_complaint",
        [
            "The Complainant agrees to suspend her complaint until the mediation is over.",
            "The investigation will be closed once the mediation begins.",
        ],
    ),
    "MR08": (
        "counsel_pressure_no_lawyer",
        "no_lawyer",
        ["Lawyers shall not attend the mediation.", "It is an informal chat, so please keep lawyers out of it."],
    ),
    "MR09": (
        "gag_facts_mediation",
        "reaches_facts",
        ["The incident and all that is said in the mediation are confidential."],
    ),
    "MR10": ("gag_facts", None, ["Please keep this invitation to mediate between us."]),
    "MR11": (
        "penalty",
        None,
        ["A party who tells what was said in the mediation shall pay $20,000 as liquidated damages."],
    ),
    "MR12": (
        "scripted_statement_announce",
        "they_can_announce",
        ["The organisation may tell its members that the matter has been resolved."],
    ),
    "MR13": (
        "counsel_pressure_deadline",
        "sign_same_day",
        [
            "Any agreement reached in the mediation will be signed before the parties leave.",
            "An agreement reached orally binds at once.",
        ],
    ),
    "MR14": (
        "process_control_mandatory",
        "cost_of_leaving",
        ["A party who leaves the mediation pays all its costs.", "A refusal to mediate may be shown to the board."],
    ),
    "MR15": (
        "process_control_mediator",
        "mediator_decides",
        ["If they fail, the mediator shall decide the matter.", "The mediator will report to the organisation."],
    ),
    "MR16": (
        "liability_limit_disclaimer",
        "mediator",
        ["The mediator is not liable for any act.", "The parties shall not call the mediator as a witness."],
    ),
    "MR17": (
        "evidence_control_mediation",
        "no_notes",
        ["All notes taken in the mediation shall be destroyed.", "Nobody may record the session or take notes."],
    ),
    "MR18": (
        "evidence_control_mediation",
        "evidence_locked",
        ["Any document that is shown in the mediation is inadmissible in any later case."],
    ),
    "MR20": (
        "scripted_statement_blame",
        "shared_blame",
        ["Both sides share responsibility for a misunderstanding.", "Let us clear the air about your falling out."],
    ),
    "MR21": (
        "scripted_statement_praise",
        "must_reconcile",
        ["The Complainant agrees to forgive Mr. Crake.", "She will apologise for her public comments."],
    ),
    "MR23": (
        "counsel_pressure_deadline",
        "rush",
        ["Please respond by tomorrow.", "This is our last chance to resolve this privately."],
    ),
    "MR26": (
        "process_control_joint",
        "direct_contact",
        ["There is no need to involve anyone else, just call me.", "Let's meet, just the two of us."],
    ),
    "MR27": (
        "evidence_control",
        "posts",
        ["Please take down your posts until we have met."],
    ),
    "MR28": ("general_release", None, ["By attending, the Claimant releases the Company from all claims."]),
}
# MR25, that it does not say what the signer gets, is the finding no_benefit.

# id -> what `missing` says without it, and words that a fair paper has
PROTECTIONS: dict[str, tuple[str, str]] = {
    "MM01": ("voluntary", "Taking part is voluntary, and either side may stop at any time."),
    "MM02": ("joint_choice", "The mediator is jointly chosen."),
    "MM03": ("conflict_disclosure", "The mediator shall disclose any ties to a party."),
    "MM04": ("trained_screened", "The mediator is trained in domestic violence cases."),
    "MM05": ("lawyer_support", "Each side may be accompanied by a lawyer and an advocate."),
    "MM06": ("separate", "The parties stay in separate rooms."),
    "MM07": ("neutral_place", "The session is held at a neutral place."),
    "MM08": ("review_period", "The Claimant has 21 days to consider any agreement before she signs it."),
    "MM09": (
        "protected_rights",
        "Nothing in this Agreement prevents the Claimant from reporting to the police or testifying in court.",
    ),
    "MM10": ("narrow_confidentiality", "Secrecy is limited to what is said in the room."),
    "MM11": ("both_bound", "Neither party shall announce how it ended."),
    "MM13": ("tolling", "All limitation periods are tolled."),
    "MM14": ("fair_costs", "The fees are shared equally."),
    "MM15": ("keep_copies", "Each side keeps a copy."),
    "MM16": ("no_waiver", "Going to the mediation is not a waiver of any claim."),
    "MM17": ("access", "Breaks and an interpreter are offered."),
    "MM18": ("safety_stop", "The mediator will end the session if anyone feels unsafe."),
}
# MM12, that it says what they will do, is told by the finding no_benefit.


def missing(report: Report) -> set[str]:
    return {item.id for item in report.missing}


def found(report: Report, rule: str) -> Finding | None:
    return next((finding for finding in report.findings if finding.rule_id == rule), None)


def test_all_are_answered() -> None:
    numbers = {f"MR{n:02}" for n in range(1, 29)} - {"MR19", "MR22", "MR24"}
    assert {*RED_FLAGS, "MR25"} == numbers
    assert {*PROTECTIONS, "MM12"} == {f"MM{n:02}" for n in range(1, 19)}


@pytest.mark.parametrize("check", RED_FLAGS)
def test_every_red_flag_has_its_rule(check: str) -> None:
    rule, subtype, sentences = RED_FLAGS[check]
    for sentence in sentences:
        finding = found(scan(sentence.encode(), name="paper.txt"), rule)
        assert finding is not None, sentence
        assert subtype in (None, finding.subtype), sentence


@pytest.mark.parametrize("label", TALKS)
def test_what_people_write_is_told_apart(label: str) -> None:
    rule, lines = label.partition(".")[0], TALKS[label]
    assert [line for line in lines["found"] if not _alarms(line, rule)] == []
    assert [line for line in lines["not_found"] if _alarms(line, rule)] == []


def _alarms(line: str, rule: str) -> bool:
    """Whether that rule finds something in an invitation with this line, or any rule if it is "anything"."""
    report = scan((INVITATION + line).encode(), name="a.txt")
    return bool(report.findings) if rule == "anything" else found(report, rule) is not None


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["who"])
def test_whole_messages(message: dict[str, Any]) -> None:
    report = scan(message["text"].encode(), name="message.txt")
    told = {f.rule_id + (f".{f.subtype}" if f.subtype else "") for f in report.findings}
    assert set(message["finds"]) <= told
    assert max(len(f.quote or "") for f in report.findings) < 300  # each part is told by its own words


@pytest.mark.parametrize("check", PROTECTIONS)
def test_every_protection_is_missed_and_seen(check: str) -> None:
    name, words = PROTECTIONS[check]
    talk = "2. The parties agree to mediate. The Claimant shall not disclose the facts that gave rise to the complaint."
    assert name in missing(judged(talk, opening=FORM))
    assert name not in missing(judged(talk, f"3. {words}", opening=FORM))


def test_what_it_does_not_say_that_you_get() -> None:
    gag = "2. The Claimant shall not disclose to any person the facts that gave rise to the complaint."
    assert found(judged(gag, opening=FORM), "no_benefit") is not None
    assert found(judged(gag, PAY, opening=FORM), "no_benefit") is None


def keys(report: Report) -> dict[str, bool]:
    return {item.id: item.found for item in report.mediation}


def test_the_six_key_protections_are_told_of_a_mediation_alone() -> None:
    fair = " ".join(words for _, words in PROTECTIONS.values())
    assert all(keys(judged(fair, opening=FORM)).values())
    bare = keys(judged("The mediation will start at noon.", opening=FORM))
    assert len(bare) == 6 and not any(bare.values())
    assert keys(judged(PAY, RELEASE)) == {}


def test_a_right_to_report_that_is_taken_back_is_no_protection() -> None:
    gag = "The Claimant shall not tell anyone what happened."
    kept = "Nothing in this Agreement prevents the Claimant from reporting to the police."
    bar = "The Claimant shall not make any report to the police or to any agency."
    assert keys(judged(gag, kept, opening=FORM))["report"]
    assert not keys(judged(gag, bar, opening=FORM))["report"]


def test_a_fair_invitation_is_short_of_little() -> None:
    fair = " ".join(words for name, words in PROTECTIONS.values())
    assert missing(judged(fair, opening=INVITATION)) <= {"revocation_period"}


def test_an_invitation_that_takes_nothing_still_says_what_to_ask_for() -> None:
    report = judged("Would that suit you?", opening=INVITATION)
    assert {"voluntary", "lawyer_support", "separate"} <= missing(report)
    assert "own_counsel" not in missing(report)  # the same, said for the talks


@pytest.mark.parametrize(
    "opening",
    [
        OPENING,
        OPENING.replace("complaint of", "mediated complaint of"),
    ],
)
def test_a_settlement_is_no_mediation_paper(opening: str) -> None:
    clause = "9. Any dispute about this Agreement goes to mediation first. The parties share the mediator's fees.\n\n"
    met = "The parties met in a mediation in May. " + "The Company will keep its records in order. " * 12
    assert "separate" not in missing(judged(PAY, RELEASE, met, clause, opening=opening))


def test_a_release_inside_the_form_is_critical() -> None:
    assert found(judged(RELEASE, opening=FORM), "general_release").severity == "critical"  # type: ignore[union-attr]
    assert found(judged(PAY, RELEASE), "general_release").severity == "high"  # type: ignore[union-attr]


def test_an_invitation_that_stops_is_not_to_be_answered_yet() -> None:
    report = judged("Please do not bring a lawyer. It will be just the two of you.", opening=INVITATION)
    assert report.verdict.level == "stop"
    assert report.verdict.headline.startswith("Do not answer yet.")


def test_who_controls_the_talks_stands_on_top() -> None:
    control = "Our pastor will lead the mediation. We will meet at the clubhouse. You two will sit down face to face."
    assert "They control who runs the talks" in judged(control, opening=INVITATION).verdict.headline
    assert "They control" not in judged("We will meet at the clubhouse.", opening=INVITATION).verdict.headline


FAIR = yaml.safe_load((Path(__file__).parent / "fair_parts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("part", FAIR)
def test_each_protection_is_told_in_many_ways_and_can_be_undone(part: str) -> None:
    assert [text for text in FAIR[part]["said"] if part in missing(judged(text, opening=FORM))] == []
    assert [text for text in FAIR[part]["not_said"] if part not in missing(judged(text, opening=FORM))] == []


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("We meet at the depot on Monday at ten.", "process_control"),
        ("Mrs Tully is running the session.", "process_control"),
        ("Students who opt out will be asked to stay at home.", "process_control"),
    ],
)
def test_loose_wordings_count_in_a_paper_about_talks_alone(words: str, category: str) -> None:
    talks = "Mediation\n\nYou are asked to come to a mediation about your complaint of harassment.\n\n"
    other = "Staff outing\n\nHere is the plan for the trip to the lake.\n\n"
    quotes = [
        [
            finding.quote
            for finding in scan((opening + words).encode(), name="a.txt").findings
            if finding.category == category
        ]
        for opening in (talks, other)
    ]
    assert words in quotes[0] and words not in quotes[1]


def test_a_paper_that_rules_the_talks_is_about_a_mediation_whatever_its_title() -> None:
    ground = "Our elder will lead the conversation. We will meet at the clubhouse. You two will sit down face to face."
    assert "separate" in missing(judged(ground, opening="Covenant\n\nBetween Ann Lee and Bo Strand.\n\n"))


@pytest.mark.parametrize(
    "words",
    [
        "No complaint may be filed with the police or any agency prior to this mediation.",
        "A complaint may be filed with the police only after the mediation has ended.",
        "You may report to the police once the mediation is over.",
        "At no time may the Claimant report the matter to the police.",
        "Under no circumstances may the Claimant speak to the police or an agency.",
    ],
)
def test_what_may_not_be_told_yet_is_no_right_to_report(words: str) -> None:
    report = judged(words, opening=FORM)
    assert not report.protections
    assert "protected_rights" in missing(report)
