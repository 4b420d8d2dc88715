"""Many ways of saying one thing: every wording is found, and its near misses are not.

What is known to be read wrongly stands apart, under `open` and `open_near_miss`; whoever mends one is told to move it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scanner import scan

BANK = {
    (file.stem, label): kinds
    for file in sorted((Path(__file__).parent / "wordings").glob("*.yaml"))
    for label, kinds in yaml.safe_load(file.read_text("utf-8")).items()
}


def _found(label: str, text: str) -> bool:
    """Whether the label is found in a text; a promise of the other side alone is no alarm."""
    report = scan(text.encode(), name="wording.txt")
    alarms = [finding for finding in (*report.findings, *report.notes) if finding.binds != "other"]
    return any(finding.category == label for finding in (*alarms, *report.protections))


@pytest.mark.parametrize(("file", "label"), BANK)
def test_every_wording_is_found(file: str, label: str) -> None:
    kinds = BANK[file, label]
    assert [text for text in kinds["found"] if not _found(label, text)] == []
    assert [text for text in kinds.get("open", ()) if _found(label, text)] == []


@pytest.mark.parametrize(("file", "label"), BANK)
def test_no_near_miss_is_found(file: str, label: str) -> None:
    kinds = BANK[file, label]
    assert [text for text in kinds["not_found"] if _found(label, text)] == []
    assert [text for text in kinds.get("open_near_miss", ()) if not _found(label, text)] == []
