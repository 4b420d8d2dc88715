"""One shape for everything that can go wrong: RFC 9457, with a stable `code` and a sentence for the person.

Nothing here ever holds a word of a document, a file name or a value that the client sent.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException

from scanner.errors import ScanError
from scanner.report.wording import problem
from scanner.words import words

STATUS: dict[str, int] = {
    "bad_request": 400,
    "unauthorized": 401,
    "cross_site": 403,
    "not_found": 404,
    "too_large": 413,
    "unsupported_format": 415,
    "empty": 422,
    "encrypted": 422,
    "damaged": 422,
    "took_too_long": 422,
    "worker_lost": 422,
    "rate_limited": 429,
    "internal": 500,
    "pdf_failed": 500,
    "pdf_missing": 501,
    "busy": 503,
}
RETRY_SECONDS = 10

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": sorted(STATUS)},
        "detail": {"type": "string", "description": "a sentence for the person; never a word of the document"},
    },
}


class Problem(Exception):
    """An answer other than the one asked for.

    `code` is stable and decides the status unless `status` is given.  The sentence is `detail`, or else the one of
    the catalogue that `says` names, or else the catalogue's own for the code.  `retry_after`, in seconds, goes with
    `busy` and `rate_limited`.
    """

    def __init__(
        self,
        code: str,
        says: str | None = None,
        *,
        status: int | None = None,
        detail: str | None = None,
        retry_after: int = RETRY_SECONDS,
    ) -> None:
        self.code, self._says = code, says
        self.status = status or STATUS[code]
        self.detail: str = detail or words()["problems"]["sentences"][says or code]
        self.headers: dict[str, str] = {}
        if code in ("busy", "rate_limited"):
            self.headers["Retry-After"] = str(retry_after)
        if code == "unauthorized":
            self.headers["WWW-Authenticate"] = "Bearer"
        super().__init__(code)

    @classmethod
    def of_scan(cls, error: ScanError) -> Problem:
        """The same error as an answer, in the scanner's own words."""
        return cls(error.code if error.code in STATUS else "damaged", detail=problem(error))

    @classmethod
    def of_http(cls, error: HTTPException) -> Problem:
        """What the framework raised, with its status and headers and without its words."""
        by_status = {404: ("not_found", None), 405: ("bad_request", "method"), 413: ("too_large", None)}
        code, says = by_status.get(error.status_code, ("bad_request" if error.status_code < 500 else "internal", None))
        problem = cls(code, says, status=error.status_code)
        problem.headers |= error.headers or {}
        return problem

    @property
    def title(self) -> str:
        """The short name of the kind of problem."""
        return self._told("titles") or HTTPStatus(self.status).phrase

    @property
    def next_step(self) -> str:
        """What the person can do now."""
        return self._told("next")

    def _told(self, kind: str) -> str:
        """The words of one kind for just this problem, or else for all of its code."""
        told: dict[str, str] = words()["problems"][kind]
        return told.get(self._says or "") or told.get(self.code, "")

    def to_dict(self) -> dict[str, Any]:
        """The body of the answer."""
        return {
            "type": f"urn:dontsign:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
