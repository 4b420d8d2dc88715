"""Ordinary contracts of our own: hardly anything in them is found as harm to a person, and what is found is listed.

What every business paper holds (arbitration, indemnity, limits of liability, the entire agreement, releases for
sport) is found as the clause that it is, but is never told as urgent.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from scanner import scan
from scanner.model import Finding, Report

FOLDER = Path(__file__).parent / "clean"
PAPERS = sorted(path.stem for path in FOLDER.glob("*.txt"))
NOISE = yaml.safe_load((FOLDER / "noise.yaml").read_text("utf-8"))
ORDINARY = (
    "entire_agreement",
    "evidence_control_property",  # returning what belongs to the other side
    "forced_arbitration",
    "general_release",
    "indemnity_fees",
    "injunction",
    "liability_limit",
    "liability_limit_disclaimer",
    "penalty",
    "third_party_reach",
)
EVERY_PAPER = pytest.mark.parametrize("paper", PAPERS)


@cache
def _report(paper: str) -> Report:
    return scan(FOLDER / f"{paper}.txt")


def _alarms(paper: str) -> list[Finding]:
    """Findings of harm to a person, and ordinary ones that are told as urgent."""
    return [f for f in _report(paper).findings if f.rule_id not in ORDINARY or f.severity in ("high", "critical")]


def _is(entry: dict[str, str], paper: str, finding: Finding) -> bool:
    quote = " ".join((finding.quote or "").split())
    return entry["paper"] == paper and entry["rule"] == finding.rule_id and quote.startswith(entry["quote"])


@EVERY_PAPER
def test_no_false_alarm_that_is_not_known(paper: str) -> None:
    new = [f for f in _alarms(paper) if not any(_is(entry, paper, f) for entry in NOISE)]
    assert [(f.rule_id, f.severity, f.quote) for f in new] == []


@pytest.mark.parametrize("entry", NOISE, ids=lambda entry: f"{entry['paper']}-{entry['rule']}")
def test_what_is_known_still_fires(entry: dict[str, str]) -> None:
    assert entry["paper"] in PAPERS
    assert len(entry["because"]) > 20
    assert [f.rule_id for f in _alarms(entry["paper"]) if _is(entry, entry["paper"], f)] == [entry["rule"]]


@EVERY_PAPER
def test_no_stack_and_no_stop(paper: str) -> None:
    report = _report(paper)
    known = [f for f in report.findings if any(_is(entry, paper, f) for entry in NOISE)]
    assert report.stacks == ()
    assert report.verdict.level != "stop" or "critical" in {f.severity for f in known}


@EVERY_PAPER
def test_the_advice_is_the_same_for_ordinary_papers(paper: str) -> None:
    verdict = _report(paper).verdict
    assert verdict.advice[0] == "Consult a lawyer. Don't sign."
    assert "safe" not in f"{verdict.headline} {' '.join(verdict.advice)}".lower()


def test_the_papers_are_many_and_whole() -> None:
    lengths = [len((FOLDER / f"{paper}.txt").read_text("utf-8").split()) for paper in PAPERS]
    assert len(PAPERS) >= 35
    assert min(lengths) >= 400
