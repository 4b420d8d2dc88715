"""One clause made ready for matching: its tokens, and where every word of every rule stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from scanner.language.tokens import split
from scanner.model import Clause, Span
from scanner.rulebook.phrases import Hit, PhraseIndex

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

STRONGER, OVERRULED = "must_not", ("must", "may")  # the "may" of "may not" is no permission
PSEUDO = "pseudo"  # phrases that only look like something: no other hit counts inside them


@dataclass(frozen=True)
class Reading:
    """The stem and the own words of a clause as tokens.

    `own` is the first token of the clause's own words: a match that lies before it belongs to the stem's clause.
    """

    clause: Clause
    doc: Doc
    words: Sequence[str]  # the tokens in lower case
    own: int
    hits: Mapping[str, Sequence[Hit]]
    to_source: Callable[[int, int], Span]

    def source(self, hit: Hit) -> Span:
        """Tokens -> (start, end) in Document.text."""
        first, last = self.doc[hit[0]], self.doc[hit[1] - 1]
        return self.to_source(first.idx, last.idx + len(last))


class Reader:
    """Turns clause texts into readings with the words of the rules and of one document."""

    def __init__(self, tokenize: Tokenizer, phrases: PhraseIndex) -> None:
        self._tokenize, self._indexes = tokenize, [phrases]

    def add(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Look for more phrases (lower case), under their keys: the parties and the defined terms of a paper."""
        index = PhraseIndex(partial(split, self._tokenize))
        for key, items in phrases.items():
            index.add(key, items)
        self._indexes.append(index)

    def read(self, clause: Clause, text: str, own: int, to_source: Callable[[int, int], Span]) -> Reading:
        """The reading of a clause whose matching text is `text`; its own words begin at character `own`."""
        doc = self._tokenize(text)
        words = [token.lower_ for token in doc]
        hits: dict[str, list[Hit]] = {}
        for index in self._indexes:
            index.find(words, hits)
        mask = hits.pop(PSEUDO, None)
        if mask:
            for name, found in hits.items():
                hits[name] = [hit for hit in found if not any(m[0] <= hit[0] < m[1] for m in mask)]
        for weaker in OVERRULED:
            hits[weaker] = [hit for hit in hits.get(weaker, ()) if not _inside(hit, hits.get(STRONGER, ()))]
        behind = doc.char_span(own, len(text), alignment_mode="contract") if own else None
        return Reading(clause, doc, words, behind.start if behind is not None else 0, hits, to_source)


def _inside(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(other[0] <= hit[0] and hit[1] <= other[1] for other in others)
