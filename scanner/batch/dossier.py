"""What a worker makes of one paper of a batch: the report as data and as a page, with names taken out if asked for."""

from __future__ import annotations

from typing import Any

from scanner import scan
from scanner.batch.anonymous import anonymous as without_names
from scanner.report.as_html import to_html


def dossier(
    data: bytes,
    *,
    name: str,
    place: str | None,
    signer: str | None,
    signed: bool | None,
    rules: str | None,
    anonymous: bool,
) -> dict[str, Any]:
    """`report` and `page` of one paper, ready for JSON.  Raises subclasses of ScanError."""
    report = scan(data, name=name, place=place, signer=signer, signed=signed, rules=rules)
    if anonymous:
        report = without_names(report)
    return {"report": report.to_dict(), "page": to_html(report, place=place)}
