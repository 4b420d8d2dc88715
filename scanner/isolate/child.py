"""The worker's side: bound what may be used up, then answer requests."""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scanner.errors import Damaged, ScanError, TooLarge, Unsupported
from scanner.isolate.frames import Broken, WithBytes, document_from_json, document_to_json, receive, send
from scanner.isolate.rooms import leave_no_dump, shut_in
from scanner.read.limits import Limits

if TYPE_CHECKING:
    from scanner.annotated.write import Written
    from scanner.read import Box, Progress

SLACK = 16 * 1024 * 1024  # bytes: whoever has no more left than this met the bound

_inside = False
_answers: IO[bytes]  # where a worker answers
_pictures_end: float | None = None  # when reading pictures must be done, once it has begun


def inside_worker() -> bool:
    """Whether this process is a worker, so that documents may be parsed right here."""
    return _inside


def make_room(limits: Limits) -> float:
    """Allow a worker the time and the memory that reading pictures takes; elsewhere nothing is bounded.

    Gives the time, as `time.monotonic` tells it, at which that must be done: one for all pictures of a request.
    """
    global _pictures_end
    if not _inside:
        return time.monotonic() + limits.ocr_seconds
    if _pictures_end is None:
        _pictures_end = time.monotonic() + limits.ocr_seconds
        send(_answers, json.dumps({"pictures": True}).encode())
        _bound(limits.ocr_memory, limits.ocr_seconds + limits.seconds)
    return _pictures_end


def serve() -> None:
    """Answer requests until the parent closes the pipe.  What the process runs; nothing else calls it."""
    global _inside, _answers
    _inside = True
    requests, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    _answers = answers
    _harden()
    while True:
        try:
            request, data = json.loads(receive(requests)), receive(requests)
        except Broken:
            return
        for frame in _answer(request, data, answers):
            send(answers, frame)


def _answer(request: dict[str, Any], data: bytes, answers: IO[bytes]) -> list[bytes]:
    """The frames of the result: JSON, and bytes if the operation gives some."""

    def progress(done: int, total: int) -> None:
        send(answers, json.dumps({"progress": [done, total]}).encode())

    global _pictures_end
    _pictures_end = None
    limits = Limits(**request["limits"])
    try:
        _bound(limits.memory, limits.seconds)
        operation = _OPERATIONS[request["operation"]]
        answer = operation(data, request["arguments"], limits, progress if request["progress"] else None)
        attached = [answer.data] if isinstance(answer, WithBytes) else []
        plain = answer.answer if isinstance(answer, WithBytes) else answer
        frames = [json.dumps({"answer": plain, "attached": bool(attached)}).encode(), *attached]
        if max(map(len, frames)) > limits.max_answer:
            raise TooLarge()
    except Exception as error:
        bound = _make_memory()  # to say what went wrong takes some, and that may be what has run out
        return [_reason(error, full=_address_space() + SLACK > bound)]
    return frames


def _reason(error: Exception, *, full: bool) -> bytes:
    """The frame that says what went wrong, in no words of the document; `full`: there was hardly any memory left."""
    code, kind, paper = Damaged.code, "", None  # whatever a parser trips over
    if isinstance(error, ScanError):
        code, paper = error.code, error.paper
        kind = error.kind if isinstance(error, Unsupported) else ""
    elif full or isinstance(error, MemoryError | ImportError):  # a library that finds no room has errors of its own
        code = TooLarge.code
    return json.dumps({"error": code, "kind": kind, "paper": paper}).encode()


def _read(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> dict[str, Any]:
    from scanner.read import read

    return document_to_json(read(data, arguments["name"], limits=limits, on_progress=progress))


def _before_changes(
    data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None
) -> dict[str, Any] | None:
    from scanner.read import before_changes

    document = before_changes(data, limits=limits)
    return None if document is None else document_to_json(document)


def _boxes(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> list[tuple[Box, ...]]:
    from scanner.read import boxes

    spans = [(start, end) for start, end in arguments["spans"]]
    return boxes(data, document_from_json(arguments["document"], ""), spans, limits)


def _scan(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> dict[str, Any]:
    import scanner

    report: dict[str, Any] = scanner.scan(data, **arguments, on_progress=progress).to_dict()
    return report


def _write(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> WithBytes:
    from scanner.annotated.notes import Notes
    from scanner.annotated.write import write

    return _attached(write(data, arguments["kind"], Notes.from_json(arguments["notes"]), limits))


def _annotate(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> WithBytes:
    from scanner.annotated.copy import annotate

    return _attached(annotate(data, **arguments, on_progress=progress))


def _attached(copy: Written) -> WithBytes:
    return WithBytes({"media_type": copy.media_type, "suffix": copy.suffix}, copy.data)


def _compare(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> dict[str, Any]:
    """Both papers come as one stretch of bytes; `old_bytes` of them are the old one."""
    import scanner

    cut = arguments.pop("old_bytes")
    return scanner.compare(data[:cut], data[cut:], **arguments, on_progress=progress).to_dict()


def _pdf(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> WithBytes:
    from scanner.report.as_pdf import render

    return WithBytes({}, render(data.decode("utf-8", "replace")))


def _dossier(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> dict[str, Any]:
    from scanner.batch.dossier import dossier

    return dossier(data, **arguments)


_OPERATIONS: dict[str, Callable[[bytes, dict[str, Any], Limits, Progress | None], Any]] = {
    "read": _read,
    "before_changes": _before_changes,
    "boxes": _boxes,
    "scan": _scan,
    "write": _write,
    "annotate": _annotate,
    "compare": _compare,
    "pdf": _pdf,
    "dossier": _dossier,
}


def _harden() -> None:
    """No output but answers, no keyboard interrupt, no core dump, no file written, no network."""
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when work stops
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    leave_no_dump()
    if os.name != "posix":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    shut_in()


def _bound(memory: int, seconds: float) -> None:
    """Bound memory, and processor time from now on."""
    if os.name != "posix":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


def _make_memory() -> float:
    """Take the bound on memory back; gives it in bytes."""
    if os.name != "posix":
        return math.inf
    import resource

    bound = resource.getrlimit(resource.RLIMIT_AS)[0]
    _limit(resource.RLIMIT_AS, resource.RLIM_INFINITY)
    return math.inf if bound == resource.RLIM_INFINITY else bound


def _address_space() -> int:
    """The bytes of memory that this process has taken, used or not, where the system tells (Linux)."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def _limit(kind: int, value: int) -> None:
    """Bound what may be used, never above what the system allows."""
    import resource

    hard = resource.getrlimit(kind)[1]
    given = [number for number in (value, hard) if number != resource.RLIM_INFINITY]
    resource.setrlimit(kind, (min(given, default=resource.RLIM_INFINITY), hard))
