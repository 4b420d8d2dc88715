"""A whole batch in figures, and what its page shows."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from scanner.batch.failure import Failure
from scanner.batch.journal import Entry
from scanner.batch.papers import Paper
from scanner.batch.row import Row
from scanner.model import SEVERITIES, Severity

SHOWN = 5_000  # papers on the page; a browser has its bounds


@dataclass
class Tally:
    """What became of the papers.  `unjudged` of those with a report could not be weighed at all.

    `rows` and `failures` are those for the page, the most urgent first.
    """

    levels: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    duplicates: int = 0
    in_part: int = 0
    unjudged: int = 0
    rows: list[tuple[Paper, Row]] = field(default_factory=list)
    failures: list[tuple[Paper, Failure]] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Papers with a report."""
        return sum(self.levels.values())

    @property
    def failed(self) -> int:
        """Papers without."""
        return sum(self.codes.values())

    def is_met(self, severity: Severity) -> bool:
        """Whether something that severe or worse was found, or not all was read."""
        bad = SEVERITIES[SEVERITIES.index(severity) :]
        return bool(self.failed or self.in_part or any(self.severities[each] for each in bad))


def tally(entries: Iterable[Entry]) -> Tally:
    """Count the entries, and keep the most urgent of them."""
    made = Tally()
    urgent: list[tuple[tuple[int, ...], int, Paper, Row]] = []
    for entry in entries:
        if isinstance(entry.outcome, Failure):
            made.codes[entry.outcome.code] += 1
            made.failures.append((entry.paper, entry.outcome))
            continue
        made.levels[entry.outcome.level] += 1
        made.severities.update(entry.outcome.severities)
        made.duplicates += entry.outcome.duplicate_of is not None
        made.in_part += not entry.outcome.complete
        made.unjudged += not entry.outcome.judged
        item = (entry.outcome.urgency, -entry.paper.number, entry.paper, entry.outcome)
        (heapq.heappush if len(urgent) < SHOWN else heapq.heappushpop)(urgent, item)
    made.rows = [(paper, row) for _, _, paper, row in sorted(urgent, key=lambda item: item[:2], reverse=True)]
    made.failures = sorted(made.failures, key=lambda item: item[0].number)[:SHOWN]
    return made
