"""Letters that only look Latin: the same word to an eye, another one to a program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set

from scanner.model import Span

_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝѵкӏүАВЕКМНОРСТУХІЈЅԌԚԜӀ", "aeopcyxijshdqwvklyABEKMHOPCTYXIJSGQWI", strict=True))
_GREEK = dict(zip("αικνορτυχωϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aikvoptuxwcjABEZHIKMNOPTYX", strict=True))
_ARMENIAN = dict(zip("ոօսհցյզՕՏԼՍ", "nouhgjqOSLU", strict=True))
_CHEROKEE = dict(zip("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ABCDEGHJKLMPRSTVWZ", strict=True))
_SMALL = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnoprstuvwyzag", strict=True))
# Alphabets of mathematics, Roman numerals, letters in circles and squares.
_SIGNS = (range(0x2100, 0x2150), range(0x2160, 0x2180), range(0x24B6, 0x24EA), range(0x1D400, 0x1D7D0))


def _sign_letters() -> dict[str, str]:
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for signs in _SIGNS for code in signs}
    squares = {chr(base + step): chr(ord("A") + step) for base in (0x1F130, 0x1F150, 0x1F170) for step in range(26)}
    return {sign: letter for sign, letter in plain.items() if re.fullmatch("[A-Za-z]", letter)} | squares


_ALWAYS = _SMALL | _sign_letters()  # no alphabet that anybody writes a language in
_OTHERS = _CYRILLIC | _GREEK | _ARMENIAN | _CHEROKEE  # of languages that are written with them
_LETTERS = str.maketrans(_OTHERS | _ALWAYS)
_ALL = frozenset(_OTHERS | _ALWAYS)
_LOOK_ALIKE = re.compile(f"[{''.join(_OTHERS | _ALWAYS)}]")
_ALWAYS_ONE = re.compile(f"[{''.join(_ALWAYS)}]")
_WHOLE = re.compile(f"[{''.join(_OTHERS | _ALWAYS)}]{{2,}}")
# A letter of these alphabets that looks like none of ours: the text is partly in such a language.
_FOREIGN = re.compile(f"(?![{''.join(_OTHERS)}])[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13fd]")
_WORD = re.compile(f"(?:[^\\W\\d_]|[{''.join(_ALWAYS)}])+")
_LATIN = re.compile(r"[A-Za-z]")


def fold_look_alikes(text: str, letters: Set[str]) -> str:
    """`text`, which is made of these letters, with Latin ones, one for one, in the words that `confusables` finds."""
    if _ALL.isdisjoint(letters):
        return text
    foreign = _FOREIGN.search(text) is not None
    return _WORD.sub(lambda word: word[0].translate(_LETTERS) if _is_disguised(word[0], foreign) else word[0], text)


def confusables(text: str) -> list[Span]:
    """The words with letters that only look Latin.

    A word is meant if it has Latin letters too, if it is made of signs that no language is written with, or if all of
    it looks Latin in a text that is in no language of that alphabet.
    """
    if text.isascii() or _ALL.isdisjoint(text):
        return []
    foreign = _FOREIGN.search(text) is not None
    return [word.span() for word in _WORD.finditer(text) if _is_disguised(word[0], foreign)]


def _is_disguised(word: str, foreign: bool) -> bool:
    if word.isascii() or not _LOOK_ALIKE.search(word):
        return False
    return bool(_LATIN.search(word) or _ALWAYS_ONE.search(word) or (not foreign and _WHOLE.fullmatch(word)))
