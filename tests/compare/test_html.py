"""The comparison as one HTML file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scanner import compare
from scanner.cli import main
from scanner.drafts.as_html import to_html
from scanner.drafts.model import Comparison
from scanner.drafts.shown import items
from scanner.words import STANDING_ADVICE
from tests.compare.drafts import edited, made, sample

SCRIPT = "<script>document.title = 1</script><img src=https://evil.example/x>"
EDITS = [
    {"from": "at least twenty-one (21) days", "to": "at least seven (7) days"},
    {"cut": "**10. Protected Rights.**"},
    {"after": "**9. No Admission.**", "add": f"The parties met twice {SCRIPT} in May."},
    {"move": "**7. Trade Secrets.**", "after": "**14. Governing Law.**"},
]


@pytest.fixture(scope="module")
def found() -> Comparison:
    source = sample("separation_agreement")
    return compare(made(source, ".docx"), made(edited(source, EDITS), ".docx"), old_name=SCRIPT, new_name="b.docx")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


def text_of(html: str) -> str:
    """What a person reads, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html[html.index("<body") :])).split())


def test_everything_that_changed_is_told_and_the_advice_opens(found: Comparison) -> None:
    said = text_of(to_html(found))
    assert 0 <= said.index(STANDING_ADVICE) < said.index(found.verdict.headline)
    for change in (*found.worse, *found.changed, *found.better):
        assert change.title in said
        assert change.what in said
        assert all(reason.plain in said for reason in change.reasons)
    assert found.moved[0].quote in said


def test_words_that_changed_are_marked_and_quotes_are_verbatim(found: Comparison) -> None:
    html = to_html(found)
    assert "<del>twenty-one (21)</del>" in html
    assert "<ins>seven (7)</ins>" in html
    lost = next(change.old.quote for change in found.worse if change.kind == "protection_lost" and change.old)
    assert lost is not None
    assert " ".join(lost.split()) in text_of(html)


def test_what_a_paper_holds_is_text_and_nothing_is_fetched(found: Comparison, browser: Browser, tmp_path: Path) -> None:
    html = to_html(found)
    assert "<script" not in html
    assert SCRIPT in unescape(html)
    path = tmp_path / "notes.html"
    path.write_text(html, "utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert page.title() != "1"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("article.change").count() == sum(map(len, items(found).values()))
    page.close()


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("1. You shall not speak about it.\n", "utf-8")
    new.write_text("1. You shall not speak about it, ever.\n", "utf-8")
    assert main(["compare", str(old), str(new), "--format", "html"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")
