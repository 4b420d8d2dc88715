"""What was changed in the new file without being marked, although the file marks other changes.

The new file is read as it was before its marked changes.  Where that differs from the old paper, somebody changed words
and hid that he did.
"""

from __future__ import annotations

from dataclasses import dataclass

from scanner.drafts.facing import Facing
from scanner.drafts.units import Draft

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Clauses that the new file had before its marked changes and the old paper has not, and the other way."""

    foreign: frozenset[Keys]
    gone: frozenset[Keys]

    def both(self, other: Unmarked) -> Unmarked:
        """What is foreign, or gone, in both."""
        return Unmarked(self.foreign & other.foreign, self.gone & other.gone)

    def holds(self, facing: Facing, olds: range, news: range) -> bool:
        """True if clauses of the old draft were changed, or clauses of the new one put in, without a mark."""
        if olds:
            return any(facing.old.units[index].keys in self.gone for index in olds)
        return any(facing.new.units[index].keys in self.foreign for index in news)


def unmarked(old: Draft, before: Draft) -> Unmarked:
    """What differs between the old paper and the new one before its marked changes."""
    facing = Facing(old, before)
    pairs = [pair for pair in facing.pairs if pair in facing.changed]
    foreign = [*facing.added, *(index for pair in pairs for index in pair.new)]
    gone = [*facing.removed, *(index for pair in pairs for index in pair.old)]
    return Unmarked(
        frozenset(before.units[index].keys for index in foreign), frozenset(old.units[index].keys for index in gone)
    )
