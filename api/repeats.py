"""A paper that a browser sends once more: without scripts, a reload of the result sends the form of before again.

Each form has a token of its own.  What is remembered of a paper that was shown is a digest of the token and the
paper under a key that ends with the process: nobody can tell from it what the paper was.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict

from api.uploads import Paper

MOST = 10_000  # papers that are remembered; the oldest is forgotten first


def token() -> str:
    """A new token for one form."""
    return secrets.token_urlsafe(16)


class Repeats:
    """The papers that one server process has shown, as far as their form had a token."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._shown: OrderedDict[bytes, None] = OrderedDict()

    def is_one(self, paper: Paper) -> bool:
        """True if this paper was shown before for the same form."""
        return bool(paper.form) and self._digest(paper) in self._shown

    def remember(self, paper: Paper) -> None:
        """Know from now on that this paper was shown."""
        if paper.form:
            self._shown[self._digest(paper)] = None
            if len(self._shown) > MOST:
                self._shown.popitem(last=False)

    def _digest(self, paper: Paper) -> bytes:
        sent = hmac.new(self._key, paper.form.encode("utf-8", "replace") + b"\0", "sha256")
        sent.update(paper.data)
        return sent.digest()
