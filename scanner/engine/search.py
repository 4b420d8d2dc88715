"""Which rules match which clauses of a paper, and whom each match binds.

Clues pick the candidate clauses; only the rules whose clues stand in a clause run on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scanner.engine.bans import with_bans
from scanner.engine.bind import (
    OPPOSITE,
    breaker_of,
    is_passive,
    merge,
    only_side,
    opening_subject,
    owner_of,
    receiver_of,
    subject_of,
)
from scanner.engine.chains import Chain, chains
from scanner.engine.mentions import SIDES
from scanner.engine.reading import NOT_TO, Reader, Reading
from scanner.engine.scope import is_freed
from scanner.engine.terms import learn
from scanner.language.normal import Normal
from scanner.language.parties import Sides
from scanner.model import Binds, Clause, Confidence, Span
from scanner.rulebook import Find, Rule, RuleBook, Subtype
from scanner.rulebook.clues import clause_words
from scanner.second.reader import SecondReader

_OPENING = re.compile(r"\W*(?P<item>(?:\w{1,4}[.)]\s+)?)(?:the |each )?")  # what may stand before a name
LOOK_BACK = 3  # clauses of the same block that may name the subject of one that names nobody


@dataclass(frozen=True)
class Match:
    """A rule that matched a clause."""

    rule: Rule
    index: int  # of the clause
    reading: Reading
    chains: tuple[Chain, ...]
    binds: Binds
    confidence: Confidence
    subtype: Subtype | None = None
    defined_at: int | None = None  # the clause whose definition carries the meaning
    answered_by: tuple[int, ...] = ()  # clauses in which the other side promises the same
    lopsided: bool = False  # binds both, and the other side to less


class Search:
    """One paper, ready to be searched.

    `normal` is the normalised text, `clauses` its clauses; the matches come in the order of the paper.  What `second`
    proposes comes as hints; `in_talks`: the paper is about talks between people.
    """

    def __init__(
        self,
        normal: Normal,
        clauses: Sequence[Clause],
        book: RuleBook,
        sides: Sides,
        second: SecondReader | None = None,
        *,
        in_talks: bool = False,
    ) -> None:
        self._second, self._in_talks = second, in_talks
        self._normal, self._clauses, self._book, self._sides = normal, clauses, book, sides
        self._lower = normal.text.lower()
        self._spans = [self._to_normal(clause.span) for clause in clauses]
        self._reader = Reader(book)
        self._reader.add({side: sides.phrases.get(side, ()) for side in SIDES})
        self._stems: dict[tuple[Span, ...], list[str]] = {}
        self._subjects: dict[int, Binds] = {}
        self._open: Binds = "signer" if sides.one_sided else "both"  # whom a duty binds that names nobody
        self._names = {name for side in SIDES for name in sides.phrases.get(side, ())}
        self._learn_terms()

    def matches(self) -> Iterator[Match]:
        """Every match of every rule, clause by clause."""
        for index, patterns, again in self._candidates():
            reading = self.reading(index)
            found = [match for rule, finds in patterns if (match := self._match(rule, finds, index, reading))]
            yield from found
            if again:
                yield from self._guesses(again, index, reading, {match.rule.category for match in found})

    def reading(self, index: int) -> Reading:
        """The clause of that index as tokens and hits."""
        text, own = self._matching_text(index)
        start = self._spans[index][0]

        def to_source(first: int, last: int) -> Span:
            return self._normal.to_source(start + first - own, start + last - own)

        return self._reader.read(self._clauses[index], text, own, to_source)

    def clause_text(self, index: int) -> str:
        """The clause's own words, normalised."""
        start, end = self._spans[index]
        return self._normal.text[start:end]

    def _candidates(self) -> Iterator[tuple[int, list[tuple[Rule, list[Find]]], SecondReader | None]]:
        """Clauses that hold clues to all the words that some patterns need, and those patterns, rule by rule.

        With the second reader, where it wants to read the clause again.
        """
        patterns, sieve = self._book.patterns, self._book.sieve
        for index, (start, end) in enumerate(self._spans):
            if self._clauses[index].is_heading:
                continue
            words = clause_words(self._lower[start:end])
            stem = self._clauses[index].stem
            if self._is_left_to_do(start, end):
                words.insert(0, "shall")
            elif stem and NOT_TO.match(self._lower, start, end):
                words[:0] = "shall", "not"
            if stem:
                words = self._stem_words(stem) + words
            picked: dict[int, tuple[Rule, list[Find]]] = {}
            passed = sieve.passes(words)
            if (banned := with_bans(words)) is not words:
                passed = sorted({*passed, *sieve.passes(banned)})
            for number in passed:
                rule, find = patterns[number].rule, patterns[number].find
                picked.setdefault(id(rule), (rule, []))[1].append(find)
            again = self._second if self._second and self._second.wants(words) else None
            if picked or again:
                yield index, list(picked.values()), again

    def _is_left_to_do(self, start: int, end: int) -> bool:
        """True for a duty without a verb, as a term of a list may be: "Claimant to withdraw the suit"."""
        opening = _OPENING.match(self._lower, start, end)
        to = self._lower.find(" to ", start, end)
        if to < 0 or not opening:
            return False
        named = (self._lower[at:to].removesuffix(" not") for at in (*opening.span("item"), opening.end()))
        return any(name in self._names for name in named)

    def _stem_words(self, stem: tuple[Span, ...]) -> list[str]:
        if stem not in self._stems:
            texts = (self._lower[a:b] for a, b in map(self._to_normal, stem))
            self._stems[stem] = clause_words(" ".join(texts))
        return self._stems[stem]

    def _matching_text(self, index: int) -> tuple[str, int]:
        """The words of the stems and the clause itself, and where its own begin."""
        stems = "".join(self._normal.text[a:b] + " " for a, b in map(self._to_normal, self._clauses[index].stem))
        return stems + self.clause_text(index), len(stems)

    def _to_normal(self, span: Span) -> Span:
        return self._normal.from_source(span[0]), self._normal.from_source(span[1])

    def _match(self, rule: Rule, finds: Sequence[Find], index: int, reading: Reading) -> Match | None:
        found: list[Chain] = []
        first: Find | None = None
        side: Binds = "unclear"
        confidence: Confidence = "possible"
        for find in finds:
            if find.in_talks and not self._in_talks:
                continue
            every = chains(find.pattern, reading.hits)
            if reading.own and any(chain[-1][1] <= reading.own for chain in every):
                return None  # the stem says it without the item: the stem's own clause carries the finding
            kept = [c for c in every if not is_freed(c, reading.hits, reading.own, reading.words)]
            if kept:
                if side == "unclear":  # the first pattern knows best; where it does not, another may know the signer
                    told = merge([self._binds(find.subject, chain, reading) for chain in kept])
                    side = told if first is None or told == "signer" else side
                first = first or find
                found += kept
                confidence = max(confidence, find.confidence, key=("possible", "likely", "sure").index)
        if first is None or any(chains(pattern, reading.hits) for pattern in rule.unless):
            return None
        subtype = _named(rule, first) or _subtype(rule, reading)
        defined = self._definition_of(found, reading)
        if side == "unclear":
            side = self._left_open(first.subject, found[0], index, reading)
        return Match(rule, index, reading, tuple(found), side, confidence, subtype, defined)

    def _guesses(self, second: SecondReader, index: int, reading: Reading, known: set[str]) -> Iterator[Match]:
        """What the second reader proposes for a clause, as hints."""
        for guess in second.guesses(reading, known):
            subtype = _subtype(guess.rule, reading)
            side = self._open if guess.binds == "unclear" else guess.binds
            yield Match(guess.rule, index, reading, (), side, "possible", subtype)

    def _binds(self, subject: str, chain: Chain, reading: Reading) -> Binds:
        """Whom a chain binds as far as its clause tells."""
        hits, words, person = reading.hits, reading.words, self._sides.other_is_person
        side = receiver_of(chain, hits, words) if subject == "gains" else "unclear"
        if side == "unclear" and subject != "nobody":
            side = subject_of(chain, hits, words, other_is_person=person)
        if side == "unclear" and subject == "gains":
            side = owner_of(chain, hits, words)
        if side != "unclear":
            return OPPOSITE[side] if subject == "gains" else side
        side = breaker_of(chain, hits, words)
        if side == "unclear":
            side = only_side(hits, words, other_is_person=person)
        return side

    def _left_open(self, subject: str, chain: Chain, index: int, reading: Reading) -> Binds:
        """Whom a duty binds whose subject no pattern shows."""
        if subject == "nobody":  # what the signer agrees to binds the signer, whoever else is named
            signs = opening_subject(reading.hits, reading.words) == "signer"
            return "signer" if signs else self._open
        side = self._subject_before(index)
        if side == "unclear" or (side == "other" and is_passive(chain, reading.hits, reading.words)):
            return self._open  # "We have looked into it.  The matter must be kept quiet."
        return OPPOSITE[side] if subject == "gains" else side

    def _subject_before(self, index: int) -> Binds:
        """Whom the sentences before speak of."""
        block = self._clauses[index].block
        for before in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
            if self._clauses[before].block != block:
                break
            if before not in self._subjects:
                reading = self.reading(before)
                self._subjects[before] = opening_subject(reading.hits, reading.words)
            if self._subjects[before] != "unclear":
                return self._subjects[before]
        return "unclear"

    def _learn_terms(self) -> None:
        """Look for the terms that the paper defines as well, in the sets that their definitions speak of."""
        named = {phrase for phrases in self._sides.phrases.values() for phrase in phrases}
        terms = learn(self._normal.text, self._spans, self._reaches(), self._book.vocabulary.sets, named, self._reader)
        self._defined = terms.defined_at
        if terms.joined:
            self._reader.add(terms.joined)

    def _reaches(self) -> list[int]:
        """For each clause, where the list ends that it introduces, or else the clause itself."""
        last = {span: end for clause, (_, end) in zip(self._clauses, self._spans, strict=True) for span in clause.stem}
        return [
            max(end, last.get(clause.span, end)) for clause, (_, end) in zip(self._clauses, self._spans, strict=True)
        ]

    def _definition_of(self, found: Sequence[Chain], reading: Reading) -> int | None:
        """The clause that defines a term on which every chain rests."""
        if not self._defined:
            return None
        words = reading.words
        for chain in found:
            for start, end in chain:
                clause = self._defined.get(" ".join(words[start:end]))
                if clause is not None and self._clauses[clause] is not reading.clause:
                    return clause
        return None


def _named(rule: Rule, find: Find) -> Subtype | None:
    """The subtype that a pattern names."""
    return next((subtype for subtype in rule.subtypes if subtype.id == find.subtype), None)


def _subtype(rule: Rule, reading: Reading) -> Subtype | None:
    return next((s for s in rule.subtypes if any(chains(p, reading.hits) for p in s.find)), None)
