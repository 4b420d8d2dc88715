"""Sentences in XML that stand where no program shows them: in attributes, settings, data of any kind.

What a drafter kept there may still be found by whoever has the file, so it is read, and marked as hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from scanner.read.xml import Element

_WORDS = 6  # from which on words are a sentence and no name of a style or a thing
_SMALL = 4  # words that begin with a small letter: in names of styles and fonts most begin with a capital
_SHARE = 0.85  # of letters and spaces in a sentence: formulas and paths have fewer
_LEAST = 2 * _WORDS  # characters
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Texts and codes of a story, and notes in which a schema explains the data of programs to programmers.
_READ_ELSEWHERE = ("}t", "}delText", "}instrText", "}pt", "}v", "XMLSchema}documentation")
_CODE = "}instr"


def sentences(root: Element) -> Iterator[str]:
    """Attributes and texts that hold a sentence, without the text of a story, in the order of the document."""
    for each in root.iter("*"):
        for key, value in each.items():
            words = unquote(value) if "%20" in value else str(value)  # an address can carry a letter
            if len(words) > _LEAST and " " in words and not str(key).endswith(_CODE) and is_sentence(words):
                yield words
        text = each.text
        if text and len(text) > _LEAST and not each.tag.endswith(_READ_ELSEWHERE) and is_sentence(text):
            yield text
        if each.tail and len(each.tail) > _LEAST and is_sentence(each.tail):
            yield each.tail


def is_sentence(text: str) -> bool:
    """Whether these are words that somebody would say, and not names, numbers or code."""
    words = _WORD.findall(text)
    if len(words) < _WORDS or sum(word[0].islower() for word in words) < _SMALL:
        return False
    return sum(map(len, words)) + len(text) - len("".join(text.split())) >= _SHARE * len(text)
