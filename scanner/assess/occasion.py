"""What kind of paper it is, and at what moment it comes.

A wrong guess does harm ("you have signed", "this comes from a court"), so every guess asks for words that hardly
stand in any other kind of paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scanner.assess.words import count, fold, fold_quote, holds, places
from scanner.model import Party
from scanner.rulebook.words import WordSets

Kind = Literal["court_paper", "court_mediation", "invitation", "letter", "message", "agreement"]

HEAD = 3_000  # characters in which a paper says what it is
SETTINGS = ("work", "education", "family", "housing")
OFTEN = 3  # words of a setting that a paper about it holds
MARKS = ("/s/", "docusigned by", "electronically signed by", "digitally signed by", "signed electronically by")
_AFTER = 80  # characters behind such a mark in which the name stands
_BLANK = re.compile(r"_{4,}|\.{8,}")
_GREETING = re.compile(r"^[ \t]*(?:dear|to whom it may concern|hello|hi)\b[^\n]{0,60}$", re.I | re.M)
# "[14/09, 21:02] Name: words": the time tells it from "2.1 Payment: words".
_CHAT_LINE = re.compile(r"^[^\n]{0,24}?\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\b)?[\]),\s-]{1,4}[^\n:]{1,40}:\s", re.I | re.M)
_SENTENCE_END = re.compile(r"[.;:]\s|\n\s*\n")
_NAME = re.compile(r"[^\W\d_]{2,}")
_TITLES = frozenset({"mr", "ms", "mrs", "dr", "mx", "the"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """The kind of paper, and whether the person has signed it."""

    kind: Kind
    signed: bool


def occasion(text: str, parties: Sequence[Party], sets: WordSets, *, signed: bool | None) -> Occasion:
    """Judge a paper by its text, line breaks included; `signed` is what the reader says, None if nothing."""
    return Occasion(_kind(text, sets), is_signed(text, parties) if signed is None else signed)


def settings(text: str, sets: WordSets) -> frozenset[str]:
    """What normalised text is about: work, education, family, housing; empty if its words do not show it."""
    folded = fold(text)
    return frozenset(name for name in SETTINGS if count(folded, sets[f"setting_{name}"]) >= OFTEN)


def is_signed(text: str, parties: Sequence[Party]) -> bool:
    """True if a signature mark is followed by the signer's name, or if two marks stand and no line is left open.

    A line to sign on, a typed date or the other side's signature alone do not count.
    """
    lower = text.lower()
    ends = sorted(at + len(mark) for mark in MARKS for at in places(lower, mark))
    if not ends:
        return False
    names = [_name_words(party.name) for party in parties if party.role == "signer"]
    after = [_line_after(lower, end) for end in ends]
    if any(name and name <= _name_words(words) for name in names for words in after):
        return True
    filled = [words for words in after if _name_words(words)]
    return len(filled) > 1 and not _BLANK.search(lower, ends[0])


def _kind(text: str, sets: WordSets) -> Kind:
    head = fold_quote(text[:HEAD])
    greets = _GREETING.search(text[: HEAD // 2]) is not None
    if not greets and holds(head, sets["court_names"]) and holds(head, sets["court_commands"]):
        return "court_paper"
    if _orders_mediation(text, sets):
        return "court_mediation"
    if len(_CHAT_LINE.findall(text[:HEAD])) > 2:
        return "message"
    if holds(head, sets["invitation_words"]):
        return "invitation"
    return "letter" if greets else "agreement"


def _orders_mediation(text: str, sets: WordSets) -> bool:
    """True if a sentence says so that speaks of no other case ("if the court orders mediation")."""
    if "mediat" not in text.lower():
        return False
    sentences = (fold_quote(sentence) for sentence in _SENTENCE_END.split(text) if "mediat" in sentence.lower())
    return any(holds(s, sets["court_mediation"]) and not holds(s, sets["not_yet"]) for s in sentences)


def _line_after(text: str, at: int) -> str:
    line = text[at : at + _AFTER].lstrip(": \n\t").split("\n", 1)[0]
    return "" if _BLANK.search(line) else line


def _name_words(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text.lower())) - _TITLES
