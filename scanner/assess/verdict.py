"""The one line on top, and the advice that never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scanner.assess.coverage import NOT_ENGLISH
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
    mediation_advice: tuple[str, ...]
    signed_advice: tuple[str, ...]
    questions: tuple[str, ...]
    occasions: dict[str, dict[str, str]]  # kind of paper -> headline, advice


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read once."""
    data = read_yaml(rules_folder() / "help" / "verdict.yaml")
    lists = {key: tuple(data[key]) for key in ("advice", "mediation_advice", "signed_advice", "questions")}
    return Texts(headlines=data["headlines"], occasions=data["occasions"], **lists)


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
    asks_for_mediation: bool = False,
) -> Verdict:
    """The verdict on a paper of the kind and at the moment that `occasion` names.

    A paper about a mediation asks for one, and so can one part of any other.
    """
    level = level_of(findings, coverage.complete)
    fixed = texts()
    kind = fixed.occasions.get(occasion.kind, {})
    lines = [kind["headline"]] if "headline" in kind else []
    foreign = level == "unreadable" and NOT_ENGLISH in coverage.unread
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
    talks = about_mediation or asks_for_mediation
    return Verdict(level, " ".join(lines), _advice(fixed, occasion, kind.get("advice"), talks=talks))


def standing_advice() -> tuple[str, ...]:
    """What is said where nothing is known of the paper."""
    fixed = texts()
    return (*fixed.advice, *fixed.mediation_advice)


def _advice(fixed: Texts, occasion: Occasion, own: str | None, *, talks: bool) -> tuple[str, ...]:
    """The same for every level; what is said of a mediation stands last where the paper asks for none."""
    first = fixed.signed_advice if occasion.signed else fixed.advice[:1]
    rest = fixed.advice[1:]
    others = (*fixed.mediation_advice, *rest) if talks else (*rest, *fixed.mediation_advice)
    return (*first, *((own,) if own else ()), *others)


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
