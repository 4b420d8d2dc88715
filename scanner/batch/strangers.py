"""Names that no party list holds: capitalised words that stand in none of our own lists and sentences.

There is no list of all names, so every word that could be one is masked, some that are none among them.  A name that
is an ordinary word as well ("Grace", "Brown") stays.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from scanner.rulebook.source import rules_folder
from scanner.words import words

MASK = "[name]"
_EXAMPLES = "\nexamples:"  # last in a rule: made-up papers, which name made-up people
_OF_PLACES = ("resources.yaml", "links.yaml")  # name groups and towns
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVXLC]+")
_RUN = re.compile(r"(?:\b[A-Z]\.?\s)*\[name\](?:(?:\s|\s[A-Z]\.?\s)\[name\])*")
_ENDINGS = ("'s", "’s", "s", "es", "d", "ed", "ing", "ly", "er", "ers", "or", "ors", "al", "ment", "ments", "ation")


def without_strangers(text: str) -> str:
    """The text with a mask for each run of words that could be a name."""
    return _RUN.sub(MASK, _CAPITALISED.sub(_masked, text))


def _masked(found: re.Match[str]) -> str:
    word = found[0]
    return word if len(word) == 1 or _ROMAN.fullmatch(word) or _is_known(word.lower()) else MASK


def _is_known(word: str) -> bool:
    if any(part in _known() for part in (word, *(word.removesuffix(ending) for ending in _ENDINGS), word + "e")):
        return True
    parts = re.split("['’-]", word)
    return len(parts) > 1 and all(part in _known() or len(part) == 1 for part in parts)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Every word of our lists, rules and fixed sentences, and the names of days and months."""
    files = [file for file in rules_folder().rglob("*.yaml") if file.name not in _OF_PLACES]
    texts = [file.read_text("utf-8").partition(_EXAMPLES)[0] for file in files]
    texts.append(str(words()))
    calendars = (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    texts += [" ".join(names) for names in calendars]
    return frozenset(re.findall(r"[^\W\d_]+", " ".join(texts).lower()))
