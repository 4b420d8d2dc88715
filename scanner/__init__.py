"""dontsign reads a paper that somebody was asked to sign and says in plain words what it would do to them.

from scanner import compare, scan
report = scan("agreement.pdf")
report.to_dict()
compare("draft_1.docx", "draft_2.pdf").worse
"""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.errors import CannotOpen, RuleError, ScanError

if TYPE_CHECKING:
    from scanner.annotated.copy import AnnotatedCopy
    from scanner.drafts.model import Comparison
    from scanner.model import Report

__all__ = ["RuleError", "ScanError", "annotate", "compare", "scan"]
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
    `include_text` puts the text as read into the report, which offsets point into, and its `blocks`.

    Raises only subclasses of ScanError for documents (each with a stable `code` and a sentence for the person),
    and RuleError for broken rules.  Nothing is written anywhere.
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


def compare(
    old: str | PathLike[str] | bytes,
    new: str | PathLike[str] | bytes,
    *,
    old_name: str | None = None,
    new_name: str | None = None,
    signer: str | None = None,
    rules: str | PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Read two drafts of one paper and tell what got worse, what got better, what else changed, and what moved.

    `old` and `new` are paths or bytes, of any formats; the other parameters are those of `scan`.  Marked changes of a
    Word file count as made.  `on_progress(done, of)` counts the pages of the old paper, then those of the new one.

    Raises what `scan` raises; `paper` of a ScanError is "old" or "new".
    """
    from scanner.drafts.run import Given, run

    return run(
        Given(*_opened(old, old_name)),
        Given(*_opened(new, new_name)),
        signer=signer,
        rules=Path(rules) if rules is not None else None,
        on_progress=on_progress,
    )


def _opened(source: str | PathLike[str] | bytes, name: str | None) -> tuple[bytes, str]:
    """The bytes of a document and its name.  Raises CannotOpen."""
    if isinstance(source, bytes):
        return source, name or ""
    path = Path(source)
    try:
        return path.read_bytes(), name or path.name
    except (OSError, ValueError) as problem:  # ValueError for what cannot be the name of a file
        raise CannotOpen(problem) from None
