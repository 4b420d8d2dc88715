"""Who is bound by a sentence: the signer, both, or nobody whom the reader need fear for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scanner import scan

BANK: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "binds.yaml").read_text("utf-8"))
KINDS = [kind for kind in BANK if kind != "open"]


def _bound(case: Any) -> set[str]:
    report = scan(case["text"].encode(), name="clause.txt", signer=case.get("signer"))
    return {finding.binds for finding in (*report.findings, *report.notes) if finding.category == case["label"]}


def _is_right(case: Any) -> bool:
    if case["binds"] in ("other", "none"):
        return not _bound(case) & {"signer", "both"}
    return _bound(case) == {case["binds"]}


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_bound(kind: str) -> None:
    assert [case["text"] for case in BANK[kind] if not _is_right(case)] == []


def test_what_is_open_is_still_open() -> None:
    """Whoever mends one is told to move it."""
    assert [case["text"] for case in BANK["open"] if _is_right(case)] == []


def test_the_cases_are_many() -> None:
    assert sum(map(len, BANK.values())) >= 100
