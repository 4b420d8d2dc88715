"""The FastAPI application: its routes, and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from functools import cache, partial
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.staticfiles import StaticFiles

from api import logs, page_routes, routes
from api.access import Access
from api.bodies import Bodies
from api.desk import Desk
from api.guards import LastResort, SameSiteOnly, SecurityHeaders, SharedOrigins
from api.metrics import Metrics
from api.openapi import describe
from api.pages import HERE, problem_response
from api.problems import Problem
from api.repeats import Repeats
from api.settings import Settings, load
from api.watch import Record, Watch

ABOUT = """Send a paper, get what it would do to the person who is asked to sign it, each finding with its exact words.
Papers stay in memory and are gone with the answer. Nothing of a paper stands in a log or in an error.

Fields and values are added over time and never renamed: accept those that you do not know. Whatever goes wrong is
`application/problem+json` with a `code` that stays the same. After `busy` and `rate_limited`, try again when
`Retry-After` says so. Every report carries the same advice: Consult a lawyer. Don't sign."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service, with the settings of the environment if none are given.

    Workers start with the service, read a paper of no account to be warm, and end with it.  For whoever serves it, the
    lifespan's state holds what `api.protocol` needs.
    """
    settings = settings or load()
    metrics = Metrics()

    def ended(record: Record) -> None:
        metrics.ended(record)
        logs.write(record)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        from scanner.isolate import Pool
        from scanner.isolate.rooms import leave_no_dump

        leave_no_dump()
        with closing(Pool(settings.workers)) as pool:
            desk = app.state.desk = Desk(pool, settings)
            desk.warm_up()
            yield {
                "closing": desk.close,
                "max_connections": settings.connections,
                "header_seconds": settings.body_seconds,
            }
            desk.close()

    app = FastAPI(
        title="dontsign",
        summary="Says in plain words what a paper would do to the person who is asked to sign it.",
        description=ABOUT,
        version="1",
        docs_url=None,  # the usual pages load scripts from other hosts
        redoc_url=None,
        lifespan=lifespan,
    )
    app.openapi = cache(partial(describe, app))  # type: ignore[method-assign]
    app.state.settings, app.state.metrics, app.state.repeats = settings, metrics, Repeats()
    app.include_router(page_routes.pages)
    app.include_router(routes.v1)
    app.include_router(routes.health)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_problem)
    # The last one added stands outermost.
    app.add_middleware(LastResort)
    app.add_middleware(Access, settings=settings)
    app.add_middleware(SharedOrigins, origins=settings.cors_origins)
    app.add_middleware(SameSiteOnly, allowed_hosts=settings.allowed_hosts, origins=settings.cors_origins)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Bodies, settings=settings)
    app.add_middleware(Watch, began=metrics.began, ended=ended)
    return app


def _on_problem(request: Request, error: Exception) -> Response:
    match error:
        case Problem():
            problem = error
        case HTTPException():
            problem = Problem.of_http(error)
        case _:
            problem = Problem("bad_request")
    return problem_response(request, problem)
