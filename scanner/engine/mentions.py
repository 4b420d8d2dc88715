"""Where a clause names a party, and what part in the sentence the name plays there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scanner.engine.chains import Hits
from scanner.model import Binds

SIDES: tuple[Binds, ...] = ("signer", "other", "both", "unclear")
OFFICES = "authority_named"  # the word set of authorities
PREPOSITIONS = frozenset(
    """
    of against to with by from about for concerning regarding respecting on upon than including among toward towards
    involving between without beyond under within at in owed
    """.split()  # noqa: SIM905 - a list of words is read as words
)
LINKS = frozenset(("and", "or", ",", "nor", "and/or", "/", "&"))
ARTICLES = frozenset(("the", "any", "such", "each", "said", "either", "a", "an", '"'))
BEFORE_A_VERB = frozenset(("to", "not", "shall", "will", "must", "may", "never"))
RELATIVE = frozenset(("which", "whom", "that", "what", "and", "or", ",", "if", "when"))
OBJECTS = frozenset(("us", "me"))
# What makes the name of a house somebody or something of it: "the congregation member", "the fraternity matter".
MEMBERS = frozenset(
    """
    member employee worker student pupil patient volunteer player resident parishioner matter incident affair dispute
    complaint
    """.split()  # noqa: SIM905 - a list of words is read as words
)
# What a side does that asks a thing of the other: "what we need is", "we would ask that".
ASKS = frozenset(
    "ask asks asking need needs require requires request requests want wants expect expects demand demands".split()  # noqa: SIM905
)
BEFORE_ASKING = frozenset(("would", "do", "will", "also", "only", "must", "now", "further", "therefore", "'d", "'ll"))
OF_THEIRS = frozenset(("our", "its", "all", "each", "any", "everyone", "my"))  # "we will ask our managers not to"
WHO = frozenset(("who", "whoever"))
# Nouns that bind the party whose they are: "the Employee's duty of silence".
OWN_DUTY = frozenset(
    """
    obligation obligations duty duties promise promises undertaking undertakings covenant covenants commitment
    commitments breach violation failure silence confidentiality vow pledge responsibility responsibilities
    """.split()  # noqa: SIM905 - a list of words is read as words
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a clause."""

    start: int
    end: int
    side: Binds


def mentions(hits: Hits) -> list[Mention]:
    """All parties named in the clause, in order; a name inside a longer one is left out: "the Medical Board"."""
    every = [Mention(s, e, side) for side in SIDES for s, e in hits.get(side, ())]
    if every and (offices := hits.get(OFFICES)):
        every = [m for m in every if not any(s < m.start and m.end <= e for s, e in offices)]
    every.sort(key=lambda m: (m.start, -m.end))
    out: list[Mention] = []
    for mention in every:
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def can_act(named: Sequence[Mention], index: int, words: Sequence[str]) -> bool:
    """True if a party may be a subject where it stands: no object, no possessor, not inside "who sues the Company"."""
    mention = named[index]
    return not (is_object(mention, words) or is_possessor(mention, words) or in_relative(named, index, words))


def in_relative(named: Sequence[Mention], index: int, words: Sequence[str]) -> bool:
    """True inside "who leaves the Company"."""
    between = words[named[index - 1].end if index else 0 : named[index].start]
    return not WHO.isdisjoint(between) and "," not in between


def is_object(mention: Mention, words: Sequence[str]) -> bool:
    """True behind a preposition ("against the Company") and behind an infinitive ("to sue the Company"); for "us".

    So is a side that asks: "what we need from you".
    """
    if words[mention.end - 1] in OBJECTS or _asks(mention, words):
        return True
    at = place_before(mention, words)
    if at < 0:
        return False
    return words[at] in PREPOSITIONS or (at > 0 and words[at - 1] in BEFORE_A_VERB and words[at] not in RELATIVE)


def _asks(mention: Mention, words: Sequence[str]) -> bool:
    """True if a side asks something, and is not asked: "we ask", but not "the Employee shall request"."""
    if words[mention.end - 1] not in ("we", "i"):
        return False
    at = mention.end
    while at < len(words) and words[at] in BEFORE_ASKING:
        at += 1
    return at + 1 < len(words) and words[at] in ASKS and words[at + 1] not in OF_THEIRS


def word_before(mention: Mention, words: Sequence[str]) -> str:
    """The word before a party, articles left out."""
    at = place_before(mention, words)
    return words[at] if at >= 0 else ""


def place_before(mention: Mention, words: Sequence[str]) -> int:
    """Where the word before a party stands, articles left out; -1 at the beginning."""
    position = mention.start - 1
    while position >= 0 and words[position] in ARTICLES:
        position -= 1
    return position


def is_possessor(mention: Mention, words: Sequence[str]) -> bool:
    """True for "the Company's officers", but not for "the Employee's duty", which is the Employee's own.

    So it is for "the church member", who is not the church.
    """
    end = mention.end
    if mention.side == "other" and not MEMBERS.isdisjoint(words[end : end + 1]):
        return True
    if end < len(words) and words[end] in ("'s", "'"):
        return OWN_DUTY.isdisjoint(words[end + 1 : end + 3])
    return mention.start > 0 and words[end - 1] in ("your", "my", "our")


def with_joined(named: Sequence[Mention], index: int, words: Sequence[str]) -> Binds:
    """The side of a party and of those joined to it: "the Employee, her heirs and the Company shall"."""
    sides = [named[index].side]
    joined = False
    while index > 0 and linked(named[index - 1], named[index], words, commas=joined):
        joined = True
        index -= 1
        sides.append(named[index].side)
    return union(sides)


def linked(left: Mention, right: Mention, words: Sequence[str], *, commas: bool) -> bool:
    """True if nothing but "and" or "or" stands between two parties, or a comma in a list that ends so."""
    between = [w for w in words[left.end : right.start] if w not in ARTICLES]
    return 0 < len(between) <= 2 and all(word in LINKS for word in between) and (commas or between != [","])


def union(sides: Sequence[Binds]) -> Binds:
    """One side if all are the same, or else both."""
    return sides[0] if len(set(sides)) == 1 else "both"
