"""The OpenAPI document: what FastAPI finds out by itself, and every answer there is, with examples that are real."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import SCHEMA as PROBLEM
from api.problems import STATUS, Problem
from scanner.errors import BY_CODE

Responses = dict[int | str, dict[str, Any]]
JSON, PROBLEM_JSON, SCHEMA_JSON = "application/json", "application/problem+json", "application/schema+json"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"

# A request and the report on it.
_EXAMPLE = json.loads((Path(__file__).parent / "examples" / "scan.json").read_text("utf-8"))
_EVENTS = """event: progress
data: {"done": 1, "of": 12}

event: report
data: {"schema_version": 1, "document": {"name": "agreement.pdf"}}

"""

# What can come of any request, and of one that brings a paper.
ANY = (
    Problem("bad_request", "wrong_host"),
    Problem("bad_request", "method", status=405),
    Problem("unauthorized"),
    Problem("internal"),
)
PAPER = (
    *ANY,
    Problem("bad_request", "no_paper"),
    Problem("cross_site"),
    Problem("bad_request", "slow_body", status=408),
    *(Problem.of_scan(kind()) for kind in BY_CODE.values() if STATUS[kind.code] < 500),
    Problem("rate_limited"),
    Problem("busy"),
)

_TEXT = {"type": "string"}
_SECONDS = {"description": "seconds to wait", "schema": {"type": "integer"}}
_HEADERS = {
    401: {"WWW-Authenticate": {"description": "`Bearer`", "schema": _TEXT}},
    405: {"Allow": {"description": "the methods that this address takes", "schema": _TEXT}},
    429: {"Retry-After": _SECONDS},
    503: {"Retry-After": _SECONDS},
}
_RULE_TEXTS = ("id", "kind", "title", "category", "severity", "plain", "why", "ask_for", "fairer")
_RULE_LISTS = ("questions", "innocent_readings")
_RULE = {
    "type": "object",
    "description": "what is looked for, and what the person is told about it",
    "required": [*_RULE_TEXTS, *_RULE_LISTS],
    "properties": {
        **dict.fromkeys(_RULE_TEXTS, _TEXT),
        **{name: {"type": "array", "items": _TEXT} for name in _RULE_LISTS},
    },
}
_RULES = {
    "type": "object",
    "required": ["rules_version", "rules"],
    "properties": {"rules_version": _TEXT, "rules": {"type": "array", "items": {"$ref": "#/components/schemas/Rule"}}},
}
ABOUT: dict[str, dict[str, Any]] = {
    "place": {
        "type": "string",
        "pattern": "^([A-Za-z]{2}(-[A-Za-z]{2,10})?)?$",
        "description": "where the person lives: a code such as US-CA",
        "examples": ["US-CA"],
    },
    "signer": {
        "type": "string",
        "maxLength": 200,
        "description": "the person's name as the paper writes it",
        "examples": ["Robin Vale"],
    },
    "signed": {"type": "boolean", "description": "whether it is signed already; leave it out if not known"},
}
_FILES = {
    "type": "array",
    "items": {"type": "string", "format": "binary"},
    "minItems": 1,
    "maxItems": 40,
    "description": "the paper; or several photos, in order, of the pages of one",
}
_SIGNED_FIELD = {
    "type": "string",
    "enum": ["", "true", "yes", "on", "1", "false", "no", "off", "0"],
    "description": "whether it is signed already; empty if not known",
}
_WORDS = {"type": "string", "pattern": r"\S", "description": "the words of the paper"}


def answers(content: dict[str, Any], *problems: Problem, description: str = "Done") -> Responses:
    """What a route can answer: `content` by media type, or one of the problems."""
    found: Responses = {200: {"description": description, "content": content}}
    for problem in problems:
        answer = found.setdefault(problem.status, _refusal(problem.status))
        examples = answer["content"][PROBLEM_JSON]["examples"]
        name = problem.code if problem.code not in examples else f"{problem.code}_{len(examples) + 1}"
        examples[name] = {"value": problem.to_dict()}
    return found


def json_answers(schema: dict[str, Any], *problems: Problem, media_type: str = JSON) -> Responses:
    """What a route can answer that has nothing to do with a paper."""
    return answers({media_type: {"schema": schema}}, *ANY, *problems)


def _refusal(status: int) -> dict[str, Any]:
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}}
    answer = {"description": HTTPStatus(status).phrase, "content": content}
    return answer | ({"headers": _HEADERS[status]} if status in _HEADERS else {})


def _object(**properties: Any) -> dict[str, Any]:
    """The schema of an object of which the first property has to be there."""
    return {"type": "object", "required": [next(iter(properties))], "properties": properties}


def _example(name: str) -> dict[str, Any]:
    """By name, since FastAPI drops what is null from the examples that it passes on."""
    return {"a short agreement": {"$ref": f"#/components/examples/{name}"}}


def _or_null(properties: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The same properties, which JSON can leave out by null as well."""
    return {name: schema | {"type": [schema["type"], "null"]} for name, schema in properties.items()}


