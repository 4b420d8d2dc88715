"""What the second reader proposes for one clause, and whom it takes to be bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scanner.engine.bind import OPPOSITE, merge
from scanner.engine.chains import chains
from scanner.engine.reading import Reading
from scanner.engine.scope import PERMIT
from scanner.model import Binds
from scanner.rulebook import Rule, RuleBook
from scanner.second.features import Duty, content, duties, manner, order, spoken_words, telling_words
from scanner.second.numbers import Numbers
from scanner.second.weights import Weights, load

FEWEST = 4  # telling words of a clause's own: less is a name, a heading or an item that says nothing by itself
HEADING = 14  # words in capitals: as many may still be a heading
STATED = 2.0  # by how much a clause that orders nothing has to be over what it has to reach
NEARLY = 0.4  # a lead-in that comes this near to being proposed carries the finding, and its items none
ORDERS = ("must", "must_not")
# Labels of clauses that say what the other side may do.
GAINS = frozenset(("injunction", "penalty", "indemnity_fees"))


@dataclass(frozen=True, slots=True)
class Guess:
    """A rule that a clause may belong to."""

    rule: Rule
    binds: Binds


class SecondReader:
    """Proposes rules for the clauses of one paper.

    The rule of a label is the one whose id is the label; `other_is_person` as for `bind.subject_of`.
    """

    def __init__(self, book: RuleBook, weights: Weights | None = None, *, other_is_person: bool = False) -> None:
        self._weights = weights or load()
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in book.rules}
        self._other_is_person = other_is_person
        self._numbers = Numbers()

    def wants(self, words: Iterable[str]) -> bool:
        """True if a clause of these words (see `clause_words`) is worth a reading for `guesses`."""
        return self._weights.glance.is_enough(words)

    def guesses(self, reading: Reading, known: set[str]) -> Iterator[Guess]:
        """The rules proposed for a clause, but for labels in `known`, which patterns found in it."""
        words = telling_words(reading, self._numbers)
        if sum(map(bool, words[reading.own :])) < FEWEST:
            return
        owed = duties(reading.hits, reading.words, other_is_person=self._other_is_person)
        spoken = spoken_words(reading, self._numbers)
        said = content(reading.hits, words) + order(spoken, words) + manner(reading.hits, words, owed)
        above = self._weights.above(said)
        labels = [i for i, label in enumerate(self._weights.labels) if above[i] > 0 and label not in known]
        if not labels or _is_permission(reading, owed) or _is_title(reading):
            return
        orders = [duty for duty in owed if duty.kind in ORDERS]
        stem = self._above_in_stem(reading, spoken, words, owed)
        for i in labels:
            rule = self._rules[self._weights.labels[i]]
            gains = rule.id in GAINS
            if not (owed if gains else orders) and (reading.own or above[i] < STATED):
                continue  # a statement, a freedom, an item of a list, a part of a definition, a sum
            side = _bound(owed, gains=gains)
            if stem[i] <= -NEARLY and side != "other" and not any(chains(p, reading.hits) for p in rule.unless):
                yield Guess(rule, side)

    def _above_in_stem(
        self, reading: Reading, spoken: Sequence[int], words: Sequence[int], owed: Sequence[Duty]
    ) -> Sequence[float]:
        """How near the words that introduce an item come to each label without it."""
        end = reading.own
        if not end:
            return [-1.0] * len(self._weights.labels)
        hits = {name: [hit for hit in found if hit[1] <= end] for name, found in reading.hits.items()}
        led = [duty for duty in owed if duty.hit[1] <= end]
        said = content(hits, words[:end]) + order(spoken[:end], words[:end]) + manner(hits, words[:end], led)
        return list(self._weights.above(said))


def _bound(owed: Sequence[Duty], *, gains: bool) -> Binds:
    """The side of the duties in a clause; `other` if they are all the other side's."""
    sides = [duty.side for duty in owed if duty.kind in ORDERS]
    if gains:
        sides = [OPPOSITE[duty.side] for duty in owed if duty.kind not in ORDERS and duty.side == "other"] or sides
    return merge(sides)


def _is_permission(reading: Reading, owed: Sequence[Duty]) -> bool:
    """True if a permission opens the clause, before any duty."""
    permits = reading.hits.get(PERMIT, ())
    orders = [duty.hit[0] for duty in owed if duty.kind in ORDERS]
    return bool(permits) and min(hit[0] for hit in permits) <= min(orders, default=len(reading.words))


def _is_title(reading: Reading) -> bool:
    """True for a few words in capitals."""
    if len(reading.words) - reading.own >= HEADING:
        return False
    own = reading.text[reading.starts[reading.own] :]
    letters = [letter for letter in own if letter.isalpha()]
    return sum(map(str.isupper, letters)) > 0.8 * len(letters)
