"""Every rule is tested by the examples that stand in its own file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scanner import scan
from scanner.model import Finding
from scanner.rulebook import examples, load

RULES = load().rules
MATCHES = [(rule.id, e) for rule in RULES for e in examples(Path(rule.path))[0]]
NEAR_MISSES = [(rule.id, e) for rule in RULES for e in examples(Path(rule.path))[1]]


def found(rule_id: str, text: str) -> list[Finding]:
    """What a rule says of a text, as finding, protection or note."""
    report = scan(text.encode(), name="example.txt")
    return [f for f in (*report.findings, *report.protections, *report.notes) if f.rule_id == rule_id]


@pytest.mark.parametrize(("rule_id", "example"), MATCHES)
def test_a_rule_finds_what_it_is_made_for(rule_id: str, example: dict[str, Any]) -> None:
    hits = found(rule_id, example["text"])
    assert hits, f"{rule_id} does not find: {example['text']}"
    assert all(f.quote in example["text"] for f in hits)
    if "binds" in example:
        assert {f.binds for f in hits} == {example["binds"]}


@pytest.mark.parametrize(("rule_id", "example"), NEAR_MISSES)
def test_a_rule_leaves_near_misses_alone(rule_id: str, example: dict[str, Any]) -> None:
    hits = found(rule_id, example["text"])
    if example.get("notes"):
        hits = [f for f in hits if f.binds != "other"]
    assert not hits, f"{rule_id} finds {[f.quote for f in hits]}, but {example['because']}"
