"""Notes into the file of a paper, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.annotated.notes import Notes
from scanner.errors import NO_COPY, Unsupported
from scanner.read.limits import Limits

PDF = "application/pdf"
# By what tells one kind of Word file from the others; the last is the usual one.
_WORD = (
    (b"ms-word.document.macroEnabled", ".docm", "application/vnd.ms-word.document.macroEnabled.12"),
    (b"ms-word.template.macroEnabled", ".dotm", "application/vnd.ms-word.template.macroEnabled.12"),
    (b"template.main", ".dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"),
    (b"", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)


@dataclass(frozen=True, slots=True, repr=False)  # no repr: it would show the paper in a log
class Written:
    """A copy of a paper with notes: its bytes, their media type, and the ending of a name for it, such as ".pdf"."""

    data: bytes
    media_type: str
    suffix: str


def write(data: bytes, kind: str, notes: Notes, limits: Limits) -> Written:
    """The notes written into the paper `data` of format `kind`, as its report names it.

    Opens the file, so call it in a worker.  Raises Unsupported for formats that no notes are written into, Damaged,
    Encrypted, TooLarge.
    """
    if kind == "pdf":
        from scanner.annotated.pdf import write_pdf

        return Written(write_pdf(data, notes), PDF, ".pdf")
    if kind != "docx":
        raise Unsupported(NO_COPY)
    from scanner.annotated.docx import write_docx

    copy, types = write_docx(data, notes, limits)
    suffix, media_type = next((suffix, media_type) for mark, suffix, media_type in _WORD if mark in types)
    return Written(copy, media_type, suffix)
