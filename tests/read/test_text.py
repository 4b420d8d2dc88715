"""Plain text: the file's own words, in paragraphs however its lines were broken."""

from __future__ import annotations

import textwrap
import time
from dataclasses import replace

import pytest

from scanner.errors import Empty, Unsupported
from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.shape import is_clock
from scanner.read.text import decode, read_text
from tests.read.pdf_maker import clauses

GAG = "The Employee shall not say a word – “ever” – about the Company’s affairs."


def read(text: str) -> Document:
    return read_text(text.encode(), "paper.txt", DEFAULT_LIMITS)


def blocks(document: Document, part: str = "body") -> list[str]:
    return [" ".join(document.text[b.start : b.end].split()) for b in document.blocks if b.part == part]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(GAG.encode(encoding)) == GAG


def test_utf_16_big_endian() -> None:
    assert decode(b"\xfe\xff" + GAG.encode("utf-16-be")) == GAG


@pytest.mark.parametrize("data", [b"The Employee\0shall", b"\xff\xfe\x01", bytes(range(256)) * 9, b"\x81\x8d text"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unsupported):
        decode(data)


def test_a_file_of_white_space_is_empty() -> None:
    with pytest.raises(Empty):
        read(" \r\n\t\n")


def test_the_text_is_the_file() -> None:
    text = "  1.  Silence.\r\n\r\n  The\tEmployee  shall not speak.\r  End\n\n"
    assert read(text).text == text.replace("\r\n", "\n").replace("\r", "\n")


def test_blocks_cover_the_text_in_order() -> None:
    document = read("\n\n  One. \n\n\nPage 1 of 2\n\n two goes on.\n\n3\n\n  Four.\n")
    end = 0
    for block in document.blocks:
        assert not document.text[end : block.start].strip()
        assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
        end = block.end
    assert not document.text[end:].strip()


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_hard_wrapped_paragraphs(width: int, between: str) -> None:
    paragraphs = clauses(8)
    text = "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs)
    if between == "\n\n":  # an empty line between all lines, two between paragraphs
        text = text.replace("\n\n", "\n\n\n").replace("\n", "\n\n").replace("\n" * 6, "\n" * 4)
    assert blocks(read(text)) == [" ".join(paragraph.split()) for paragraph in paragraphs]


def test_wrapped_paragraphs_without_empty_lines_begin_at_their_marks() -> None:
    paragraphs = [paragraph for paragraph in clauses(8) if paragraph[0] in "0123456789("]
    text = "\n".join(textwrap.fill(paragraph, 78, break_on_hyphens=False) for paragraph in paragraphs)
    assert blocks(read(text)) == [" ".join(paragraph.split()) for paragraph in paragraphs]


def test_a_line_a_paragraph() -> None:
    paragraphs = clauses(6)
    assert blocks(read("\n".join(paragraphs))) == [" ".join(paragraph.split()) for paragraph in paragraphs]


WRAPPED = "The parties have agreed upon every one of these terms after long and careful talk\n"


FULL = "and the parties stand by each of them for as long as they live, as is said"


MESSAGE = [
    "hey",
    "i feel awful about what happened at the lake house",
    "before you say anything to anybody can we just sit down for once? my cousin will keep it calm, she knows us",
    "don't bring kim",
    "please don't show this to anyone",
]


def test_the_lines_of_a_message_are_its_own() -> None:
    """A small letter does not show that a sentence goes on when all of them begin with one."""
    assert blocks(read("\n".join(MESSAGE))) == MESSAGE
    assert blocks(read("\n".join(line[:38] for line in MESSAGE))) == [line[:38] for line in MESSAGE]


@pytest.mark.parametrize("when", ["[14/03/2026, 20:58:01]", "3/14/26, 8:58 PM -"])
def test_each_message_of_a_saved_chat_is_its_own(when: str) -> None:
    chat = [
        f"{when} Coach Bell: it would all have to be looked into",
        f"{when} Jane: and then",
        f"{when} Coach Bell: sign it",
    ]
    assert blocks(read("\n".join(chat))) == chat


@pytest.mark.parametrize("clock", ["21:04", "9.41 pm", "Today 9:41 PM", "Tuesday, 21:04", "21:04 //"])
def test_the_time_between_two_messages_belongs_to_neither(clock: str) -> None:
    """As photos of a phone are read: lines broken by the width of a bubble, and below it the time."""
    chat = ["just you me and Lou ok? no need to bring Dana, he is fair", "and he knows us", clock, "he is free at noon"]
    assert blocks(read("\n".join(chat))) == [" ".join(chat[:2]), *chat[2:]]


@pytest.mark.parametrize("line", ["9:41", "by 21:04 on Monday", "Section 21.04 of this Agreement"])
def test_a_time_inside_a_sentence(line: str) -> None:
    assert is_clock(line) is (line == "9:41")


def test_a_message_whose_lines_were_broken_by_width() -> None:
    wrapped = textwrap.fill(" ".join([*MESSAGE[1:3], *MESSAGE[1:3]]), 60)
    assert len(blocks(read(wrapped))) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{FULL} in Section", "4. Nothing in it binds the Company."),  # a reference cut by the line end
        (f"{FULL} in Sections 3 and", "4.2 The words of both bind the Company."),
        ("as paid by Marigold Press, Inc.", "and by nobody else."),  # an abbreviation ends no sentence
        ("under these heads: (a) speech, writing and pictures that other people take or make of it,", "(b) silence."),
        ("by and between the", "Marigold Press and the others."),  # a capital amid a sentence
        ("and they will be paid for that work within thirty", "(30) days of it."),  # a figure behind its number
        ("of any kind, even if", "THE COMPANY knew of it."),
        ("and with all of them (but for Martin M.", "Orchard, who stays) for ever."),  # amid brackets
    ],
)
def test_lines_that_only_look_like_a_beginning(before: str, after: str) -> None:
    assert len(blocks(read(WRAPPED * 4 + f"{before}\n{after}\n"))) == 1


