"""Who is bound: the party that is the subject of a duty.

The subject is the nearest party named before the duty that is not the object of a preposition ("a claim against the
Company"), not a possessor ("the Company's officers"), and takes in the parties joined to it by "and" or a comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scanner.engine.chains import Chain, Hits
from scanner.model import Binds

SIDES: tuple[Binds, ...] = ("signer", "other", "both", "unclear")
OPPOSITE: dict[Binds, Binds] = {"signer": "other", "other": "signer", "both": "both", "unclear": "unclear"}
MODALS = ("must_not", "must", "may", "entitled")
PREPOSITIONS = frozenset(
    """
    of against to with by from about for concerning regarding respecting on upon than including among toward towards
    involving between without beyond under within at in owed
    """.split()  # noqa: SIM905 - a list of words is read as words
)
LINKS = frozenset(("and", "or", ",", "nor", "and/or", "/", "&"))
ARTICLES = frozenset(("the", "any", "such", "each", "said", "either", "a", "an", '"'))
QUANTIFIERS = frozenset(("both", "each", "neither", "either", "everyone", "everybody", "all"))
COMMANDS = frozenset(("don't", "dont", "do", "never", "please", "pls", "let's", "lets", "keep", "just"))
PERSON = frozenset(("he", "she", "he/she", "she/he", "herself", "himself", "s/he"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a clause."""

    start: int
    end: int
    side: Binds


def mentions(hits: Hits) -> list[Mention]:
    """All parties named in the clause, in order; a name inside a longer one is left out."""
    every = [Mention(s, e, side) for side in SIDES for s, e in hits.get(side, ())]
    every.sort(key=lambda m: (m.start, -m.end))
    out: list[Mention] = []
    for mention in every:
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def subject_of(chain: Chain, hits: Hits, words: Sequence[str], *, other_is_person: bool) -> Binds:
    """The side that the sentence makes the subject of `chain`; `unclear` if the clause names no subject for it.

    `words` are the tokens of the clause in lower case.
    """
    start = _duty(chain, hits)
    named = mentions(hits)
    neither = _neither_nor(chain, named, words)
    if neither:
        return neither
    before = [m for m in named if m.end <= start]
    if not other_is_person and (_person_nearer(before, start, words) or _person_behind(chain, words)):
        return "signer"
    if any(word in QUANTIFIERS for word in words[max(before[-1].end if before else 0, start - 4) : start]):
        return "both"  # "both students will": each of those whom the paper is about
    for index in range(len(before) - 1, -1, -1):
        mention = before[index]
        if not _is_object(mention, words) and not _is_possessor(mention, words):
            return _with_joined(before, index, words)
    if words[chain[0][0]] in COMMANDS:
        return "signer"  # "don't go to the police about it" is said to the reader
    return _agent(chain, named, words) or _inside(chain, named)


def only_side(hits: Hits, words: Sequence[str]) -> Binds:
    """Who is meant where no subject is named: the one side that the clause speaks of.

    "Only kind words about the Academy, please" binds whoever is not the Academy.
    """
    named = mentions(hits)
    sides = {mention.side for mention in named}
    if sides == {"signer"} or (sides == {"other"} and all(_is_object(mention, words) for mention in named)):
        return "signer"
    agents = {mention.side for mention in named if _before(mention, words) == "by"}
    return agents.pop() if len(agents) == 1 else "unclear"


def _duty(chain: Chain, hits: Hits) -> int:
    """Where the duty begins: the "shall" or "agrees" in the chain, or else the last one before its end."""
    modals = {hit for name in MODALS for hit in hits.get(name, ())}
    own = next((hit for hit in chain if any(m[0] < hit[1] and hit[0] < m[1] for m in modals)), None)
    if own:
        return own[0]
    return max((hit[0] for hit in modals if hit[1] <= chain[-1][0]), default=chain[0][0])


