"""What the signer gets for signing: whether the paper names anything of worth, and when it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from scanner.assess.stacks import gives_up_claims, is_gag
from scanner.assess.words import first, fold, holds
from scanner.language.figures import sums
from scanner.language.normal import Normal
from scanner.model import Amount, Clause, Finding, Span
from scanner.rulebook.source import read_yaml, rules_folder
from scanner.rulebook.words import WordSets

NOMINAL = 100  # a smaller sum is a form of words ("$1 and other good and valuable consideration")
GAPS = ("__", "[", "{", "..")
SIGNER_PAYS = ("penalty", "indemnity_fees", "liability_limit")  # sums in such clauses are no return


class Returns:
    """The clauses of one paper, searched for what the other side gives.

    `sides` maps signer and other to the phrases that name them.
    """

    def __init__(
        self, normal: Normal, clauses: Sequence[Clause], sides: Mapping[str, tuple[str, ...]], sets: WordSets
    ) -> None:
        self._normal, self._clauses, self._sides, self._sets = normal, clauses, sides, sets

    def no_benefit(self, findings: Sequence[Finding]) -> Finding | None:
        """The finding that silence or claims are given for nothing of worth, or None.

        Meant for papers that speak of harm to a person: in business, silence is often given for silence.
        """
        if not any(_takes_much(finding) for finding in findings):
            return None
        return next((None for _ in self._giving(findings)), _finding())

    def giving(self, findings: Sequence[Finding]) -> frozenset[int]:
        """Where the clauses start in which the signer gets something of worth."""
        return frozenset(self._giving(findings))

    def _giving(self, findings: Sequence[Finding]) -> Iterator[int]:
        costs = _starts(finding for finding in findings if finding.category in SIGNER_PAYS)
        released = _starts(finding for finding in findings if gives_up_claims(finding))
        for start, text in self._texts:
            if start not in costs and self._gives(text, lists_claims=start in released):
                yield start

    def payment(self, findings: Sequence[Finding], source: str) -> Amount | None:
        """The largest sum that the signer would be paid; `source` is the text of the paper as read."""
        costs = _starts(finding for finding in findings if finding.category in SIGNER_PAYS)
        found = [
            (each, clause.span[0])
            for clause in self._clauses
            if clause.span[0] not in costs and (named := sums(self._normalised(clause.span)))
            if self._signer_is_paid(fold(" ".join(map(self._normalised, (*clause.stem, clause.span)))))
            for each in named
        ]
        if not found:
            return None
        largest, start = max(found, key=lambda item: item[0].value)
        offset = self._normal.from_source(start)
        first, last = self._normal.to_source(offset + largest.span[0], offset + largest.span[1])
        return Amount(largest.value, largest.currency, source[first:last])

    def after_release(self, findings: Sequence[Finding], folded: str) -> bool:
        """True if claims are released, money comes in parts, and nothing says that the release waits for it.

        `folded` is the text of the paper, folded.
        """
        if not any(finding.category == "general_release" for finding in findings):
            return False
        parts = self._sets["returns_parts"]
        if not holds(folded, parts) or holds(folded, self._sets["returns_held"]):
            return False
        clauses = (fold(text) for _, text in self._texts)
        return any(holds(words, parts) and self._signer_is_paid(words) for words in clauses)

    @cached_property
    def _texts(self) -> list[tuple[int, str]]:
        """Where each clause starts, and its normalised words after those that it continues."""
        return [(c.span[0], " ".join(map(self._normalised, (*c.stem, c.span)))) for c in self._clauses]

    def _normalised(self, span: Span) -> str:
        return self._normal.text[self._normal.from_source(span[0]) : self._normal.from_source(span[1])]

    def _gives(self, text: str, *, lists_claims: bool) -> bool:
        words = fold(text)
        if holds(words, self._sets["returns_acts"]):
            return True
        if not lists_claims and holds(words, self._sets["returns_wages"]):
            return True
        return self._names_a_sum(text, words) and self._signer_is_paid(words)

    def _names_a_sum(self, text: str, words: str) -> bool:
        """A sum of more than a token amount, or one that stands elsewhere or in a gap to be filled in."""
        found = sums(text)
        if found:
            return any(each.value > NOMINAL for each in found)
        return holds(words, self._sets["returns_sum"]) or ("$" in text and any(gap in text for gap in GAPS))

    def _signer_is_paid(self, words: str) -> bool:
        if holds(words, self._sets["returns_get"]):
            return True
        at = first(words, self._sets["returns_give"])
        return at is not None and self._last_named(words[: at + 1]) != "signer"

    def _last_named(self, words: str) -> str | None:
        """The side that is named last in these words."""
        places = {
            side: max((words.rfind(fold(phrase)) for phrase in self._sides.get(side, ())), default=-1)
            for side in ("signer", "other")
        }
        side = max(places, key=lambda name: places[name])
        return side if places[side] >= 0 else None


def _takes_much(finding: Finding) -> bool:
    return (is_gag(finding) or gives_up_claims(finding)) and finding.severity in ("high", "critical")


def _starts(findings: Iterable[Finding]) -> set[int]:
    return {finding.location.start for finding in findings if finding.location}


@lru_cache(maxsize=1)
def _finding() -> Finding:
    data = read_yaml(rules_folder() / "help" / "no_benefit.yaml")
    return Finding(
        id="",
        rule_id="no_benefit",
        confidence="likely",
        binds="signer",
        quote=None,
        location=None,
        **{**data, "questions": tuple(data["questions"])},
    )
