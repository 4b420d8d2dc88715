"""One clause made ready for matching: its tokens, and where every word of every rule stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scanner.engine.bans import no_one_may
from scanner.engine.mentions import SIDES
from scanner.language.figures import lettered
from scanner.language.tokens import Tokenizer
from scanner.model import Clause, Span
from scanner.rulebook.phrases import Hit, PhraseIndex

if TYPE_CHECKING:
    from scanner.rulebook import RuleBook

STRONGER, OVERRULED = "must_not", ("must", "may")  # the "may" of "may not" is no permission
# Where a ban may be told by its shape alone: most clauses with "not" have it right behind its modal.
_SHAPED = re.compile(
    r"\b(?:no|neither|nobody|none)\b|\b(?:shall|will|may|must|can)\b(?! (?:not|never)\b)[\w ,]{1,40}\b(?:not|never)\b"
    r"|\bthat [\w ]{1,30}\bnot\b",
    re.I,
)
# An item: "Ann will: (a) not speak", "We ask: (a) that you no longer speak".
NOT_TO = re.compile(
    r"\W*(?:\w{1,4}[.)]\s+)?(?:that\s(?:the\s)?\w+\s(?:do(?:es)?\s)?)?(?P<ban>not|never|no longer)\s", re.I
)
GIVING_UP = frozenset(("give", "waive"))  # where "give up the right to" begins
ARTICLES = frozenset(("the", "each", "both"))
OPENERS = frozenset((";", ":", ")", "-", "•", "|", "and", "."))  # where a term of a list begins
SUMS = ("amount", "money")  # the sets that hold the signs of money
PSEUDO = "pseudo"  # phrases that only look like something: no other hit counts inside them

SUPPOSED = "supposed"  # phrases in which a "not" forbids nothing: "if you do not"


@dataclass(frozen=True)
class Reading:
    """The stem and the own words of a clause: their text, and its tokens in lower case.

    `own` is the first token of the clause's own words: a match that lies before it belongs to the stem's clause.
    """

    clause: Clause
    text: str
    words: Sequence[str]
    own: int
    hits: Mapping[str, Sequence[Hit]]
    to_source: Callable[[int, int], Span]

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins in the text."""
        return _starts(self.text.lower(), self.words)

    def source(self, hit: Hit) -> Span:
        """Tokens -> (start, end) in Document.text."""
        last = hit[1] - 1
        return self.to_source(self.starts[hit[0]], self.starts[last] + len(self.words[last]))


class Reader:
    """Turns clause texts into readings with the words of the rules and of one document."""

    def __init__(self, book: RuleBook) -> None:
        self._tokenizer = Tokenizer()
        self._of_rules, self._of_paper = book.phrases, PhraseIndex()

    def add(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Look for more phrases (lower case), under their keys: the parties and the defined terms of a paper."""
        for key, items in phrases.items():
            self._of_paper.add(key, items)

    def read(self, clause: Clause, text: str, own: int, to_source: Callable[[int, int], Span]) -> Reading:
        """The reading of a clause whose matching text is `text`; its own words begin at character `own`."""
        lower = text.lower()
        stem = self._tokenizer.split(lower[:own])
        words = stem + self._tokenizer.split(lower[own:])
        hits = self._of_rules.find(words)
        for key, found in self._of_paper.find(words).items():
            hits[key] = sorted([*hits[key], *found]) if key in hits else found
        mask = hits.pop(PSEUDO, None)
        if mask:
            for key, found in hits.items():
                hits[key] = [hit for hit in found if not any(m[0] <= hit[0] < m[1] for m in mask)]
        supposed = hits.pop(SUPPOSED, ())
        hits[STRONGER] = [hit for hit in hits.get(STRONGER, ()) if not _kept(hit, words) and not _inside(hit, supposed)]
        for weaker in OVERRULED:
            hits[weaker] = [hit for hit in hits.get(weaker, ()) if not _inside(hit, hits.get(STRONGER, ()))]
        for span in (each.span for each in lettered(text)):
            for key in SUMS:
                _add(hits, key, [_tokens(lower, words, span)])
        if own and (item := NOT_TO.match(text, own)):
            _add(hits, STRONGER, [_tokens(lower, words, item.span("ban"))])
        if _SHAPED.search(text):
            _add(hits, STRONGER, no_one_may(words))
        _add(hits, "must", _left_to_do(words, hits))
        return Reading(clause, text, words, len(stem) if len(stem) < len(words) else 0, hits, to_source)


def _add(hits: dict[str, list[Hit]], key: str, found: Sequence[Hit]) -> None:
    if found:
        hits[key] = sorted({*hits.get(key, ()), *found})


def _kept(ban: Hit, words: Sequence[str]) -> bool:
    """True for a right that is not given up: "does not give up the right to"."""
    start = ban[0]
    return start > 0 and words[start] in GIVING_UP and words[start - 1] in ("not", "never")


def _starts(text: str, words: Iterable[str]) -> list[int]:
    """Where each token begins; they stand in the text in their order, with nothing but space between them."""
    starts: list[int] = []
    end = 0
    for word in words:
        starts.append(text.index(word, end))
        end = starts[-1] + len(word)
    return starts


def _tokens(text: str, words: Sequence[str], span: Span) -> Hit:
    """The tokens that a span of the text lies in."""
    starts = _starts(text, words)
    return bisect_right(starts, span[0]) - 1, bisect_left(starts, span[1])


def _left_to_do(words: Sequence[str], hits: Mapping[str, Sequence[Hit]]) -> list[Hit]:
    """The "to" of a duty without a verb, as term sheets write it: "Claimant to withdraw the suit"."""
    found = []
    for side in SIDES:
        for start, end in hits.get(side, ()):
            if end + 1 < len(words) and words[end] == "to":
                before = start - 1 if start and words[start - 1] in ARTICLES else start
                if before == 0 or words[before - 1] in OPENERS:
                    found.append((end, end + 1))
    return found


def _inside(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(other[0] <= hit[0] and hit[1] <= other[1] for other in others)
