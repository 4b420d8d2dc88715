"""Tracked changes undone: what was put in counts as deleted, and what was deleted as there."""

from __future__ import annotations

from scanner.read.ooxml.names import short
from scanner.read.xml import Element

_OPPOSITE = {"ins": "del", "moveTo": "moveFrom", "cellIns": "cellDel"}
_OPPOSITE |= {there: here for here, there in _OPPOSITE.items()}
_MARKS = {f"w:{local}": local for local in _OPPOSITE}


def undo(root: Element) -> int:
    """Turn every mark of a change in a part into its opposite; how many there were."""
    count = 0
    for element in root.iter():
        local = _MARKS.get(short(element.tag)) if isinstance(element.tag, str) else None
        if local is not None:
            element.tag = element.tag.removesuffix(local) + _OPPOSITE[local]
            count += 1
    return count
