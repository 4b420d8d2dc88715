"""A form shows a paper once: a browser without scripts that reloads the result sends the form again."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from api.repeats import DOUBLE_CLICK
from tests.api.conftest import PAPER, Server


def sent(server: Server, **fields: str) -> tuple[int, str | None]:
    """Status and way on; each time on a connection of its own, so that any process of the service may answer."""
    form = {"form": "one", **fields}
    answer = httpx.post(f"{server.url}/check", data=form, files={"file": ("a.txt", PAPER)}, trust_env=False, timeout=60)
    return answer.status_code, answer.headers.get("location")


def a_moment() -> None:
    time.sleep(DOUBLE_CLICK + 0.5)


def test_all_processes_know_what_was_shown(start_server: Callable[..., Server]) -> None:
    server = start_server(processes=2, workers=1)
    assert sent(server) == (200, None)
    a_moment()
    assert {sent(server) for _ in range(12)} == {(303, "/clear")}


def test_only_the_same_form_with_the_same_answers_is_a_repeat(server: Server) -> None:
    first = {"form": "first"}
    assert sent(server, **first) == (200, None)
    for other in ({"place": "US-CA"}, {"signer": "Robin Vale"}, {"signed": "true"}, {"form": "second"}):
        assert sent(server, **first | other) == (200, None)
    a_moment()
    assert sent(server, **first) == (303, "/clear")


def test_without_a_token_nothing_is_remembered(server: Server) -> None:
    """As a program may send it, or a page that a script put in place."""
    assert sent(server, form="") == (200, None)
    a_moment()
    assert sent(server, form="") == (200, None)


def test_a_second_click_is_the_same_wish(server: Server) -> None:
    with ThreadPoolExecutor(2) as clicks:
        assert list(clicks.map(lambda _: sent(server, form="twice"), range(2))) == [(200, None)] * 2
