"""Two drafts with known edits: every change is named, and what is no change is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scanner import compare
from scanner.drafts.model import Change, Comparison
from tests.compare.drafts import edited, made, sample, suffix_of

PAIRS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text("utf-8"))


def compared(pair: dict[str, Any]) -> Comparison:
    source, suffix = sample(pair["base"]), suffix_of(pair["base"])
    # With new_edits, the edits make the old draft and these the new one.
    old = edited(source, pair["edits"]) if "new_edits" in pair else source
    new = edited(source, pair.get("new_edits", pair["edits"]))
    return compare(made(old, suffix), made(new, pair.get("new_as", suffix)))


def fits(change: Change, wanted: dict[str, str]) -> bool:
    found = {
        "kind": change.kind,
        "category": change.category,
        "freedom": change.freedom,
        "reason": [reason.id for reason in change.reasons],
        "about": change.about,
        "old": _folded(change.old.quote if change.old else None),
        "new": _folded(change.new.quote if change.new else None),
        "removed": _folded(" ".join(each.text for each in change.words if each.kind == "removed")),
        "added": _folded(" ".join(each.text for each in change.words if each.kind == "added")),
    }
    exact = ("kind", "category", "freedom")
    return all(found[key] == value if key in exact else value in (found[key] or "") for key, value in wanted.items())


def _folded(text: str | None) -> str:
    return " ".join((text or "").replace("\u2019", "'").split())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair["name"]))
def test_every_change_is_named(pair: dict[str, Any]) -> None:
    found = compared(pair)
    for name in ("worse", "changed", "better"):
        changes = getattr(found, name)
        for wanted in pair.get(name, ()):
            assert any(fits(change, wanted) for change in changes), (name, wanted, found)
    for words in pair.get("moved", ()):
        assert any(each.quote.startswith(words) for each in found.moved), found.moved
    for name in pair.get("nothing", ()):
        assert getattr(found, name) == (), name


def test_there_are_enough_pairs() -> None:
    assert len({pair["name"] for pair in PAIRS}) == len(PAIRS) >= 55
