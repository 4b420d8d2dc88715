"""What a person may need to stay free to do, and what the paper says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scanner.assess.carveouts import LOOSENED, is_for_all
from scanner.assess.words import fold_quote, holds, named, words_of
from scanner.model import ExceptionClause, Finding, Freedom, Location
from scanner.rulebook.words import WordSets

FREEDOMS = (
    *("police", "agencies", "court", "lawyer", "medical", "family", "advocate", "tax"),
    *("other_survivors", "unlawful_acts", "child_safety", "if_they_speak"),
)
SILENCE = (*LOOSENED, "gag_reporting", "scripted_statement", "perpetual")
ORDINARY = ("gag_terms", "perpetual")
BY_FORCE = ("police", "agencies", "court")  # an order or a law may force these: that leaves no choice to report


@dataclass(frozen=True, slots=True)
class _Grant:
    """Words that leave some freedoms, and whether they can be trusted."""

    free: frozenset[str]
    weak: frozenset[str]
    quote: str

    def state(self, freedom: str) -> Literal["kept", "weak"] | None:
        if freedom in self.weak:
            return "weak"
        return "kept" if freedom in self.free else None


def freedoms(
    findings: Sequence[Finding], protections: Sequence[Finding], sets: WordSets, *, harm: bool
) -> tuple[Freedom, ...]:
    """The twelve freedoms, in a fixed order; none when the paper holds no duty of silence.

    `harm`: the paper speaks of harm to a person, or ends a dispute.  Elsewhere secrecy of the deal is ordinary.

    `kept` asks that every duty of silence leaves the freedom; words that loosen only some of them, or that ask for
    notice, consent or an order first, make it `weak`.  What a duty bars, or allows only after a warning to the other
    side, is `barred`: words that bind are no leave.
    """
    silent = {finding.category for finding in findings if _is_silence(finding)}
    if not (silent if harm else silent.difference(ORDINARY)) and not _answers(findings, protections, sets):
        return ()
    judge = _Judge(findings, protections, sets)
    return tuple(judge.freedom(name) for name in FREEDOMS)


def _answers(findings: Sequence[Finding], protections: Sequence[Finding], sets: WordSets) -> bool:
    """True if the paper asks for the least of silences, but says itself what stays free."""
    asks = any(finding.category in LOOSENED for finding in findings)
    rights = (p for p in protections if p.category == "protected_rights")
    return asks and any(freedoms_named(words_of(right), sets) for right in rights)


def freedoms_named(words: str, sets: WordSets) -> frozenset[str]:
    """The freedoms that folded words speak of."""
    return named(words, {name: sets[f"freedom_{name}"] for name in (*FREEDOMS, "none")}) - {"none"}


def _is_silence(finding: Finding) -> bool:
    return finding.category in SILENCE and finding.subtype not in ("amount_only", "false_only")


class _Judge:
    """The words of one paper that leave, weaken or take a freedom."""

    def __init__(self, findings: Sequence[Finding], protections: Sequence[Finding], sets: WordSets) -> None:
        self._sets = sets
        duties = [f for f in findings if f.category in LOOSENED and _is_silence(f)]
        permissions = [p for p in protections if p.category == "protected_rights" and p.quote is not None]
        self._seen: dict[tuple[str, str, bool], _Grant] = {}
        self._permissions = [self._permission(p) for p in permissions if p.strength != "cancelled"]
        self._grants = [list(self._grants_for(duty)) for duty in duties]
        if not duties:
            self._grants = [[self._permission(p) for p in permissions if is_for_all(p, sets)]]
        self._bars = [bar for finding in findings for bar in self._bars_of(finding)]

    def freedom(self, name: str) -> Freedom:
        """One freedom; of several quotes the one that decides."""
        bar = next((quote for free, quote in self._bars if name in free), None)
        best = [self._best(grants, name) for grants in self._grants]
        if bar is None and all(grant and grant.state(name) == "kept" for grant in best):
            return Freedom(name, "kept", best[0].quote if best[0] else None)
        anywhere = (*best, *self._permissions)
        loosens = next((grant for grant in anywhere if grant and grant.state(name)), None)
        if loosens:
            return Freedom(name, "weak", loosens.quote)
        return Freedom(name, "not_found") if bar is None else Freedom(name, "barred", bar)

    def _best(self, grants: Sequence[_Grant], name: str) -> _Grant | None:
        naming = [grant for grant in grants if grant.state(name)]
        return next((grant for grant in naming if grant.state(name) == "kept"), naming[0] if naming else None)

    def _grants_for(self, duty: Finding) -> Iterator[_Grant]:
        for exception in duty.details.exceptions:
            if exception.strength != "cancelled":
                yield self._once(exception, inside=_lies_inside(exception.location, duty.location))

    def _once(self, exception: ExceptionClause, *, inside: bool) -> _Grant:
        """A freedom that loosens many duties is read once."""
        key = (exception.quote, exception.strength, inside)
        if key not in self._seen:
            self._seen[key] = self._exception(exception, inside=inside)
        return self._seen[key]

    def _exception(self, exception: ExceptionClause, *, inside: bool) -> _Grant:
        """An order or a law may force what an exception inside a duty names; a freedom elsewhere leaves a choice."""
        words = fold_quote(exception.quote)
        free = self._named(words)
        forced = holds(words, self._sets["compelled"])
        doubtful = free if exception.strength == "weak" else free.intersection(BY_FORCE) if forced and inside else set()
        unnamed = {"court"} - (set() if inside else free) if forced else set()
        return _Grant(free, frozenset(doubtful | unnamed), exception.quote)

    def _permission(self, permission: Finding) -> _Grant:
        words = words_of(permission)
        free = self._named(words)
        weak = permission.strength != "strong" or holds(words, self._sets["taken_back"])
        forced = {"court"} - free if holds(words, self._sets["compelled"]) else set()
        return _Grant(free, (free if weak else frozenset()) | forced, permission.quote or "")

    def _bars_of(self, finding: Finding) -> Iterator[tuple[frozenset[str], str]]:
        if finding.quote is None:
            return
        own = finding.quote
        for exception in finding.details.exceptions:
            own = own.replace(exception.quote, " ")
        words = fold_quote(own)
        if holds(words, self._sets["already_done"]) and not holds(words, self._sets["more_to_do"]):
            return
        if finding.category == "gag_reporting":
            yield self._barred(finding.subtype or "", words), finding.quote
        elif finding.subtype == "agency_or_police" and not holds(words, self._sets["only_money"]):
            yield self._named(words) & {"police", "agencies"}, finding.quote

    def _barred(self, subtype: str, words: str) -> frozenset[str]:
        """What a bar on reports takes: what it is about, and what its words name."""
        if subtype == "helping_others":
            return frozenset({"other_survivors"})
        if subtype == "notice_first":  # these may ask for an answer
            return self._named(words).intersection(BY_FORCE)
        return self._named(words) | {"police", "agencies"}.intersection({subtype})

    def _named(self, words: str) -> frozenset[str]:
        return freedoms_named(words, self._sets)


def _lies_inside(one: Location, other: Location | None) -> bool:
    return other is not None and other.start <= one.start and one.end <= other.end
