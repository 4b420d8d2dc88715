"""The JSON Schema of a comparison, made from the dataclasses so that the two cannot drift apart."""

from __future__ import annotations

from typing import Any

from scanner.drafts.model import Comparison
from scanner.report.schema import schema_of


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of `Comparison.to_dict()`."""
    return schema_of(Comparison, "dontsign comparison, schema version 1")
