"""The same words in plain letters, for matching, and the way back to the words as they stand in the paper.

Quotes are always cut from the source; what is made here is only ever searched.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from scanner.language.look_alikes import fold_look_alikes
from scanner.model import Span

QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07", "'") | dict.fromkeys(
    "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'
)
DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
SPACES = dict.fromkeys(
    "\t\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u2800\u3000",
    " ",
)
BREAKS = dict.fromkeys("\u2028\u2029", "\n")
WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in QUOTES | DASHES}
DOTTED = {"\u0130": "I"}  # the one letter that becomes two in lower case
PLAIN = WIDE | QUOTES | DASHES | SPACES | BREAKS | DOTTED

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# Soft hyphens, joiners, marks of direction; and strokes drawn over or under a letter, which leave it what it is.
UNSEEN = (
    "\u00ad\u0332-\u0338\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20d0-\u20f0"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef"
)

_BLANK = re.compile(r"[ \n]{2,}")
_LINE_END = re.compile("[-\u00ad] ?\n[ \n]*(?=[a-z]{2})")
_RARE = re.compile(f"[{''.join(LIGATURES)}]|[{UNSEEN}]+")
_WILL = re.compile(r"(?<=[a-z])'ll\b", re.I)  # "she'll tell" is read as "she will tell"
_HEAD = re.compile(r"(-?)([A-Za-z]{2,})\Z")
# Words that are spelled with a hyphen keep it when a line ends there: "non-" + "disclosure".
_HYPHENATED = re.compile(
    r"non|self|co|pre|post|re|ex|anti|cross|sub|well|third|full|half|all|long|short|high|low|multi|inter|intra|quasi|semi|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"year|month|week|day|attorney|work|opt|out|in|on|off|so",
    re.IGNORECASE,
)
_HEAD_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Normal:
    """Text for matching, and how its offsets belong to those of the source.

    `edits` holds the few places where the lengths differ: (start, end) in the source and (start, end) here, in order.
    """

    text: str
    edits: tuple[tuple[int, int, int, int], ...] = ()
    _ours: tuple[int, ...] = ()  # where each edit starts here
    _theirs: tuple[int, ...] = ()  # where each edit starts in the source

    def to_source(self, start: int, end: int) -> Span:
        """The span of the source that `text[start:end]` was made from; what was replaced as a whole stays whole."""
        if not self.edits:
            return start, end
        first = self._edit(bisect_right(self._ours, start) - 1)
        source_start = first[0] if start < first[3] else start - first[3] + first[1]
        last = self._edit(bisect_left(self._ours, end) - 1)
        source_end = end - last[3] + last[1] if end > last[3] else last[1]
        return source_start, max(source_start, source_end)

    def from_source(self, pos: int) -> int:
        """Where the character at `pos` of the source stands here; one that was dropped stands where it would have."""
        if not self.edits:
            return pos
        edit = self._edit(bisect_right(self._theirs, pos) - 1)
        return min(edit[2] + pos - edit[0], edit[3]) if pos < edit[1] else pos - edit[1] + edit[3]

    def _edit(self, index: int) -> tuple[int, int, int, int]:
        return self.edits[index] if index >= 0 else (0, 0, 0, 0)


def fold(text: str) -> str:
    """`text` in plain letters, one character for one: every offset stays true.

    Quotes and dashes become those of ASCII, white space becomes a space or a new line, full-width letters and letters
    that only look Latin become Latin ones.
    """
    return _folded(text, set(text))


def _folded(text: str, letters: set[str]) -> str:
    """`fold` of a text made of these letters."""
    for odd in letters & PLAIN.keys():
        text = text.replace(odd, PLAIN[odd])
    return fold_look_alikes(text, letters)


def normalise(text: str) -> Normal:
    """`text` as the rules are written: plain letters, one space between words, nothing unseen, no broken words."""
    letters = set(text)
    folded = _folded(text, letters)
    parts: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in _changes(folded, rare=any(map(_RARE.match, letters))):
        start, end = match.span()
        if start < done:
            continue
        plain = _replacement(folded, match)
        length += start - done
        edits.append((start, end, length, length + len(plain)))
        parts += folded[done:start], plain
        length += len(plain)
        done = end
    if edits:
        folded = "".join((*parts, folded[done:]))
    return Normal(folded.replace("\n", " "), tuple(edits), tuple(e[2] for e in edits), tuple(e[0] for e in edits))


def _changes(text: str, *, rare: bool) -> list[re.Match[str]]:
    """What has to change its length, in order; three plain searches are much faster than one with three branches."""
    found = [*_LINE_END.finditer(text), *_BLANK.finditer(text)]
    if rare:
        found += _RARE.finditer(text)
    if "'ll" in text:
        found += _WILL.finditer(text)
    return sorted(found, key=lambda match: match.start())


def _replacement(text: str, match: re.Match[str]) -> str:
    found = match[0]
    if found[0] in " \n":
        return " "
    if found[0] == "'":
        return " will"
    if found[0] != "-":  # a soft hyphen at a line end goes with its line end
        return LIGATURES.get(found, "")
    head = _HEAD.search(text, max(0, match.start() - _HEAD_LENGTH), match.start())
    if not head:
        return "- "
    return "-" if head[1] or _HYPHENATED.fullmatch(head[2]) else ""
