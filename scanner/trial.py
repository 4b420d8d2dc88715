"""Trying a rule on its own examples: what its author and the tests both need to know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scanner import scan
from scanner.errors import RuleError
from scanner.model import Finding
from scanner.rulebook import check, examples
from scanner.rulebook.source import error_at, own_folder


def problems(paths: list[Path]) -> list[RuleError]:
    """What is wrong with rule files: how they are written, and then what their examples show.

    An empty list of paths means all rules that ship.
    """
    wrong = check(paths)
    return wrong or [problem for path in paths or shipped() for problem in failures(path)]


def shipped() -> list[Path]:
    """The files of all rules that ship."""
    from scanner.rulebook import load

    return [Path(rule.path) for rule in load().rules]


def failures(path: Path) -> Iterator[RuleError]:
    """Each example of a well-formed rule file that does not come out as it says."""
    match, no_match = examples(path)
    folder = own_folder(path)
    for index, example in enumerate(match):
        said = missed(_found(path.stem, example["text"], folder), example)
        if said:
            yield error_at(path, ("examples", "match", index), said)
    for index, example in enumerate(no_match):
        if false_alarm(_found(path.stem, example["text"], folder), example):
            yield error_at(path, ("examples", "no_match", index), f"found, although {example['because']}")


def missed(found: list[Finding], example: dict[str, Any]) -> str:
    """Why an example that must match does not, or an empty text."""
    if not found:
        return "not found: widen a pattern or a word set"
    sides = {finding.binds for finding in found}
    if "binds" not in example or sides == {example["binds"]}:
        return ""
    return f"found, and it binds {' and '.join(sorted(sides))}, where the example says {example['binds']}"


def false_alarm(found: list[Finding], example: dict[str, Any]) -> bool:
    """True if a near miss matches; with `notes: true` it may be noted as a duty of the other side."""
    return any(not (example.get("notes") and finding.binds == "other") for finding in found)


def _found(rule_id: str, text: str, folder: Path | None) -> list[Finding]:
    report = scan(text.encode(), name="example.txt", rules=folder)
    return [f for f in (*report.findings, *report.protections, *report.notes) if f.rule_id == rule_id]
