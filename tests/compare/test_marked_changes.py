"""Word files that mark their changes: what they mark counts as made, and what they do not mark is told apart."""

from __future__ import annotations

import re

import pytest

from scanner import compare
from scanner.drafts.model import Comparison
from scanner.read import before_changes, read
from tests.read.docx_maker import Maker, cell, p, plain, r, row, table

_MARKED = re.compile(r"\[([+-])(.*?)\]")
TITLE = "SETTLEMENT AGREEMENT between Corvid Hall LLC (the Company) and Robin Vale (Employee)."
GAG = "1. Employee shall not disclose the terms of this Agreement to any person for two years."
PENALTY = "2. If Employee breaches Section 1, Employee shall pay the Company $10,000 for each breach."
RIGHTS = "3. Nothing in this Agreement prevents Employee from reporting a crime to the police."
OLD = (TITLE, GAG, PENALTY, RIGHTS)


def word(*paragraphs: str) -> bytes:
    """A Word file; "[+words]" are marked as put in, "[-words]" as deleted."""
    return Maker("".join(p(_runs(text)) for text in paragraphs)).build()


def _runs(text: str) -> str:
    out, done = "", 0
    for match in _MARKED.finditer(text):
        run = r(match[2])
        deleted = run.replace("w:t ", "w:delText ").replace("/w:t>", "/w:delText>")
        out += r(text[done : match.start()])
        out += f"<w:ins>{run}</w:ins>" if match[1] == "+" else f"<w:del>{deleted}</w:del>"
        done = match.end()
    return out + r(text[done:])


def kinds(found: Comparison) -> set[tuple[str, bool]]:
    return {(change.kind, change.unmarked) for change in (*found.worse, *found.changed, *found.better)}


def test_marked_changes_count_as_made() -> None:
    new = word(TITLE, GAG, PENALTY.replace("$10,000", "[-$10,000][+$90,000]"), RIGHTS)
    found = compare(word(*OLD), new)
    assert kinds(found) == {("flag_sharpened", False)}
    assert found.new.marks_changes
    assert not found.old.marks_changes
    (change,) = found.worse
    assert change.new is not None
    assert change.new.quote == PENALTY.replace("$10,000", "$90,000")


def test_a_deleted_part_is_gone_although_its_words_are_in_the_file() -> None:
    found = compare(word(*OLD), word(TITLE, GAG, PENALTY, f"[-{RIGHTS}]"))
    assert ("protection_lost", False) in kinds(found)
    assert not any(unmarked for _, unmarked in kinds(found))


def test_a_change_without_a_mark_beside_marked_ones() -> None:
    new = word(
        TITLE, GAG.replace("two years", "[-two years][+one year]"), PENALTY.replace("$10,000", "$90,000"), RIGHTS
    )
    found = compare(word(*OLD), new)
    assert {(c.kind, c.unmarked) for c in found.worse} == {("flag_sharpened", True)}
    assert {(c.kind, c.unmarked) for c in found.better} == {("flag_softened", False)}
    assert any("does not mark all" in note for note in found.verdict.notes)


@pytest.mark.parametrize("quiet", ["4. Employee shall not sue the Company.", "4. Dinner is served at eight."])
def test_a_sentence_that_slipped_in(quiet: str) -> None:
    found = compare(word(*OLD), word(*OLD, quiet, "[+5. Parking is in the yard.]"))
    marks = {change.new.quote: change.unmarked for change in (*found.worse, *found.changed) if change.new}
    assert marks[quiet] is True
    assert marks["5. Parking is in the yard."] is False


def test_a_sentence_that_slipped_out() -> None:
    found = compare(word(*OLD), word(TITLE, GAG, PENALTY, "[+5. Parking is in the yard.]"))
    assert {c.unmarked for c in found.worse if c.kind == "protection_lost"} == {True}


def test_without_any_mark_nothing_is_unmarked() -> None:
    found = compare(word(*OLD), word(TITLE, GAG, PENALTY.replace("$10,000", "$90,000"), RIGHTS))
    assert kinds(found) == {("flag_sharpened", False)}
    assert not found.new.marks_changes


def test_marks_that_both_files_hold_are_no_secret() -> None:
    """The second round of a negotiation: the marks of the first are still there."""
    first = GAG.replace("two years", "[-two years][+three years]")
    new = word(TITLE, first, PENALTY.replace("$10,000", "[-$10,000][+$90,000]"), RIGHTS)
    found = compare(word(TITLE, first, PENALTY, RIGHTS), new)
    assert kinds(found) == {("flag_sharpened", False)}


def test_marked_rows_and_paragraphs() -> None:
    rows = (row(cell(plain("Fee")), cell(plain("$10"))), row(cell(plain("Late")), cell(plain("$20")), properties="{}"))
    before = Maker(plain(TITLE) + table(rows[0])).build()
    after = Maker(plain(TITLE) + table(rows[0], rows[1].format("<w:ins/>"))).build()
    found = compare(before, after)
    assert kinds(found) == {("words_added", False)}


def test_the_file_as_it_was() -> None:
    data = word(TITLE, "1. Employee shall [-not][+always] speak.")
    before = before_changes(data)
    assert before is not None
    shown = [before.text[b.start : b.end] for b in before.blocks if not b.hidden]
    assert shown == [TITLE, "1. Employee shall not speak."]
    hidden = [(before.text[b.start : b.end], b.hidden) for b in before.blocks if b.hidden]
    assert hidden == [("always", "deleted")]
    assert "always" in read(data).text
    assert before_changes(word(*OLD)) is None
