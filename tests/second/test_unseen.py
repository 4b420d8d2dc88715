"""How the second reader does alone, without any pattern, on sentences that it never learnt from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from learn.examples import LABELS
from learn.sentences import sentences
from tests.second.alone import proposed

UNSEEN = yaml.safe_load((Path(__file__).parent / "unseen.yaml").read_text("utf-8"))


@cache
def _found(label: str, kind: str) -> list[str]:
    return [text for text in UNSEEN[label][kind] if label in proposed(text)]


def test_every_label_has_unseen_sentences_of_both_kinds() -> None:
    assert set(UNSEEN) == set(LABELS)
    assert all(len(kinds["found"]) >= 5 and len(kinds["not_found"]) >= 3 for kinds in UNSEEN.values())


def test_nothing_unseen_was_learnt() -> None:
    learnt = {sentence.text for sentence in sentences(frozenset(LABELS))}
    assert not learnt & {text for kinds in UNSEEN.values() for texts in kinds.values() for text in texts}


def test_it_finds_more_than_a_third_of_what_it_never_saw() -> None:
    wanted = sum(len(kinds["found"]) for kinds in UNSEEN.values())
    assert sum(len(_found(label, "found")) for label in UNSEEN) > wanted / 3


def test_its_false_alarms_are_few() -> None:
    near_misses = sum(len(kinds["not_found"]) for kinds in UNSEEN.values())
    assert sum(len(_found(label, "not_found")) for label in UNSEEN) < near_misses / 20
