"""The number of a word, by which the weights were learnt: the one that spaCy gives it."""

from __future__ import annotations


class Numbers(dict[str, int]):
    """Word -> its number; it remembers the words, so a paper gets one of its own."""

    def __missing__(self, word: str) -> int:
        from spacy.strings import get_string_id

        self[word] = number = get_string_id(word)
        return number
