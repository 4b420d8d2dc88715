"""Which of several parties was handed the paper, told from what they do: that one gives things up, and others pay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

CLEAR = 2  # signs by which one party must lead the next
_MODAL = (
    r"(?: (?:shall|will|must|hereby|also|further|agrees?|undertakes?|promises?|is|has|to|confirms? that|accepts? that|"
    r"warrants? that|he|she))*"
)
_GIVES_UP = (
    r"(?: won't| (?:agrees|undertakes|promises) that (?:he|she|they) (?:will|shall) (?:not|never)\b"
    r"| (?:shall|will|may|must|does|is|agrees|undertakes|promises|has)(?: not| never)\b"
    r"| (?:agrees|undertakes|promises) (?:not|never)\b|'s (?:release|silence|complaint|claims?|allegations?)\b"
    rf"|{_MODAL} (?:refrain|keep|withdraw|release|waive|delet|destroy|erase|surrender|vacate|resign|forgive|renounce|"
    r"forfeit|indemnif|barred|prohibited|receiv|accept|acknowledge|give up|gives up|drop|hand over|take down|retract|"
    r"apologi))"
)
_PAYS = (
    r"(?:(?: (?:shall|will|must|agrees to|undertakes to|has agreed to|promises to|is to))(?: \w+ly)? "
    r"(?:pay|make (?:a |the )?pay|provide|issue|give \w+ (?:the )?(?:sum|amount))| pays\b)"
)
# Who pays for a slip, or the other's lawyer, is no payer: "for each disclosure she will pay $5,000".
_OWES = (
    rf"{_PAYS}(?=[^.;]{{0,70}}\b(?:liquidated|penalty|legal fees|legal costs|attorneys?'? ?s? fees|lawyers|each|every|"
    r"per)\b)"
)
_PAID_TO = r"\b(?:pay|pays|paid|payable|payment|sum|amount|given|owed)(?: \w+){0,3} to (?:the )?"
_SPARED = r"\b(?:claims?|allegations?|complaints?|case|charges?|proceedings?|suit|right) against (?:the )?"


def leads(text: str, parties: Sequence[Iterable[str]]) -> int | None:
    """The index of the party that gives up the most, if it clearly does; `parties` are their names in lower case."""
    weights = [_weight(text, "|".join(re.escape(name) for name in names)) for names in parties]
    ranked = sorted(weights, reverse=True)
    if not ranked or ranked[0] < CLEAR or (len(ranked) > 1 and ranked[0] - ranked[1] < CLEAR):
        return None
    return weights.index(ranked[0])


def _weight(text: str, names: str) -> int:
    """Signs that a party gives something up, less the signs that it pays or is spared."""
    if not names:
        return 0
    name = rf"\b(?:{names})\b"

    def count(pattern: str) -> int:
        return len(re.findall(pattern, text, re.I))

    owes = count(name + _OWES)
    pays = count(name + _PAYS) - owes
    return count(name + _GIVES_UP) + owes - 2 * pays + count(_PAID_TO + name) - count(_SPARED + name)
