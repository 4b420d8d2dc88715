"""A paper that a browser sends once more: without scripts, a reload of the result sends the form of before again.

Each form has a random token.  What is remembered of a paper that was shown is a digest of its token and of all that
was sent with it: without the token, which only that form holds, nobody can tell from it what the paper was.  All
server processes of a service share what they remember; several services behind one address do not.
"""

from __future__ import annotations

import asyncio
import mmap
import os
import secrets
from hashlib import blake2b
from pathlib import Path

from api.metrics import FOLDER
from api.uploads import Paper

DOUBLE_CLICK = 1  # seconds in which a second click on a slow page is still the same wish
SLOTS, WIDTH = 16_384, 16  # a digest has one place; whichever comes to it later takes it over


def token() -> str:
    """A new token for one form."""
    return secrets.token_urlsafe(16)


class Repeats:
    """The papers that a service has shown, as far as their form had a token."""

    def __init__(self) -> None:
        self._shown = _room()

    def is_one(self, paper: Paper) -> bool:
        """True if this paper was shown before for the same form, with the same answers."""
        digest, place = _digest(paper)
        return bool(paper.form) and self._shown[place : place + WIDTH] == digest

    def remember(self, paper: Paper) -> None:
        """Know, a moment from now, that this paper was shown.  For the thread of the loop."""
        if paper.form:
            asyncio.get_running_loop().call_later(DOUBLE_CLICK, self._write, *_digest(paper))

    def _write(self, digest: bytes, place: int) -> None:
        self._shown[place : place + WIDTH] = digest


def _room() -> mmap.mmap:
    """Memory of this process, or memory that all processes of the service see."""
    folder = os.environ.get(FOLDER)
    if folder is None:
        return mmap.mmap(-1, SLOTS * WIDTH)
    with (Path(folder) / "shown").open("a+b") as file:
        file.truncate(SLOTS * WIDTH)
        return mmap.mmap(file.fileno(), SLOTS * WIDTH)


def _digest(paper: Paper) -> tuple[bytes, int]:
    """The digest of a paper, and where its place begins."""
    answers = (paper.form, paper.name, paper.place, paper.signer, paper.signed)
    sent = blake2b(repr(answers).encode("utf-8", "replace"), digest_size=WIDTH)
    sent.update(paper.data)
    digest = sent.digest()
    return digest, int.from_bytes(digest[:4], "big") % SLOTS * WIDTH
