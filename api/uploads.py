"""From a request body to a paper, in memory only.

`api.bodies` bounds what comes.  Starlette would write file parts above 1 MB to a temporary file on disk;
the parser here is told to keep everything up to the limit in memory.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from api.problems import Problem
from scanner.assess.place import place_code
from scanner.read import bundle, is_picture

MAX_PARTS = 40
MAX_TOKEN = 40  # characters of the token of a form
MAX_NAME = 200  # characters of a file name or of a person's name
PASTED = "pasted.txt"
# JSON of a few words and little between them: other JSON of that size would take a hundred times its room when read.
FEW_WORDS = re.compile(rb'[^"]{0,500}+(?:"(?:[^"\\]++|\\.)*+"[^"]{0,500}+){0,40}+', re.DOTALL)

# Of a broken form, the parser's own log names bytes of what was sent.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would show the paper in a log
class Paper:
    """What a person handed in, and what they said about it.

    `signed` is None if they did not say; `form` is the token of the form that it came with, or empty.
    """

    data: bytes
    name: str
    place: str | None = None
    signer: str | None = None
    signed: bool | None = None
    form: str = ""


async def read_paper(request: Request, max_bytes: int) -> Paper:
    """The paper in a multipart or JSON body of at most `max_bytes`.  Raises Problem."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _from_json(b"".join([chunk async for chunk in request.stream()]))
    if kind == "multipart/form-data":
        async with _form(request, max_bytes) as form:
            return await _paper_of(form)
    raise Problem("unsupported_format", "content_type")


async def read_drafts(request: Request, max_bytes: int) -> tuple[Paper, Paper]:
    """The papers `old` and `new` of a multipart body of at most `max_bytes`.  Raises Problem."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "multipart/form-data":
        raise Problem("unsupported_format", "two_papers")
    async with _form(request, max_bytes) as form:
        return await _draft(form, "old"), await _draft(form, "new")


@asynccontextmanager
async def _form(request: Request, max_bytes: int) -> AsyncIterator[FormData]:
    """A multipart body, all of it in memory."""
    stream = request.stream()
    parser = MultiPartParser(
        request.headers, stream, max_files=MAX_PARTS, max_fields=MAX_PARTS, max_part_size=max_bytes
    )
    parser.spool_max_size = max_bytes + 1  # more than ever comes, so that nothing rolls over to disk
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Problem("bad_request", "broken_form") from None
    try:
        yield form
    finally:
        await form.close()


async def _paper_of(form: FormData) -> Paper:
    files = _files(form, "file")
    text = _field(form, "text")
    if files and text.strip():
        raise Problem("bad_request", "file_and_text")
    if files:
        data, name = _one_paper([await file.read() for file in files]), _file_name(files[0].filename or "")
    elif text.strip():
        data, name = text.encode(), PASTED
    else:
        raise Problem("bad_request", "no_paper")
    place, signer, signed, token = (_field(form, key) for key in ("place", "signer", "signed", "form"))
    return Paper(data, name, _place(place), _signer(signer), _signed(signed), token[:MAX_TOKEN])


async def _draft(form: FormData, side: str) -> Paper:
    files = _files(form, side)
    if not files:
        raise Problem("bad_request", "two_papers")
    data = _one_paper([await file.read() for file in files])
    return Paper(data, _file_name(files[0].filename or ""), signer=_signer(_field(form, "signer")))


def _files(form: FormData, name: str) -> list[UploadFile]:
    """The files of one part; a browser sends an empty one without a name for a file box that was left alone."""
    return [file for file in form.getlist(name) if isinstance(file, UploadFile) and (file.filename or file.size)]


def _one_paper(files: list[bytes]) -> bytes:
    """The file, or all of them as one paper if each is a photo.  Raises Problem."""
    if len(files) == 1:
        return files[0]
    if not all(is_picture(file) for file in files):
        raise Problem("bad_request", "many_files")
    return bundle(files)


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _from_json(body: bytes) -> Paper:
    if not FEW_WORDS.fullmatch(body):
        raise Problem("bad_request", "broken_json")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem("bad_request", "broken_json") from None
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise Problem("bad_request", "no_text")
    place, signer, signed = (given.get(key) for key in ("place", "signer", "signed"))
    if not isinstance(place, str | None):
        raise Problem("bad_request", "place")
    if not isinstance(signer, str | None):
        raise Problem("bad_request", "signer")
    if signed is not None and not isinstance(signed, bool):
        raise Problem("bad_request", "signed")
    data = given["text"].encode("utf-8", "replace")  # JSON can hold half a surrogate pair
    return Paper(data, PASTED, _place(place or ""), _signer(signer or ""), signed)


def _file_name(name: str) -> str:
    """The last part of the name alone: some clients send the whole path, which tells of the person."""
    return PurePosixPath(name.replace("\\", "/")).name[-MAX_NAME:] or "paper"


def _place(value: str) -> str | None:
    if not value.strip():
        return None
    code = place_code(value)
    if code is None:
        raise Problem("bad_request", "place")
    return code


def _signer(value: str) -> str | None:
    name = " ".join(value.split())
    if len(name) > MAX_NAME:
        raise Problem("bad_request", "signer")
    return name or None


def _signed(value: str) -> bool | None:
    match value.strip().lower():
        case "":
            return None
        case "true" | "yes" | "on" | "1":
            return True
        case "false" | "no" | "off" | "0":
            return False
    raise Problem("bad_request", "signed")
