"""The paper beside the findings: all of it, marked where a finding quotes it, hidden and unread parts named."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from scanner import scan
from scanner.model import Block, Report, Unread
from scanner.report import parts as shown
from scanner.report.beside import MOST_SHOWN, OPEN_PAGES, Beside, beside

SAMPLES = Path(__file__).parents[1] / "sample_docs"
PAPERS = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".pdf", ".docx", ".txt"))


def placed(report: Report) -> Beside:
    return beside(report, shown.numbers(shown.grouped(report.findings)))


def words(paper: Beside) -> str:
    stretches = (s for sheet in paper.sheets for paragraph in sheet.paragraphs for s in paragraph.stretches)
    return " ".join(" ".join(stretch.words for stretch in stretches).split())


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_lost_and_every_quote_is_marked(name: str) -> None:
    report = scan(SAMPLES / name, include_text=True)
    paper = placed(report)
    assert words(paper).replace(" ", "") == "".join((report.text or "").split())
    assert paper.marked == {finding.id for finding in report.findings if finding.location}
    for sheet in paper.sheets:
        for mark in (m for p in sheet.paragraphs for s in p.stretches for m in s.begins):
            finding = next(f for f in report.findings if f.id == mark.finding_id)
            assert finding.location and sheet.page == finding.location.page


def test_where_two_findings_overlap_the_worse_one_colours_and_both_begin() -> None:
    report = scan(SAMPLES / "hush_settlement.pdf", include_text=True)
    both = [s for sheet in placed(report).sheets for p in sheet.paragraphs for s in p.stretches if len(s.begins) > 1]
    assert both
    order = ("low", "medium", "high", "critical")
    for stretch in both:
        worst = max((mark.severity for mark in stretch.begins), key=order.index)
        assert order.index(stretch.severity or "low") >= order.index(worst)


def test_hidden_words_say_how_they_are_hidden() -> None:
    text = "You shall not talk."
    report = dataclasses.replace(
        scan(b"A letter to you. " + text.encode(), name="a.txt", include_text=True),
        text=text,
        findings=(),
        blocks=(Block(0, len(text), page=1, hidden="white"),),
    )
    assert placed(report).sheets[0].paragraphs[0].hidden == "white"


def test_pages_that_were_not_read_stand_in_their_place() -> None:
    report = scan(SAMPLES / "hush_settlement.pdf", include_text=True)
    unread = (Unread("image", page=2), Unread("damaged", page=9), Unread("external", part="document"))
    blocks = tuple(block for block in report.blocks if block.page != 2)
    paper = placed(
        dataclasses.replace(report, blocks=blocks, coverage=dataclasses.replace(report.coverage, unread=unread))
    )
    assert [sheet.page for sheet in paper.sheets] == [1, 2, 3, 4, 5, 9]
    assert [sheet.unread for sheet in paper.sheets if sheet.unread] == [(unread[0],), (unread[1],)]
    assert paper.unplaced == (unread[2],)


def test_a_long_paper_opens_where_something_was_found_and_is_cut_with_a_word() -> None:
    report = scan(SAMPLES / "hush_settlement.pdf", include_text=True)
    text = report.text or ""
    page = max(block.page or 0 for block in report.blocks)
    more = tuple(Block(len(text) + 5 * i, len(text) + 5 * i + 4, page=page + 1 + i) for i in range(OPEN_PAGES))
    longer = dataclasses.replace(report, text=text + "more " * OPEN_PAGES, blocks=(*report.blocks, *more))
    sheets = placed(longer).sheets
    assert any(sheet.open for sheet in sheets)
    assert not any(sheet.open for sheet in sheets if sheet.page and sheet.page > page)
    assert placed(dataclasses.replace(longer, text=text + "x" * MOST_SHOWN)).cut
    assert not placed(longer).cut
