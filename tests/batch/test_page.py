"""The page of a batch in a real browser: it opens from a file, sorts and filters, and reads without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scanner.batch.failure import Failure
from scanner.batch.journal import Entry
from scanner.batch.page import to_page
from scanner.batch.papers import Paper
from scanner.batch.row import row
from scanner.batch.tally import SHOWN, Tally, tally
from scanner.model import Report
from scanner.report.as_json import to_dict

PAPERS = 1_200
EVIL = "</script><img src=x onerror=alert(1)>\u2028"


def entries(report: Report, many: int) -> list[Entry]:
    """Rows that differ in all that can be sorted and filtered."""
    made = []
    levels = ("stop", "serious", "caution", "none_found")
    for number in range(1, many + 1):
        plain = row(to_dict(report), duplicate_of=None, dossier=f"reports/{number:05}.html")
        labels = {"gag_facts": [number % 5 + 1, number % 4], **({"penalty": [1, 2]} if number % 10 == 0 else {})}
        changed = replace(
            plain, level=levels[number % 4], labels=labels, words=number, quote=f"{plain.quote} No {number}."
        )
        made.append(Entry(Paper("/x", None, f"in/{number}.txt", number), "", changed, 0, 0))
    return made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def counted(report: Report) -> Tally:
    made = entries(report, PAPERS)
    made.append(Entry(Paper("/y", None, f"in/{EVIL}.txt", PAPERS + 1), "", Failure("damaged", "It is broken."), 0, 0))
    return tally(made)


@pytest.fixture
def opened(counted: Tally, tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    path = tmp_path / "index.html"
    path.write_text(to_page(counted, total=PAPERS + 1), encoding="utf-8")
    page = chromium.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    yield page
    assert wrong == []
    page.close()


def shown(page: Page) -> list[int]:
    """The numbers of the papers that can be seen, in order."""
    cells = page.locator("#papers tbody tr:not([hidden]) td:first-child")
    return [int(text) for text in cells.all_inner_texts()]


def test_the_most_urgent_stand_first_and_all_can_be_sorted(opened: Page) -> None:
    assert len(shown(opened)) == PAPERS
    assert [number % 4 for number in shown(opened)[:300]] == [0] * 300
    head = opened.get_by_role("columnheader", name="No.").first
    head.get_by_role("button").click()
    assert shown(opened) == list(range(1, PAPERS + 1))
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    assert shown(opened)[:2] == [PAPERS, PAPERS - 1]
    opened.get_by_role("button", name="Level").click()
    assert [number % 4 for number in shown(opened)[:3]] == [0] * 3
    opened.get_by_role("button", name="A price for a breach").click()
    assert all(number % 10 == 0 for number in shown(opened)[: PAPERS // 10])


def test_filters(opened: Page) -> None:
    opened.get_by_label("Find words").fill("no 77")
    assert all("77" in str(number) for number in shown(opened))
    expect(opened.get_by_role("status")).to_have_text(f"{len(shown(opened))} of {PAPERS} papers")
    opened.get_by_label("Level").select_option("serious")
    assert shown(opened) and all(number % 4 == 1 for number in shown(opened))
    opened.get_by_role("button", name="Show all").click()
    expect(opened.get_by_role("status")).to_have_text(f"{PAPERS} of {PAPERS} papers")
    opened.get_by_label("What was found").select_option("A price for a breach")
    assert sorted(shown(opened)) == list(range(10, PAPERS + 1, 10))
    opened.get_by_label("Find words").fill("nothing has this")
    expect(opened.get_by_text("No paper has all of this.")).to_be_visible()


def test_it_reads_without_a_script(counted: Tally, tmp_path: Path, chromium: Browser) -> None:
    path = tmp_path / "index.html"
    path.write_text(to_page(counted, total=PAPERS + 1), encoding="utf-8")
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(path.as_uri())
        assert len(shown(page)) == PAPERS
        expect(page.get_by_label("Find words")).to_be_hidden()
        expect(page.get_by_text("It is broken.")).to_be_visible()
        expect(page.get_by_role("link", name="8.txt", exact=True)).to_have_attribute("href", "reports/00008.html")


def test_it_needs_nothing_beside_it(counted: Tally, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(to_page(counted, total=PAPERS + 1), encoding="utf-8")
    text = path.read_text("utf-8")
    assert not re.findall(r"""(?:src|href)=["'](?!reports/|#)""", text)
    assert "default-src 'none'" in text
    assert EVIL not in text


def test_only_the_most_urgent_of_very_many(report: Report) -> None:
    counted = tally(entries(report, SHOWN + 100))
    assert len(counted.rows) == SHOWN
    assert sum(counted.levels.values()) == SHOWN + 100
    left_out = SHOWN + 100 - sum(row.level != "none_found" for _, row in counted.rows)
    assert left_out > 0
    assert all(row.level != "none_found" for _, row in counted.rows[: (SHOWN + 100) // 2])
