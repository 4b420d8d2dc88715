"""What a permission and an exception reach inside a clause, in the manner of ConText: cue, direction, terminator.

"Shall not disparage" is the finding itself, so a negation that the pattern holds is no doubt.  What turns a match into
something else is a permission that governs it ("nothing in this agreement prevents her from disclosing the facts"), an
exception that it stands behind ("... keep the terms secret, except as needed to prove the claims"), or a "not" that
the pattern does not hold ("the terms are not confidential").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from scanner.engine.chains import Chain, Hits
from scanner.engine.mentions import SIDES
from scanner.rulebook.phrases import Hit

# The word sets that hold the cues.
PERMIT, EXCEPT, CONDITION, TURN = "permits", "except", "condition", "turn"
BAN, HINDER, NEED, LIFTED = "must_not", "hinder", "need", "lifted"


REACH = 8  # words before a ban in which its subject is looked for
NEGATIVE = frozenset(("not", "never", "no", "without", "nothing", "none", "neither", "nor", "cannot"))
AUXILIARY = frozenset(("be", "been", "become", "have"))  # what may part a "not" from its verb


def is_freed(chain: Chain, hits: Hits, own: int, words: Sequence[str]) -> bool:
    """True if a chain binds nobody: denied, permitted, excepted, or put together from an item and what leads it."""
    return (
        is_denied(chain, words)
        or is_permitted(chain, hits)
        or is_excepted(chain, hits)
        or brings_its_own_ban(chain, hits, own)
    )


def is_denied(chain: Chain, words: Sequence[str]) -> bool:
    """True if a "not" stands right before a part of a chain that is itself no negative: "are not confidential"."""
    if any(not NEGATIVE.isdisjoint(words[start:end]) for start, end in chain):
        return False
    return any(_is_negated(words, start) for start, _ in chain)


def _is_negated(words: Sequence[str], start: int) -> bool:
    at = start - 1
    while at > 0 and words[at] in AUXILIARY:
        at -= 1
    return at >= 0 and words[at] in ("not", "never") and words[at + 1] != "only"


def is_permitted(chain: Chain, hits: Hits) -> bool:
    """True if a permission governs the end of the chain.

    The cue stands before the chain's last hit, has no word in common with the chain but a ban that nobody is the
    subject of ("this letter does not stop you"), and no turn ("however", "provided that") lies between.
    """
    last = chain[-1]
    return any(
        cue[1] <= last[0]
        and (not _inside(cue, chain) or _undone(cue, chain, hits))
        and not _between(hits.get(TURN, ()), cue[1], last[0])
        for cue in hits.get(PERMIT, ())
    )


def is_excepted(chain: Chain, hits: Hits) -> bool:
    """True if the chain reaches across an exception into what is excepted.

    An exception directly behind the modal ("shall not, except as the law requires, disclose ...") is put in
    brackets by the drafter and does not cut.
    """
    if len(chain) < 2:
        return False
    start, end = chain[1][0] if len(chain) > 2 else chain[0][1], chain[-1][0]
    if len(chain) == 2 and end - start <= 12:
        return False
    return any(start <= cue[0] and cue[1] <= end and not _inside(cue, chain) for cue in hits.get(EXCEPT, ()))


def exception_starts(hits: Hits) -> list[Hit]:
    """Where exceptions and conditions begin, in order; a cue inside a longer cue is left out."""
    out: list[Hit] = []
    cues = (*hits.get(EXCEPT, ()), *hits.get(CONDITION, ()))
    for cue in sorted(cues, key=lambda hit: (hit[0], -hit[1])):
        if not out or cue[0] >= out[-1][1]:
            out.append(cue)
    return out


def _undone(cue: Hit, chain: Chain, hits: Hits) -> bool:
    """True if the cue goes on from the chain's ban and undoes it: "does not" in "this letter does not stop you".

    "You do not have to" frees whoever is named; "does not stop" only where no party is the one who stops.
    """
    end = cue[1]
    bans = set(hits.get(BAN, ())).intersection(chain)
    if _inside((end - 1, end), chain) or not any(ban[1] < end and cue[0] < ban[1] for ban in bans):
        return False
    if any(hit[1] == end for hit in hits.get(NEED, ())):
        return True
    named = any(cue[0] - REACH <= hit[0] < cue[0] for side in SIDES for hit in hits.get(side, ()))
    return not named and any(hit[1] == end for name in (HINDER, LIFTED) for hit in hits.get(name, ()))


def brings_its_own_ban(chain: Chain, hits: Hits, own: int) -> bool:
    """True if the ban of a chain stands in an item and what it is about only in the words that lead the item.

    "For the sum of $500 I agree: I will not say where I live" says nothing about who may tell of the sum.
    """
    bans = set(hits.get(BAN, ())) if own else set()
    return any(hit in bans and hit[0] >= own and before[1] <= own for before, hit in pairwise(chain)) and chain[
        0
    ] not in {*hits.get("breach", ()), *hits.get("misstep", ())}


def _inside(cue: Hit, chain: Chain) -> bool:
    return any(hit[0] < cue[1] and cue[0] < hit[1] for hit in chain)


def _between(cues: object, start: int, end: int) -> bool:
    assert isinstance(cues, (list, tuple))
    index = bisect_left(cues, (start, start))
    return index < len(cues) and cues[index][1] <= end
