"""Who is bound: the party that is the subject of a duty.

The subject is the agent of a passive ("shall be kept by the Claimant"), the reader of a command ("please delete"), or
else the nearest party named before the duty that may act there (see `mentions.can_act`), with those joined to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.engine.chains import Chain, Hits
from scanner.engine.mentions import (
    LINKS,
    PREPOSITIONS,
    Mention,
    can_act,
    in_relative,
    is_object,
    is_possessor,
    linked,
    mentions,
    place_before,
    union,
    with_joined,
    word_before,
)
from scanner.model import Binds

OPPOSITE: dict[Binds, Binds] = {"signer": "other", "other": "signer", "both": "both", "unclear": "unclear"}
MODALS = ("must_not", "must", "may", "entitled")
COMMAND = "command"  # the word set of verbs that open a command
QUANTIFIERS = frozenset(("both", "each", "neither", "either", "everyone", "everybody", "all"))
# "Both during and after", "each time": these speak of no persons.
NO_PERSONS = frozenset(
    """
    times time case cases event during before now while in on at by orally directly written verbal public such
    """.split()  # noqa: SIM905 - a list of words is read as words
)
# Behind "all" these speak of persons: "all of us", "all agree", but not "all debts".
ALL_PERSONS = frozenset(
    """
    of parties persons people members students participants present those concerned involved sides signatories who
    shall will must may agree agreed undersigned here attending three four five
    """.split()  # noqa: SIM905 - a list of words is read as words
)
PERSON = frozenset(("he", "she", "he/she", "she/he", "herself", "himself", "s/he"))
PERSON_MEANT = PERSON | {"her", "hers", "him"}
TITLES = frozenset(("mr.", "ms.", "mrs.", "dr.", "mr", "ms", "mrs", "dr", "miss"))
BE = frozenset(("be", "been", "being"))
BEFORE_BE = frozenset(("shall", "will", "must", "may", "not", "to", "should"))
STOP = frozenset((";", ":", ".", "!", "?"))
# What may stand before a command inside a sentence; so may nothing, a sign or another command.
BEFORE_A_COMMAND = STOP | frozenset(
    """
    , ( ) - – * • and or so then but also just ok okay kindly please pls plz let's lets let us again now 's
    """.split()  # noqa: SIM905
)
# What is done by the one who gets the money.
TAKEN = frozenset(
    """
    recoverable recovered reclaimable reclaimed withheld deducted deductible claimable claimed collectable collectible
    collected enforceable enforced
    """.split()  # noqa: SIM905 - a list of words is read as words
)
PARTICIPLES = frozenset(
    "paid made given held kept sent taken known borne brought owned written said told shown chosen".split()  # noqa: SIM905
)
THING = frozenset(("which", "why", "how", "what"))
OWED = frozenset(("liability", "liabilities", "responsibility"))
ENTITLES = frozenset(("entitle", "entitles", "entitling"))
NO_ACT = frozenset(("paid", "received", "owed", "provided", "incurred", "employed", "represented", "advised"))
OPENERS = frozenset((")", ".", ":", ";", "that", "then"))  # "." behind the number of an item
PASSIVE_REACH, AGENT_REACH = 6, 16  # words
OPENING = 4  # words: the number of an item, and the subject


def subject_of(chain: Chain, hits: Hits, words: Sequence[str], *, other_is_person: bool) -> Binds:
    """The side that the sentence makes the subject of `chain`; `unclear` if the clause names no subject for it.

    `words` are the tokens of the clause in lower case.
    """
    named = mentions(hits)
    start = _duty(chain, hits, named, words)
    certain = (
        _neither_nor(chain, named, words)
        or _passive_agent(chain, start, hits, named, words)
        or _commanded(start, hits, named, words)
        or _in_chain(chain, start, named, words)
    )
    if certain:
        return certain
    before = [m for m in named if m.end <= start]
    if _thing_first(start, before, chain, hits, words):
        return "unclear"
    if not other_is_person and (_person_nearer(before, start, words) or _person_behind(chain, words)):
        return "signer"
    if _quantified(words, max(before[-1].end if before else 0, start - 4), start):
        return "both"  # "both students will": each of those whom the paper is about
    for index in range(len(before) - 1, -1, -1):
        if can_act(before, index, words):
            return with_joined(before, index, words)
    return _inside(chain, named, words)


def only_side(hits: Hits, words: Sequence[str], *, other_is_person: bool) -> Binds:
    """Who is meant where no subject is named: the one side that the clause speaks of.

    "Only kind words about the Academy, please" binds whoever is not the Academy.
    """
    named = mentions(hits)
    sides = {mention.side for mention in named}
    apart = all(is_object(m, words) or in_relative(named, i, words) for i, m in enumerate(named))
    if sides == {"signer"} or (sides == {"other"} and (apart or _opens_with_person(words, named[0].start))):
        return "signer"
    agents = {_bound_by(mention, words) for mention in named if _is_agent(mention, words)}
    if len(agents) == 1:
        return agents.pop()
    she = not other_is_person and "both" not in sides and not PERSON_MEANT.isdisjoint(words)
    return "signer" if she else "unclear"


def _opens_with_person(words: Sequence[str], named: int) -> bool:
    """True for "He will not speak about the Trustee": whoever "he" is, he is not the one who is named behind."""
    return any(word in PERSON for word in words[: min(OPENING, named)])


def breaker_of(chain: Chain, hits: Hits, words: Sequence[str]) -> Binds:
    """Whose breach a chain speaks of: "a breach by the Claimant entitles"."""
    breaches = set(hits.get("breach", ()))
    behind = {hit[1] for hit in chain if hit in breaches and words[hit[1] : hit[1] + 1] == ["by"]}
    sides = [m.side for m in mentions(hits) if place_before(m, words) in behind]
    return union(sides) if sides else "unclear"


def _is_agent(mention: Mention, words: Sequence[str]) -> bool:
    """True for "breach by the Employee", but not for "the sums paid by the Company"."""
    by = place_before(mention, words)
    return by >= 0 and words[by] == "by" and (by == 0 or words[by - 1] not in NO_ACT)


def _bound_by(agent: Mention, words: Sequence[str]) -> Binds:
    """Who owes what an agent does: a sum "recoverable by the Company" is owed by the other one."""
    taken = words[place_before(agent, words) - 1] in TAKEN
    return OPPOSITE[agent.side] if taken else agent.side


def owner_of(chain: Chain, hits: Hits, words: Sequence[str]) -> Binds:
    """Whose a thing is that opens a chain: "the Company's liability", "liability of the Company"."""
    start, end = chain[0]
    for mention in mentions(hits):
        if mention.end < start <= mention.end + 3 and words[mention.end] in ("'s", "'"):
            return mention.side
        if words[end - 1] in OWED and words[end : end + 1] == ["of"] and end < mention.start <= end + 2:
            return mention.side
    return "unclear"


def receiver_of(chain: Chain, hits: Hits, words: Sequence[str]) -> Binds:
    """The party to whom a chain that begins with "entitling" or "entitles" gives something."""
    start, end = chain[0]
    if ENTITLES.isdisjoint(words[start:end]):
        return "unclear"
    return next((m.side for m in mentions(hits) if end <= m.start <= end + 1), "unclear")


def is_passive(chain: Chain, hits: Hits, words: Sequence[str]) -> bool:
    """True for a duty that is done to a thing: "the terms must not be disclosed"."""
    return any(_passives(chain, _duty(chain, hits, mentions(hits), words), hits, words))


def opening_subject(hits: Hits, words: Sequence[str]) -> Binds:
    """The side that a clause begins with, for the sentences after it that name nobody."""
    named = mentions(hits)
    for index, mention in enumerate(named):
        joined = index > 0 and linked(named[index - 1], mention, words, commas=False)
        if not joined and can_act(named, index, words) and THING.isdisjoint(words[: mention.start]):
            end = index
            while end + 1 < len(named) and linked(named[end], named[end + 1], words, commas=True):
                end += 1
            return union([m.side for m in named[index : end + 1]])
    return "unclear"


def merge(sides: Sequence[Binds]) -> Binds:
    """One answer for all the ways in which a rule matched a clause: both, if both sides are bound."""
    known = [side for side in sides if side != "unclear"]
    return union(known) if known else "unclear"


def _duty(chain: Chain, hits: Hits, named: Sequence[Mention], words: Sequence[str]) -> int:
    """Where the duty begins: the "shall" or "agrees" in the chain, or else the last one before its end.

    One in the lead-in of a list gives way to a subject that the item brings itself: "it is agreed: (a) you release".
    """
    modals = {hit for name in MODALS for hit in hits.get(name, ())}
    own = next((hit for hit in chain if any(m[0] < hit[1] and hit[0] < m[1] for m in modals)), None)
    if own:
        return own[0]
    start = max((hit[0] for hit in modals if hit[1] <= chain[-1][0]), default=chain[0][0])
    fresh = any(start < m.start and m.end <= chain[0][0] and word_before(m, words) in OPENERS for m in named)
    return chain[0][0] if fresh else start


def _in_chain(chain: Chain, start: int, named: Sequence[Mention], words: Sequence[str]) -> Binds | None:
    """The party that a chain begins with ("you release"), or whom its first words ask ("we must ask that you")."""
    first, end = chain[0]
    if start > first:
        return None
    for index, mention in enumerate(named):
        asked = first < mention.start and words[mention.end - 1] == "you" and end - 1 <= mention.end <= end
        if asked or (mention.start == first and not is_possessor(mention, words)):
            return with_joined(named, index, words)
    return None


def _person_nearer(before: Sequence[Mention], start: int, words: Sequence[str]) -> bool:
    """True if "he" or "she" stands nearer to the duty than any party does."""
    floor = before[-1].end if before else 0
    return any(word in PERSON for word in words[floor:start])


def _person_behind(chain: Chain, words: Sequence[str]) -> bool:
    """True if "he" or "she" stands right behind the modal: "nor shall she lend assistance"."""
    return any(word in PERSON for word in words[chain[0][1] : chain[0][1] + 2])


def _quantified(words: Sequence[str], floor: int, start: int) -> bool:
    """True if "both", "each" and the like stand there and speak of persons."""
    return any(
        words[i] in QUANTIFIERS
        and words[i + 1] not in NO_PERSONS
        and (words[i] != "all" or words[i + 1] in ALL_PERSONS)
        and (i == 0 or words[i - 1] not in PREPOSITIONS)
        for i in range(floor, start)
    )


def _neither_nor(chain: Chain, named: Sequence[Mention], words: Sequence[str]) -> Binds | None:
    """The sides between "neither" and the verb: "neither you nor we will tell", "neither the Club nor Ms. Lee"."""
    start, end = chain[0][0], chain[1][0] if len(chain) > 1 else chain[0][1]
    if words[start] != "neither" or "nor" not in words[start:end]:
        return None
    sides = [m.side for m in named if start <= m.start < end and not is_object(m, words)]
    if sides and "signer" not in sides and not TITLES.isdisjoint(words[start:end]):
        return "both"
    return union(sides) if sides else None


def _passive_agent(
    chain: Chain, start: int, hits: Hits, named: Sequence[Mention], words: Sequence[str]
) -> Binds | None:
    """The party behind "by" in a passive duty: "shall not be disclosed to anyone by the Claimant"."""
    if not named:
        return None
    for be in _passives(chain, start, hits, words):
        for by in range(be + 2, min(be + AGENT_REACH, len(words) - 1)):
            if words[by] in STOP:
                break
            if words[by] != "by" or (by > be + 3 and _is_participle(words[by - 1])):
                continue  # "kept secret, with all that was provided by the Company"
            agent = next(
                (i for i, m in enumerate(named) if by < m.start <= by + 2 and not is_possessor(m, words)), None
            )
            if agent is not None:
                while agent + 1 < len(named) and linked(named[agent], named[agent + 1], words, commas=False):
                    agent += 1
                return with_joined(named, agent, words)
    return None


def _thing_first(start: int, before: Sequence[Mention], chain: Chain, hits: Hits, words: Sequence[str]) -> bool:
    """True for a passive whose subject is a thing: "the reasons for which the teacher left are to be kept private"."""
    if len(before) < 2 or not any(_passives(chain, start, hits, words)):
        return False
    comma = max((i for i in range(start) if words[i] == ","), default=0)
    return not THING.isdisjoint(words[comma : before[-2].start])


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in PARTICIPLES


def _passives(chain: Chain, start: int, hits: Hits, words: Sequence[str]) -> Iterator[int]:
    """Where "be" stands right behind a modal in or near the chain; "shall be barred from" is a modal itself."""
    modal = {i for name in MODALS for start, end in hits.get(name, ()) if end - start > 1 for i in range(start, end)}
    for i in range(max(min(start, chain[0][0]), 1), min(chain[-1][1] + PASSIVE_REACH, len(words) - 2)):
        if words[i] in BE and words[i - 1] in BEFORE_BE and i not in modal and words[i + 2] != "to":
            yield i


def _commanded(start: int, hits: Hits, named: Sequence[Mention], words: Sequence[str]) -> Binds | None:
    """The signer, to whom a command is said: "don't go to the police about it"."""
    if not any(hit[0] == start for hit in hits.get(COMMAND, ())):
        return None
    if start == 0:
        return "signer"
    before = words[start - 1]
    if words[start - 2 : start] == ["and", "then"]:
        before = "and"
    if before in LINKS and any(hit[0] < start for name in MODALS for hit in hits.get(name, ())):
        return None  # "both agree to keep quiet and never to tell" goes on with the same subject
    opens = named and named[0].start == 0 and can_act(named, 0, words)
    if before in LINKS and opens and (STOP | LINKS).isdisjoint(words[named[0].end : start - 3]):
        return named[0].side  # "we keep it for as long as you stay and then delete it"
    return "signer" if before in BEFORE_A_COMMAND else None


def _inside(chain: Chain, named: Sequence[Mention], words: Sequence[str]) -> Binds:
    """A subject that stands between modal and verb: "in no event shall the Claimant disclose"."""
    for mention in named:
        near = chain[0][1] <= mention.start <= chain[0][1] + 2
        if near and len(chain) > 1 and mention.end <= chain[-1][0] and not is_object(mention, words):
            return mention.side
    return "unclear"
