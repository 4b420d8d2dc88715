"""The report as one HTML file: whole, verbatim, and with nothing beside itself; looked at in a real Chromium."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from scanner import scan
from scanner.model import Freedom, Report
from scanner.report import wording
from scanner.report.as_html import to_html
from scanner.report.as_text import to_text
from scanner.report.parts import grouped
from scanner.words import words
from tests.conftest import make_finding

SAMPLES = Path(__file__).parents[1] / "sample_docs"
SCRIPT = "<script>alert(1)</script><img src=https://evil.example/x><style>*{display:none}</style>"
# What the data says in codes and numbers is said in words of the catalogue, or is of no use to a person.
CODES = {
    *("schema_version", "id", "rule_id", "category", "subtype", "severity", "confidence", "binds", "role", "state"),
    *("strength", "level", "finding_ids", "sha256", "format", "language", "start", "end", "boxes", "paragraph", "part"),
    *(
        "value",
        "currency",
        "unit",
        "reason_code",
        "complete",
        "judged",
        "kind",
        "per",
        "deadline_days",
        "pages",
        "words",
        "found",
    ),
}


def text_of(html: str) -> str:
    """What a person reads, without markup."""
    body = html[html.index("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def leaves(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in CODES:
                yield from leaves(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, key)
    elif node is not None:
        yield str(node)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def hush() -> Report:
    """A long paper with everything that a report can show."""
    return scan(SAMPLES / "hush_settlement.pdf", place="US-CA")


def test_nothing_of_the_data_that_a_person_needs_is_left_out(report: Report, hush: Report) -> None:
    exception = replace(report.protections[0], quote="except as required by law")
    for each in (replace(report, protections=(*report.protections, exception)), hush):
        data: Any = each.to_dict()
        data["coverage"]["unread"] = [wording.unread(item) for item in each.coverage.unread]
        page = text_of(to_html(each, place="US-CA"))
        assert [leaf for leaf in leaves(data) if " ".join(leaf.split()) not in page] == []
        for finding in each.findings:
            assert wording.place(finding.location) in page and wording.figures(finding.details) in page


def test_text_and_html_show_the_same_in_the_same_order(hush: Report) -> None:
    page = text_of(to_html(hush, place="US-CA"))
    text = " ".join(to_text(hush, place="US-CA").split())
    page = page[page.index(words()["result"]["findings"]) :]
    parts = grouped(hush.findings)
    assert len(parts) > 20
    in_page = in_text = 0
    for part in parts:
        in_page = page.index(f"{part.number}. {part.lead.title}", in_page)
        in_text = text.index(f"{part.number} {part.lead.severity.upper()} {part.lead.title}", in_text)


def test_the_advice_opens_and_closes(report: Report) -> None:
    page = text_of(to_html(report))
    first = (words()["site"]["exit"], wording.NOT_ADVICE, wording.STANDING_ADVICE, report.verdict.headline)
    assert page.startswith(" ".join(first))
    assert page.endswith(wording.STANDING_ADVICE)


def test_what_was_explained_is_not_explained_again(report: Report) -> None:
    page = text_of(to_html(report))
    assert page.count(report.findings[0].why) == 1
    assert page.count("see number 1.") == len(grouped(report.findings)) - 1


def test_a_law_stands_once_and_is_named_where_it_may_limit(report: Report) -> None:
    card = report.findings[0].laws[0]
    page = text_of(to_html(report, place="XX"))
    assert page.count(card.plain) == 1
    assert page.count(f"{card.name} (XX). {words()['report']['see_laws']}") == 9  # findings, protection, note


def test_without_a_place_the_page_says_how_to_get_laws(report: Report) -> None:
    said = " ".join(words()["result"]["no_place_in_file"].split())
    assert said in text_of(to_html(report)) and said not in text_of(to_html(report, place="US"))


def test_a_mediation_has_its_checklist(report: Report) -> None:
    said = words()["mediation"]
    page, text = text_of(to_html(report)), " ".join(to_text(report).split())
    keys = [said["not_found"], said["key"]["separate"], said["found"], said["key"]["voluntary"]]
    lists = [line for each in said["lists"] for line in each["lines"]]
    for shown in (page, text):
        at = shown.index(said["heading"])
        for each in (*keys, *lists, said["refusal"]):
            at = shown.index(each, at)
    assert said["heading"] not in text_of(to_html(replace(report, mediation=())))


def test_weak_and_undone_exceptions_give_their_reason(report: Report) -> None:
    protection = replace(report.protections[0], strength="weak")
    page = text_of(to_html(replace(report, protections=(protection,))))
    assert wording.WEAK_PROTECTION in page
    assert "and it is weak (In the text): it lets you answer, not choose" in page


def test_the_head_is_neutral(report: Report) -> None:
    head = to_html(report).split("<body")[0]
    assert f"<title>{words()['site']['title']}</title>" in head and '<html lang="en">' in head
    assert report.document.name not in head


def hostile(report: Report) -> Report:
    """Words of a paper that would be markup, would turn the line round, or would not fit it."""
    quote = f"{SCRIPT} \u202egnihton \ud800 \x00 {'x' * 300} \u05e9\u05dc\u05d5\u05dd"
    finding = replace(make_finding(quote=quote), context=())
    return replace(
        report,
        document=replace(report.document, name=f"{SCRIPT}.pdf"),
        findings=(finding,),
        parties=(replace(report.parties[0], name=SCRIPT, aliases=(SCRIPT,)),),
        freedoms=(Freedom("police", "barred", quote),),
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_a_browser_asks_for_nothing_else_and_shows_all_as_text(
    report: Report, browser: Browser, tmp_path: Path, width: int
) -> None:
    html = to_html(hostile(report), place="US")
    assert "<script" not in html and "<img" not in html
    path = tmp_path / "notes.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()] and complaints == []
    assert SCRIPT in page.locator("blockquote").first.inner_text()
    assert (
        page.locator(".advice-line").first.evaluate("e => getComputedStyle(e).fontWeight") == "700"
    )  # the style is let in
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_way_out_stays_in_sight_and_leaves(hush: Report, browser: Browser, tmp_path: Path) -> None:
    """Without a script, and with no request before it is pressed."""
    path = tmp_path / "notes.html"
    path.write_text(to_html(hush, exit_url="https://weather.example/"), encoding="utf-8")
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    context.route("https://weather.example/", lambda route: route.fulfill(body="<title>Weather</title>"))
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.get_by_role("heading", level=2).last.scroll_into_view_if_needed()
    way_out = page.get_by_role("link", name=words()["site"]["exit"])
    expect(way_out).to_be_in_viewport(ratio=1)
    assert asked == [path.as_uri()]
    way_out.click()
    page.wait_for_url("https://weather.example/")
    context.close()


def test_it_prints_whole_from_a_browser(hush: Report, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "notes.html"
    path.write_text(to_html(hush, place="US-CA"), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    printed = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    flat = re.sub(r"\s|\ufffe|-", "", printed)
    quotes = [finding.quote for finding in hush.findings if finding.quote]
    assert quotes and [quote for quote in quotes if re.sub(r"\s|-", "", quote) not in flat] == []
    page.close()
