"""The parent's side: workers for many threads."""

from __future__ import annotations

import atexit
import hashlib
import os
import threading
import time
import weakref
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scanner.errors import Damaged, PdfFailed, PdfMissing, ScanError, WorkerLost
from scanner.isolate.frames import WithBytes, document_from_json, document_to_json
from scanner.isolate.recall import Recall
from scanner.isolate.worker import FILES_PER_WORKER, Worker
from scanner.model import Document, Span
from scanner.read.doc import as_docx
from scanner.read.limits import DEFAULT_LIMITS, Limits
from scanner.read.sniff import sniff

if TYPE_CHECKING:
    from scanner.annotated.notes import Notes
    from scanner.annotated.write import Written
    from scanner.read import Box, Progress


class Pool:
    """Up to `size` workers, started as needed and shared by any number of threads; each does `files` requests."""

    _idle: list[Worker]

    def __init__(self, size: int, *, files: int = FILES_PER_WORKER) -> None:
        self._size, self._files = size, files
        self.begin()
        _pools.add(self)

    def begin(self) -> None:
        """Know of no worker: at first, and in a forked child, which must not talk to the workers of its parent."""
        self._changed = threading.Condition()
        self._idle = []
        self._count = 0
        self._closed = False

    def read(
        self, data: bytes, name: str = "", *, limits: Limits = DEFAULT_LIMITS, on_progress: Progress | None = None
    ) -> Document:
        """`scanner.read.read` in a worker."""
        answer = self._ask("read", data, {"name": name}, limits, on_progress)
        return _document(answer, name)

    def before_changes(self, data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Document | None:
        """`scanner.read.before_changes` in a worker."""
        answer = self._ask("before_changes", data, {}, limits, None)
        return None if answer is None else _document(answer, "")

    def boxes(
        self, data: bytes, document: Document, spans: Sequence[Span], *, limits: Limits = DEFAULT_LIMITS
    ) -> list[tuple[Box, ...]]:
        """`scanner.read.boxes` in a worker."""
        arguments = {"document": document_to_json(document), "spans": list(spans)}
        answer = self._ask("boxes", data, arguments, limits, None)
        try:
            return [tuple((page, x0, y0, x1, y1) for page, x0, y0, x1, y1 in found) for found in answer]
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
        recall: Recall | None = None,
    ) -> dict[str, Any]:
        """`scanner.scan(...).to_dict()` in a worker; `timeout` in seconds of wall time, the start of a worker included.

        `on_progress` is called in the calling thread, `recall` lets another one end it.

        Raises subclasses of ScanError.
        """
        arguments = {"name": name, "place": place, "signer": signer, "signed": signed, "include_text": include_text}
        limits = replace(DEFAULT_LIMITS, seconds=timeout)
        old = sniff(data) == "doc"
        answer = self._ask("scan", as_docx(data, limits) if old else data, arguments, limits, on_progress, recall)
        if not isinstance(answer, dict):
            raise Damaged()
        if old:
            answer["document"] |= _as_given(data)
        return answer

    def dossier(
        self,
        data: bytes,
        *,
        name: str = "",
        place: str | None = None,
        signer: str | None = None,
        signed: bool | None = None,
        rules: str | None = None,
        anonymous: bool = False,
        timeout: float = DEFAULT_LIMITS.seconds,
        recall: Recall | None = None,
    ) -> tuple[dict[str, Any], str]:
        """The report as `scan` gives it and as a page of HTML, both made in a worker; `timeout` and `recall` alike.

        `rules` is a folder of rules to add; `anonymous` leaves out what tells whose paper it is, see
        scanner.batch.anonymous.  Raises subclasses of ScanError.
        """
        wishes = {"name": name, "place": place, "signer": signer, "signed": signed, "rules": rules}
        limits = replace(DEFAULT_LIMITS, seconds=timeout)
        old = sniff(data) == "doc"
        paper = as_docx(data, limits) if old else data
        answer = self._ask("dossier", paper, {**wishes, "anonymous": anonymous}, limits, None, recall)
        match answer:
            case {"report": {"document": dict()}, "page": str()}:
                if old and not anonymous:
                    answer["report"]["document"] |= _as_given(data)
                return answer["report"], answer["page"]
        raise Damaged()

    def compare(
        self,
        old: bytes,
        new: bytes,
        *,
        old_name: str = "",
        new_name: str = "",
        signer: str | None = None,
        timeout: float = DEFAULT_LIMITS.seconds,
        on_progress: Progress | None = None,
        recall: Recall | None = None,
    ) -> dict[str, Any]:
        """`scanner.compare(...).to_dict()` in a worker; all else as for `scan`."""
        limits = replace(DEFAULT_LIMITS, seconds=timeout)
        given = {"old": old, "new": new}
        papers = {side: as_docx(data, limits) if sniff(data) == "doc" else data for side, data in given.items()}
        arguments = {"old_bytes": len(papers["old"]), "old_name": old_name, "new_name": new_name, "signer": signer}
        data = papers["old"] + papers["new"]
        answer = self._ask("compare", data, arguments, limits, on_progress, recall)
        if not isinstance(answer, dict):
            raise Damaged()
        for side, data in given.items():
            if papers[side] is not data:
                answer[side]["document"] |= _as_given(data)
        return answer

    def annotate(
        self,
        data: bytes,
        *,
        name: str = "",
        place: str | None = None,
        signer: str | None = None,
        signed: bool | None = None,
        timeout: float = DEFAULT_LIMITS.seconds,
        recall: Recall | None = None,
    ) -> Written:
        """The copy that `scanner.annotate` gives, made in a worker; `timeout` and `recall` as for `scan`.

        Raises subclasses of ScanError.
        """
        arguments = {"name": name, "place": place, "signer": signer, "signed": signed}
        return _written(self._ask("annotate", data, arguments, replace(DEFAULT_LIMITS, seconds=timeout), None, recall))

    def write(self, data: bytes, kind: str, notes: Notes, *, limits: Limits = DEFAULT_LIMITS) -> Written:
        """`scanner.annotated.write.write` in a worker."""
        return _written(self._ask("write", data, {"kind": kind, "notes": notes.to_json()}, limits, None))

    def pdf(self, html: str, *, limits: Limits = DEFAULT_LIMITS, recall: Recall | None = None) -> bytes:
        """`scanner.report.as_pdf.render` in a worker.  Raises PdfMissing, and PdfFailed when it asks for too much."""
        try:
            answer = self._ask("pdf", html.encode("utf-8", "replace"), {}, limits, None, recall)
        except PdfMissing:
            raise
        except ScanError:
            raise PdfFailed() from None
        if not isinstance(answer, WithBytes):
            raise PdfFailed()
        return answer.data

    def close(self) -> None:
        """End the workers; those that are busy end when their answer is there."""
        with self._changed:
            self._closed = True
            idle = list(self._idle)
            self._idle.clear()
        for worker in idle:
            worker.close()

    def _ask(
        self,
        operation: str,
        data: bytes,
        arguments: dict[str, Any],
        limits: Limits,
        on_progress: Progress | None,
        recall: Recall | None = None,
    ) -> Any:
        """The answer of a worker.  One that dies may have been ended by the system, for memory: another tries once."""
        end = time.monotonic() + limits.seconds
        try:
            return self._ask_one(operation, data, arguments, limits, on_progress, recall)
        except WorkerLost:
            left = end - time.monotonic()
            if left <= 0:
                raise
            limits = replace(limits, seconds=left)
        return self._ask_one(operation, data, arguments, limits, on_progress, recall)

    def _ask_one(
        self,
        operation: str,
        data: bytes,
        arguments: dict[str, Any],
        limits: Limits,
        on_progress: Progress | None,
        recall: Recall | None,
    ) -> Any:
        worker = self._take()
        try:
            return worker.ask(operation, data, arguments, limits, on_progress, recall)
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
            return Worker(self._files)
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


def _written(answer: Any) -> Written:
    from scanner.annotated.write import Written

    match answer:
        case WithBytes({"media_type": str(media_type), "suffix": str(suffix)}, bytes(data)):
            return Written(data, media_type, suffix)
    raise Damaged()


def _as_given(data: bytes) -> dict[str, str]:
    """What a report says of an old Word file, which is read as a copy in the new form."""
    return {"format": "doc", "sha256": hashlib.sha256(data).hexdigest()}


def _document(answer: Any, name: str) -> Document:
    """What a worker sent as a document.  Raises Damaged if it is none."""
    try:
        return document_from_json(answer, name)
    except (KeyError, TypeError, ValueError):
        raise Damaged() from None


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


def _begin_anew() -> None:
    global _shared_lock
    _shared_lock = threading.Lock()
    for pool in list(_pools):
        pool.begin()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
