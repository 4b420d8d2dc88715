"""All that is done with one paper; the same on one machine and on a cluster.

Both functions take and give plain data, so that paths and reports travel between machines, but never papers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from scanner.batch.failure import Failure
from scanner.batch.papers import Paper, fetch
from scanner.errors import ScanError
from scanner.isolate import Pool, Recall


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for, for every paper of the batch; the fields of `scanner.scan`, and `seconds` for one paper.

    `anonymous` leaves out file names and hashes and masks names.
    """

    place: str | None
    signer: str | None
    signed: bool | None
    rules: str | None
    seconds: float
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """The report on a paper as JSON-ready data and as a page; `sha256` is that of the bytes that were read."""

    sha256: str
    report: dict[str, Any]
    page: str


def fingerprint(paper: Paper) -> str | Failure:
    """The SHA-256 of a paper, or why it cannot be had."""
    try:
        return hashlib.sha256(fetch(paper)).hexdigest()
    except ScanError as error:
        return Failure.of(error)


def examine(paper: Paper, wishes: Wishes, pool: Pool, recall: Recall | None = None) -> Examined | Failure:
    """The report on a paper, made by a worker, or why there is none; `recall` lets another thread end the work."""
    try:
        data = fetch(paper)
        report, page = pool.dossier(
            data,
            name=str(paper.number) if wishes.anonymous else paper.base,
            place=wishes.place,
            signer=wishes.signer,
            signed=wishes.signed,
            rules=wishes.rules,
            anonymous=wishes.anonymous,
            timeout=wishes.seconds,
            recall=recall,
        )
        return Examined(hashlib.sha256(data).hexdigest(), report, page)
    except ScanError as error:
        return Failure.of(error)
