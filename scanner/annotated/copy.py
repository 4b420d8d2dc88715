"""From a paper to its copy with notes: read, judge, write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from scanner import isolate
from scanner.annotated.notes import notes_of
from scanner.annotated.write import Written, write
from scanner.errors import NO_COPY, Unsupported
from scanner.model import Report
from scanner.pipeline import Progress, run
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.readers import MODULES
from scanner.read.sniff import sniff


@dataclass(frozen=True, slots=True, repr=False)
class AnnotatedCopy(Written):
    """The same with the report that the notes come from."""

    report: Report


def annotate(
    data: bytes,
    *,
    name: str,
    place: str | None = None,
    signer: str | None = None,
    signed: bool | None = None,
    rules: Path | None = None,
    on_progress: Progress | None = None,
) -> AnnotatedCopy:
    """Read and judge one paper and write what was found into a copy of it; see `scanner.annotate`."""
    kind = sniff(data)
    if kind not in ("pdf", "zip"):  # a Word file is a zip container, and only a worker looks into those
        raise Unsupported(NO_COPY if kind in MODULES else kind)
    report = run(
        data,
        name=name,
        place=place,
        signer=signer,
        signed=signed,
        rules=rules,
        on_progress=on_progress,
        include_text=True,
    )
    kind, notes = report.document.format, notes_of(report)
    if isolate.inside_worker():
        written = write(data, kind, notes, DEFAULT_LIMITS)
    elif kind in ("pdf", "docx"):
        written = isolate.shared_pool().write(data, kind, notes)
    else:
        raise Unsupported(NO_COPY)
    return AnnotatedCopy(written.data, written.media_type, written.suffix, replace(report, text=None, blocks=()))
