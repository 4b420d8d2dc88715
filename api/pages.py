"""The pages for a person: templates filled with fixed sentences and a report, nothing decided here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment
from pydantic import TypeAdapter
from starlette.requests import Request

from api.problems import Problem
from api.repeats import token
from api.settings import Settings
from api.uploads import PASTED, Paper
from api.watch import CODE
from scanner.model import Report
from scanner.report.as_html import to_html
from scanner.report.html import context, environment

HERE = Path(__file__).parent
PROBLEM_JSON = "application/problem+json"


def start_page(settings: Settings) -> Response:
    """The first screen: what this is, and the form."""
    return _page("start.html", settings)


def privacy_page(settings: Settings) -> Response:
    """What this page hides and what it cannot hide."""
    return _page("privacy.html", settings)


def cleared_page(settings: Settings) -> Response:
    """What is left after everything was cleared: nothing of a paper."""
    return _page("cleared.html", settings)


def result_page(settings: Settings, report: dict[str, Any], given: Paper) -> HTMLResponse:
    """The report on the paper that was `given`, and its words beside it where the report has them."""
    typed = _typed(report)
    signers = [party.name for party in typed.parties if party.role != "mediator"]
    if given.signer and given.signer not in signers:
        signers.append(given.signer)
    filling = context(typed, given.place, folded=True)
    return _page("result.html", settings, given=given, pasted=given.name == PASTED, signers=signers, **filling)


def notes(settings: Settings, report: dict[str, Any], place: str | None) -> bytes:
    """The report as one HTML file to keep."""
    return to_html(_typed(report), place=place, exit_url=settings.exit_url).encode("utf-8", "replace")


def problem_page(settings: Settings, problem: Problem) -> HTMLResponse:
    """What went wrong, in calm words, with a next step."""
    page = _page("problem.html", settings, status=problem.status, problem=problem)
    page.headers.update(problem.headers)
    return page


def problem_response(request: Request, problem: Problem) -> Response:
    """The problem as a calm page for a browser, as problem+json for everybody else."""
    request.scope[CODE] = problem.code
    if _wants_page(request):
        return problem_page(request.app.state.settings, problem)
    return JSONResponse(problem.to_dict(), problem.status, problem.headers, media_type=PROBLEM_JSON)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")


def _page(template: str, settings: Settings, status: int = 200, **filling: Any) -> HTMLResponse:
    html = _templates().get_template(template).render(settings=settings, form=token(), **filling)
    return HTMLResponse(html.encode("utf-8", "replace"), status)


def _typed(report: dict[str, Any]) -> Report:
    """The report that a worker gave as plain data."""
    return _reports().validate_python(report)


@lru_cache
def _templates() -> Environment:
    return environment(HERE / "templates")


@lru_cache
def _reports() -> TypeAdapter[Report]:
    return TypeAdapter(Report)