def opening_subject(hits: Hits, words: Sequence[str]) -> Binds:
    """The side that a clause begins with, for the sentences after it that name nobody."""
    for index, mention in enumerate(named := mentions(hits)):
        if not _is_object(mention, words) and not _is_possessor(mention, words):
            end = index
            while end + 1 < len(named) and _linked(named[end], named[end + 1], words, commas=True):
                end += 1
            return _union([m.side for m in named[index : end + 1]])
    return "unclear"


def merge(sides: Sequence[Binds]) -> Binds:
    """One answer for all the ways in which a rule matched a clause: both, if both sides are bound."""
    known = [side for side in sides if side != "unclear"]
    return _union(known) if known else "unclear"


def _union(sides: Sequence[Binds]) -> Binds:
    return sides[0] if len(set(sides)) == 1 else "both"


def _with_joined(before: list[Mention], index: int, words: Sequence[str]) -> Binds:
    """The side of a party and of those joined to it: "the Employee, her heirs and the Company shall"."""
    sides = [before[index].side]
    joined = False
    while index > 0 and _linked(before[index - 1], before[index], words, commas=joined):
        joined = True
        index -= 1
        sides.append(before[index].side)
    return _union(sides)


def _linked(left: Mention, right: Mention, words: Sequence[str], *, commas: bool) -> bool:
    """True if nothing but "and" or "or" stands between two parties, or a comma in a list that ends so."""
    between = [w for w in words[left.end : right.start] if w not in ARTICLES]
    return 0 < len(between) <= 2 and all(word in LINKS for word in between) and (commas or between != [","])


def _is_object(mention: Mention, words: Sequence[str]) -> bool:
    return _before(mention, words) in PREPOSITIONS


def _before(mention: Mention, words: Sequence[str]) -> str:
    """The word before a party, articles left out."""
    position = mention.start - 1
    while position >= 0 and words[position] in ARTICLES:
        position -= 1
    return words[position] if position >= 0 else ""


def _is_possessor(mention: Mention, words: Sequence[str]) -> bool:
    after = words[mention.end] if mention.end < len(words) else ""
    return after in ("'s", "'") or (mention.start > 0 and words[mention.end - 1] in ("your", "my", "our"))


def _person_nearer(before: list[Mention], start: int, words: Sequence[str]) -> bool:
    """True if "he" or "she" stands nearer to the duty than any party does."""
    floor = before[-1].end if before else 0
    return any(word in PERSON for word in words[floor:start])


def _neither_nor(chain: Chain, named: list[Mention], words: Sequence[str]) -> Binds | None:
    """The sides between "neither" and the verb: "neither you nor we will tell"."""
    start, end = chain[0][0], chain[1][0] if len(chain) > 1 else chain[0][1]
    if words[start] != "neither" or "nor" not in words[start:end]:
        return None
    sides = [m.side for m in named if start <= m.start < end and not _is_object(m, words)]
    return _union(sides) if sides else None


def _person_behind(chain: Chain, words: Sequence[str]) -> bool:
    """True if "he" or "she" stands right behind the modal: "nor shall she lend assistance"."""
    return any(word in PERSON for word in words[chain[0][1] : chain[0][1] + 2])


def _agent(chain: Chain, named: list[Mention], words: Sequence[str]) -> Binds | None:
    """The party behind "by" right after a passive duty: "shall not be disclosed by the Claimant"."""
    end = chain[-1][1]
    by = next((i for i in range(end, min(end + 3, len(words))) if words[i] == "by"), None)
    if by is None:
        return None
    return next((m.side for m in named if by < m.start <= by + 2), None)


def _inside(chain: Chain, named: list[Mention]) -> Binds:
    """A subject that stands between modal and verb: "in no event shall the Claimant disclose"."""
    for mention in named:
        if chain[0][1] <= mention.start <= chain[0][1] + 2 and len(chain) > 1 and mention.end <= chain[-1][0]:
            return mention.side
    return "unclear"
