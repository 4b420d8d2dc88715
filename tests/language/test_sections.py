"""Numbers, markers and headings, told by their shape."""

from __future__ import annotations

import pytest

from scanner.language.headings import is_heading, run_in_heading
from scanner.language.sections import Outline, marker_at
from tests.language.papers import headings, numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4. The Employee", "The Employee"),
        ("4.1 The Employee", "The Employee"),
        ("4.1.2. The Employee", "The Employee"),
        ("4) The Employee", "The Employee"),
        ("4.Confidentiality", "Confidentiality"),
        ("4\tConfidentiality", "Confidentiality"),
        ("4  Confidentiality", "Confidentiality"),
        ("Section 4. The Employee", "The Employee"),
        ("Section 4 Confidentiality", "Confidentiality"),
        ("ARTICLE IV - SILENCE", "SILENCE"),
        ("ARTICLE IV", ""),
        ("§ 4 Confidentiality", "Confidentiality"),
        ("(a) disclose", "disclose"),
        ("(a)disclose", "disclose"),
        ("(iv) disclose", "disclose"),
        ("(12) disclose", "disclose"),
        ("a) disclose", "disclose"),
        ("A. Release", "Release"),
        ("IV. Release", "Release"),
        ("• disclose", "disclose"),
        ("- disclose", "disclose"),
        ("☐ I agree", "I agree"),
        ("[x] I agree", "I agree"),
        ("4(b) The Employee", None),
        ("Section 4 shall survive.", None),
        ("The Employee", None),
        ("401(k) plans", None),
        ("30 days after", None),
        ("4.5 percent of the sum", None),
        ("I agree to this.", None),
        ("i.e. the facts", None),
        ("U.S. law", None),
        ("-5 degrees", None),
        ("(the Company)", None),
        ("(an item)", None),
        ("2019. The year", None),
    ],
)
def test_a_marker_is_told_from_words(text: str, words: str | None) -> None:
    marker = marker_at(text, 0, len(text))
    assert (text[marker.end :] if marker else None) == words


@pytest.mark.parametrize(
    ("markers", "full"),
    [
        ("4. (a) (b) (i) (ii) (c)", "4 4(a) 4(b) 4(b)(i) 4(b)(ii) 4(c)"),
        ("1. 2. (a) 3. (a)", "1 2 2(a) 3 3(a)"),
        ("(g) (h) (i) (j)", "(g) (h) (i) (j)"),
        ("(a) (i) (ii) (b)", "(a) (a)(i) (a)(ii) (b)"),
        ("4. 4.1 4.1.1 4.1.2 4.2 (a) 5.", "4 4.1 4.1.1 4.1.2 4.2 4.2(a) 5"),
        ("ARTICLE I Section 1.1 (a) Section 1.2 ARTICLE II", "I 1.1 1.1(a) 1.2 II"),
        ("ARTICLE I 1. 2. ARTICLE II 1.", "I I.1 I.2 II II.1"),
        ("2. a. b. 3.", "2 2.a 2.b 3"),
        ("A. B. 1. 2. C.", "A B B.1 B.2 C"),
        ("3. a) b)", "3 3(a) 3(b)"),
        ("I. II. III. IV. V.", "I II III IV V"),
        ("(y) (z) (aa) (bb)", "(y) (z) (aa) (bb)"),
    ],
)
def test_numbers_nest(markers: str, full: str) -> None:
    outline = Outline()
    found = []
    for text in markers.replace("ARTICLE ", "ARTICLE_").replace("Section ", "Section_").split():
        text = text.replace("_", " ") + " Words"
        marker = marker_at(text, 0, len(text))
        assert marker
        outline.place(marker)
        found.append(outline.number)
    assert found == full.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CONFIDENTIALITY", True),
        ("Confidentiality", True),
        ("Confidentiality and Non-Disparagement", True),
        ("Covenant Not to Sue", True),
        ("Release of All Claims", True),
        ("CONFIDENTIALITY:", True),
        ("The Employee shall not speak", False),
        ("YOU MUST NOT SPEAK", False),
        ("The parties agree", False),
        ("Confidentiality.", False),
        ("Name: ____", False),
        ("of the claims", False),
        ("Employee agrees:", False),
        ("Silence " * 30, False),
        ("12", False),
    ],
)
def test_a_heading_is_told_by_its_shape(text: str, expected: bool) -> None:
    assert is_heading(text, 0, len(text), said=False, numbered=False) is expected


def test_style_does_not_make_a_heading_of_a_sentence() -> None:
    text = "The Employee shall not speak of it"
    assert not is_heading(text, 0, len(text), said=True, numbered=True)


def test_a_long_heading_is_read_like_a_sentence_too() -> None:
    line = "ANY TALK OF THESE EVENTS BRINGS A PENALTY OF TEN THOUSAND DOLLARS"
    assert numbers(line, "The rest is here.") == [(None, line), (None, line)]


@pytest.mark.parametrize(
    ("text", "numbered", "heading"),
    [
        ("Confidentiality. The parties agree", False, "Confidentiality."),
        ("CONFIDENTIALITY: Employee shall", False, "CONFIDENTIALITY:"),
        ("No Disparagement. Employee shall", False, "No Disparagement."),
        ("Entire agreement. This paper is all", True, "Entire agreement."),
        ("Entire agreement. This paper is all", False, None),
        ("Confidentiality - Employee shall", True, "Confidentiality -"),
        ("Employee resigned. The Company pays", True, None),
        ("Employee shall resign. The Company pays", True, None),
        ("Acme Inc. The Company", False, None),
        ("Mr. Smith shall", False, None),
        ("The Employee agrees. The Company", False, None),
    ],
)
def test_a_heading_that_runs_in(text: str, numbered: bool, heading: str | None) -> None:
    end = run_in_heading(text, 0, len(text), numbered=numbered)
    assert (text[:end].strip() or None) == heading


def test_headings_become_clauses_of_their_own() -> None:
    assert headings("AGREEMENT", "7. Confidentiality. Employee shall not speak.", "Miscellaneous", "It ends here.") == [
        "AGREEMENT",
        "7. Confidentiality.",
        "Miscellaneous",
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## Silence", "Silence"),
        ("**Silence**", "Silence"),
        ("**Silence.** Employee shall not speak.", "Silence"),
        ("1. **Silence:** Employee shall not speak.", "Silence"),
        ("ARTICLE IV", "ARTICLE IV"),
        ("4. SILENCE", "SILENCE"),
        ("4. Silence and Peace.", "Silence and Peace"),
    ],
)
def test_clauses_know_their_heading(line: str, heading: str) -> None:
    assert numbers(line, "The rest is here.")[-1][1] == heading


def test_a_section_without_a_heading_does_not_keep_that_of_the_one_before() -> None:
    found = numbers("AGREEMENT", "1. Release. The Employee releases all.", "2. The Employee shall not speak.")
    assert found == [("1", "Release"), ("2", "AGREEMENT")]


def test_a_heading_without_a_number_ends_the_numbers() -> None:
    found = numbers("4. Silence. The Employee shall not speak.", "SIGNATURES", "The parties sign here.")
    assert found == [("4", "Silence"), (None, "SIGNATURES")]


def test_a_paragraph_after_a_list_belongs_to_its_section() -> None:
    found = numbers("4. The Employee shall not:", "(a) speak; or", "(b) write.", "The Company may sue.")
    assert [number for number, _ in found] == ["4", "4(a)", "4(b)", "4"]
