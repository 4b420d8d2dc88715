"""No page and no state of one breaks a rule of WCAG 2.2 AA that axe-core can see, in light, dark, wide and narrow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.api.conftest import PAPER, SAMPLES, TEXT, Visit, send

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MINUTE = 60_000
LOOKS = [("light", 360), ("dark", 1280)]


@lru_cache
def axe() -> str:
    assert AXE.exists(), "these tests need axe-core: make system (or npm install --prefix tests/api)"
    return AXE.read_text("utf-8")


def complaints(page: Page) -> list[tuple[str, Any]]:
    page.evaluate(axe())
    found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    return [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]]


@pytest.fixture(params=LOOKS, ids=lambda look: look[0])
def page(request: pytest.FixtureRequest, visit: Visit) -> Any:
    scheme, width = request.param
    with visit(width) as opened:
        opened.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield opened


@pytest.mark.parametrize("path", ["", "privacy", "clear", "nowhere"])
def test_pages(page: Page, path: str) -> None:
    page.goto(page.url + path)
    for fold in page.locator("details:not([open]) > summary").all():
        fold.click()
    assert complaints(page) == []


def test_while_reading(page: Page) -> None:
    page.route("**/check", lambda route: None)
    page.get_by_label("Choose the file").set_input_files(TEXT)
    page.get_by_role("button", name="Check this paper").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert complaints(page) == []


def test_the_question_of_a_quiet_page(page: Page) -> None:
    page.clock.install()
    page.reload()
    page.clock.fast_forward(11 * MINUTE)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.resume()
    assert complaints(page) == []


def partly_readable() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("paper.txt", PAPER)
        packed.writestr("words.mp3", b"ID3" + bytes(500))
    return made.getvalue()


RESULTS: dict[str, Callable[[], bytes]] = {
    "critical": (SAMPLES / "hush_settlement.pdf").read_bytes,
    "mediation": (SAMPLES / "mediation_agreement.docx").read_bytes,
    "partly": partly_readable,
    "nothing": lambda: b"Dear neighbour, would you bring the bins out on Monday?",
}


def test_what_is_read_beside_the_page(page: Page) -> None:
    page.locator("[data-aside]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert complaints(page) == []


@pytest.mark.parametrize(
    ("page", "kind"),
    [(LOOKS[0], "critical"), (LOOKS[1], "mediation"), (LOOKS[0], "partly"), (LOOKS[1], "nothing")],
    indirect=["page"],
)
def test_results(page: Page, kind: str) -> None:
    send(page, {"name": "paper", "mimeType": "application/octet-stream", "buffer": RESULTS[kind]()})
    assert bool(page.locator(".partly").count()) == (kind == "partly")
    page.evaluate("document.querySelectorAll('details').forEach(fold => (fold.open = true))")
    assert complaints(page) == []


def test_saved_notes(page: Page, tmp_path: Path) -> None:
    send(page, {"name": "paper", "mimeType": "application/pdf", "buffer": RESULTS["critical"]()})
    with page.expect_download() as download:
        page.get_by_role("button", name="Notes as a web page").click()
    download.value.save_as(tmp_path / "notes.html")
    saved = page.context.new_page()
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    saved.emulate_media(color_scheme="dark" if dark else "light")
    saved.set_content((tmp_path / "notes.html").read_text("utf-8"))
    assert complaints(saved) == []
