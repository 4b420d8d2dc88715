"""The file of weights: small, of its own format, and what `make learn` would make of today's sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from learn.examples import LABELS, Example, clauses
from learn.sentences import Sentence, sentences
from learn.train import train
from scanner.rulebook import load as load_rules
from scanner.second.features import SLOTS, Bag
from scanner.second.glance import Glance
from scanner.second.weights import FILE, Weights, load, save

GLANCE = Glance({"keep": 1.0, "quiet": 2.0, "rent": -2.0}, unknown=-0.5, enough=1.5)


def _weights() -> Weights:
    steps = np.zeros((SLOTS, 2), dtype=np.int8)
    steps[7], steps[9] = (100, 0), (-50, 20)
    return Weights(("a", "b"), steps, np.array([0.01, 0.1], np.float32), np.array([0.5, 0.1], np.float32), GLANCE)


def test_a_clause_is_weighed_by_its_features() -> None:
    assert _weights().above(Bag((7, 9), (1.0, 0.5))) == pytest.approx([1.0 - 0.25 - 0.5, 1.0 - 0.1])
    assert _weights().above(Bag((), ())) == pytest.approx([-0.5, -0.1])


@pytest.mark.parametrize(
    ("words", "enough"),
    [
        ("keep quiet", True),
        ("keep quiet keep quiet about it", True),
        ("keep it", False),
        ("quiet rent", False),
        ("", False),
    ],
)
def test_what_is_read_again_is_told_by_its_words(words: str, enough: bool) -> None:
    assert GLANCE.is_enough(words.split()) is enough


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    save(_weights(), tmp_path / "weights.npz")
    loaded = load(tmp_path / "weights.npz")
    assert loaded.labels == ("a", "b")
    assert (loaded.steps == _weights().steps).all()
    assert loaded.glance.says == GLANCE.says


def test_weights_of_another_format_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", format=0, labels=["a"], steps=np.zeros((SLOTS, 1), np.int8), scale=[1], least=[0])
    with pytest.raises(ValueError, match="make learn"):
        load(tmp_path / "old.npz")


def test_the_file_is_small_and_every_label_has_a_rule() -> None:
    assert FILE.stat().st_size < 512 * 1024
    assert load().labels == LABELS
    assert set(LABELS) <= {rule.id for rule in load_rules().rules}


def test_the_file_fits_the_sentences_that_it_was_made_from() -> None:
    """It fails when features or word sets have moved away under the weights: run `make learn`."""
    book, weights = load_rules(), load()
    right = {True: 0, False: 0}
    seen = {True: 0, False: 0}
    for sentence in list(sentences(frozenset(LABELS)))[::12]:
        for label, is_so in _told(sentence):
            above = [weights.above(features)[LABELS.index(label)] > 0 for features, *_ in clauses(sentence.text, book)]
            seen[is_so] += 1
            right[is_so] += any(above) == is_so
    assert seen[True] > 100 and right[True] > 0.7 * seen[True]
    assert seen[False] > 80 and right[False] > 0.95 * seen[False]


def _told(sentence: Sentence) -> list[tuple[str, bool]]:
    return [*((label, True) for label in sentence.has), *((label, False) for label in sentence.lacks)]


def test_learning_gives_the_same_weights_each_time() -> None:
    examples = [
        Example(
            Bag((n % 13, 20 + int(known)), (1.0, 1.0)),
            (f"says{known}",),
            dict.fromkeys(LABELS, known),
            f"{n}",
            not known,
        )
        for n in range(40)
        for known in (True, False)
    ]
    (first, trials), (second, _) = train(examples), train(examples)
    assert (first.steps == second.steps).all() and (first.least == second.least).all()
    assert all(trial.found == trial.right == 1 for trial in trials)
    assert first.glance.is_enough(["saysTrue"]) and not first.glance.is_enough(["saysFalse"])
    assert (first.above(Bag((3, 21), (1.0, 1.0))) > 0).all()
    assert (first.above(Bag((3, 20), (1.0, 1.0))) < 0).all()
