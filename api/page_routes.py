"""What stands at which address, for a person with a browser.  No address says anything of a paper."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api import pages as made
from api import stream
from api.desk import Desk, Report
from api.leaving import while_connected
from api.problems import Problem
from api.repeats import Repeats
from api.settings import Settings
from api.uploads import read_paper

pages = APIRouter(include_in_schema=False)


@pages.get("/")
async def start(request: Request) -> Response:
    """The page for a person."""
    return made.start_page(_settings(request))


@pages.get("/privacy")
async def privacy(request: Request) -> Response:
    """Who could see what a person does here, and what helps."""
    return made.privacy_page(_settings(request))


@pages.get("/clear")
async def clear(request: Request) -> Response:
    """An empty page, for "Clear everything" and a reload without scripts; the browser drops what it has of us."""
    page = made.cleared_page(_settings(request))
    page.headers["Clear-Site-Data"] = '"cache", "storage"'
    return page


@pages.post("/check")
async def check(request: Request) -> Response:
    """The result page for the paper that the form sends; a script may ask for it as the last of the events.

    A browser that reloads the result sends the form again: nothing was kept, and it is told so.
    """
    settings, desk = _settings(request), _desk(request)
    paper = await read_paper(request, settings.max_bytes)
    repeats: Repeats = request.app.state.repeats

    def page(outcome: Report | Problem) -> HTMLResponse:
        if isinstance(outcome, Problem):
            return made.problem_page(settings, outcome)
        return made.result_page(settings, outcome, paper)

    if stream.is_wanted(request):
        events = desk.events(paper, include_text=True)
        return await stream.response(request, events, lambda outcome: ("page", bytes(page(outcome).body).decode()))
    if repeats.is_one(paper):
        return RedirectResponse("/clear", 303)
    report = await while_connected(request, desk.scan(paper, include_text=True))
    repeats.remember(paper)
    return await run_in_threadpool(page, report)


@pages.post("/notes.html")
async def notes_html(request: Request) -> Response:
    """The report on the paper that the form sends, as a page to keep."""
    return _attached(await _notes(request), "text/html; charset=utf-8", "notes.html")


@pages.post("/notes.pdf")
async def notes_pdf(request: Request) -> Response:
    """The same as PDF."""
    html = (await _notes(request)).decode()
    pdf = await while_connected(request, _desk(request).do(lambda pool, recall: pool.pdf(html, recall=recall)))
    return _attached(pdf, "application/pdf", "notes.pdf")


@pages.post("/copy")
async def copy(request: Request) -> Response:
    """The person's own PDF or Word file with notes."""
    paper = await read_paper(request, _settings(request).max_bytes)
    made_copy = await while_connected(request, _desk(request).annotate(paper))
    return _attached(made_copy.data, made_copy.media_type, f"copy{made_copy.suffix}")


@pages.get("/check")
@pages.get("/notes.html")
@pages.get("/notes.pdf")
@pages.get("/copy")
async def back_to_start() -> Response:
    """Nothing was kept that could be shown again."""
    return RedirectResponse("/", 303)


async def _notes(request: Request) -> bytes:
    settings = _settings(request)
    paper = await read_paper(request, settings.max_bytes)
    report = await while_connected(request, _desk(request).scan(paper))
    return await run_in_threadpool(made.notes, settings, report, paper.place)


def _attached(data: bytes, media_type: str, name: str) -> Response:
    """A file to save, under a name that says nothing of the paper."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
