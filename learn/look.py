"""What each word says for reading a clause again: one logistic regression, all labels against ordinary clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from learn.examples import LABELS, Example
from scanner.second.glance import Glance

READ = 0.05  # of ordinary clauses, the share that may be read again
FEWEST = 4  # clauses that hold a word; a rarer word counts as unknown
SOFT = 0.3
FOLDS = 5

Array = np.ndarray[Any, np.dtype[Any]]


def glance(examples: Sequence[Example]) -> Glance:
    """The words and what they say, learnt from clauses that have some label and from ordinary ones that have none."""
    meant = [e for e in examples if any(e.known.values()) or (e.ordinary and len(e.known) == len(LABELS))]
    so = np.array([any(e.known.values()) for e in meant])
    held = [set(e.words) for e in meant]
    count = Counter(word for words in held for word in words)
    words = sorted(word for word, times in count.items() if times >= FEWEST)
    matrix = _matrix(held, {word: column for column, word in enumerate(words)})
    model = _fitted(matrix, so)
    *says, unknown = model.coef_[0].tolist()
    rounded = {word: float(np.float32(weight)) for word, weight in zip(words, says, strict=True)}
    enough = _bar(matrix, so, [e.group for e in meant]) - float(model.intercept_[0])
    return Glance(rounded, unknown, enough)


def _matrix(held: Sequence[set[str]], column: dict[str, int]) -> csr_matrix:
    """One row a clause: a one for each word that is known, and last the number of those that are not."""
    rows = [(row, column[word]) for row, words in enumerate(held) for word in sorted(words & column.keys())]
    values = np.ones(len(rows) + len(held))
    values[len(rows) :] = [len(words - column.keys()) for words in held]
    rows += [(row, len(column)) for row in range(len(held))]
    at = np.array(rows, dtype=np.int32).T
    return csr_matrix((values, (at[0], at[1])), shape=(len(held), len(column) + 1))


def _fitted(matrix: csr_matrix, so: Array) -> LogisticRegression:
    return LogisticRegression(C=SOFT, solver="liblinear", random_state=0).fit(matrix, so)


def _bar(matrix: csr_matrix, so: Array, groups: Sequence[str]) -> float:
    """What all but `READ` of the ordinary clauses stay below, in models that have not seen their group (log odds)."""
    reached = np.zeros(len(so))
    for seen, unseen in GroupKFold(FOLDS).split(matrix, so, groups):
        reached[unseen] = _fitted(matrix[seen], so[seen]).decision_function(matrix[unseen])
    return float(np.quantile(reached[~so], 1 - READ))
