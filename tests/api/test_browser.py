"""The whole way in a real Chromium: upload to result, leaving fast, and nothing left behind."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import FilePayload, expect

from api.repeats import DOUBLE_CLICK
from scanner.report.wording import STANDING_ADVICE
from scanner.words import words
from tests.api.conftest import EXIT, PAPER, SAMPLES, TEXT, Visit, send

SAID = words()
WIDTHS = (320, 360, 1280)
# Whether the way out hides all of what has the focus.
COVERED = """() => {
    const focused = document.activeElement.getBoundingClientRect();
    const exit = document.querySelector(".bar .exit").getBoundingClientRect();
    return !document.activeElement.matches("[data-exit]") && focused.top >= exit.top && focused.bottom <= exit.bottom
        && focused.left >= exit.left && focused.right <= exit.right;
}"""


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_upload_to_result(visit: Visit, width: int, javascript: bool) -> None:
    with visit(width, javascript) as page:
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        expect(page.get_by_text(STANDING_ADVICE)).to_be_in_viewport()
        send(page)
        expect(page.get_by_text(STANDING_ADVICE).first).to_be_in_viewport()
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        for words in ("Stop here.", "The worst part:", "Nothing was kept."):  # the first screen tells it
            expect(page.get_by_text(words).first).to_be_in_viewport(ratio=1)
        expect(page.locator("blockquote").first).to_contain_text("Employee shall")
        assert page.title() == "Document notes"
        assert page.url.endswith("/" if javascript else "/check")
        page.get_by_role("link", name="Check another paper").click()
        expect(page.get_by_role("button", name="Check this paper")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_the_file_box_and_then_the_button_stand_on_the_first_screen(visit: Visit, javascript: bool) -> None:
    name = "2026-03-14 Settlement and Mutual Release Agreement Corvid Hall LLC - Robin Vale FINAL v7 (clean).txt"
    with visit(360, javascript) as page:
        page.set_viewport_size({"width": 360, "height": 640})
        box = page.get_by_label("Choose the file")
        expect(box).to_be_in_viewport(ratio=0.6)  # its button; the name stands below
        expect(page.get_by_text("Nothing is kept.").first).to_be_in_viewport(ratio=1)
        button = page.get_by_role("button", name="Check this paper")
        box.set_input_files({**TEXT, "name": name})
        if javascript:  # else the browser tells of the name what has room on a line
            expect(page.locator(".chosen")).to_have_text(SAID["form"]["chosen"].format(names=name))
            expect(page.locator(".chosen")).to_be_in_viewport(ratio=1)
            expect(button).to_be_in_viewport(ratio=1)
            assert page.locator(".chosen").bounding_box()["y"] < button.bounding_box()["y"] - 30  # type: ignore[index]
        page.set_viewport_size({"width": 360, "height": 780})
        expect(button).to_be_in_viewport(ratio=1)


def test_the_button_in_sight_hides_nothing_that_has_the_focus(visit: Visit) -> None:
    covered = """() => {
        const focused = document.activeElement.getBoundingClientRect();
        const button = document.querySelector(".go").getBoundingClientRect();
        return !document.activeElement.closest(".go") && document.activeElement.closest(".card") !== null
            && focused.top >= button.top && focused.bottom <= button.bottom;
    }"""
    with visit(360) as page:
        page.emulate_media(reduced_motion="reduce")
        for height in (640, 780, 500, 240):
            page.set_viewport_size({"width": 360, "height": height})
            for _ in range(14):
                page.keyboard.press("Tab")
                hidden = page.evaluate(covered)
                assert not hidden
            page.get_by_label("Choose the file").set_input_files(TEXT)
            page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_paper_in_another_language_says_so_first(visit: Visit, javascript: bool) -> None:
    french = (
        "Accord de confidentialité entre la société et la salariée. La salariée ne doit pas parler de cet accord "
        "ni des faits qui sont à son origine avec qui que ce soit. Elle renonce à toute action contre la société et "
        "ses dirigeants, et elle ne peut pas revenir sur cet accord dans les jours qui suivent la signature."
    )
    with visit(360, javascript) as page:
        send(page, {**TEXT, "buffer": french.encode()})
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("not in English")
        expect(heading).to_contain_text("we did not judge it")
        expect(heading).to_be_in_viewport(ratio=1)


def test_a_real_pdf_by_upload(visit: Visit) -> None:
    paper: FilePayload = {
        "name": "paper.pdf",
        "mimeType": "application/pdf",
        "buffer": (SAMPLES / "hush_settlement.pdf").read_bytes(),
    }
    with visit() as page:
        send(page, paper)
        expect(page.locator("article.finding").first).to_be_visible()
        expect(page.locator("figcaption").first).to_contain_text("Page ")


def test_with_the_keyboard_alone(visit: Visit) -> None:
    with visit() as page:
        for name in ("Skip to the main part", "Exit this page"):
            page.keyboard.press("Tab")
            expect(page.get_by_role("link", name=name).first).to_be_focused()
            expect(page.locator(":focus")).to_be_in_viewport()
        page.get_by_label("Paste the words of the paper").focus()
        page.keyboard.insert_text(PAPER)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # unfolds the two questions
        page.keyboard.press("Tab")
        page.keyboard.type("Robin Vale")
        page.keyboard.press("Tab")
        page.keyboard.type("Calif")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.get_by_label("I have already signed it")).to_be_checked()
        expect(page.get_by_label("Where do you live?")).to_have_value("US-CA")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        expect(page.locator("blockquote").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(visit: Visit, width: int) -> None:
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    long_word: FilePayload = {**TEXT, "buffer": (PAPER + " Employee shall not disclose " + "x" * 400 + ".").encode()}
    with visit(width) as page:
        assert page.evaluate(overflow) == 0
        send(page, long_word)
        assert page.evaluate(overflow) == 0


def test_the_way_out_stays_in_sight_on_a_much_enlarged_page(visit: Visit) -> None:
    with visit(320) as page:
        page.set_viewport_size({"width": 320, "height": 240})
        way_out = page.locator(".bar").get_by_role("link", name="Exit this page")
        for _ in range(25):
            page.keyboard.press("Tab")
            expect(way_out).to_be_in_viewport(ratio=1)
            covered = page.evaluate(COVERED)
            assert not covered


@pytest.mark.parametrize("after_result", [True, False])
def test_shift_three_times_leaves_and_leaves_nothing_behind(visit: Visit, after_result: bool) -> None:
    with visit(leaves=True) as page:
        if after_result:
            send(page)
        else:
            page.get_by_label("Paste the words of the paper").fill(PAPER)
            page.get_by_label("Paste the words of the paper").focus()
        page.keyboard.press("Shift")
        expect(page.get_by_role("status").first).to_contain_text("press 2 more times")
        page.keyboard.press("Shift")
        with page.expect_navigation(url=EXIT):
            page.keyboard.press("Shift")
        assert page.title() == "Weather"
        page.go_back()  # to what was there before the page that was left, which has no entry any more
        page.wait_for_timeout(300)
        assert not page.url.endswith("/check")
        assert page.locator("blockquote").count() == 0
        for box in page.locator("textarea").all():
            expect(box).to_have_value("")


@pytest.mark.parametrize("pasted", [True, False])
def test_a_reload_without_scripts_does_not_bring_the_paper_back(visit: Visit, tmp_path: Path, pasted: bool) -> None:
    """The browser sends the form once more, and is told calmly that nothing was kept."""
    (tmp_path / "paper.txt").write_text(PAPER)

    def show() -> None:
        if pasted:
            page.get_by_label("Paste the words of the paper").fill(PAPER)
        else:
            page.get_by_label("Choose the file").set_input_files(tmp_path / "paper.txt")
        page.get_by_role("button", name="Check this paper").click()
        expect(page.locator("blockquote").first).to_be_visible()
        page.wait_for_timeout(1000 * (DOUBLE_CLICK + 0.5))

    with visit(javascript=False) as page:
        show()
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID["cleared"]["heading"])
        assert page.url.endswith("/clear") and page.locator("blockquote").count() == 0
        page.get_by_role("link", name=SAID["problems"]["start"]).click()
        show()  # the same paper in another form is another wish
        page.go_back()
        assert page.locator("blockquote").count() == 0
        page.go_forward()
        assert page.locator("blockquote").count() == 0


@pytest.mark.parametrize("apart", [0, 50, 150])
@pytest.mark.parametrize("focus", ["body", "textarea", "#file"])
def test_three_fast_presses_leave(visit: Visit, focus: str, apart: int) -> None:
    with visit(leaves=True) as page:
        if focus != "body":
            page.locator(focus).focus()
        with page.expect_navigation(url=EXIT):
            for _ in range(3):
                page.keyboard.press("Shift")
                page.wait_for_timeout(apart)


def test_both_shift_keys_in_a_hurry_leave(visit: Visit) -> None:
    with visit(leaves=True) as page, page.expect_navigation(url=EXIT):
        for _ in range(2):
            page.keyboard.down("ShiftLeft")
            page.keyboard.down("ShiftRight")
            page.keyboard.up("ShiftLeft")
            page.keyboard.up("ShiftRight")


def test_shift_with_the_mouse_marks_words(visit: Visit) -> None:
    with visit() as page:
        for _ in range(4):
            page.get_by_role("heading", level=1).click(modifiers=["Shift"])
        expect(page.get_by_role("status").first).to_be_empty()


def test_typing_capitals_is_no_exit(visit: Visit) -> None:
    with visit() as page:
        box = page.get_by_label("Paste the words of the paper")
        box.focus()
        for letter in "ABCD":
            page.keyboard.press(f"Shift+{letter}")
        expect(box).to_have_value("ABCD")
        for _ in range(2):
            page.keyboard.press("Shift")
        page.keyboard.press("x")
        page.keyboard.press("Shift")
        expect(page.get_by_role("status").first).to_contain_text("press 2 more times")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_exit_link_leaves(visit: Visit, javascript: bool) -> None:
    with visit(360, javascript, leaves=True) as page:
        send(page)
        page.mouse.wheel(0, 2000)
        link = page.locator(".bar").get_by_role("link", name="Exit this page")
        expect(link).to_be_in_viewport()
        link.click()
        page.wait_for_url(EXIT)


@pytest.mark.parametrize("javascript", [True, False])
def test_neither_back_nor_reload_brings_the_paper_back(visit: Visit, javascript: bool) -> None:
    with visit(javascript=javascript) as page:
        page.goto(f"{page.url}privacy")
        page.goto(page.url.replace("privacy", ""))
        send(page)
        if javascript:
            page.reload()
            assert PAPER[:40] not in page.content()
            expect(page.get_by_role("button", name="Check this paper")).to_be_visible()
            send(page)
        page.goto(f"{page.url.removesuffix('check')}privacy")
        if javascript:
            page.go_back()
            page.wait_for_timeout(300)
            assert PAPER[:40] not in page.content()
            assert page.locator("blockquote").count() == 0


def test_a_result_is_no_entry_in_the_history(visit: Visit) -> None:
    """Back leaves for the page before, as it does after the way out: no place of ours is left to go back to."""
    with visit() as page:
        start = page.url
        page.goto(f"{start}privacy")
        page.goto(start)
        entries = page.evaluate("history.length")
        send(page)
        assert page.evaluate("[history.length, history.state]") == [entries, None]
        page.go_back()
        assert page.url == f"{start}privacy"
        page.go_forward()
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID["start"]["heading"])
        assert page.locator("blockquote").count() == 0
        assert page.get_by_label("Choose the file").evaluate("box => box.files.length") == 0


def test_back_after_the_way_out_brings_no_paper_without_scripts(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER)
    with visit(javascript=False, leaves=True) as page:
        page.get_by_label("Choose the file").set_input_files(tmp_path / "paper.txt")
        page.get_by_role("button", name="Check this paper").click()
        expect(page.locator("blockquote").first).to_be_visible()
        page.wait_for_timeout(1000 * (DOUBLE_CLICK + 0.5))
        page.locator(".bar [data-exit]").click()
        page.wait_for_url(EXIT)
        with contextlib.suppress(PlaywrightError):  # the browser asks whether to send the form once more
            page.go_back(timeout=3000)
        assert page.locator("blockquote").count() == 0 and PAPER[:40] not in page.content()


def test_a_page_that_the_browser_kept_is_empty_and_begins_anew(visit: Visit) -> None:
    """The events of the back/forward cache, which a browser under test does not use."""
    with visit() as page:
        send(page)
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
        assert page.locator("body").inner_text() == ""
        with page.expect_navigation():
            page.evaluate("setTimeout(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))")
        expect(page.get_by_role("heading", level=1)).to_have_text(SAID["start"]["heading"])


@pytest.mark.parametrize("javascript", [True, False])
def test_a_problem_is_a_calm_page(visit: Visit, javascript: bool) -> None:
    with visit(360, javascript) as page:
        page.get_by_label("Choose the file").set_input_files({**TEXT, "name": "x.gif", "buffer": b"GIF89a" + bytes(99)})
        page.get_by_role("button", name="Check this paper").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("This kind of file is not read")
        expect(page.get_by_text(STANDING_ADVICE)).to_be_visible()
        send(page)
        expect(page.locator("blockquote").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_papers_or_none_are_told_with_a_next_step(visit: Visit, javascript: bool) -> None:
    with visit(360, javascript) as page:
        page.get_by_role("button", name="Check this paper").click()
        told = page.get_by_text("Please choose a file, or paste the words").first
        expect(told).to_be_in_viewport()
        second: FilePayload = {**TEXT, "name": "second.txt"}
        page.get_by_label("Choose the file").set_input_files([TEXT, second])
        if javascript:
            expect(told).to_be_hidden()
        page.get_by_role("button", name="Check this paper").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("One paper at a time, please")
        expect(page.get_by_text("Check the others after it")).to_be_visible()
        send(page)
        expect(page.locator("blockquote").first).to_be_visible()
