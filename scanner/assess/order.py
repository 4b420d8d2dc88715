"""What is shown first: the worst, then what is new, then what makes the worst stack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from scanner.assess.stacks import stacks
from scanner.model import SEVERITIES, Finding, Stack


def in_order(flags: Sequence[Finding], *, pays_later: bool) -> tuple[tuple[Finding, ...], tuple[Stack, ...]]:
    """The red flags, numbered in the order in which they are shown, and the stacks that they make."""
    found = numbered("f", flags)
    worst = stacks(found, pays_later=pays_later)[:1]
    found = numbered("f", found, first={i for stack in worst for i in stack.finding_ids})
    return found, stacks(found, pays_later=pays_later)


def numbered(letter: str, found: Sequence[Finding], *, first: Collection[str] = ()) -> tuple[Finding, ...]:
    """Worst first; of one weight what is said anew before what is said again, then those in `first`, then as written.

    `first` holds the ids of findings as they were numbered before: those of the worst stack.
    """
    in_order = sorted(found, key=lambda f: f.location.start if f.location else 0)
    said: Counter[str] = Counter()
    keyed = []
    for finding in in_order:
        again = said[finding.title] > 0
        keyed.append((-SEVERITIES.index(finding.severity), again, finding.id not in first, finding))
        said[finding.title] += 1
    ranked = sorted(keyed, key=lambda item: item[:3])
    return tuple(replace(finding, id=f"{letter}{number}") for number, (*_, finding) in enumerate(ranked, 1))
