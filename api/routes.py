"""What stands at which address, for programs."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from starlette.requests import Request

from api import openapi, stream
from api.desk import Desk
from api.leaving import while_connected
from api.problems import Problem
from api.settings import Settings
from api.uploads import read_drafts, read_paper
from scanner.errors import RuleError

v1 = APIRouter(prefix="/v1", tags=["papers and rules"])
health = APIRouter(tags=["the service"])


def _asks_only_for(request: Request, *known: str) -> None:
    """Raises Problem for any other name in the query: what a person says of herself would be lost, and in a log."""
    if set(request.query_params) - set(known):
        raise Problem("bad_request", "query")


@v1.post("/scan", responses=openapi.SCAN, openapi_extra=openapi.SCAN_REQUEST)
async def scan(request: Request) -> Response:
    """Read one paper and report what it would do to the person who is asked to sign it.

    Send `multipart/form-data` with a part `file`, or JSON with the words in `text`.  `?include=text` adds the
    text that was read, into which all offsets point.  Nothing is kept.

    With `Accept: text/event-stream` the answer is a stream of events: `progress` with the pages that are `done` and
    how many there are (`of`, 0 while that is not known), then `report`, or `error` with a problem.  Lines that begin
    with a colon keep the connection open and mean nothing.  The work ends when the client leaves.
    """
    _asks_only_for(request, "include")
    if set(request.query_params.getlist("include")) - {"text"}:
        raise Problem("bad_request", "include")
    paper = await read_paper(request, _settings(request).max_bytes)
    include_text = "include" in request.query_params
    if stream.is_wanted(request):
        return await stream.response(request, _desk(request).events(paper, include_text=include_text))
    report = await while_connected(request, _desk(request).scan(paper, include_text=include_text))
    # In ASCII, since a broken file can hold halves of characters that cannot be encoded.
    return Response(json.dumps(report), media_type="application/json")


@v1.post("/annotate", responses=openapi.ANNOTATE, openapi_extra=openapi.ANNOTATE_REQUEST, response_class=Response)
async def annotate(request: Request) -> Response:
    """The person's own PDF or Word file (.docx) with a note on everything that is found in it.

    Takes what `/v1/scan` takes; other formats get `unsupported_format`.  Nothing is kept.
    """
    _asks_only_for(request)
    paper = await read_paper(request, _settings(request).max_bytes)
    copy = await while_connected(request, _desk(request).annotate(paper))
    name = f'attachment; filename="copy{copy.suffix}"'  # not that of the paper, which can tell what it is about
    return Response(copy.data, media_type=copy.media_type, headers={"Content-Disposition": name})


@v1.post("/compare", responses=openapi.COMPARE, openapi_extra=openapi.COMPARE_REQUEST)
async def compare(request: Request) -> Response:
    """Read two drafts of one paper and tell what got worse, what got better, what else changed, and what moved.

    Send `multipart/form-data` with the parts `old` and `new`, which may be of different formats.  Nothing is kept.
    """
    _asks_only_for(request)
    old, new = await read_drafts(request, _settings(request).max_bytes)
    found = await while_connected(request, _desk(request).compare(old, new))
    return Response(json.dumps(found), media_type="application/json")


@v1.get("/schema/comparison", responses=openapi.SCHEMA, response_class=Response)
def comparison_schema() -> Response:
    """The JSON Schema of a comparison."""
    from scanner.drafts.schema import json_schema

    return JSONResponse(json_schema(), media_type="application/schema+json")


@v1.get("/schema", responses=openapi.SCHEMA, response_class=Response)
def schema() -> Response:
    """The JSON Schema of a report."""
    from scanner.report.schema import json_schema

    return JSONResponse(json_schema(), media_type="application/schema+json")


@v1.get("/rules", responses=openapi.RULES)
def rules() -> Response:
    """All rules: what is looked for, and what the person is told about it."""
    book = _rulebook()
    return JSONResponse({"rules_version": book.version, "rules": [_public(rule) for rule in book.rules]})


@v1.get("/rules/{rule_id}", responses=openapi.RULE)
def rule(rule_id: str) -> Response:
    """One rule."""
    try:
        return JSONResponse(_public(_rulebook()[rule_id]))
    except KeyError:
        raise Problem("not_found", "no_rule") from None


@health.get("/healthz", responses=openapi.HEALTH)
async def healthz() -> dict[str, str]:
    """The service answers."""
    return {"status": "ok"}


@health.get("/readyz", responses=openapi.READY)
async def readyz(request: Request) -> dict[str, str]:
    """The service can read papers: a worker has read one with the rules."""
    return {"status": "ready", "rules_version": _desk(request).rules_version()}


@health.get("/metrics", responses=openapi.METRICS, response_class=Response)
def metrics(request: Request) -> Response:
    """Counts and times for Prometheus, by route and code; of all server processes together."""
    return Response(request.app.state.metrics.text(), media_type=openapi.PROMETHEUS)


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _rulebook() -> Any:
    from scanner import rulebook

    try:
        return rulebook.load()
    except RuleError:
        raise Problem("busy", "rules") from None


def _public(rule: Any) -> dict[str, Any]:
    """What the world may see of a rule; patterns and file paths stay inside."""
    lists = ("questions", "innocent_readings")
    texts = ("id", "kind", "title", "category", "severity", "plain", "why", "ask_for", "fairer")
    return {name: getattr(rule, name) for name in texts} | {name: list(getattr(rule, name)) for name in lists}
