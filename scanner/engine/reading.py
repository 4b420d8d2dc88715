"""One clause made ready for matching: its tokens, and where every word of every rule stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scanner.engine.bans import no_one_may
from scanner.engine.mentions import SIDES
from scanner.language.figures import lettered
from scanner.model import Clause, Span
from scanner.rulebook.phrases import Hit

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


@dataclass(frozen=True)
class Reading:
    """The stem and the own words of a clause as tokens.

    `own` is the first token of the clause's own words: a match that lies before it belongs to the stem's clause.
    """

    clause: Clause
    doc: Doc
    own: int
    hits: Mapping[str, Sequence[Hit]]
    to_source: Callable[[int, int], Span]

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case."""
        return [token.lower_ for token in self.doc]

    def source(self, hit: Hit) -> Span:
        """Tokens -> (start, end) in Document.text."""
        first, last = self.doc[hit[0]], self.doc[hit[1] - 1]
        return self.to_source(first.idx, last.idx + len(last))


class Reader:
    """Turns clause texts into readings with the words of the rules and of one document."""

    def __init__(self, book: RuleBook) -> None:
        self._tokenize = book.tokenizer
        self._of_rules, self._of_paper = book.phrases, book.vocabulary.empty_index(book.tokenizer)

    def add(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Look for more phrases (lower case), under their keys: the parties and the defined terms of a paper."""
        for key, items in phrases.items():
            self._of_paper.add(key, items)

    def read(self, clause: Clause, text: str, own: int, to_source: Callable[[int, int], Span]) -> Reading:
        """The reading of a clause whose matching text is `text`; its own words begin at character `own`."""
        doc = self._tokenize(text)
        words = doc.to_array("LOWER").tolist()
        hits: dict[str, list[Hit]] = {}
        self._of_rules.find(words, hits)
        self._of_paper.find(words, hits)
        mask = hits.pop(PSEUDO, None)
        for name, found in hits.items():
            if mask:
                found = [hit for hit in found if not any(m[0] <= hit[0] < m[1] for m in mask)]
            hits[name] = sorted(found) if len(found) > 1 else found
        hits[STRONGER] = [hit for hit in hits.get(STRONGER, ()) if not _kept(hit, doc)]
        for weaker in OVERRULED:
            hits[weaker] = [hit for hit in hits.get(weaker, ()) if not _inside(hit, hits.get(STRONGER, ()))]
        for each in lettered(text):
            span = doc.char_span(*each.span, alignment_mode="expand")
            for name in SUMS:
                hits[name] = sorted({*hits.get(name, ()), (span.start, span.end)})
        if own and (item := NOT_TO.match(text, own)):
            span = doc.char_span(*item.span("ban"), alignment_mode="expand")
            hits[STRONGER] = sorted({*hits.get(STRONGER, ()), (span.start, span.end)})
        if _SHAPED.search(text):
            hits[STRONGER] = sorted({*hits.get(STRONGER, ()), *no_one_may([token.lower_ for token in doc])})
        hits["must"] = sorted({*hits["must"], *_left_to_do(doc, hits)})
        behind = doc.char_span(own, len(text), alignment_mode="contract") if own else None
        return Reading(clause, doc, behind.start if behind is not None else 0, hits, to_source)


def _kept(ban: Hit, doc: Doc) -> bool:
    """True for a right that is not given up: "does not give up the right to"."""
    start = ban[0]
    return start > 0 and doc[start].lower_ in GIVING_UP and doc[start - 1].lower_ in ("not", "never")


def _left_to_do(doc: Doc, hits: Mapping[str, Sequence[Hit]]) -> list[Hit]:
    """The "to" of a duty without a verb, as term sheets write it: "Claimant to withdraw the suit"."""
    named = (hit for side in SIDES for hit in hits.get(side, ()))
    found = []
    for start, end in named:
        before = start - 1 if start and doc[start - 1].lower_ in ARTICLES else start
        opens = before == 0 or doc[before - 1].lower_ in OPENERS
        if opens and end + 1 < len(doc) and doc[end].lower_ == "to":
            found.append((end, end + 1))
    return found


def _inside(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(other[0] <= hit[0] and hit[1] <= other[1] for other in others)
