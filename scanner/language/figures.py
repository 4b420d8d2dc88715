"""Sums of money, lengths of time and what they are counted by, as a paper writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.model import Duration, Span

_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP"}
_NAMES = {"dollars": "USD", "usd": "USD", "euros": "EUR", "eur": "EUR", "pounds": "GBP", "gbp": "GBP"}
_NAMES |= {"cad": "CAD", "aud": "AUD"}
_LANDS = {"US": "USD", "CA": "CAD", "AU": "AUD"}
_SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = re.compile(
    rf"(?P<code>US|CA|AU)?(?P<sign>[$€£])\s?(?P<number>{_NUMBER})(?:\s?(?P<scale>thousand|million|[kKmM]\b))?"
    rf"|(?P<number2>{_NUMBER})(?:\s(?P<scale2>thousand|million))?\s(?:U\.?S\.? )?(?P<name>{'|'.join(_NAMES)})\b",
    re.I,
)
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS: dict[str, int] = {word: value for value, word in enumerate((*_ONES, *_TEENS), 1)}
WORDS |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
WORDS |= {
    f"{ten}{dash}{one}": 10 * n + m
    for n, ten in enumerate(_TENS, 2)
    for m, one in enumerate(_ONES[:9], 1)
    for dash in "- "
}
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_COUNT = rf"(?:(?P<word>{_WORD})\b\s*)?(?:\(?(?P<digits>\d{{1,3}})(?:st|nd|rd|th)?\)?)?"
_TIME = re.compile(
    rf"\b{_COUNT}[ -](?:full |calendar |business |working |consecutive )?(?P<unit>hour|day|week|month|year)s?\b", re.I
)
_FOREVER = re.compile(
    r"\b(?:forever|in perpetuity|perpetual(?:ly)?|indefinite(?:ly)?|at all times hereafter"
    r"|without (?:any )?(?:time )?limit(?:ation)? (?:of|in|as to) time"
    r"|for (?:the rest of )?(?:his|her|their|my|your) life(?:time)?)\b",
    re.I,
)
_PER = re.compile(
    r"\b(?:for )?(?:each|every|per|any)(?: and every| such| separate| single| individual)? (?P<what>breach|violation"
    r"|disclosure|instance|occurrence|statement|post|publication|communication|day|incident|infraction|time)\b",
    re.I,
)
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money: where it stands in the text that was searched, its value and its currency."""

    span: Span
    value: float
    currency: str | None


def sums(text: str) -> list[Sum]:
    """Every sum of money in `text`, in order."""
    out = []
    for match in _MONEY.finditer(text):
        number = float((match["number"] or match["number2"]).replace(",", ""))
        scale = _SCALE.get((match["scale"] or match["scale2"] or "").lower(), 1)
        sign = match["sign"]
        currency = _SYMBOLS.get(sign) if sign else _NAMES[match["name"].lower()]
        if match["code"] and sign == "$":
            currency = _LANDS[match["code"].upper()]
        out.append(Sum(match.span(), number * scale, currency))
    return out


def times(text: str) -> list[Duration]:
    """Every length of time in `text`, in order; "seven (7) days" and "7 days" are the same."""
    out = []
    for match in _TIME.finditer(text):
        value = int(match["digits"]) if match["digits"] else WORDS.get((match["word"] or "").lower())
        if value:
            out.append(Duration(float(value), match["unit"].lower()))
    return out


def days(duration: Duration) -> int | None:
    """A length of time in days, rounded up; None for forever."""
    if duration.value is None:
        return None
    return max(1, round(duration.value * DAYS[duration.unit]))


def is_forever(text: str) -> bool:
    """True if the text says that something never ends."""
    return bool(_FOREVER.search(text))


def counted_by(text: str) -> str | None:
    """What a sum is multiplied by: breach, day, post, ..."""
    match = _PER.search(text)
    return match["what"].lower() if match else None
