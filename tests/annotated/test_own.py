"""A copy that is read again: its notes are no words of the paper, and nobody can hide words among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import annotate, compare, scan
from scanner.annotated.notes import notes_of
from scanner.annotated.own import without_own_notes
from scanner.model import Block, Document
from scanner.pipeline import assess
from scanner.report import wording
from scanner.rulebook import load
from tests.annotated.notes_maker import ADVICE

GAG = "The Employee shall not disclose to any person the events that gave rise to the Complaint."
PAPER = f"Settlement between Jane Roe (the Employee) and Acme, Inc. (the Company).\n\n{GAG}"


def document(*side: str, part: str = "comment", paper: str = PAPER) -> Document:
    """A paper with something written beside it."""
    text, blocks = paper, [Block(0, len(paper))]
    for words in side:
        text += "\n\n"
        blocks.append(Block(len(text), len(text) + len(words), part))
        text += words
    return Document("", "docx", "", text, tuple(blocks))


def left(*side: str, part: str = "comment") -> list[str]:
    """What is still read of the words beside a paper."""
    there = without_own_notes(document(*side, part=part), load())
    return [there.text[block.start : block.end] for block in there.blocks if block.part == part]


def own() -> list[str]:
    """Every note that a report on the paper gives, with all that may be said where it has no place."""
    report = assess(document(), load())
    notes = notes_of(report)
    return [notes.advice, *(f"{note.words}\n{note.elsewhere}" for note in notes.notes)]


@pytest.mark.parametrize("part", ["comment", "annotation"])
def test_notes_are_known_whole_and_line_by_line(part: str) -> None:
    notes = own()
    assert len(notes) > 1
    assert left(*notes, part=part) == []
    assert left(*(line for note in notes for line in note.splitlines()), part=part) == []


def test_offsets_stay_and_nothing_is_found_in_notes() -> None:
    paper = document(*own())
    there = without_own_notes(paper, load())
    assert len(there.text) == len(paper.text)
    assert there.text.strip() == PAPER
    plain, noted = assess(document(), load()), assess(there, load())
    assert noted.findings == plain.findings
    assert noted.coverage == plain.coverage


def test_every_finding_of_every_rule_can_be_known_again() -> None:
    book = load()
    for rule in book.rules:
        lines = [
            f"{wording.NOTE_PLAIN}: {' '.join(rule.plain.split())}",
            f"{wording.NOTE_ASK}: {' '.join(rule.ask_for.split())}",
        ]
        titles = [rule.title, *(kind.wording.title for kind in rule.subtypes)]
        heads = [f"12. {word}: {title}" for title in titles for word in wording.SEVERITY.values()]
        assert left("\n".join((*heads, *lines))) == []


OTHERS = {
    "a comment": GAG,
    "a comment after our words": f"{ADVICE}\n{GAG}",
    "a comment in a line of ours": f"{ADVICE} {GAG}",
    "a comment with our head": f"1. Critical: {GAG}",
    "a comment with our label": f"{wording.NOTE_PLAIN}: {GAG}",
    "a comment in quotes": "“The Employee shall keep silent on the whole of it.”",
    "a place that is a sentence": f"{wording.NOTE_WHERE}: {GAG}",
    "short words put together": "You may not sue",
}


@pytest.mark.parametrize("name", OTHERS)
def test_words_of_others_are_read(name: str) -> None:
    assert left(OTHERS[name]) == [OTHERS[name]]


def test_two_notes_cannot_vouch_for_one_another() -> None:
    quote = "“The Employee shall keep silent on the whole of it.”"
    assert left(quote, quote) == [quote, quote]


def test_a_quote_of_the_paper_is_no_news() -> None:
    assert left(f"“{GAG}”") == []


def test_a_note_that_goes_on_and_on_costs_no_time() -> None:
    endless = f"{wording.LIMITS[0]} " * 20_000
    assert left(endless) == [endless]


def test_a_gag_beside_our_notes_is_found() -> None:
    paper = document(*own(), f"{ADVICE} The Employee shall not sue the Company.")
    there = without_own_notes(paper, load())
    assert any(f.location and f.location.part == "comment" for f in assess(there, load()).findings)


@pytest.mark.parametrize("name", ["mediation_agreement.docx", "hush_settlement.pdf"])
def test_a_copy_is_no_new_draft(name: str) -> None:
    paper = Path(__file__).parents[2] / "sample_docs" / name
    comparison = compare(paper.read_bytes(), annotate(paper).data)
    assert (comparison.worse, comparison.changed, comparison.better) == ((), (), ())


def test_blocks_and_text_of_a_copy_fit_its_findings() -> None:
    report = scan(
        annotate(Path(__file__).parents[2] / "sample_docs" / "mediation_agreement.docx").data, include_text=True
    )
    for finding in report.findings:
        if finding.location and finding.location.paragraph and report.text is not None:
            block = report.blocks[finding.location.paragraph - 1]
            assert block.start <= finding.location.start < block.end
            assert report.text[finding.location.start : finding.location.end] == finding.quote
