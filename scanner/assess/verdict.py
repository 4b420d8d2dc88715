"""The one line on top, and the advice that never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scanner.assess.occasion import Occasion
from scanner.model import SEVERITIES, Coverage, Finding, Level, Stack, Verdict
from scanner.rulebook.source import read_yaml, rules_folder

MAX_QUESTIONS = 10
TOP = 5  # findings that are shown in full, and that the questions come from
ON_TOP = ("hush_mediation", "silence_with_teeth", "silence_for_nothing")  # stacks that may give the headline

ANSWERED = ("invitation", "letter", "message")  # papers that ask for an answer first, and not for a signature
CONTROL = ("mediator_chosen_by_other_side", "mediator_ties", "their_ground", "joint_session", "direct_contact")


@dataclass(frozen=True, slots=True)
class Texts:
    """The fixed sentences of rules/help/verdict.yaml."""

    headlines: dict[str, str]
    advice: tuple[str, ...]
    signed_advice: tuple[str, ...]
    questions: tuple[str, ...]
    occasions: dict[str, dict[str, str]]  # kind of paper -> headline, advice


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read once."""
    data = read_yaml(rules_folder() / "help" / "verdict.yaml")
    advice, signed_advice, questions = (tuple(data[key]) for key in ("advice", "signed_advice", "questions"))
    return Texts(data["headlines"], advice, signed_advice, questions, data["occasions"])


def level_of(findings: Sequence[Finding], complete: bool) -> Level:
    """The worst finding decides.  Nothing found counts only for a paper that was read to the end."""
    if not findings:
        return "none_found" if complete else "unreadable"
    worst = max(SEVERITIES.index(finding.severity) for finding in findings)
    return "stop" if SEVERITIES[worst] == "critical" else "serious" if SEVERITIES[worst] == "high" else "caution"


def verdict(
    findings: Sequence[Finding],
    coverage: Coverage,
    stacks: Sequence[Stack],
    occasion: Occasion,
    *,
    about_mediation: bool = False,
) -> Verdict:
    """The verdict on a paper of the kind and at the moment that `occasion` names."""
    level = level_of(findings, coverage.complete)
    fixed = texts()
    kind = fixed.occasions.get(occasion.kind, {})
    lines = [kind["headline"]] if "headline" in kind else []
    foreign = level == "unreadable" and _is_foreign(coverage)
    if foreign:
        lines.append(fixed.headlines["not_english"])
    if occasion.signed:
        lines.append(fixed.headlines["signed"])
    elif not foreign:
        lines.append(_headline(level, stacks, occasion, fixed))
    if about_mediation and not occasion.signed and _they_control(findings):
        lines.append(fixed.headlines["they_control"])
    if findings and not coverage.complete:
        lines.append(fixed.headlines["in_part"])
    first = fixed.signed_advice if occasion.signed else fixed.advice[:1]
    own = (kind["advice"],) if "advice" in kind else ()
    return Verdict(level, " ".join(lines), (*first, *own, *fixed.advice[1:]))


def _is_foreign(coverage: Coverage) -> bool:
    """True if the whole paper is in a language without rules."""
    return any(part.reason == "language" and part.part == "document" for part in coverage.unread)


def _they_control(findings: Sequence[Finding]) -> bool:
    """Two or more of: they chose the mediator, ties, their ground, face to face."""
    return len({f.subtype for f in findings}.intersection(CONTROL)) > 1


def _headline(level: Level, stacks: Sequence[Stack], occasion: Occasion, fixed: Texts) -> str:
    """What is critical stops; then the worst stack speaks, and else the level."""
    if level == "stop" and occasion.kind in ANSWERED:
        return fixed.headlines["do_not_answer"]
    if level in ("serious", "caution"):
        for name in ON_TOP:
            for stack in stacks:
                if stack.id == name:
                    return stack.headline
    return fixed.headlines[level]


def questions(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Up to ten questions for the lawyer: of the worst findings one each, then a second; the fixed ones last."""
    fixed = texts().questions
    top = findings[:TOP]
    own = dict.fromkeys(f.questions[turn] for turn in range(2) for f in top if len(f.questions) > turn)
    return (*list(own)[: MAX_QUESTIONS - len(fixed)], *fixed)
