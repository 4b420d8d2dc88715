"""The words of a text as two drafts are compared by: a number is one word, however it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from scanner.assess.references import places_named
from scanner.language.figures import BIG, WORDS, number_of

REFERENCE = "\N{SECTION SIGN}"  # the key of every number of a section: which one it means is told by its target

_SMALL = "|".join(sorted((word for word in WORDS if "-" not in word and " " not in word), key=len, reverse=True))
_LARGE = "|".join(BIG)
_CURRENCY = {"$": ("dollars", "dollar", "usd"), "€": ("euros", "euro", "eur"), "£": ("pounds", "pound", "gbp")}
_SIGNS = {name: sign for sign, names in _CURRENCY.items() for name in names} | {"rupees": "₹", "inr": "₹"}
_TOKEN = re.compile(
    rf"(?P<spelled>\b(?:{_SMALL})(?:[ -](?:{_SMALL}|(?:{_LARGE})(?: and(?= (?:{_SMALL})\b))?)){{0,12}}\b)"
    r"|(?P<figure>[$€£₹]?\d{1,15}(?:,\d{2,3}\b){0,6}(?:\.\d{1,9}){0,6}%?)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)?",
    re.I,
)
_NOUGHT = re.compile(r"\.0+\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: what it is compared by, and where it stands in the text.

    `section` is the number that it means, if it names a section of the paper.
    """

    key: str
    start: int
    end: int
    section: str | None = None


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of `text[start:end]` (normalised text): letters, figures and sums; signs between them are left out."""
    out: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        token = Token(_key(match), *match.span())
        if out and (joined := _one_number(out[-1], token)):
            out[-1] = joined
            if len(out) > 1 and (joined := _one_number(out[-2], out[-1])):
                out[-2:] = [joined]
        else:
            out.append(token)
    return out


def with_references(words: list[Token], named: dict[int, str], numbers: Set[str]) -> Iterator[Token]:
    """The same words, those that name a section with the number that they mean.

    `named` holds the numbers that follow a word like "Section", by where they stand; one with a point in it ("4.2")
    names a section by itself if the paper has such a one.
    """
    done = 0
    for word in words:
        number = named.get(word.start) or (word.key if "." in word.key and word.key in numbers else None)
        if number:
            done = max(word.end, word.start + len(number))
            yield Token(REFERENCE, word.start, done, number)
        elif word.start >= done:  # the "b" of "4(b)" belongs to the number
            yield word


def sections_by_place(text: str) -> dict[int, str]:
    """The numbers of sections that a normalised text names, by where each starts."""
    return {start: text[start:end] for start, end in places_named(text)}


def _key(match: re.Match[str]) -> str:
    if match["spelled"]:
        return str(number_of(match["spelled"]))
    if match["figure"]:
        return _NOUGHT.sub("", match["figure"].replace(",", ""))
    return match[0].lower()


def _one_number(one: Token, other: Token) -> Token | None:
    """Both as one: "fifty dollars" is a sum, and "seven (7)" one number."""
    if one.key.isdigit() and other.key in _SIGNS:
        return Token(_SIGNS[other.key] + one.key, one.start, other.end)
    same = one.key == other.key and one.key[-1:].isdigit()
    return Token(one.key, one.start, other.end) if same else None
