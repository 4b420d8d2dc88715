"""A report in one row: what a table and the page of a batch show of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scanner.model import SEVERITIES

LEVELS = ("stop", "serious", "caution", "unreadable", "none_found")  # the most urgent first


@dataclass(frozen=True, slots=True)
class Row:
    """One paper.  `labels`: label -> how many findings, and the index in SEVERITIES of the worst of them.

    `worst` is the title of the worst finding that has words of its own, `quote` and `page` are those words.
    """

    level: str
    headline: str
    labels: dict[str, list[int]]
    severities: dict[str, int]
    worst: str
    quote: str
    page: int | None
    complete: bool
    pages: int
    pages_read: int
    words: int
    duplicate_of: int | None = None
    dossier: str = ""  # the page with the report, relative to the output folder
    judged: bool = True  # false when nothing of it could be weighed

    @property
    def findings(self) -> int:
        """How many there are."""
        return sum(self.severities.values())

    @property
    def urgency(self) -> tuple[int, ...]:
        """What to sort by, the most urgent last: the level, then how much was found, the worst first."""
        level = LEVELS.index(self.level) if self.level in LEVELS else len(LEVELS)
        return (-level, *(self.severities[severity] for severity in reversed(SEVERITIES)))


def row(report: dict[str, Any], *, duplicate_of: int | None, dossier: str) -> Row:
    """The row of a report as JSON-ready data."""
    findings, coverage = report["findings"], report["coverage"]
    labels: dict[str, list[int]] = {}
    for finding in findings:
        counted = labels.setdefault(finding["category"], [0, 0])
        counted[0] += 1
        counted[1] = max(counted[1], SEVERITIES.index(finding["severity"]))
    ranked = sorted(findings, key=lambda finding: -SEVERITIES.index(finding["severity"]))
    worst = next((finding for finding in ranked if finding["quote"]), ranked[0] if ranked else None)
    return Row(
        level=report["verdict"]["level"],
        headline=report["verdict"]["headline"],
        labels=labels,
        severities={level: sum(finding["severity"] == level for finding in findings) for level in SEVERITIES},
        worst=worst["title"] if worst else "",
        quote=" ".join(worst["quote"].split()) if worst and worst["quote"] else "",
        page=worst["location"]["page"] if worst and worst["location"] else None,
        complete=coverage["complete"],
        pages=report["document"]["pages"],
        pages_read=coverage["pages_read"],
        words=report["document"]["words"],
        duplicate_of=duplicate_of,
        dossier=dossier,
        judged=coverage["judged"],
    )
