"""Many ways of saying one thing: every wording is found, and its near misses are not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scanner import scan

BANK = {
    label: kinds
    for file in sorted((Path(__file__).parent / "wordings").glob("*.yaml"))
    for label, kinds in yaml.safe_load(file.read_text("utf-8")).items()
}


def _labels(text: str) -> set[str]:
    """What is found in a text; a promise of the other side alone is no alarm."""
    report = scan(text.encode(), name="wording.txt")
    red_flags = {finding.category for finding in report.findings if finding.binds != "other"}
    return red_flags | {note.category for note in report.notes if note.binds != "other"}


@pytest.mark.xfail(reason="some wordings are not found yet", strict=False)
@pytest.mark.parametrize("label", BANK)
def test_every_wording_is_found(label: str) -> None:
    assert [text for text in BANK[label]["found"] if label not in _labels(text)] == []


@pytest.mark.parametrize("label", BANK)
def test_no_near_miss_is_found(label: str) -> None:
    assert [text for text in BANK[label]["not_found"] if label in _labels(text)] == []
