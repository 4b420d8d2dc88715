"""Weights from examples: one logistic regression for each label, and the least that a clause has to reach.

The least is chosen on examples that the model did not see: of all that is proposed there, a fixed share is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from learn.examples import LABELS, Example
from learn.look import glance
from scanner.second.features import SLOTS
from scanner.second.glance import Glance
from scanner.second.weights import STEPS, Weights

RIGHT = 0.80  # of what is proposed in examples that were kept apart
SOFT = 3.0  # the inverse of the strength that keeps weights small
POSITIVE = 2.0  # how much more an example of a label counts than another
SURE = -0.85  # no clause below this is proposed (log odds)
FOLDS = 5

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Trial:
    """How a label does on examples kept apart: of its `examples` the share found, of all proposed the share right."""

    label: str
    examples: int
    found: float
    right: float


def train(examples: Sequence[Example]) -> tuple[Weights, list[Trial]]:
    """The weights, and how each label did on examples that were kept apart.

    In one thread: sums in another order would round to other weights.
    """
    with threadpool_limits(limits=1):
        return _train(examples)


def _train(examples: Sequence[Example]) -> tuple[Weights, list[Trial]]:
    features = _matrix(examples)
    groups = {group: number for number, group in enumerate(dict.fromkeys(e.group for e in examples))}
    apart = np.array([groups[e.group] for e in examples])
    columns, least, trials = [], [], []
    for label in LABELS:
        rows = np.array([i for i, e in enumerate(examples) if label in e.known])
        so = np.array([examples[i].known[label] for i in rows])
        reached = _kept_apart(features[rows], so, apart[rows])
        bar = _bar(reached, so)
        model = _fitted(features[rows], so)
        columns.append(model.coef_[0])
        least.append(bar - model.intercept_[0])
        over = reached > bar
        trials.append(Trial(label, int(so.sum()), float(over[so].mean()), float(so[over].mean()) if over.any() else 0))
    return _rounded(np.array(columns).T, np.array(least), glance(examples)), trials


def _matrix(examples: Sequence[Example]) -> csr_matrix:
    starts = np.cumsum([0, *(len(e.features.slots) for e in examples)])
    slots = np.concatenate([np.array(e.features.slots, dtype=np.int32) for e in examples])
    values = np.concatenate([np.array(e.features.values, dtype=np.float64) for e in examples])
    matrix = csr_matrix((values, slots, starts), shape=(len(examples), SLOTS))
    matrix.sum_duplicates()
    return matrix


def _fitted(features: csr_matrix, so: Array) -> LogisticRegression:
    model = LogisticRegression(C=SOFT, solver="liblinear", class_weight={False: 1.0, True: POSITIVE}, random_state=0)
    return model.fit(features, so)


def _kept_apart(features: csr_matrix, so: Array, groups: Array) -> Array:
    """What each example reaches in a model that has not seen its group, as log odds."""
    reached = np.zeros(len(so))
    for seen, unseen in GroupKFold(FOLDS).split(features, so, groups):
        reached[unseen] = _fitted(features[seen], so[seen]).decision_function(features[unseen])
    return reached


def _bar(reached: Array, so: Array) -> float:
    """The lowest value above which the share that is right is `RIGHT`."""
    order = np.argsort(-reached, kind="stable")
    right = np.cumsum(so[order]) / np.arange(1, len(so) + 1)
    enough = np.flatnonzero(right >= RIGHT)
    return max(SURE, float(reached[order][enough[-1]])) if len(enough) else float(reached.max())


def _rounded(columns: Array, least: Array, look: Glance) -> Weights:
    """The weights in whole steps: a file of a tenth of the size."""
    scale = np.abs(columns).max(axis=0) / STEPS
    steps = np.rint(columns / scale).astype(np.int8)
    return Weights(LABELS, steps, scale.astype(np.float32), least.astype(np.float32), look)
