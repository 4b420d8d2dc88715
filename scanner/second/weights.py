"""The weights of the second reader, as a file of small whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scanner.second.features import SLOTS, Bag
from scanner.second.glance import Glance

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FILE = Path(__file__).parent / "weights.npz"
FORMAT = 2  # changes when features are made in another way: old weights say nothing then
STEPS = 127  # the biggest whole number that a weight is written as


@dataclass(frozen=True)
class Weights:
    """For each label a weight per slot, and how much a clause has to reach to be proposed.

    `glance` says which clauses are weighed at all.
    """

    labels: tuple[str, ...]
    steps: Array  # int8, (SLOTS, labels)
    scale: Array  # float32, (labels,): one step
    least: Array  # float32, (labels,)
    glance: Glance

    def above(self, features: Bag) -> Array:
        """By how much each label is over what it has to reach: (labels,), positive where it is proposed."""
        reached: Array = self.of(features) - self.least
        return reached

    def of(self, features: Bag) -> Array:
        """How much features say for each label: (labels,)."""
        import numpy as np

        rows = self.steps[list(features.slots)]
        weight: Array = np.asarray(features.values, dtype=np.float32) @ rows * self.scale
        return weight


@cache
def load(path: Path = FILE) -> Weights:
    """The weights that ship, read once.  Raises ValueError for a file of another format."""
    import numpy as np

    with np.load(path, allow_pickle=False) as held:
        if int(held["format"]) != FORMAT or held["steps"].shape[0] != SLOTS:
            raise ValueError(f"{path.name} holds weights of another format: run `make learn`")
        says = dict(zip(held["words"].tolist(), held["says"].tolist(), strict=True))
        glance = Glance(says, float(held["unknown"]), float(held["enough"]))
        return Weights(tuple(held["labels"].tolist()), held["steps"], held["scale"], held["least"], glance)


def save(weights: Weights, path: Path = FILE) -> None:
    """Write weights so that `load` reads them."""
    import numpy as np

    glance = weights.glance
    np.savez_compressed(
        path,
        format=FORMAT,
        labels=weights.labels,
        steps=weights.steps,
        scale=weights.scale,
        least=weights.least,
        words=list(glance.says),
        says=np.array(list(glance.says.values()), np.float32),
        unknown=glance.unknown,
        enough=glance.enough,
    )
