"""dontsign reads a paper that somebody was asked to sign and says in plain words what it would do to them.

from scanner import scan
report = scan("agreement.pdf")
report.to_dict()
"""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.errors import RuleError, ScanError

if TYPE_CHECKING:
    from scanner.annotated.copy import AnnotatedCopy
    from scanner.model import Report

__all__ = ["RuleError", "ScanError", "annotate", "scan"]
__version__ = "0.1.0"


def scan(
    source: str | PathLike[str] | bytes,
    *,
    name: str | None = None,
    place: str | None = None,
    signer: str | None = None,
    signed: bool | None = None,
    rules: str | PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    include_text: bool = False,
) -> Report:
    """Read a document and report what it would do to the person who signs it.

    `source` is a path or the bytes of the document; the content decides the format, `name` is only a hint.
    `place` (such as "US-CA") picks law cards and help; `signer` says which party the reader is; `signed` that the
    paper is signed already; `rules` is a folder of rules to add; `on_progress(done, of)` counts pages;
    `include_text` puts the text as read into the report, which offsets point into.

    Raises only subclasses of ScanError for documents (each with a stable `code` and a sentence for the person),
    OSError for a path that cannot be opened and RuleError for broken rules.  Nothing is written anywhere.
    """
    from scanner.pipeline import run

    data, given = _opened(source, name)
    return run(
        data,
        name=given,
        place=place,
        signer=signer,
        signed=signed,
        rules=Path(rules) if rules is not None else None,
        on_progress=on_progress,
        include_text=include_text,
    )


def annotate(
    source: str | PathLike[str] | bytes,
    *,
    name: str | None = None,
    place: str | None = None,
    signer: str | None = None,
    signed: bool | None = None,
    rules: str | PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> AnnotatedCopy:
    """A copy of a PDF or of a Word file (.docx) with a note on everything that `scan` finds in it.

    Arguments and errors are those of `scan`; other formats raise the error with the code `unsupported_format`.
    The result has the bytes of the copy in `data`, their `media_type`, a `suffix` such as ".pdf", and the `report`.
    """
    from scanner.annotated.copy import annotate as make

    data, given = _opened(source, name)
    return make(
        data,
        name=given,
        place=place,
        signer=signer,
        signed=signed,
        rules=Path(rules) if rules is not None else None,
        on_progress=on_progress,
    )


def _opened(source: str | PathLike[str] | bytes, name: str | None) -> tuple[bytes, str]:
    """The bytes of a document and its name."""
    if isinstance(source, bytes):
        return source, name or ""
    path = Path(source)
    return path.read_bytes(), name or path.name
