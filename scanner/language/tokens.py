"""Cutting text into words, numbers and signs, as spaCy's tokenizer does with the same three expressions.

What stands between spaces is cut from both its ends as long as a sign stands there, and then at the signs inside it.
Contracts use few words often, so each is cut once.  spaCy itself would take longer to import than a paper to read.
"""

from __future__ import annotations

import re

_PREFIX = re.compile(r"""[\["'({<$€£§#*_:;,.|/\\-]""")
_SUFFIX = re.compile(r"""(?:'s|[\]"')}>:;,.!?%*_|/\\-])$""", re.I)
_INFIX = re.compile(
    r"""(?<=\w)[-/](?=\w)|(?<=[A-Za-z])[$€£](?=\d)|(?<=[A-Za-z])[,:;.](?=[A-Za-z])|[()\[\]{}"|_]|\.{3}"""
)


class Tokenizer:
    """Cuts texts; it remembers the words of all of them, so a paper gets one of its own."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, text: str) -> list[str]:
        """The tokens of a text, in order; white space is none."""
        known = self._known
        tokens: list[str] = []
        for word in text.split():
            if word.isalnum():
                tokens.append(word)
                continue
            pieces = known.get(word)
            if pieces is None:
                pieces = known[word] = tuple(_pieces(word))
            tokens += pieces
        return tokens


def _pieces(word: str) -> list[str]:
    """One word, cut at its signs."""
    before: list[str] = []
    behind: list[str] = []
    while word:
        prefix = _PREFIX.match(word)
        start = prefix.end() if prefix else 0
        suffix = _SUFFIX.search(word, start)
        end = suffix.start() if suffix else len(word)
        if start == 0 and end == len(word):
            break
        if start:
            before.append(word[:start])
        if end < len(word):
            behind.append(word[end:])
        word = word[start:end]
    return [*before, *_cut_inside(word), *reversed(behind)]


def _cut_inside(word: str) -> list[str]:
    pieces: list[str] = []
    done = 0
    for sign in _INFIX.finditer(word):
        if sign.start() == 0:
            continue  # nothing stands before it
        if sign.start() > done:
            pieces.append(word[done : sign.start()])
        pieces.append(sign[0])
        done = sign.end()
    return [*pieces, word[done:]] if word[done:] else pieces
