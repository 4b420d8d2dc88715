"""How a text has to look where it will be read."""

from __future__ import annotations

import os
from typing import TextIO

USUAL = 80  # columns, where nobody knows


def screen(stream: TextIO | None) -> tuple[int, bool]:
    """The width in columns, and whether colours can be shown; `stream` is None for a file."""
    if stream is None or not stream.isatty():
        return USUAL, False
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return os.get_terminal_size(stream.fileno()).columns, colour
