"""What kind of paper it is, and at what moment it comes.

A wrong guess does harm ("you have signed", "this comes from a court"), so every guess asks for words that hardly
stand in any other kind of paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from scanner.assess.words import count, fold_quote, holds, places
from scanner.model import Party
from scanner.rulebook.words import WordSets

Kind = Literal["court_paper", "court_mediation", "affidavit", "demand", "invitation", "letter", "message", "agreement"]

HEAD = 3_000  # characters in which a paper says what it is
SHORT = 150  # words of a message that stands without its times and names
LONG = 500  # words of one that is written as nobody writes a paper
SETTINGS = ("work", "education", "family", "housing", "child")
ANYWHERE = "any"  # the setting of every paper
OFTEN, FEW = 3, 2  # words of a setting that a paper about it holds; that it holds at least if it shows no other
MARKS = ("/s/", "docusigned by", "electronically signed by", "digitally signed by", "signed electronically by")
_AFTER = 80  # characters behind such a mark in which the name stands
_BLANK = re.compile(r"_{4,}|\.{8,}")
_GREETING = re.compile(
    r"^[ \t]*(?:dear|to whom it may concern|hello|hi|hey|greetings|good (?:morning|afternoon|evening))\b[^\n]{0,60}$",
    re.I | re.M,
)
# "[14/09, 21:02] Name: words": the time tells it from "2.1 Payment: words".
_CHAT_LINE = re.compile(r"^[^\n]{0,24}?\b\d{1,2}:\d{2}(?:\s?[ap]\.?m\b)?[\]),\s-]{1,4}[^\n:]{1,40}:\s", re.I | re.M)
_SENTENCE_END = re.compile(r"[.;:]\s|\n\s*\n")
BLOCK = 6  # lines that a signature, its name and its date take
_SIGN_HERE = re.compile(r"^\W*(?:signature|signed|sign here|by)\b\s*:|_{6,}")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# "Date: May 4, 2024", "Dated: 4/5/24": with the colon, so that "dated this 4th day of May" in the text is none.
_DATED = re.compile(
    rf"\bdated?(?: signed)?\s*:\s*_*\s*(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d"
    rf"|(?:{_MONTHS})[a-z]*\.? \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}))"
)
_NAME = re.compile(r"[^\W\d_]{2,}")
_SMALL_I = re.compile(r"(?<![\w(.])i(?=['’][a-z]|\s+[a-z])")  # as nobody writes of oneself in a paper
_TITLES = frozenset({"mr", "ms", "mrs", "dr", "mx", "the"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """The kind of paper, and whether the person has signed it."""

    kind: Kind
    signed: bool


def occasion(text: str, parties: Sequence[Party], sets: WordSets, *, signed: bool | None) -> Occasion:
    """Judge a paper by its text, line breaks included; `signed` is what the reader says, None if nothing."""
    return Occasion(_kind(text, sets), is_signed(text, parties) if signed is None else signed)


def settings(folded: str, sets: WordSets) -> frozenset[str]:
    """What folded text is about: work, education, family, housing, a child, as far as its words show; and `any`."""
    held = {name: count(folded, sets[f"setting_{name}"]) for name in SETTINGS}
    shown = {name for name, words in held.items() if words >= OFTEN}
    return frozenset(shown or {name for name, words in held.items() if words >= FEW}) | {ANYWHERE}


def is_signed(text: str, parties: Sequence[Party]) -> bool:
    """True if a signature mark is followed by the signer's name, or if two marks stand and no line is left open.

    A date that is filled in beside the signer's name, in the lines to sign on, counts as well: ink leaves no letters,
    but a date does.  A line to sign on, a printed name, a date in the text or the other side's signature alone do not.
    """
    lower = text.lower()
    names = [_name_words(party.name) for party in parties if party.role == "signer"]
    if any(_dates_a_signature(lines, names) for lines in _signature_blocks(lower)):
        return True
    ends = sorted(at + len(mark) for mark in MARKS for at in places(lower, mark))
    if not ends:
        return False
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
    if len(_CHAT_LINE.findall(text[:HEAD])) > 2 or _chats(text, sets):
        return "message"
    if holds(head, sets["affidavit_words"]):
        return "affidavit"
    if greets and holds(head, sets["demand_words"]):
        return "demand"
    if holds(head, sets["invitation_words"]):
        return "invitation"
    return "letter" if greets else "agreement"


def _chats(text: str, sets: WordSets) -> bool:
    """True for a short text in the words of a message: "hey", "pls", "i know"."""
    words = len(text.split(None, LONG))  # no further: papers are long
    if words <= LONG and len(_SMALL_I.findall(text)) > 1:
        return True
    return words <= SHORT and count(fold_quote(text), sets["message_words"]) > 1


def _orders_mediation(text: str, sets: WordSets) -> bool:
    """True if a sentence says so that speaks of no other case ("if the court orders mediation")."""
    if "mediat" not in text.lower():
        return False
    sentences = (fold_quote(sentence) for sentence in _SENTENCE_END.split(text) if "mediat" in sentence.lower())
    return any(holds(s, sets["court_mediation"]) and not holds(s, sets["not_yet"]) for s in sentences)


def _signature_blocks(text: str) -> Iterator[list[str]]:
    """The lines around each line to sign on: from it to the next one, and no further than BLOCK lines."""
    lines = text.split("\n")
    open_to_sign = (":", "______")  # one of them stands in every such line, and in few others
    starts = [
        index
        for index, line in enumerate(lines)
        if any(sign in line for sign in open_to_sign) and _SIGN_HERE.search(line)
    ]
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start : min(end, start + BLOCK)]


def _dates_a_signature(lines: Sequence[str], names: Sequence[frozenset[str]]) -> bool:
    said = _name_words("\n".join(lines))
    return any(name and name <= said for name in names) and any(_DATED.search(line) for line in lines)


def _line_after(text: str, at: int) -> str:
    line = text[at : at + _AFTER].lstrip(": \n\t").split("\n", 1)[0]
    return "" if _BLANK.search(line) else line


def _name_words(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text.lower())) - _TITLES
