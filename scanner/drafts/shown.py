"""A comparison as it is shown: numbered, like freedoms together, long stretches without a change cut short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scanner.drafts.model import Change, Comparison, Words

AROUND = 14  # words beside a change that are shown
CUT = " \N{HORIZONTAL ELLIPSIS} "


@dataclass(frozen=True, slots=True)
class Item:
    """Changes that are told as one; `number` counts through all lists, from 1."""

    number: int
    changes: tuple[Change, ...]

    @property
    def lead(self) -> Change:
        """The one that speaks for all."""
        return self.changes[0]

    @property
    def words(self) -> tuple[Words, ...]:
        """The words of the change, those around it cut short."""
        words = self.lead.words
        return tuple(_short(words, index) for index in range(len(words)))

    @property
    def same(self) -> bool:
        """Both sides have the same words."""
        old, new = self.lead.old, self.lead.new
        return bool(old and new and not self.lead.words and _fold(old.quote) == _fold(new.quote))


def items(comparison: Comparison) -> dict[str, tuple[Item, ...]]:
    """All changes, by the name of their list: worse, changed, better."""
    out, number = {}, 1
    for name in ("worse", "changed", "better"):
        grouped = _grouped(getattr(comparison, name))
        out[name] = tuple(Item(number + place, changes) for place, changes in enumerate(grouped))
        number += len(grouped)
    return out


def first_quoted(lists: Mapping[str, Sequence[Item]]) -> dict[str, int]:
    """The number under which each quote stands first; later on that number is enough."""
    first: dict[str, int] = {}
    for item in (item for group in lists.values() for item in group):
        for side in (item.lead.old, item.lead.new):
            if side and side.quote and not item.lead.words and not item.same:
                first.setdefault(side.quote, item.number)
    return first


def _grouped(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """Freedoms of which both papers say the same are one, where the first of them stands."""
    groups: dict[object, list[Change]] = {}
    for change in changes:
        quotes = tuple(side and side.quote for side in (change.old, change.new))
        groups.setdefault((change.plain, quotes) if change.freedom else change.id, []).append(change)
    return [tuple(group) for group in groups.values()]


def _short(words: Sequence[Words], index: int) -> Words:
    """A stretch of the same words, without those that stand far from any change."""
    each = words[index]
    parts = each.text.split()
    after = AROUND if index else 0
    before = AROUND if index < len(words) - 1 else 0
    if each.kind != "same" or len(parts) <= after + before + 1:
        return each
    kept = (" ".join(parts[:after]), " ".join(parts[len(parts) - before :]))
    return Words("same", CUT.join(kept).lstrip() if before else kept[0] + CUT)


def _fold(text: str | None) -> str:
    return " ".join((text or "").split())
