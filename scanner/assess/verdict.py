"""The one line on top, and the advice that never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scanner.model import SEVERITIES, Coverage, Finding, Level, Verdict
from scanner.rulebook.source import read_yaml, rules_folder

MAX_QUESTIONS = 10
TOP = 5  # findings that are shown in full, and that the questions come from


@dataclass(frozen=True, slots=True)
class Texts:
    """The fixed sentences of rules/help/verdict.yaml."""

    headlines: dict[str, str]
    advice: tuple[str, ...]
    signed_advice: tuple[str, ...]
    questions: tuple[str, ...]


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read once."""
    data = read_yaml(rules_folder() / "help" / "verdict.yaml")
    return Texts(data["headlines"], *(tuple(data[key]) for key in ("advice", "signed_advice", "questions")))


def level_of(findings: Sequence[Finding], complete: bool) -> Level:
    """The worst finding decides.  Nothing found counts only for a paper that was read to the end."""
    if not findings:
        return "none_found" if complete else "unreadable"
    worst = max(SEVERITIES.index(finding.severity) for finding in findings)
    return "stop" if SEVERITIES[worst] == "critical" else "serious" if SEVERITIES[worst] == "high" else "caution"


def verdict(findings: Sequence[Finding], coverage: Coverage, *, signed: bool) -> Verdict:
    """The verdict on a paper; `signed` if the reader says that it is signed already."""
    level = level_of(findings, coverage.complete)
    fixed = texts()
    lines = [fixed.headlines["signed" if signed else level]]
    if findings and not coverage.complete:
        lines.append(fixed.headlines["in_part"])
    advice = (*fixed.signed_advice, *fixed.advice[1:]) if signed else fixed.advice
    return Verdict(level, " ".join(lines), advice)


def questions(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Up to ten questions for the lawyer: the fixed ones last, two for each of the worst findings first."""
    fixed = texts().questions
    own = dict.fromkeys(q for finding in findings[:TOP] for q in finding.questions[:2])
    return (*list(own)[: MAX_QUESTIONS - min(4, len(fixed))], *fixed)[:MAX_QUESTIONS]
