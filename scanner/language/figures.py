"""Sums of money, lengths of time and what they are counted by, as a paper writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.model import Duration, Span

_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₦": "NGN", "₱": "PHP"}
_NAMES = {"dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "rupees": "INR"}
_CODES = {code: code.upper() for code in ("usd", "eur", "gbp", "inr", "cad", "aud", "nzd", "sgd", "zar", "php", "kes")}
_NAMES |= _CODES
_BEFORE = {**_CODES, "rs": "INR", "rs.": "INR"}
_LANDS = {"US": "USD", "CA": "CAD", "C": "CAD", "AU": "AUD", "A": "AUD", "NZ": "NZD", "S": "SGD"}
_SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9}
_SCALE |= {"lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7}
# Groups of two are Indian: 5,00,000.  Nothing repeats without end: a page of digits must not be read over and over.
_NUMBER = r"\d{1,3}(?:,\d{2,3}){1,6}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?"
_LONG_SCALE = "|".join(sorted((word for word in _SCALE if len(word) > 1), key=len, reverse=True))
_NAME = rf"(?:U\.?S\.? )?(?P<name{{}}>{'|'.join(_NAMES)})\b"
_MONEY = re.compile(
    rf"(?:(?:\b(?P<code>US|CA|AU|NZ|[ACS]))?(?P<sign>[$€£₹₦₱])|\b(?P<before>{'|'.join(map(re.escape, _BEFORE))}))\s?"
    rf"(?P<number>{_NUMBER})(?:\s?(?P<scale>(?:{_LONG_SCALE}|[km])\b))?"
    rf"|\b(?P<number2>{_NUMBER})(?:\s?(?P<scale2>(?:{_LONG_SCALE}|k)\b))?\s{_NAME.format(2)}"
    r"|\b(?!401)(?P<number3>\d{1,9}(?:\.\d{1,9})?)(?-i:k)\b",  # "5k" in a message
    re.I,
)
# A letter for the currency, and spaces between the thousands: R50 000, P200,000, N1 500 000.
_LETTERS = {"R": "ZAR", "P": "PHP", "N": "NGN"}
_LETTERED = re.compile(
    rf"\b(?P<letter>[{''.join(_LETTERS)}]) ?(?P<number>\d{{1,3}}(?:[ ,]\d{{3}}){{1,4}}|\d{{3,9}})(?:\.\d\d)?\b(?![-/])"
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
BIG = {"hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000}
_PART = "|".join((*_ONES, *_TEENS, *_TENS))  # one word each, so that there is one way to read them
_SPELLED = re.compile(
    rf"\b(?P<words>(?:{_PART}|an?)[ -](?:(?:{_PART}|and|{'|'.join(BIG)})[ -]){{0,12}}){_NAME.format('')}", re.I
)  # "one hundred and fifty thousand dollars"
_HUNDREDS = rf"(?:(?P<hundreds>{'|'.join(_ONES[:9])}) hundred (?:and )?)?"
_COUNT = (
    rf"{_HUNDREDS}(?:(?P<word>{_WORD}|(?<=within )an?|(?<=after )an?)\b\s*)?"
    r"(?:\(?(?P<digits>\d{1,3})(?:st|nd|rd|th)?\)?)?"
)
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
    r"\b(?:for )?(?:each|every|per)(?: and every| such| separate| single| individual| further)? (?P<what>breach"
    r"|violation|disclosure|instance|occurrence|occasion|statement|post|tweet|comment|message|interview|publication"
    r"|communication|day|week|month|incident|infraction|time)\b",
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
    """Every sum of money in `text`, in figures or in words, in order."""
    found = [_in_figures(match) for match in _MONEY.finditer(text)]
    found += [_in_words(match) for match in _SPELLED.finditer(text)]
    found += lettered(text)
    return sorted((each for each in found if each.value), key=lambda each: each.span)


def lettered(text: str) -> list[Sum]:
    """Sums with a letter for their currency: R50 000."""
    return [
        Sum(match.span(), float(re.sub("[ ,]", "", match["number"])), _LETTERS[match["letter"]])
        for match in _LETTERED.finditer(text)
    ]


def _in_figures(match: re.Match[str]) -> Sum:
    number = float((match["number"] or match["number2"] or match["number3"]).replace(",", ""))
    scale = _SCALE["k"] if match["number3"] else _SCALE.get((match["scale"] or match["scale2"] or "").lower(), 1)
    return Sum(match.span(), number * scale, _currency(match))


def _currency(match: re.Match[str]) -> str | None:
    sign, land = match["sign"], match["code"]
    if sign:
        return _LANDS[land.upper()] if land and sign == "$" else _SYMBOLS[sign]
    if match["before"]:
        return _BEFORE[match["before"].lower()]
    return _NAMES[match["name2"].lower()] if match["name2"] else None


def _in_words(match: re.Match[str]) -> Sum:
    return Sum(match.span(), float(number_of(match["words"])), _NAMES[match["name"].lower()])


def number_of(words: str) -> int:
    """The number that is spelled in `words`; 0 if none is.

    Hundreds multiply what stands before them, greater words all of it: (1 x 100 + 50) x 1000.
    """
    total = current = 0
    for word in re.findall("[a-z]+", words.lower()):
        if word == "hundred":
            current = max(current, 1) * BIG[word]
        elif word in BIG:
            total, current = total + max(current, 1) * BIG[word], 0
        else:
            current += WORDS.get(word, 0)
    return total + current


def times(text: str) -> list[Duration]:
    """Every length of time in `text`, in order; "seven (7) days" and "7 days" are the same."""
    out = []
    for match in _TIME.finditer(text):
        value = int(match["digits"]) if match["digits"] else _spoken(match["hundreds"], match["word"])
        if value:
            out.append(Duration(float(value), match["unit"].lower()))
    return out


def _spoken(hundreds: str | None, word: str | None) -> int:
    """The number that two words stand for, 0 if there are none: "three" hundred "sixty-five", "a" week."""
    below = 1 if word and word.lower() in ("a", "an") else WORDS.get((word or "").lower(), 0)
    return 100 * WORDS.get((hundreds or "").lower(), 0) + below


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
