"""The parent's side: one worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scanner.errors import Empty, ScanError, TookTooLong, Unsupported, WorkerLost, from_code
from scanner.isolate.frames import Broken, WithBytes, receive, send
from scanner.isolate.recall import Recall
from scanner.read.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from scanner.read import Progress

# Then a new worker takes over, so that what a parser leaks stays small; starting one costs what some 30 papers do.
FILES_PER_WORKER = 1000
GROWN = 512 * 1024 * 1024  # bytes of memory in use between papers; a worker begins with less than a third of it
# What code of our own says of a paper after an orderly look: no parser gave way, so the worker is as good as before.
_REFUSALS = (Empty, Unsupported)
_ROOT = Path(__file__).parents[2]
# The package is found where the parent found it; nothing else is added to the module path.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); import scanner; del sys.path[0]; "
    "from scanner.isolate.child import serve; serve()"
)
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # thread stacks would eat the address space


class Worker:
    """One subprocess, for `files` requests of one thread at a time; `Pool` shares workers out among many."""

    def __init__(self, files: int = FILES_PER_WORKER) -> None:
        self._left = files
        self._failed = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, **_ONE_THREAD},
        )
        _workers.add(self)

    @property
    def usable(self) -> bool:
        """Alive, never failed, and not yet due for replacement."""
        fresh = not self._failed and self._left > 0
        return fresh and self._process.poll() is None and _resident(self._process.pid) < GROWN

    def ask(
        self,
        operation: str,
        data: bytes,
        arguments: dict[str, Any],
        limits: Limits = DEFAULT_LIMITS,
        on_progress: Progress | None = None,
        recall: Recall | None = None,
    ) -> Any:
        """The answer to one request, as JSON gives it; WithBytes if bytes came with it.

        Raises a subclass of ScanError: the one that the worker met, TookTooLong when it was stopped or called back,
        WorkerLost when it died.  After an error the worker is usable only if it refused: empty, unsupported.
        """
        self._left -= 1
        clock = _Deadline(limits.seconds, self._process)
        request = {"operation": operation, "arguments": arguments, "limits": asdict(limits)}
        try:
            with (recall or Recall()).ended_by(clock.end):
                self._send({**request, "progress": on_progress is not None}, data)
                answer = self._receive(limits, clock, on_progress)
        except _REFUSALS:
            self._failed = clock.stop()
            raise
        except BaseException as error:
            self._failed = True
            late = clock.stop()
            self.close()
            if isinstance(error, Broken):
                raise (TookTooLong if late or self._out_of_time() else WorkerLost)() from None
            raise
        self._failed = clock.stop()
        return answer

    def close(self) -> None:
        """End the process; it holds nothing that would be lost."""
        self._process.kill()
        self._close_pipes()
        self._process.wait()

    def forget(self) -> None:
        """Let go of a worker of the process that this one was forked from; it ends when that one closes its pipe."""
        self._close_pipes()
        self._process.returncode = 0  # not a child of this process, so never to be waited for

    def _close_pipes(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _send(self, request: dict[str, Any], data: bytes) -> None:
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, json.dumps(request).encode())
            send(self._process.stdin, data)
        except OSError:
            raise Broken from None

    def _receive(self, limits: Limits, clock: _Deadline, on_progress: Progress | None) -> Any:
        """The answer, after any number of frames of progress.  Raises Broken, and the error that the worker met."""
        while {"progress", "pictures"} & (frame := self._frame(limits.max_answer)).keys():
            if "pictures" in frame:
                clock.extend(limits.ocr_seconds)
                self._left = 0  # it has grown too large for the next document
            elif on_progress is not None:
                on_progress(*_two_numbers(frame["progress"]))
        if "answer" not in frame:
            raise _error(frame)
        if frame.get("attached"):
            return WithBytes(frame["answer"], self._payload(limits.max_answer))
        return frame["answer"]

    def _frame(self, at_most: int) -> dict[str, Any]:
        try:
            frame = json.loads(self._payload(at_most))
        except (ValueError, RecursionError):
            raise Broken from None
        if not isinstance(frame, dict):
            raise Broken
        return frame

    def _payload(self, at_most: int) -> bytes:
        assert self._process.stdout is not None
        try:
            return receive(self._process.stdout, at_most)
        except OSError:
            raise Broken from None

    def _out_of_time(self) -> bool:
        """The system stopped it because its processor time was used up."""
        return os.name == "posix" and self._process.returncode == -signal.SIGXCPU


def _error(frame: dict[str, Any]) -> ScanError:
    """The error that a worker met; of two papers it says which."""
    error = from_code(str(frame.get("error")), str(frame.get("kind")))
    error.paper = frame.get("paper") if frame.get("paper") in ("old", "new") else None
    return error


def _resident(pid: int) -> int:
    """The bytes of memory that a process uses, where the system tells (Linux)."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def _two_numbers(progress: Any) -> tuple[int, int]:
    match progress:
        case [int(done), int(total)]:
            return done, total
    raise Broken


_workers: weakref.WeakSet[Worker] = weakref.WeakSet()


def _forget_workers() -> None:
    for worker in list(_workers):
        worker.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_workers)


class _Deadline:
    """Kills a process when its time is up, unless stopped before."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._late = self._over = self._extended = False
        self._end = time.monotonic() + seconds
        self._start()

    def _start(self) -> None:
        self._timer = threading.Timer(self._end - time.monotonic(), self.end)
        self._timer.daemon = True
        self._timer.start()

    def extend(self, seconds: float) -> None:
        """Allow that much more; once, whatever a worker says."""
        self._timer.cancel()
        with self._lock:
            if not self._late and not self._extended:
                self._end += seconds
            self._extended = True
        self._start()

    def stop(self) -> bool:
        """Whether the process was killed."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            return self._late

    def end(self) -> None:
        """Kill the process now, unless stopped before."""
        with self._lock:
            if not self._over:
                self._late = True
                self._process.kill()
