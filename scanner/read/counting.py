"""Numbers as lists show them: figures, letters, Roman, words."""

from __future__ import annotations

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_LETTERS = 26 * 30  # beyond this a lettered list is no list


def spell(number: int, form: str) -> str:
    """A number in one of the formats that Word names (upperRoman, lowerLetter, ordinalText, ...).

    Formats that are not known, and numbers that a format cannot write, give figures.
    """
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "lowerRoman" | "upperRoman" if 0 < number < 4000:
            return _cased(_roman(number), form)
        case "lowerLetter" | "upperLetter" if 0 < number <= _MOST_LETTERS:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return _cased(letters, form)
        case "ordinal":
            return f"{number}{_ordinal_ending(number)}"
        case "cardinalText" if 0 <= number < 100:
            return _words(number).capitalize()
        case "ordinalText" if 0 <= number < 100:
            return _ordinal_words(number).capitalize()
    return str(number)


def _cased(text: str, form: str) -> str:
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (number // worth)
        number %= worth
    return letters


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _words(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def _ordinal_words(number: int) -> str:
    stem, dash, last = _words(number).rpartition("-")
    if last in _ORDINALS:
        return stem + dash + _ORDINALS[last]
    return stem + dash + (last[:-1] + "ieth" if last.endswith("y") else last + "th")
