"""Words of a paper, made fit to be shown."""

from __future__ import annotations

import re

# What a terminal or a page would obey instead of show: escapes and other controls, marks that turn the direction of
# the text, invisible tag letters, halves of characters that cannot be printed at all, and what no XML may hold.
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)

_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Words of a document, fit to be shown: white space folded, whatever would be obeyed made visible."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def clean_part(text: str) -> str:
    """The same for words that others stand beside: white space at the ends stays as one space."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", text))