@pytest.mark.parametrize(
    "mark", ["•", "-", "4.", "4.2", "(a)", "(iv)", "(xxxviii)", "(2).", "b)", "b.", "Section 9.", "ARTICLE IV:", "A."]
)
def test_marks_begin_a_block(mark: str) -> None:
    assert (
        len(blocks(read(f"{WRAPPED * 3}and the parties stand by each of them, in every way.\n{mark} It is so."))) == 2
    )


@pytest.mark.parametrize("number", ["7", "- 7 -", "Page 7 of 9", "<PAGE>"])
def test_page_numbers_do_not_cut_a_sentence(number: str) -> None:
    document = read(f"{WRAPPED * 3}\n\n{number}\n\n\nwith their lawyers.\n\n{number}\n\nThe end.\n")
    first, last = blocks(document)
    assert first.endswith("with their lawyers.") and number in first
    assert last == "The end."
    assert blocks(document, "footer") == [number]


def test_running_headers_beside_page_numbers() -> None:
    page = f"{WRAPPED * 3}\nMARIGOLD SETTLEMENT\n%d\n\n"
    document = read(page % 1 + page % 2 + page % 3 + "with their lawyers.")
    assert len(blocks(document)) == 1


LONG = " ".join([WRAPPED.strip()] * 3)


def test_a_line_a_paragraph_with_headings_and_empty_lines() -> None:
    sections = [each for number in range(1, 9) for each in (f"{number}. Silence", f"{LONG}, as is said above.")]
    assert blocks(read("\n\n".join(sections))) == sections


@pytest.mark.parametrize(
    "above", ["   7", "\n\n7", "\n\n- 7 -\n\nSource: MARIGOLD INC, 10-K", "\n\nSource: MARIGOLD INC, 10-K"]
)
@pytest.mark.parametrize("after", ["with their lawyers", "Marigold Press and its lawyers", "ITS LAWYERS"])
def test_pages_that_end_amid_a_long_line(above: str, after: str) -> None:
    page = f"{LONG} to be shown to {{}}{above}\n\n\n\n\n\n"
    document = read("".join(page.format(who) for who in "ABC") + f"{after}. The end.")
    assert len(blocks(document)) == 1
    assert {block.part for block in document.blocks} == {"body"}


def test_lines_that_were_run_together() -> None:
    """Where a paragraph is one line, a run of spaces is what is left of a line end."""
    lines = textwrap.wrap(LONG + ", as is said.", 72)
    head = "8.1   Silence   "
    document = read((head + (" " * 8).join(lines) + "\n\n") * 4)
    assert blocks(document) == ["8.1 Silence", f"{LONG}, as is said."] * 4


def test_a_page_that_became_one_line() -> None:
    sections = [
        "8. Silence",
        f"8.1 {LONG}, see Sec. 4.1 The end.",
        "8.2 Nothing in No. 5. The",
        "a. Other",
        "9. The end",
    ]
    whole = (
        f"8. Silence 8.1 {LONG}, see Sec. 4.1 The end. 8.2 Nothing in No. 5. The parties; a. Other things; 9. The end."
    )
    assert [block[: len(each)] for block, each in zip(blocks(read(whole)), sections, strict=True)] == sections


def test_a_form_feed_ends_a_page_and_no_sentence() -> None:
    page = f"MARIGOLD SETTLEMENT\n\n{WRAPPED * 5}and with\n\f"
    document = read(page * 3 + "MARIGOLD SETTLEMENT\n\nPress.\n")
    title, rest = blocks(document)
    assert title == "MARIGOLD SETTLEMENT" and rest.endswith("and with MARIGOLD SETTLEMENT Press.")


def test_signatures_keep_their_lines() -> None:
    lines = ["By: ____________", "Name: Dana Orchard", "Title: none", "Date: May 4"]
    assert blocks(read(WRAPPED * 5 + "\n" + "\n".join(lines)))[1:] == lines


def test_what_is_over_the_limit_is_named() -> None:
    document = read_text(GAG.encode() * 9, "", replace(DEFAULT_LIMITS, max_chars=100))
    assert len(document.text) == 100
    assert document.unread == (Unread("limit", part="body"),)


MARKS = ("section ", "section(a)", "§", "(a) ", "(a", "1.", "- ", "_", " ", "\n")
LINES = ("a\n", "a,\n", "(a)\n", "1\n\n", "page 1\n", "Inc.\n")


@pytest.mark.parametrize("piece", MARKS + LINES)
def test_no_text_takes_long(piece: str) -> None:
    """A pattern that goes over its text again and again would need minutes for this."""
    start = time.process_time()
    read("Agreement " + piece * (500_000 // len(piece)))
    assert time.process_time() - start < 20


def test_a_lost_end_that_shows_twice_is_one() -> None:
    line = "12. Indemnity and Liability    12.1 Each Party shall bear the loss that it causes to the other one. "
    found = blocks(read(line * 2))
    assert found[1].startswith("12.1 Each Party") and all(block.strip() for block in found)
