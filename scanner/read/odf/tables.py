"""The columns of an OpenDocument table, as far as they keep their cells from the eye."""

from __future__ import annotations

from scanner.read.legible import FLAT
from scanner.read.odf.names import attribute, children, short
from scanner.read.odf.styles import Styles
from scanner.read.xml import Element, whole

_GROUPS = ("table:table-columns", "table:table-header-columns", "table:table-column-group")
_MOST = 1024  # columns that are told apart


class Columns:
    """Counts the cells of a row and knows the column of each."""

    def __init__(self, table: Element, styles: Styles) -> None:
        self._unseen: list[str | None] = []
        self._add(table, styles)
        self._at = 0

    def begin(self) -> None:
        """A row begins."""
        self._at = 0

    def next(self, cell: Element) -> str | None:
        """How the column of the next cell keeps it from the eye: hidden, tiny, or None."""
        at = self._at
        self._at += whole(attribute(cell, "table:number-columns-repeated")) or 1
        return self._unseen[at] if at < len(self._unseen) else None

    def _add(self, holder: Element, styles: Styles) -> None:
        for each in children(holder, "table:table-column", *_GROUPS):
            if short(each.tag) != "table:table-column":
                self._add(each, styles)
                continue
            width = styles.column(attribute(each, "table:style-name"))
            kind = "tiny" if width is not None and width < FLAT else None
            if attribute(each, "table:visibility") in ("collapse", "filter"):
                kind = "hidden"
            repeated = whole(attribute(each, "table:number-columns-repeated")) or 1
            self._unseen += [kind] * min(repeated, _MOST - len(self._unseen))