_PAPER_FORM = _object(file=_FILES, **(ABOUT | {"signed": _SIGNED_FIELD}))
_DRAFTS_FORM = _object(old=_FILES, new=_FILES, signer=ABOUT["signer"]) | {"required": ["old", "new"]}
SCAN_REQUEST = {
    "parameters": [
        {
            "name": "include",
            "in": "query",
            "required": False,
            "description": "`text` adds the text that was read",
            "schema": {"type": "string", "enum": ["text"]},
        }
    ],
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": _PAPER_FORM},
            JSON: {"schema": _object(text=_WORDS, **_or_null(ABOUT)), "examples": _example("Request")},
        },
    },
}
SCAN = answers(
    {
        JSON: {"schema": {"$ref": "#/components/schemas/Report"}, "examples": _example("Report")},
        "text/event-stream": {"schema": _TEXT, "example": _EVENTS},
    },
    *PAPER,
    description="The report, or events of which the last is the report",
)
ANNOTATE_REQUEST = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _PAPER_FORM}}}}
ANNOTATE = answers(
    {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in ("application/pdf", WORD)},
    *PAPER,
    description="The copy; its name ends in .pdf, or as Word files of its kind do",
)
COMPARE_REQUEST = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _DRAFTS_FORM}}}}
COMPARE = answers(
    {JSON: {"schema": {"$ref": "#/components/schemas/Comparison"}}}, *PAPER, Problem("bad_request", "two_papers")
)
SCHEMA = json_answers({"type": "object"}, media_type=SCHEMA_JSON)
RULES = json_answers(_RULES, Problem("busy", "rules"))
RULE = json_answers({"$ref": "#/components/schemas/Rule"}, Problem("busy", "rules"), Problem("not_found", "no_rule"))
HEALTH = json_answers(_object(status=_TEXT))
READY = json_answers(_object(status=_TEXT, rules_version=_TEXT), Problem("busy", "starting"))
METRICS = answers({PROMETHEUS: {"schema": _TEXT}}, *ANY)


def describe(app: FastAPI) -> dict[str, Any]:
    """The document of an application."""
    document = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes
    )
    key = {"type": "http", "scheme": "bearer", "description": "a key, where the service asks for one"}
    schemas = {"Problem": PROBLEM, "Rule": _RULE, **_report_schemas()}
    examples = {"Request": {"value": _EXAMPLE["request"]}, "Report": {"value": _EXAMPLE["report"]}}
    document["components"] = {"schemas": schemas, "examples": examples, "securitySchemes": {"key": key}}
    document["security"] = [{}, {"key": []}]
    for operations in document["paths"].values():
        for operation in operations.values():
            if "HTTPValidationError" in str(operation["responses"].get("422")):
                del operation["responses"]["422"]  # FastAPI's own; what can come of a parameter is a problem above
    return document


def _report_schemas() -> dict[str, Any]:
    """The schemas of a report, of a comparison and of their parts, with the parts where OpenAPI looks for them."""
    from scanner.drafts.schema import json_schema as of_comparison
    from scanner.report.schema import json_schema as of_report

    found: dict[str, Any] = {}
    for name, prefix, schema in (("Report", "", of_report()), ("Comparison", "Comparison", of_comparison())):
        # Both have a part called Verdict, for one.
        moved: dict[str, Any] = json.loads(json.dumps(schema).replace('"#/$defs/', f'"#/components/schemas/{prefix}'))
        found |= {prefix + part: of_part for part, of_part in moved.pop("$defs").items()}
        del moved["$schema"]
        found[name] = moved
    return found
