"""The seats at which papers are read, and the line in front of them."""

from __future__ import annotations

import asyncio
from collections import deque

from api.problems import Problem


class Line:
    """Hands out `seats` seats in the order of asking.  At most `length` wait for one, each for at most `patience` s."""

    def __init__(self, seats: int, length: int, patience: float) -> None:
        self._free, self._length, self._patience = seats, length, patience
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many wait for a seat."""
        return len(self._waiting)

    async def take(self) -> None:
        """Wait for a seat and take it.  Raises Problem `busy` when the line is too long, too slow or closed."""
        if self._closed or (not self._free and len(self._waiting) >= self._length):
            raise Problem("busy")
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self._patience):
                await turn
        except TimeoutError:
            self._leave(turn)
            raise Problem("busy") from None
        except BaseException:
            self._leave(turn)
            raise

    def give(self) -> None:
        """Give a seat back: to the first in line, if anybody waits."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def close(self) -> None:
        """Refuse whoever waits, and whoever comes from now on."""
        self._closed = True
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_exception(Problem("busy"))

    def _leave(self, turn: asyncio.Future[None]) -> None:
        if turn in self._waiting:
            self._waiting.remove(turn)
        elif turn.done() and not turn.cancelled() and turn.exception() is None:
            self.give()  # the seat came in the moment of leaving
