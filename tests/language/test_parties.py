"""Who is who in a paper, and what it calls them."""

from __future__ import annotations

import pytest

from scanner.language.normal import normalise
from scanner.language.parties import Sides, find_sides
from scanner.pipeline import lexicon
from scanner.rulebook import load

FEW_LINES = 1_500  # characters; in a longer paper one lower-case "the guest" is nobody's name


def _sides(text: str, signer: str | None = None) -> Sides:
    return find_sides(normalise(text).text, lexicon(load()), signer)


@pytest.mark.parametrize(
    ("text", "signer", "other"),
    [
        ('Wren LLC ("Presenter") and Lena Ortiz ("Choreographer") agree.', "choreographer", "presenter"),
        ("The Dancer shall refrain from any talk of the Theatre.", "dancer", "theatre"),
        ("The guest releases the hotel from all claims.", "guest", "hotel"),
        ("The Settling Party will not tell anybody what the School did.", "settling party", "school"),
        ("Disclosure was made by the Cleaner to the Company.", "cleaner", "company"),
        ("Dear Ms. Crane, thank you for coming in.", "you", "we"),
        ("I, ____________, promise to keep quiet.", "i", "we"),
        ("Between Row South Australia Incorporated (Row SA) and Ida Wynn (Ida).", "ida", "row sa"),
        ("A note between Sam (volunteer) and Kind Hands Trust. Sam won't talk about the Trust.", "sam", "trust"),
        ("Parties | Kestrel Institute (Institute); Dr. Mina Sole (Postdoc)", "postdoc", "institute"),
        ("Landlord: Rowan Homes LLC Tenant(s): Ana Rey and Luz Rey. Tenants shall leave.", "tenants", "landlord"),
        ("Producer: Gull Pictures Ltd Talent: Lea Foss By signing Talent agrees.", "talent", "producer"),
        (
            "between Mrs. Uma Rao, herein called the FIRST PARTY, and Arc Ltd, herein called the SECOND PARTY",
            "first party",
            "second party",
        ),
        ('between Acre School ("the School") and Mr and Mrs D. Lowe ("the Parents")', "parents", "school"),
        ("Participants: R.S. (harmed party); T.L. (responding party)", "r.s.", "t.l."),
        ('2. PARTIES. Ola Bright (hereinafter "the Staff") and Crest Bank (hereinafter "the Bank")', "staff", "bank"),
        ("Sister Joy shall stand up before the Pastor. Sister Joy shall take back her words.", "sister joy", "pastor"),
    ],
)
def test_knows_both_sides(text: str, signer: str, other: str) -> None:
    phrases = _sides(text).phrases
    assert signer in phrases["signer"]
    assert other in phrases["other"]


@pytest.mark.parametrize(
    "text",
    [
        "Breach shall not be excused. Confidentiality will not end.",
        "The Student Handbook shall not be shown to Pastor Lyle.",
        'The sum (the "Payment") and the project (the "Project") shall not be named.',
        "We, the undersigned, agree to be kind.",
    ],
)
def test_names_of_things_and_groups_are_no_signer(text: str) -> None:
    assert _sides(text).phrases["signer"] == ()


def test_two_unknown_sides_stay_unclear() -> None:
    """Nobody can say which of the two was handed the paper, until the reader does."""
    text = 'This is between Mara Venn ("Venn") and Theo Hart ("Hart").'
    assert {party.role for party in _sides(text).parties} == {"unclear"}
    roles = {party.name: party.role for party in _sides(text, "Theo Hart").parties}
    assert roles == {"Mara Venn": "other", "Theo Hart": "signer"}


def test_of_two_unknown_sides_the_one_that_gives_things_up_was_handed_the_paper() -> None:
    text = (
        'By Ann Hale ("Party A") and Bo Finch ("Party B"). Party B shall pay 900. Party A shall not speak of it. '
        "Party A will withdraw her claims against Party B. Party A has not been to the police and will not go."
    )
    assert {party.aliases[0]: party.role for party in _sides(text).parties} == {"Party A": "signer", "Party B": "other"}


def test_one_lower_case_role_names_a_party_only_in_a_few_lines() -> None:
    text = "The guest releases the hotel from all claims. "
    assert "guest" in _sides(text).phrases["signer"]
    assert "hotel" not in _sides(text + "Breakfast is at eight. " * FEW_LINES).phrases["other"]


def test_a_heading_is_no_part_of_a_name() -> None:
    (first, *_) = _sides('SEVERANCE AGREEMENT AND GENERAL RELEASE FINLEY TOYS INC. ("Finley") and you agree.').parties
    assert first.name == "FINLEY TOYS INC"


@pytest.mark.parametrize(
    ("text", "one_sided"),
    [
        ("Dear Ms. Crane, the terms must not be disclosed.", True),
        ("Dear Ms. Crane, the parties agree that the terms must not be disclosed.", False),
        ("The Employee shall keep the terms secret.", False),
    ],
)
def test_a_letter_asks_its_reader_unless_it_speaks_of_parties(text: str, one_sided: bool) -> None:
    assert _sides(text).one_sided is one_sided


@pytest.mark.parametrize(
    "name",
    ["Élise Dupont", "Øyvind Ås", "Łukasz Żak", "Jose\u0301 Nu\u0301n\u0303ez", "Maria de la Cruz", "Jan van der Berg"],
)
def test_names_of_all_countries(name: str) -> None:
    signer = _sides(f'An agreement between {name} ("Robin") and Acme Inc. ("Acme").').parties[0]
    assert (signer.name, signer.aliases, signer.role) == (name, ("Robin",), "signer")


def test_a_label_before_a_sentence_is_no_party() -> None:
    text = "Complainant: J. Ortega. Respondent: K. Weller. Board: Jo Ortega resigns as a member of the board."
    assert {(p.name, p.role) for p in _sides(text).parties} == {("J. Ortega.", "signer"), ("K. Weller.", "other")}


def test_the_one_who_promises_is_found_beside_a_mediator() -> None:
    text = "Mediator: Paul Denning. Lucy will not call the police. Lucy will not bring a lawyer."
    assert [(p.name or p.aliases[0], p.role) for p in _sides(text).parties] == [
        ("Paul Denning.", "mediator"),
        ("Lucy", "signer"),
    ]


def test_a_lawyer_writes_for_the_other_side() -> None:
    assert "our client" in _sides("Dear Ms. Crane, our client denies this. You must stop.").phrases["other"]


def test_we_may_be_the_ones_who_sign() -> None:
    text = "We, the parents, undertake this. We agree to withdraw our son. We shall not speak of it. We agree to pay."
    assert "we" in _sides(text).phrases["signer"]
    assert "we" in _sides(f"Dear Ms. Crane, {text} You must sign.").phrases["other"]
