"""Where sentences begin and end in the English of legal papers."""

from __future__ import annotations

import pytest

from scanner.language.sentences import begins_sentence, spans, stands_alone
from tests.language.papers import stays_linear

# The bar stands where a sentence ends.
TABLE = [
    "The Employee shall pay.|The Company shall not.",
    "Paid by Acme Inc. and Beta Co. in full.|It ends.",
    "This is between Acme, Inc. and Jane Roe.",
    "The paper is with Acme, Inc.|Employee shall not speak.",
    "The paper is with Acme, Inc.|The Company shall pay.",
    "It follows the law of Iowa.|Borrower shall pay.",
    "He may ask for an order without a bond.|Joanna agrees to pay.",
    "It was signed by Capt. Smith and by Roe.",
    "He works for Acme Ltd.|Nothing in this paper binds it.",
    "Mr. Roe, Ms. Doe and Dr. Poe met.|They spoke.",
    "Case No. 12 is Roe v. Doe.|It is closed.",
    "See Sec. 4 and Art. 5.|Both apply.",
    "Under 29 U.S.C. § 626 the claim stands.|It is kept.",
    "Persons, e.g. friends, i.e. all others, are bound.|No one may speak.",
    "Signed by Jane A. Roe and J. R. Smith.|Both agree.",
    "It is attached as Exhibit A.|The Company keeps a copy.",
    "The sum is $____.|Employee shall return it.",
    "Dated ____. 20__ at noon.",
    'She said "I will not."|The Company agreed.',
    "It is over (see Section 2.).|The parties agree.",
    "Pay within ten days.) and then stop.",
    "Is it true?|Yes.|The end!|It is.",
    "It ends at 5 p.m.|The next day is free.",
    "1. Release is given.|It is final.",
    "Line one goes\non here.|The second\nsentence too.",
    "can we talk?|my friend lou will mediate.|he is fair",
    "come at 4.|please come alone",
    "you know it.|Uncle Lou will sit with us.|it's free.|please come alone",
    "fees of counsel etc. and costs, as billed by acme inc. and others",
    "No mark at all",
    "One.",
]


@pytest.mark.parametrize("marked", TABLE)
def test_sentences_end_where_they_should(marked: str) -> None:
    expected = marked.split("|")
    text = " ".join(expected)
    assert [text[slice(*span)] for span in spans(text, 0, len(text))] == expected


def test_only_the_span_asked_for_is_split() -> None:
    text = "Before. One here. Two here. After."
    assert spans(text, 8, 27) == [(8, 17), (18, 27)]


@pytest.mark.parametrize(
    "words",
    [
        "The Employee shall keep silent",
        "Employee shall not speak",
        "Nothing in this paper",
        "Neither party may sue",
        "I agree",
        "Each of the Parties hereby agrees",
        "Acme and Jane Roe agree",
    ],
)
def test_a_sentence_stands_alone(words: str) -> None:
    assert stands_alone(words, 0)
    assert begins_sentence(words, 0)


@pytest.mark.parametrize(
    "words",
    [
        "disclose the terms",
        "Disclose the terms",
        "Any claim that may arise",
        "All claims arising under the law",
        "The facts which are known",
        "To keep the terms secret",
        "Not to speak",
    ],
)
def test_a_fragment_does_not_stand_alone(words: str) -> None:
    assert not stands_alone(words, 0)


@pytest.mark.parametrize("piece", ["!?", '."', ".)", ". ", "a.", "Inc. The ", "____. ", "A ", "The x ", ".'\")"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert stays_linear(lambda text: spans(text, 0, len(text)), piece, 3_750)
