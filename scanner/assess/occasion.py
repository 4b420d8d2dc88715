"""What kind of paper it is, and at what moment it comes.

A wrong guess does harm ("you have signed", "this comes from a court"), so every guess asks for words that hardly
stand in any other kind of paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scanner.assess.words import count, fold, fold_quote, holds
from scanner.model import Party
from scanner.rulebook.words import WordSets

Kind = Literal["court_paper", "court_mediation", "invitation", "letter", "message", "agreement"]

HEAD = 3_000  # characters in which a paper says what it is
SETTINGS = ("work", "education", "family", "housing")
OFTEN = 3  # words of a setting that a paper about it holds
_MARK = re.compile(
    r"/s/|\b(?:docusigned|electronically signed|digitally signed|e-signed|signed electronically) by\b:?", re.I
)
_AFTER = 80  # characters behind such a mark in which the name stands
_BLANK = re.compile(r"_{4,}|\.{8,}")
_GREETING = re.compile(r"^[ \t]*(?:dear|to whom it may concern|hello|hi)\b[^\n]{0,60}$", re.I | re.M)
_CHAT_LINE = re.compile(r"^\W?\d{1,4}[/.:-]\d{1,2}[^\n]{0,24}?[\])\-]?\s[^\n:]{1,40}:\s", re.M)
_NAME = re.compile(r"[^\W\d_]{2,}")
# Words that belong to no name; a label such as "Employee" is no signature.
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
    """What normalised text is about as far as its words show: work, education, family, housing; empty if they do not."""
    folded = fold(text)
    return frozenset(name for name in SETTINGS if count(folded, sets[f"setting_{name}"]) >= OFTEN)


def is_signed(text: str, parties: Sequence[Party]) -> bool:
    """True if a signature mark is followed by the signer's name, or if two marks stand and no line is left open.

    A line to sign on, a typed date or the other side's signature alone do not count.
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return False
    names = [_name_words(party.name) for party in parties if party.role == "signer"]
    after = [_line_after(text, mark.end()) for mark in marks]
    if any(name and name <= _name_words(words) for name in names for words in after):
        return True
    filled = [words for words in after if _name_words(words)]
    return len(filled) > 1 and not _BLANK.search(text, marks[0].start())


def _kind(text: str, sets: WordSets) -> Kind:
    head = fold_quote(text[:HEAD])
    if holds(head, sets["court_names"]) and holds(head, sets["court_commands"]):
        return "court_paper"
    if _orders_mediation(text, sets):
        return "court_mediation"
    if len(_CHAT_LINE.findall(text[:HEAD])) > 2:
        return "message"
    if holds(head, sets["invitation_words"]):
        return "invitation"
    return "letter" if _GREETING.search(text[: HEAD // 2]) else "agreement"


def _orders_mediation(text: str, sets: WordSets) -> bool:
    """True if a sentence says so that speaks of no other case ("if the court orders mediation")."""
    if "mediat" not in text.lower() or not holds(fold_quote(text), sets["court_mediation"]):
        return False
    sentences = (fold_quote(sentence) for sentence in re.split(r"[.;:]\s|\n\s*\n", text))
    return any(holds(s, sets["court_mediation"]) and not holds(s, sets["not_yet"]) for s in sentences)


def _line_after(text: str, at: int) -> str:
    line = text[at : at + _AFTER].strip().split("\n", 1)[0]
    return "" if _BLANK.search(line) else line


def _name_words(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text.lower())) - _TITLES
