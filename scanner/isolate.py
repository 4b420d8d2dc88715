"""Hostile files are opened in a process of their own, which has limits and can be killed.

A worker is a plain subprocess that reads requests from its standard input and answers on its standard output.  It is
started when first needed, never at import, and never by fork, so that threads, daemonic processes and scripts
without a main guard may all use it.  Frames are a length and that many bytes: a request is one JSON frame and one frame
with the document as it is; an answer is any number of progress frames and one with the result, all JSON, with a
cap on its size.  Of an error only its code comes back.

Memory, processor time and file writes are bounded by the system where it can (POSIX); elsewhere only the wall
time is, by killing the worker.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from scanner.errors import Damaged, ScanError, TookTooLong, TooLarge, from_code
from scanner.model import Block, Document, Page, Span, Unread
from scanner.read.limits import DEFAULT_LIMITS, Limits

Progress = Callable[[int, int], None]
Box = tuple[float, ...]

FILES_PER_WORKER = 200  # then a new worker takes over, so that what a parser leaks stays small
_LENGTH = struct.Struct(">Q")
# The package is found where the parent found it; nothing else is added to the module path.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); import scanner; del sys.path[0]; "
    "from scanner.isolate import serve; serve()"
)
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # thread stacks would eat the address space
_PR_SET_DUMPABLE = 4

_inside = False


def inside_worker() -> bool:
    """Whether this process is a worker, so that documents may be parsed right here."""
    return _inside


# --- the parent's side --------------------------------------------------------------------------------


class Worker:
    """One subprocess.  For one thread at a time; `Pool` shares workers out among many."""

    def __init__(self) -> None:
        self._files = 0
        self._failed = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, str(Path(__file__).parent.parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, **_ONE_THREAD},
        )

    @property
    def pid(self) -> int:
        """The process number."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Alive, never failed, and not yet due for replacement."""
        return not self._failed and self._files < FILES_PER_WORKER and self._process.poll() is None

    def ask(
        self,
        operation: str,
        data: bytes,
        arguments: dict[str, Any],
        limits: Limits = DEFAULT_LIMITS,
        on_progress: Progress | None = None,
    ) -> Any:
        """The answer to one request, as JSON gives it.

        Raises a subclass of ScanError: the one that the worker met, TookTooLong when it was stopped, Damaged when it
        died.  After any error the worker is not usable any more.
        """
        self._files += 1
        clock = _Deadline(limits.seconds, self._process)
        try:
            self._send_request(operation, data, arguments, limits, on_progress is not None)
            while True:
                frame = self._frame(limits.max_answer)
                if "progress" not in frame:
                    break
                if on_progress is not None:
                    done, total = frame["progress"]
                    on_progress(int(done), int(total))
            if "error" in frame:
                raise from_code(str(frame["error"]))
            return frame["answer"]
        except BaseException as error:
            self._failed = True
            late = clock.stop()
            self.close()
            if isinstance(error, _Broken | OSError | KeyError | TypeError | ValueError | RecursionError):
                raise TookTooLong() if late or self._out_of_time() else Damaged() from None
            raise
        finally:
            self._failed |= clock.stop()

    def close(self) -> None:
        """End the process; it holds nothing that would be lost."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.wait()

    def forget(self) -> None:
        """Let go of a worker that belongs to the process that this one was forked from."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.returncode = 0

    def _send_request(
        self, operation: str, data: bytes, arguments: dict[str, Any], limits: Limits, progress: bool
    ) -> None:
        assert self._process.stdin is not None
        request = {"operation": operation, "arguments": arguments, "limits": asdict(limits), "progress": progress}
        _send(self._process.stdin, json.dumps(request).encode())
        _send(self._process.stdin, data)

    def _frame(self, at_most: int) -> dict[str, Any]:
        assert self._process.stdout is not None
        payload = _receive(self._process.stdout, at_most)
        if payload is None:
            raise _Broken
        frame = json.loads(payload)
        if not isinstance(frame, dict):
            raise _Broken
        return frame

    def _out_of_time(self) -> bool:
        """The system stopped it because its processor time was used up."""
        return os.name == "posix" and self._process.returncode == -signal.SIGXCPU


