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
from api.settings import Settings
from api.watch import CODE
from scanner.model import Report
from scanner.report.html import context, environment

HERE = Path(__file__).parent
PROBLEM_JSON = "application/problem+json"


def start_page(settings: Settings) -> Response:
    """The first screen: what this is, and the form."""
    return _page("start.html", settings)


def result_page(settings: Settings, report: dict[str, Any], place: str | None) -> Response:
    """The report of one paper as a page; `place` is the one that the person chose."""
    typed = _reports().validate_python(report)
    return _page("result.html", settings, **context(typed, place, folded=True))


def problem_response(request: Request, problem: Problem) -> Response:
    """The problem as a calm page for a browser, as problem+json for everybody else."""
    request.scope[CODE] = problem.code
    if _wants_page(request):
        page = _page("problem.html", request.app.state.settings, status=problem.status, problem=problem)
        page.headers.update(problem.headers)
        return page
    return JSONResponse(problem.to_dict(), problem.status, problem.headers, media_type=PROBLEM_JSON)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")


def _page(template: str, settings: Settings, status: int = 200, **filling: Any) -> HTMLResponse:
    html = _templates().get_template(template).render(settings=settings, **filling)
    return HTMLResponse(html.encode("utf-8", "replace"), status)


@lru_cache
def _templates() -> Environment:
    return environment(HERE / "templates")


@lru_cache
def _reports() -> TypeAdapter[Report]:
    return TypeAdapter(Report)
