"""The school grade that a text asks for, by Flesch and Kincaid."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)?")
_END = re.compile(r"[.!?:;]+(?=\s|$|[\"'\u201d)])")
_VOWELS = re.compile("[aeiouy]+")
# Endings whose e is not spoken: make, makes, used, but not: little, wanted, needed, changes.
_SILENT = re.compile(r"(?:[^aeiouyl]e|[aeiou]le|[^aeiouytdscgxz]es|[^aeiouytd]ed)$")
# Two vowels that are spoken as two: mediate, period, serious, usual; but not: special, nation, cautious.
_APART = re.compile(r"(?<![tcsg])ia|(?<![tcsglnx])io|ua(?!r[dy])")
_Y_BETWEEN = re.compile("^y|(?<=[aeiou])y(?=[aeiou])|(?<=y)(?=one$)")
_ODD = {"business": 2, "businesses": 3, "people": 2}


def grade(text: str) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59; -10 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return -10.0
    sentences = max(1, len(_END.findall(text.strip())))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables an English word has, by its vowels; right for all but odd words."""
    lower = word.lower().split("'")[0].split("\u2019")[0]
    if lower in _ODD:
        return _ODD[lower]
    count = len(_VOWELS.findall(_Y_BETWEEN.sub("-", lower))) + len(_APART.findall(lower))
    return max(1, count - bool(_SILENT.search(lower)))
