"""The FastAPI application: its routes, and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.staticfiles import StaticFiles

from api import routes
from api.desk import Desk
from api.guards import LastResort, SameSiteOnly, SecurityHeaders
from api.pages import HERE, problem_response
from api.problems import Problem
from api.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole service.  Workers start when the first paper comes and end with the service."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        from scanner.isolate import Pool

        with closing(Pool(settings.workers)) as pool:
            app.state.desk = Desk(pool, settings)
            yield
            app.state.desk.close()

    app = FastAPI(
        title="dontsign",
        summary="Says in plain words what a paper would do to the person who is asked to sign it.",
        version="1",
        docs_url=None,  # the usual pages load scripts from other hosts
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.include_router(routes.pages)
    app.include_router(routes.v1)
    app.include_router(routes.health)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_problem)
    # The last one added stands outermost.
    app.add_middleware(LastResort)
    app.add_middleware(SameSiteOnly, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(SecurityHeaders)
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
