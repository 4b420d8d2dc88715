"""A report as plain data."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

from scanner.model import Report


def to_dict(report: Report) -> dict[str, object]:
    """The published JSON as dicts, lists, strings, numbers, booleans and None, ready for `json.dumps`.

    Every field stands in it, empty or null where nothing was found; `text` and `blocks` only if they were asked for.
    """
    out: dict[str, object] = plain(report)
    if report.text is None:
        del out["text"], out["blocks"]
    return out


def plain(value: Any) -> Any:
    """Dataclasses as dicts and tuples as lists, all the way down."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
