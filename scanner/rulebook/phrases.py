"""Finding thousands of phrases in the tokens of a clause, in one walk along it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanner.language.tokens import Tokenizer

Hit = tuple[int, int]  # tokens, end exclusive


class _Node:
    """Where a few words lead: the keys of the phrase that they are, and the words that go on from here."""

    __slots__ = ("further", "keys")

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.further: dict[str, _Node] = {}


class PhraseIndex:
    """Phrases under keys, cut into tokens as a paper is."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()
        self._start = _Node()

    def add(self, key: str, phrases: Iterable[str]) -> None:
        """Look for `phrases` (lower case) from now on and report them under `key`."""
        for phrase in phrases:
            node = self._start
            for word in self._split(phrase):
                further = node.further.get(word)
                if further is None:
                    further = node.further[word] = _Node()
                node = further
            node.keys.append(key)

    def _split(self, phrase: str) -> list[str]:
        """The tokens of a phrase; one that begins with "'s" stands behind a word, without which it is cut otherwise."""
        split = self._tokenizer.split
        return split("x" + phrase)[1:] if phrase.startswith("'s ") else split(phrase)

    def find(self, words: Sequence[str]) -> dict[str, list[Hit]]:
        """Every place where a phrase stands in `words` (lower case), under its keys, in order."""
        found: dict[str, list[Hit]] = {}
        first, count = self._start.further, len(words)
        for start, word in enumerate(words):
            node = first.get(word)
            end = start + 1
            while node is not None:
                if node.keys:
                    hit = (start, end)
                    for key in node.keys:
                        if key in found:
                            found[key].append(hit)
                        else:
                            found[key] = [hit]
                if end == count:
                    break
                node = node.further.get(words[end])
                end += 1
        return found
