"""A report as plain data."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

from scanner.model import Report


def to_dict(report: Report) -> dict[str, object]:
    """The published JSON as dicts, lists, strings, numbers, booleans and None, ready for `json.dumps`.

    Every field stands in it, empty or null where nothing was found; `text` only if it was asked for.
    """
    plain: dict[str, object] = _plain(report)
    if report.text is None:
        del plain["text"]
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
