"""The JSON Schema of a report, made from the dataclasses so that the two cannot drift apart."""

from __future__ import annotations

from typing import Any

from scanner.model import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of `Report.to_dict()`."""
    schema = schema_of(Report, "dontsign report, schema version 1")
    for left_out in ("text", "blocks"):  # unless they were asked for
        schema["required"].remove(left_out)
    return schema


def schema_of(kind: type, title: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `scanner.report.as_json.plain` makes of a dataclass.

    Objects stay open: later versions add fields, and clients are told to accept those that they do not know.
    """
    from pydantic import TypeAdapter  # slow to import, and only those who ask for the schema need it

    schema: dict[str, Any] = TypeAdapter(kind).json_schema(mode="serialization")
    for part in (schema, *schema["$defs"].values()):
        part["required"] = list(part["properties"])  # a default is what stands there when nothing was found
    return {"$schema": DIALECT, **schema, "title": title}
