"""Blocks become clauses: sentences and items, each with its stem."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.language.clauses import MAX_CLAUSE, split
from scanner.language.lists import MAX_STEM
from scanner.model import Block, Document
from tests.language.papers import numbers, paper, read, stays_linear, words


def test_a_list_inside_a_sentence_is_cut_into_items_with_their_stem() -> None:
    assert read("Employee shall not (a) disclose the facts; (b) disparage Acme; or (c) sue.") == [
        "Employee shall not",
        "Employee shall not / (a) disclose the facts;",
        "Employee shall not / (b) disparage Acme; or",
        "Employee shall not / (c) sue.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Employee shall not: (1) speak; or (2) write.",
        "Employee shall not: (i) speak; or (ii) write.",
        "Employee shall not: (A) speak; or (B) write.",
        "Employee shall not: a) speak; or b) write.",
        "Employee shall not: 1. speak; or 2. write.",
        "Employee shall not: • speak; or • write.",
        "Employee shall not:\n(a) speak; or\n(b) write.",
    ],
)
def test_every_kind_of_list_inside_a_sentence(sentence: str) -> None:
    found = read(sentence)
    assert len(found) == 3
    assert all(item.startswith("Employee shall not: / ") for item in found[1:])


@pytest.mark.parametrize(
    "sentence",
    [
        "Under Sections 4(a), (b) and (c) the Employee pays.",
        "As said in clauses (a) and (b) above, the Employee pays.",
        "The Employee pays in either case (i) or (ii) of the list.",
        'Acme (the "Company") and (a) Roe agree.',
        "Pay one (1) copy within two (2) days or three (3) weeks.",
        "The Employee (b) speaks and (c) writes.",
    ],
)
def test_what_only_looks_like_a_list_stays_one_sentence(sentence: str) -> None:
    assert read(sentence) == [sentence]


def test_lists_inside_lists_carry_both_stems() -> None:
    found = read("Employee shall not (a) tell (i) the press or (ii) a friend; or (b) sue.")
    assert found == [
        "Employee shall not",
        "Employee shall not / (a) tell",
        "Employee shall not / (a) tell / (i) the press or",
        "Employee shall not / (a) tell / (ii) a friend; or",
        "Employee shall not / (b) sue.",
    ]


def test_a_list_may_go_on_over_sentences() -> None:
    found = read("Employee shall not: (a) speak. That is final. (b) Write to the press. (c) Sue.")
    assert found[1:] == [
        "Employee shall not: / (a) speak.",
        "That is final.",
        "Employee shall not: / (b) Write to the press.",
        "Employee shall not: / (c) Sue.",
    ]


@pytest.mark.parametrize(
    "stem",
    [
        "Employee shall not:",
        "Employee agrees that he will:",
        "Employee agrees:",
        "I will not:",
        "Neither party shall:",
        "The Employee shall not",
        "The Employee shall not, at any time,",
        "The Employee shall not -",
        "4. Silence. The Employee shall not:",
    ],
)
@pytest.mark.parametrize("marks", ["(a) (b)", "a) b)", "i. ii.", "• •", "- -", "(1) (2)"])
def test_items_in_blocks_of_their_own_carry_the_stem(stem: str, marks: str) -> None:
    first, second = marks.split()
    found = read(stem, f"{first} disclose the terms;", f"{second} speak to the press.")
    tail = stem.removeprefix("4. Silence. ")
    assert found[-2:] == [f"{tail} / {first} disclose the terms;", f"{tail} / {second} speak to the press."]


def test_numbered_items_carry_a_stem_that_they_continue() -> None:
    found = read("Employee agrees:", "1. not to speak;", "2. to return the keys.")
    assert found[1:] == ["Employee agrees: / 1. not to speak;", "Employee agrees: / 2. to return the keys."]


def test_nested_items_carry_both_stems_and_full_numbers() -> None:
    blocks = (
        "3. Employee shall:",
        "(a) keep silent;",
        "(b) return all:",
        "(i) keys; and",
        "(ii) papers;",
        "(c) leave.",
    )
    assert read(*blocks)[3:] == [
        "3. Employee shall: / (b) return all: / (i) keys; and",
        "3. Employee shall: / (b) return all: / (ii) papers;",
        "3. Employee shall: / (c) leave.",
    ]
    assert [number for number, _ in numbers(*blocks)] == ["3", "3(a)", "3(b)", "3(b)(i)", "3(b)(ii)", "3(c)"]


def test_several_items_in_one_block_carry_the_same_stem() -> None:
    blocks = ("3. Employee shall not", "(a) speak, (b) write, or (c) sue;", "(d) post.")
    stem = "3. Employee shall not / "
    assert read(*blocks)[1:] == [stem + item for item in ("(a) speak,", "(b) write, or", "(c) sue;", "(d) post.")]
    assert [number for number, _ in numbers(*blocks)] == ["3", "3(a)", "3(b)", "3(c)", "3(d)"]


def test_a_list_goes_on_in_the_next_block() -> None:
    blocks = ("3. Employee shall not (a) speak; or (b) write; or", "(c) sue.")
    assert read(*blocks)[-1] == "3. Employee shall not / (c) sue."
    assert numbers(*blocks)[-1][0] == "3(c)"


def test_the_ninth_letter_is_no_list_of_its_own() -> None:
    found = read("Employee shall not:", *(f"({letter}) do thing {letter}, or" for letter in "abcdefghij"))
    assert all(item.startswith("Employee shall not: / (") and item.count(" / ") == 1 for item in found[1:])


@pytest.mark.parametrize(
    "frame",
    [
        "NOW, THEREFORE, in return for the promises below, the parties agree as follows:",
        "The Parties agree as follows:",
        "WITNESSETH:",
        "RECITALS",
        "The following terms apply:",
    ],
)
def test_a_frame_is_no_stem_for_sections(frame: str) -> None:
    found = read(frame, "1. Employee shall not speak.", "2. Pay. The Company shall pay.", "3. In return, he is silent.")
    assert not any(" / " in clause for clause in found)


def test_a_frame_is_the_stem_of_what_cannot_stand_alone() -> None:
    found = read("The parties agree as follows:", "(a) to keep the terms secret;", "(b) Employee shall not sue.")
    assert found[1] == "The parties agree as follows: / (a) to keep the terms secret;"
    assert found[2] == "(b) Employee shall not sue."


def test_a_section_is_no_item_of_the_one_before() -> None:
    assert (
        read("3. The Employee pays all sums", "4. Silence. Employee shall not speak.")[-1]
        == "Employee shall not speak."
    )
    assert read("3. Employee shall not:", "4. speak of it.")[-1] == "3. Employee shall not: / 4. speak of it."


@pytest.mark.parametrize(
    "after", ["The Company shall pay.", "MISCELLANEOUS", "5. The Company shall pay.", "5. Pay. The Company shall pay."]
)
def test_a_list_ends(after: str) -> None:
    found = read("4. Employee shall not:", "(a) speak; or", "(b) write.", after, "(a) The first copy is kept.")
    assert not any(" / " in clause for clause in found[3:])


def test_only_the_first_sentence_of_an_item_carries_the_stem() -> None:
    found = read("Employee shall not:", "(a) speak of the facts. This binds heirs.", "(b) write.")
    assert found[1:3] == ["Employee shall not: / (a) speak of the facts.", "This binds heirs."]
    assert found[3] == "Employee shall not: / (b) write."


def test_items_without_markers() -> None:
    found = read("I will not:", "Disclose the terms.", "speak to the press;", "Sue the Company.", "The parties agree.")
    assert found == [
        "I will not:",
        "I will not: / Disclose the terms.",
        "I will not: / speak to the press;",
        "I will not: / Sue the Company.",
        "The parties agree.",
    ]


def test_items_without_marks_of_any_kind_carry_the_stem() -> None:
    found = read("The following is confidential:", "Photos sent by either side", "Any call or chat", "Employee leaves.")
    assert [" / " in clause for clause in found] == [False, True, True, False]


def test_items_between_semicolons_carry_the_stem() -> None:
    found = read(
        "Released claims include the ones below:", "All claims for pay;", "Any claim of harm.", "Employee leaves."
    )
    assert [" / " in clause for clause in found] == [False, True, True, False]


def test_a_sentence_torn_between_blocks_is_joined() -> None:
    assert read("The Employee shall not", "disclose the facts to anyone.")[-1] == (
        "The Employee shall not / disclose the facts to anyone."
    )


def test_words_after_a_list_go_on_with_its_sentence() -> None:
    found = read("Employee shall not", "(a) speak, or", "(b) write,", "in each case without consent.")
    assert found[-1] == "Employee shall not / in each case without consent."


def test_a_marker_alone_on_its_line_belongs_to_the_next_block() -> None:
    found = read("Employee shall not:", "(a)", "disclose the facts;", "(b)", "sue.")
    assert found == [
        "Employee shall not:",
        "Employee shall not: / (a)",
        "Employee shall not: / disclose the facts;",
        "Employee shall not: / (b)",
        "Employee shall not: / sue.",
    ]


def test_short_items_are_no_headings() -> None:
    found = split(paper("Employee shall not contact:", "(a) The Media", "(b) The Police"))
    assert [clause.is_heading for clause in found] == [False, False, False]
    assert all(clause.stem for clause in found[1:])


@pytest.mark.parametrize("between", ["7", "- 18 -", "Page 3 of 9"])
def test_a_page_number_between_items_ends_nothing(between: str) -> None:
    assert read("Employee shall not", between, "(a) speak;")[-1] == "Employee shall not / (a) speak;"


def test_a_footer_between_items_ends_nothing() -> None:
    text = "Employee shall not:\nAcme Confidential Draft shall end\n(a) speak;"
    document = paper(Block(0, 19), Block(20, 53, part="footer"), Block(54, 64), text=text)
    last = split(document)[-1]
    assert [text[slice(*stem)] for stem in last.stem] == ["Employee shall not:"]


def test_table_cells_know_the_section_and_are_no_headings() -> None:
    text = "4. PAY\nAmount\nThe sum is due."
    document = paper(Block(0, 6), Block(7, 13, part="table"), Block(14, 29, part="table"), text=text)
    assert [(c.section, c.heading, c.is_heading) for c in split(document)[1:]] == [("4", "PAY", False)] * 2


def test_a_long_sentence_is_cut_at_semicolons() -> None:
    sentence = "Employee releases " + "; ".join(f"all claims of kind {n} under any law" for n in range(90)) + "."
    pieces = read(sentence)
    assert len(pieces) == 3
    assert all(len(piece) <= MAX_CLAUSE and piece.endswith((";", ".")) for piece in pieces)
    assert " ".join(pieces) == sentence


@pytest.mark.parametrize("sentence", ["word, " * 600, "word " * 700, "w" * 4000])
def test_no_clause_is_too_long(sentence: str) -> None:
    assert all(len(clause) <= MAX_CLAUSE for clause in read(sentence))


def test_a_paper_without_blocks_has_no_clauses() -> None:
    assert split(paper()) == ()
    assert split(paper("   ", "")) == ()


PIECES = st.sampled_from(
    [
        *"aAi .:;,()-_\n\u00a0\u200b\u201c•",
        "(a) ",
        "(b) ",
        "(i) ",
        "1. ",
        "2. ",
        "4.1 ",
        "Section 4. ",
        "ARTICLE I",
        "Employee shall not",
        "disclose the facts",
        "Inc. ",
        "The Company",
        "\n\n",
        ": ",
        "; or ",
        "**Silence.** ",
        "# ",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)
PARTS = st.sampled_from(["body", "body", "body", "table", "footer"])


def _document(blocks: list[tuple[str, str]]) -> Document:
    text, spans = "", []
    for words_of_block, part in blocks:
        spans.append(Block(len(text), len(text) + len(words_of_block), part=part))
        text += words_of_block + "\n"
    return paper(*spans, text=text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, PARTS), max_size=8))
def test_all_words_are_in_exactly_one_clause(blocks: list[tuple[str, str]]) -> None:
    document = _document(blocks)
    covered = 0
    for clause in split(document):
        start, end = clause.span
        block = document.blocks[clause.block]
        assert block.start <= start < end <= block.end
        assert not document.text[covered:start].strip()
        assert words(document, clause) == words(document, clause).strip()
        assert end - start <= MAX_CLAUSE
        assert all(before[1] <= start for before in clause.stem)
        assert list(clause.stem) == sorted(clause.stem)
        covered = end
    assert not document.text[covered:].strip()


@pytest.mark.parametrize(
    "piece",
    [
        "(a) x ",
        "(a) x (b) y ",
        "(a) x (i) y (ii) z (b) ",
        "1. ",
        "(a)",
        "•",
        "Inc. The ",
        "!?",
        "A ",
        ": ",
        "the that ",
    ],
)
def test_one_hostile_block_takes_linear_time(piece: str) -> None:
    assert stays_linear(_split_lines, piece, 2_500)


@pytest.mark.parametrize(
    "line", ["(a) x:\n", "(a)\n", "• a:\n", "shall not\n", "a\n", "1.1.1\n", "1. x:\n(a) y:\n", "a) x;\nthe\n", "#\n"]
)
def test_many_hostile_blocks_take_linear_time_and_stems_stay_short(line: str) -> None:
    assert stays_linear(_split_lines, line, 2_500)
    document = _document([(part, "body") for part in (line * 200).split("\n")])
    assert max((len(clause.stem) for clause in split(document)), default=0) <= MAX_STEM
    assert max(len(clause.section or "") for clause in split(document)) < 60


def test_a_long_hostile_paper_takes_linear_time() -> None:
    assert stays_linear(_split_lines, "(a) x; (b) y (i) z. Inc. The A:\n1. (c) • 4.1 ", 12_500)


def _split_lines(text: str) -> None:
    split(_document([(block, "body") for block in text.split("\n")]))


def test_a_line_that_says_who_will_or_will_not_leads_the_items_below_it() -> None:
    """Nothing but its words tells that it is no mere heading."""
    assert read("Sam won't", "- tell anyone", "- write to us")[1:] == [
        "Sam won't / - tell anyone",
        "Sam won't / - write to us",
    ]
    assert read("3. WHAT ANN WILL DO", "3.1 Withdraw the claim.")[1] == "3. WHAT ANN WILL DO / 3.1 Withdraw the claim."
    assert read("WHAT YOU GIVE UP", "Your right to sue.", "WHAT YOU GET", "Your last wages.")[1::2] == [
        "WHAT YOU GIVE UP / Your right to sue.",
        "WHAT YOU GET / Your last wages.",
    ]


def test_a_condition_that_stands_alone_leads_what_happens_then() -> None:
    assert read("If you break this agreement. Payments will stop. You will repay us.")[1:] == [
        "If you break this agreement. / Payments will stop.",
        "If you break this agreement. / You will repay us.",
    ]
    assert read("If you mess up", "Each leak costs $500.")[1] == "If you mess up / Each leak costs $500."
    assert read("If you wish, call us. We are here.")[1] == "We are here."
