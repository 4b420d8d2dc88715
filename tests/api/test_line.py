"""The line in front of the seats: bounded, in order, and no seat is ever lost."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

import pytest

from api.line import Line
from api.problems import Problem

SOON = 0.01  # s


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def run(test: Coroutine[None, None, None]) -> None:
    asyncio.run(test)


def test_seats_go_to_those_who_asked_first() -> None:
    async def test() -> None:
        line, came = Line(1, 5, 10), []

        async def person(name: str) -> None:
            await line.take()
            came.append(name)

        people = [asyncio.create_task(person(name)) for name in "abc"]
        for expected in ("a", "ab", "abc"):
            await settled()
            assert "".join(came) == expected
            line.give()
        await asyncio.gather(*people)
        assert line.waiting == 0

    run(test())


def test_a_line_that_is_too_long_or_too_slow_says_busy() -> None:
    async def test() -> None:
        line = Line(1, 1, SOON)
        await line.take()
        slow = asyncio.create_task(line.take())
        await settled()
        with pytest.raises(Problem, match="busy"):
            await line.take()
        with pytest.raises(Problem, match="busy"):
            await slow
        line.give()
        await line.take()

    run(test())


@pytest.mark.parametrize("seat_comes_first", [True, False])
def test_whoever_leaves_the_line_takes_no_seat_along(seat_comes_first: bool) -> None:
    async def test() -> None:
        line = Line(1, 5, 10)
        await line.take()
        leaver = asyncio.create_task(line.take())
        await settled()
        if seat_comes_first:
            line.give()
        leaver.cancel()
        await settled()
        assert leaver.cancelled()
        if not seat_comes_first:
            line.give()
        await asyncio.wait_for(line.take(), 1)

    run(test())


def test_a_closed_line_refuses_those_who_wait_and_those_who_come() -> None:
    async def test() -> None:
        line = Line(1, 5, 10)
        await line.take()
        waiting = asyncio.create_task(line.take())
        await settled()
        line.close()
        with pytest.raises(Problem, match="busy"):
            await waiting
        line.give()
        with pytest.raises(Problem, match="busy"):
            await line.take()

    run(test())
