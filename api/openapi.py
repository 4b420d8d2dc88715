"""What the OpenAPI document says beyond what FastAPI finds out by itself."""

from __future__ import annotations

from typing import Any

from api.problems import SCHEMA

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "The request or the paper", "content": {"application/problem+json": {"schema": SCHEMA}}},
    "5XX": {"description": "The service", "content": {"application/problem+json": {"schema": SCHEMA}}},
}

_ABOUT = {
    "place": {"type": "string", "description": "where the person lives: a code such as US-CA", "examples": ["US-CA"]},
    "signer": {"type": "string", "description": "the person's name as the paper writes it", "examples": ["Jane Roe"]},
    "signed": {"type": "boolean", "description": "whether it is signed already; leave it out if not known"},
}

_FILE = {
    "type": "string",
    "format": "binary",
    "description": "the paper; or several photos, in order, of the pages of one",
}

_FORM = {
    "schema": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "array", "items": _FILE, "minItems": 1}, **_ABOUT},
    }
}

_DRAFT = {"type": "array", "items": _FILE, "minItems": 1}

COMPARE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["old", "new"],
                    "properties": {"old": _DRAFT, "new": _DRAFT, "signer": _ABOUT["signer"]},
                }
            }
        },
    },
    "responses": {
        "200": {
            "description": "The comparison; its schema is at /v1/schema/comparison",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
}

SCAN: dict[str, Any] = {
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
            "multipart/form-data": _FORM,
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {"text": {"type": "string", "description": "the words of the paper"}, **_ABOUT},
                }
            },
        },
    },
    "responses": {
        "200": {
            "description": "The report; its schema is at /v1/schema",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
}

ANNOTATE: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"multipart/form-data": _FORM}},
    "responses": {
        "200": {
            "description": "The copy; its name ends in .pdf, or as Word files of its kind do",
            "content": {
                "application/pdf": {"schema": {"type": "string", "format": "binary"}},
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
                    "schema": {"type": "string", "format": "binary"}
                },
            },
        }
    },
}