class Pool:
    """Up to `size` workers, started as needed and shared by any number of threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._count = 0
        self._closed = False
        _pools.add(self)

    def read(
        self, data: bytes, name: str = "", *, limits: Limits = DEFAULT_LIMITS, on_progress: Progress | None = None
    ) -> Document:
        """`scanner.read.read` in a worker."""
        answer = self._ask("read", data, {"name": name}, limits, on_progress)
        try:
            return _document_from(answer, name)
        except (KeyError, TypeError, ValueError):
            raise Damaged() from None

    def boxes(
        self, data: bytes, document: Document, spans: Sequence[Span], *, limits: Limits = DEFAULT_LIMITS
    ) -> list[tuple[Box, ...]]:
        """`scanner.read.boxes` in a worker."""
        arguments = {"document": _document_to(document), "spans": list(spans)}
        answer = self._ask("boxes", data, arguments, limits, None)
        try:
            return [tuple(tuple(float(number) for number in box) for box in found) for found in answer]
        except (TypeError, ValueError):
            raise Damaged() from None

    def scan(
        self,
        data: bytes,
        *,
        name: str = "",
        place: str | None = None,
        signer: str | None = None,
        signed: bool | None = None,
        include_text: bool = False,
        timeout: float = DEFAULT_LIMITS.seconds,
        on_progress: Progress | None = None,
    ) -> dict[str, Any]:
        """`scanner.scan(...).to_dict()` in a worker; `timeout` in seconds of wall time, the start of a worker included.

        Raises subclasses of ScanError.
        """
        arguments = {"name": name, "place": place, "signer": signer, "signed": signed, "include_text": include_text}
        answer = self._ask("scan", data, arguments, replace(DEFAULT_LIMITS, seconds=timeout), on_progress)
        if not isinstance(answer, dict):
            raise Damaged()
        return answer

    def close(self) -> None:
        """End the workers; those that are busy end when their answer is there."""
        with self._changed:
            self._closed = True
            idle = list(self._idle)
            self._idle.clear()
        for worker in idle:
            worker.close()

    def _ask(
        self, operation: str, data: bytes, arguments: dict[str, Any], limits: Limits, on_progress: Progress | None
    ) -> Any:
        worker = self._take()
        try:
            return worker.ask(operation, data, arguments, limits, on_progress)
        finally:
            self._give(worker)

    def _take(self) -> Worker:
        with self._changed:
            while not self._idle and self._count >= self._size:
                self._changed.wait()
            worker = self._idle.pop() if self._idle else None
            if worker is None:
                self._count += 1
        if worker is not None and worker.usable:
            return worker
        try:
            if worker is not None:
                worker.close()
            return Worker()
        except BaseException:
            with self._changed:
                self._count -= 1
                self._changed.notify()
            raise

    def _give(self, worker: Worker) -> None:
        with self._changed:
            keep = worker.usable and not self._closed
            if keep:
                self._idle.append(worker)
            else:
                self._count -= 1
            self._changed.notify()
        if not keep:
            worker.close()

    def _after_fork(self) -> None:
        """A forked child must not talk to the workers of its parent, nor keep their pipes open."""
        for worker in self._idle:
            worker.forget()
        self.__init__(self._size)  # type: ignore[misc]


_pools: weakref.WeakSet[Pool] = weakref.WeakSet()
_shared: Pool | None = None
_shared_lock = threading.Lock()


def shared_pool() -> Pool:
    """The pool that `scanner.read` uses; made when first asked for."""
    global _shared
    with _shared_lock:
        if _shared is None:
            _shared = Pool(os.cpu_count() or 1)
        return _shared


@atexit.register
def _close_pools() -> None:
    for pool in list(_pools):
        pool.close()


def _after_fork() -> None:
    global _shared_lock
    _shared_lock = threading.Lock()
    for pool in list(_pools):
        pool._after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


class _Broken(Exception):
    """The other end closed its pipe, or sent what is no answer."""


class _Deadline:
    """Kills a process when its time is up, unless stopped before."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._late = self._over = False
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> bool:
        """Whether the process was killed."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            return self._late

    def _kill(self) -> None:
        with self._lock:
            if not self._over:
                self._late = True
                self._process.kill()


# --- frames and what is in them ----------------------------------------------------------------------


def _send(stream: BinaryIO | Any, payload: bytes) -> None:
    for piece in (_LENGTH.pack(len(payload)), payload):
        left = memoryview(piece)
        while left:
            left = left[stream.write(left) :]


def _receive(stream: BinaryIO | Any, at_most: int | None = None) -> bytes | None:
    """One frame, or None when the other end has closed; raises _Broken if it is cut or longer than `at_most`."""
    head = _exactly(stream, _LENGTH.size)
    if not head:
        return None
    (length,) = _LENGTH.unpack(head)
    if at_most is not None and length > at_most:
        raise _Broken
    payload = _exactly(stream, length)
    if len(payload) < length:
        raise _Broken
    return payload


def _exactly(stream: BinaryIO | Any, count: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < count:
        piece = stream.read(min(count - len(pieces), 1 << 20))
        if not piece:
            break
        pieces += piece
    return bytes(pieces)


_ROWS = {"blocks": Block, "pages": Page, "unread": Unread}


def _document_to(document: Document) -> dict[str, Any]:
    rows = {
        field: [attrgetter(*(each.name for each in fields(kind)))(item) for item in getattr(document, field)]
        for field, kind in _ROWS.items()
    }
    plain = {field: getattr(document, field) for field in ("format", "sha256", "text", "ocr_pages", "page_count")}
    return {**plain, **rows}


def _document_from(answer: dict[str, Any], name: str) -> Document:
    rows = {field: tuple(kind(*row) for row in answer[field]) for field, kind in _ROWS.items()}
    return Document(name=name, **{**answer, **rows, "ocr_pages": tuple(answer["ocr_pages"])})


# --- the worker's side --------------------------------------------------------------------------------


def serve() -> None:
    """Answer requests until the parent closes the pipe.  What the process runs; nothing else calls it."""
    global _inside
    _inside = True
    requests, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    _harden()
    while (frame := _receive(requests)) is not None:
        data = _receive(requests)
        if data is None:
            return
        request = json.loads(frame)
        limits = Limits(**request["limits"])
        _send(answers, _answer(request, data, limits, answers))


def _answer(request: dict[str, Any], data: bytes, limits: Limits, answers: BinaryIO | Any) -> bytes:
    def progress(done: int, total: int) -> None:
        _send(answers, json.dumps({"progress": [done, total]}).encode())

    try:
        _bound(limits)
        operation = _OPERATIONS[request["operation"]]
        answer = operation(data, request["arguments"], limits, progress if request["progress"] else None)
        payload = json.dumps({"answer": answer}).encode()
        if len(payload) > limits.max_answer:
            raise TooLarge()
    except ScanError as error:
        return _error(error.code)
    except MemoryError:
        return _error(TooLarge.code)
    except Exception:  # whatever a parser trips over; its words may hold the document's
        return _error(Damaged.code)
    return payload


def _error(code: str) -> bytes:
    return json.dumps({"error": code}).encode()


def _read(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> dict[str, Any]:
    from scanner.read import read

    return _document_to(read(data, arguments["name"], limits=limits, on_progress=progress))


def _boxes(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> list[tuple[Box, ...]]:
    from scanner.read import boxes

    spans = [(start, end) for start, end in arguments["spans"]]
    return boxes(data, _document_from(arguments["document"], ""), spans, limits)


def _scan(data: bytes, arguments: dict[str, Any], limits: Limits, progress: Progress | None) -> dict[str, Any]:
    import scanner

    report: dict[str, Any] = scanner.scan(data, **arguments, on_progress=progress).to_dict()
    return report


_OPERATIONS: dict[str, Callable[[bytes, dict[str, Any], Limits, Progress | None], Any]] = {
    "read": _read,
    "boxes": _boxes,
    "scan": _scan,
}


def _harden() -> None:
    """No output but answers, no keyboard interrupt, no core dump, no file written."""
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when work stops
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    if os.name != "posix":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # A core limit of 0 does not stop a system that pipes its dumps to a program; this does.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _bound(limits: Limits) -> None:
    """Bound memory and processor time for the next document."""
    if os.name != "posix":
        return
    import resource

    def lower(kind: int, value: int) -> None:
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))

    lower(resource.RLIMIT_AS, limits.memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 1)
