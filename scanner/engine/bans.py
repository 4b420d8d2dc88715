"""Bans that are told by the shape of a sentence: "no member shall", "neither Ann nor Bo may", "nobody calls"."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.rulebook.phrases import Hit

REACH = 10  # words between the "no" and its modal
NEAR = 5  # words between a "neither" without "nor" and its modal
VERBS = frozenset(
    """
    do does did is are was were has have had could would should shall will may must can might am be been if when
    """.split()  # noqa: SIM905 - a list of words is read as words
)
SIGNS = frozenset(("no", "neither", "nobody", "none", "not", "never"))
MODALS = frozenset(("shall", "will", "may", "must", "can", "is", "are"))
STOPS = frozenset((".", ";", ":", "!", "?", "that", "who", "which", "to", "and"))
# "No later than", "no provision of this agreement shall": nobody is forbidden anything.  Without a final "s".
NO_BAN = frozenset(
    """
    later longer more les fewer event circumstance case way time account provision term part clause section paragraph
    portion waiver amendment modification change delay failure representation promise obligation duty admission fault
    liability right charge cost sum payment monie benefit doubt other further such
    """.split()  # noqa: SIM905 - a list of words is read as words
)
# What may stand between a modal and its "not".
BETWEEN = frozenset(
    """
    , however also therefore further furthermore hereby accordingly likewise moreover thereafter henceforth always ever
    in turn any event consequently nevertheless similarly forthwith future hereafter subsequently again knowingly at
    time times point all for his her its their my your own part directly indirectly or from now on then this date day
    """.split()  # noqa: SIM905 - a list of words is read as words
)
# "Nobody knows": says how things are, forbids nothing.
STATES = frozenset("knows wants needs likes seems understands remembers believes thinks appears".split())  # noqa: SIM905
# "See to it that neither she nor her family speaks": the ban needs no modal.
ENSURED = frozenset(
    ("ensure", "ensures", "procure", "procures", "sure", "it", "undertake", "undertakes", "warrant", "warrants")
)
# "No employee will be punished": that is good for the one who is spoken of.
SPARED = frozenset(
    """
    penalised penalized punished sued disciplined liable required asked held prevented prohibited deemed construed
    retaliated dismissed restricted bound responsible obliged obligated charged denied
    """.split()  # noqa: SIM905 - a list of words is read as words
)


def with_bans(words: list[str]) -> list[str]:
    """The words of a clause with the "not" written out that such a ban holds: "no member shall not"."""
    for start, _ in reversed(no_one_may(words)):
        words = [*words[:start], "shall", "not", *words[start:]]
    return words


def no_one_may(words: Sequence[str]) -> list[Hit]:
    """The modals that "no" or "neither ... nor" before them turns into bans, in order; `words` are in lower case."""
    if SIGNS.isdisjoint(words):
        return []
    found = []
    for start, word in enumerate(words):
        if word in ("not", "never"):
            at = _modal_before(words, start)
            if at is not None and at < start - 1:
                found.append((at, start + 1))
            elif _asked_of(words, start):
                found.append((start, start + 1))
        elif word in SIGNS and start + 1 < len(words) and words[start + 1].removesuffix("s") not in NO_BAN:
            at = _modal(words, start + 1)
            if at and (word != "neither" or at - start <= NEAR or "nor" in words[start:at]):
                found.append((at, at + 1))
            elif at is None and (_ensured(words, start) or _nobody_does(words, start)):
                found.append((start, start + 1))
    return found


def _nobody_does(words: Sequence[str], start: int) -> bool:
    """True for "nobody calls", "no one tells": a rule that is told as if it were so already."""
    behind = start + 1 if words[start] == "nobody" else start + 2 if words[start + 1] == "one" else len(words)
    return words[behind : behind + 1] != [] and words[behind].endswith("s") and words[behind] not in VERBS | STATES


def _modal_before(words: Sequence[str], end: int) -> int | None:
    """Where the modal stands of which words of no weight part the "not" at `end`."""
    at = end - 1
    while at > 0 and words[at] in BETWEEN:
        at -= 1
    return at if at >= 0 and words[at] in MODALS - {"is", "are"} else None


def _asked_of(words: Sequence[str], at: int) -> bool:
    """True for the "not" of "we ask that you not speak"."""
    that = next((i for i in range(at - 2, max(-1, at - 5), -1) if words[i] == "that"), None)
    return that is not None and VERBS.isdisjoint(words[that + 1 : at]) and words[at + 1 : at + 2] != ["to"]


def _ensured(words: Sequence[str], at: int) -> bool:
    """True for the "neither" of "ensure that neither"."""
    return at > 1 and words[at - 1] == "that" and words[at - 2] in ENSURED


def _modal(words: Sequence[str], start: int) -> int | None:
    for at in range(start + 1, min(start + REACH, len(words) - 1)):
        if words[at] in STOPS:
            return None
        if words[at] in MODALS:
            if not SPARED.isdisjoint(words[at + 1 : at + 3]):
                return None
            return at if words[at] not in ("is", "are") or words[at + 1] == "to" else None
    return None
