"""Whether somebody wrote without capitals, as people do in messages."""

from __future__ import annotations

import re

_LONGEST = 5_000  # characters of a message
# First letters that begin a sentence for sure; "i." and "a)" count items.
_BEGINS = re.compile(r"(?:\A\W*|(?<=[^\W\d_]{2})[.?!][\"')]*\s+)([^\W\d_])(?![.)])")


def is_casual(text: str) -> bool:
    """True for a short text that begins most sentences with small letters: its lines end where the writer wished."""
    if len(text) > _LONGEST:
        return False
    begins = _BEGINS.findall(text)
    return 2 * sum(map(str.islower, begins)) > len(begins)
