"""What the script of the page adds: reading in place, stopping, saving, checking again, clearing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from scanner.words import words
from tests.api.conftest import PAPER, SAMPLES, TEXT, Server, Visit, send
from tests.read.pdf_maker import clauses, flowed

SAID = words()
HUSH: FilePayload = {
    "name": "hush.pdf",
    "mimeType": "application/pdf",
    "buffer": (SAMPLES / "hush_settlement.pdf").read_bytes(),
}
SCRIPT = "<script>window.was = 1</script><img src=x onerror='window.was = 1'>"
MINUTE = 60_000


def held(route: Route) -> None:
    """A server that takes its time: the answer never comes."""


def start_reading(page: Page) -> None:
    page.get_by_label("Choose the file").set_input_files(TEXT)
    page.get_by_role("button", name="Check this paper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SAID["reading"]["heading"])


def test_pages_are_counted_while_they_are_read(visit: Visit) -> None:
    watch = """() => {
        window.told = [];
        new MutationObserver(() => {
            const lead = document.querySelector(".reading .lead");
            if (lead) window.told.push(lead.textContent);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }"""
    with visit() as page:
        page.evaluate(watch)
        send(page, {"name": "long.pdf", "mimeType": "application/pdf", "buffer": flowed(clauses(200))})
        told = page.evaluate("window.told")
        assert told[0] == SAID["form"]["reading"]
        assert any(re.fullmatch(r"Page \d+ of \d+\. Nothing is kept\.", words_) for words_ in told)


def test_reading_can_be_stopped_and_begun_again(visit: Visit) -> None:
    with visit() as page:
        page.route("**/check", held)
        start_reading(page)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        page.get_by_role("button", name=SAID["reading"]["cancel"]).click()
        expect(page.get_by_role("status").filter(has_text=SAID["reading"]["stopped"])).to_be_visible()
        assert page.get_by_label("Choose the file").evaluate("box => box.files.length") == 1
        page.unroute("**/check")
        page.get_by_role("button", name="Check this paper").click()
        expect(page.locator(".verdict")).to_be_visible()


def test_a_lost_connection_is_told_calmly_and_keeps_what_was_typed(visit: Visit) -> None:
    with visit(360) as page:
        page.route("**/check", lambda route: route.abort())
        page.get_by_label("Paste the words of the paper").fill(PAPER)
        page.get_by_role("button", name="Check this paper").click()
        expect(page.get_by_role("status").filter(has_text=SAID["reading"]["lost"])).to_be_visible()
        expect(page.get_by_label("Paste the words of the paper")).to_have_value(PAPER)


def test_a_server_that_goes_away_while_it_reads(visit: Visit, start_server: Callable[..., Server]) -> None:
    server = start_server(workers=1)
    long: FilePayload = {**TEXT, "buffer": "\n\n".join(f"{n}. {PAPER}" for n in range(1500)).encode()}
    with visit(at=server) as page:
        page.get_by_label("Choose the file").set_input_files(long)
        page.get_by_role("button", name="Check this paper").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID["reading"]["heading"])
        server.process.kill()
        expect(page.get_by_role("status").filter(has_text=SAID["reading"]["lost"])).to_be_visible()
        assert page.get_by_label("Choose the file").evaluate("box => box.files.length") == 1


def test_a_double_click_sends_the_paper_once(visit: Visit) -> None:
    with visit() as page:
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        page.get_by_label("Choose the file").set_input_files(TEXT)
        page.get_by_role("button", name="Check this paper").dblclick()
        expect(page.locator(".verdict")).to_be_visible()
        assert len(sent) == 1


def test_after_a_problem_what_was_typed_is_still_there(visit: Visit) -> None:
    with visit() as page:
        page.get_by_label("Choose the file").set_input_files(TEXT)
        page.get_by_label("Paste the words of the paper").fill(PAPER)
        page.get_by_role("button", name="Check this paper").click()
        expect(page.get_by_text(SAID["problems"]["sentences"]["file_and_text"])).to_be_visible()
        expect(page.get_by_label("Paste the words of the paper")).to_have_value(PAPER)


def test_places_and_findings_lead_to_each_other_without_a_trace_in_the_address(visit: Visit) -> None:
    with visit() as page:
        send(page, HUSH)
        entries = page.evaluate("history.length")
        finding = page.locator("article.finding").first
        finding.get_by_role("link", name=SAID["paper"]["see"]).first.click()
        number = page.locator(".to:focus")
        expect(number).to_be_in_viewport()
        number.locator("xpath=following-sibling::mark[1]").click()
        expect(page.locator("article:focus")).to_have_id("part-1")
        assert page.evaluate("history.length") == entries
        assert "#" not in page.url


@pytest.mark.parametrize(
    ("paper", "button", "name", "javascript"),
    [
        (TEXT, "pdf", "notes.pdf", True),
        (TEXT, "html", "notes.html", False),
        (HUSH, "own_copy", "copy.pdf", True),
        (HUSH, "own_copy", "copy.pdf", False),
    ],
)
def test_files_are_saved_under_names_that_tell_nothing(
    visit: Visit, paper: FilePayload, button: str, name: str, javascript: bool
) -> None:
    with visit(javascript=javascript) as page:
        send(page, paper)
        if not javascript:  # nothing was kept
            page.get_by_label("Choose the file").set_input_files(paper)
        with page.expect_download() as download:
            page.get_by_role("button", name=SAID["next"][button]).click()
        assert download.value.suggested_filename == name
        page.wait_for_timeout(100)
        assert page.locator(".verdict").count() == 1


@pytest.mark.parametrize("pasted", [True, False])
def test_without_scripts_a_result_stays_until_the_paper_is_given_once_more(visit: Visit, pasted: bool) -> None:
    with visit(360, javascript=False) as page:
        if pasted:
            page.get_by_label("Paste the words of the paper").fill(PAPER)
            page.get_by_role("button", name="Check this paper").click()
        else:
            send(page)
        for button in ("pdf", "submit"):
            page.get_by_role("button", name=SAID["next"][button]).click()
            needed = page.locator("#next :invalid").locator("visible=true").last
            expect(needed).to_be_focused()
            expect(needed).to_be_in_viewport()
            expect(page.locator(".verdict")).to_be_attached()


def test_the_same_paper_is_checked_again_with_a_place(visit: Visit) -> None:
    with visit() as page:
        send(page)
        assert page.locator(".law").count() == 0
        page.get_by_label("Where do you live?").select_option("US-CA")
        page.get_by_label("Which one are you?").select_option(index=1)
        page.get_by_role("button", name=SAID["next"]["submit"]).click()
        expect(page.locator(".law").first).to_be_attached()
        expect(page.get_by_label("Where do you live?")).to_have_value("US-CA")


def test_a_quiet_page_asks_and_then_clears_itself(visit: Visit) -> None:
    with visit() as page:
        page.clock.install()
        page.reload()
        page.get_by_label("Paste the words of the paper").fill(PAPER)
        page.clock.fast_forward(11 * MINUTE)
        expect(page.get_by_role("dialog")).to_be_visible()
        page.get_by_role("button", name=SAID["idle"]["stay"]).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(page.get_by_label("Paste the words of the paper")).to_have_value(PAPER)
        page.clock.fast_forward(11 * MINUTE)
        page.clock.fast_forward(3 * MINUTE)
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID["cleared"]["heading"])
        assert PAPER[:40] not in page.content()


def test_a_device_that_wakes_up_after_hours_shows_nothing(visit: Visit) -> None:
    wake = """hours => {
        const late = Date.now() + hours * 3_600_000;
        Date.now = () => late;  // no timer has run meanwhile
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    with visit() as page:
        page.get_by_label("Paste the words of the paper").fill(PAPER)
        page.evaluate(wake, 3)
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID["cleared"]["heading"])


@pytest.mark.parametrize("javascript", [True, False])
def test_everything_can_be_cleared(visit: Visit, javascript: bool) -> None:
    with visit(360, javascript) as page:
        send(page)
        page.get_by_role("link", name=SAID["site"]["wipe"]).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID["cleared"]["heading"])


def test_leaving_by_shift_can_be_turned_off(visit: Visit) -> None:
    with visit() as page:
        page.get_by_label(SAID["site"]["shift_off"]).check()
        send(page)
        for _ in range(4):
            page.keyboard.press("Shift")
        expect(page.locator(".verdict")).to_be_visible()


def test_names_and_help_are_printed_only_when_asked_for(visit: Visit) -> None:
    with visit() as page:
        send(page)
        page.emulate_media(media="screen")
        page.get_by_label(SAID["next"]["print_short"]).check()
        page.emulate_media(media="print")
        for part in ("#help", ".names", ".file-name", ".bar", "#paper", "#next", "#questions"):
            for each in page.locator(part).all():
                expect(each).to_be_hidden()
        expect(page.locator("article.finding").first).to_be_visible()
        page.emulate_media(media="screen")
        page.get_by_label(SAID["next"]["print_short"]).uncheck()
        page.get_by_label(SAID["next"]["print_help"]).check()
        page.get_by_label(SAID["next"]["print_names"]).check()
        page.emulate_media(media="print")
        for part in ("#help", ".file-name", "#questions"):
            expect(page.locator(part)).to_be_visible()


def test_scripts_in_a_paper_are_words(visit: Visit) -> None:
    text = f"{PAPER} {SCRIPT} Employee shall not disclose {SCRIPT} to any person."
    with visit() as page:
        send(page, {"name": f"{SCRIPT}.txt", "mimeType": "text/plain", "buffer": text.encode()})
        expect(page.locator("#paper")).to_contain_text("<script>window.was = 1</script>")
        assert page.evaluate("window.was") is None
        assert page.locator("main script, main img").count() == 0


def test_photos_are_added_one_by_one_and_can_be_taken_out(visit: Visit) -> None:
    first, second = ({"name": f"{n}.png", "mimeType": "image/png", "buffer": b"\x89PNG" + n.encode()} for n in "ab")
    with visit(360) as page:
        box = page.get_by_label("Choose the file")
        count = "box => box.files.length"
        for photo, expected in ((first, 1), (second, 2), (second, 2)):
            box.set_input_files(photo)  # type: ignore[arg-type]
            assert box.evaluate(count) == expected
        expect(page.get_by_text(SAID["form"]["photos"].format(count=2))).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Check this paper")).to_be_in_viewport(ratio=1)
        box.set_input_files([])  # as some browsers do when nothing is chosen in the end
        assert box.evaluate(count) == 2
        box.set_input_files(TEXT)  # another kind of paper takes their place
        assert box.evaluate(count) == 1
        box.set_input_files([])
        expect(page.locator(".chosen")).to_be_hidden()
        box.set_input_files(first)  # type: ignore[arg-type]
        page.get_by_role("button", name=SAID["form"]["photos_out"]).click()
        assert box.evaluate(count) == 0


def test_who_could_see_this_is_read_beside_a_result_that_stays(visit: Visit) -> None:
    with visit(360) as page:
        send(page)
        page.get_by_role("link", name=SAID["site"]["privacy"]).first.click()
        expect(page.get_by_role("dialog")).to_contain_text("Spy apps")
        expect(page.get_by_role("dialog").get_by_role("link", name="Exit this page")).to_be_in_viewport()
        page.get_by_role("button", name=SAID["site"]["close"]).click()
        expect(page.locator(".verdict")).to_be_visible()


def test_a_file_can_be_dropped(visit: Visit) -> None:
    drop = """text => {
        const carried = new DataTransfer();
        carried.items.add(new File([text], "a.txt", { type: "text/plain" }));
        const dropped = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
        document.querySelector("h1").dispatchEvent(dropped);
    }"""
    with visit() as page:
        page.evaluate(drop, PAPER)
        page.get_by_role("button", name="Check this paper").click()
        expect(page.locator(".verdict")).to_be_visible()
