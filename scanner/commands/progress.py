"""What a person who watches the terminal sees of the work."""

from __future__ import annotations

from typing import TextIO

from scanner.words import words


class Pages:
    """One line on standard error that counts pages, and only where a person watches."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.shown = stream, False
        self.watched = stream.isatty()

    def show(self, done: int, of: int) -> None:
        """Say that `done` pages of `of` are read."""
        if self.watched:
            self.stream.write("\r" + words()["terminal"]["reading"].format(done=done, of=of))
            self.stream.flush()
            self.shown = True

    def clear(self) -> None:
        """Wipe the line."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
