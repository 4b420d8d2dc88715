"""The pages as HTML: order, words, and that a hostile paper stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from api.pages import HERE, result_page, start_page
from api.settings import Settings
from api.uploads import Paper
from scanner.model import Freedom, Location, Report
from scanner.report.wording import FAIRER, NOT_ADVICE, STANDING_ADVICE
from scanner.words import words
from tests.api.conftest import PAPER, Server

BROWSER = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
SCRIPT = "<script>alert(1)</script>"


def rendered(report: Report, place: str | None = "US") -> str:
    return bytes(result_page(Settings(), report.to_dict(), Paper(b"", "agreement.pdf", place)).body).decode()


def text_of(html: str) -> str:
    """What a person reads, without markup."""
    main = html[html.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_result_keeps_the_order_of_the_outline(report: Report) -> None:
    said = words()["result"]
    page = text_of(rendered(report))
    expected = [
        STANDING_ADVICE,
        report.verdict.headline,
        report.verdict.advice[1],
        said["stacks"],
        report.findings[0].plain,
        said["more"].format(count=2),
        said["protections_note"],
        said["freedoms_note"],
        report.missing[0].plain,
        report.notes[0].title,
        report.questions[0],
        report.resources[0].name,
        report.coverage.hidden[0].quote,
        said["print_note"],
        words()["site"]["limits"],
        words()["site"]["not_reviewed"],
    ]
    places = [page.index(" ".join(words_.split())) for words_ in expected]
    assert places == sorted(places)


def test_a_finding_shows_all_that_is_known_of_it(report: Report) -> None:
    finding = report.findings[0]
    html = rendered(report)
    assert f'<blockquote translate="no"><p>{finding.quote}</p></blockquote>' in html
    page = text_of(html)
    for said in ("Critical", "Page 2, section 4.1", "This binds you.", finding.plain, finding.why, finding.ask_for):
        assert said in page
    assert "$50,000 for each breach" in page
    assert FAIRER in page and finding.fairer in page
    assert html.count('<details class="fold">') == 2  # the findings after the fifth, and the notes


def test_freedoms_are_marked_with_signs_and_with_words(report: Report) -> None:
    freedoms = (
        Freedom("police", "kept"),
        Freedom("tax", "weak"),
        Freedom("court", "barred"),
        Freedom("x_y", "not_found"),
    )
    page = text_of(rendered(replace(report, freedoms=freedoms)))
    assert re.search(
        r"tell or ask them: ✗ speak in court .* ask for it: \? x y .* weak: ~ talk to a tax .* still: ✓ talk to the p",
        page,
    )


def test_what_is_said_twice_is_shown_once(report: Report) -> None:
    first = report.findings[0]
    again = replace(first, id="again", quote="Nor may she write of it.")
    kept = tuple(Freedom(name, "kept", "Nothing here bars a report.") for name in ("police", "court"))
    page = text_of(rendered(replace(report, findings=(first, again), freedoms=kept)))
    assert first.quote is not None and first.quote in page and "Nor may she write of it." in page
    assert page.count(first.title) == 2 and page.count(first.why) == 1  # once as the worst part, on top
    assert page.count("Nothing here bars a report.") == 1


def test_what_is_said_very_often_is_folded_away(report: Report) -> None:
    often = tuple(replace(report.findings[0], id=f"often{i}", quote=f"Quote number {i}.") for i in range(20))
    html = rendered(replace(report, findings=often))
    fold = html[html.index("More places that say this (14)") :]
    assert "Quote number 5." not in fold and "Quote number 6." in fold


def test_a_source_that_no_browser_should_open_is_named_and_no_link(report: Report) -> None:
    finding = report.findings[0]
    law = replace(finding.laws[0], url="javascript:laws/x")
    html = rendered(replace(report, findings=(replace(finding, laws=(law,)),)))
    assert "javascript:laws/x" in text_of(html)
    assert 'href="javascript' not in html


def test_an_exception_elsewhere_is_pointed_at(report: Report) -> None:
    finding = report.findings[0]
    far = replace(finding.details.exceptions[0], location=Location(9000, 9020, section="9"), quote="Far away words.")
    details = replace(finding.details, exceptions=(far,), example="3 x $5 = $15 (example).")
    page = text_of(rendered(replace(report, findings=(replace(finding, details=details),))))
    assert "and it is weak (Section 9)" in page and "Far away words." not in page
    assert "3 x $5 = $15 (example)." in page


def test_nothing_found_does_not_reassure(report: Report) -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("stacks", "findings", "protections", "freedoms", "missing", "notes", "questions", "resources", "parties"), ()
    )
    verdict = replace(report.verdict, level="none_found", headline="We did not find the parts we look for.")
    page = text_of(rendered(replace(report, verdict=verdict, **nothing)))
    assert page.startswith(STANDING_ADVICE)
    assert verdict.headline in page
    assert not re.search(r"\b(safe|fine|good|okay)\b", page.replace("fine print", ""), re.I)


def test_without_a_place_the_page_says_how_to_choose_one(report: Report) -> None:
    assert words()["result"]["no_place"] in text_of(rendered(report, None))
    assert words()["result"]["no_place"] not in text_of(rendered(report, "US"))


def test_a_hostile_paper_stays_text(report: Report) -> None:
    quote = f"{SCRIPT} \ud800 \u202egnihton"
    finding = replace(report.findings[0], quote=quote)
    info = replace(report.document, name=f"{SCRIPT}.pdf")
    html = rendered(replace(report, findings=(finding,), document=info))
    assert SCRIPT not in html and "&lt;script&gt;" in html
    assert "\u202e" not in html


def test_pasted_script_and_file_name_stay_text(server: Server) -> None:
    with server.client(headers=BROWSER) as client:
        pasted = client.post("/check", files={"text": (None, f"{PAPER} {SCRIPT}"), "file": ("", b"")})
        named = client.post("/check", files={"file": (f"{SCRIPT}.txt", PAPER)})
    for answer in (pasted, named):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert SCRIPT not in answer.text
        assert text_of(answer.text).startswith(STANDING_ADVICE)


def test_a_get_of_the_result_leads_to_the_start(server: Server) -> None:
    with server.client() as client:
        answer = client.get("/check")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    ("method", "path", "request_", "status", "words_of"),
    [
        ("POST", "/check", {"files": {"file": ("", b"")}}, 400, "no_paper"),
        ("POST", "/check", {"files": {"file": ("a.pdf", b"%PDF-1.4 broken")}}, 422, "damaged"),
        ("POST", "/check", {"files": {"file": ("a.gif", b"GIF89a")}}, 415, "unsupported_format"),
        ("GET", "/nowhere", {}, 404, "not_found"),
        ("PUT", "/", {}, 405, "bad_request"),
        ("GET", "/", {"headers": {"host": "evil.example"}}, 400, "bad_request"),
        ("POST", "/check", {"headers": {"sec-fetch-site": "cross-site"}}, 403, "cross_site"),
    ],
)
def test_a_browser_gets_a_problem_as_a_page_with_a_next_step(
    server: Server, method: str, path: str, request_: dict[str, Any], status: int, words_of: str
) -> None:
    headers = BROWSER | request_.pop("headers", {})
    with server.client() as client:
        answer = client.request(method, path, headers=headers, **request_)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = text_of(answer.text)
    assert page.startswith(STANDING_ADVICE)
    said = words()["problems"]
    assert said["titles"][words_of] in page and said["next"][words_of] in page


@pytest.mark.parametrize("path", ["/v1/nowhere", "/v1/scan"])
def test_a_browser_at_an_address_for_programs_gets_json(server: Server, path: str) -> None:
    with server.client() as client:
        assert client.get(path, headers=BROWSER).headers["content-type"] == "application/problem+json"


def test_every_page_is_neutral_and_has_the_way_out(report: Report) -> None:
    settings = Settings(exit_url="https://weather.example/")
    start = bytes(start_page(settings).body).decode()
    result = bytes(result_page(settings, report.to_dict(), Paper(b"", "agreement.pdf")).body).decode()
    for html in (start, result):
        assert "<title>Document notes</title>" in html
        assert html.count('href="https://weather.example/"') == 4  # also in both dialogs
        assert NOT_ADVICE in html and "not a substitute for the advice of an attorney" in text_of(html)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', start.replace(settings.exit_url, ""))


def test_the_start_page_is_small(server: Server) -> None:
    with server.client() as client:
        files = sorted(path.name for path in (HERE / "static").iterdir())
        sizes = [len(client.get(path).content) for path in ("/", *(f"/static/{name}" for name in files))]
    assert len(files) > 1 and sum(sizes) < 60_000
