"""A client for the service, to copy into a program of your own.  Needs httpx alone.

client = Client("http://127.0.0.1:8000", key="dontsign_...")
report = client.scan(Path("agreement.pdf").read_bytes(), name="agreement.pdf", place="US-CA")
for event in client.events(data):          # Progress, Progress, ..., then the report
    ...
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

PATIENCE = 120  # s for one answer; pages that are pictures take long


@dataclass(frozen=True)
class Progress:
    """`done` pages of `of` are read; `of` is 0 while nobody knows how many there are."""

    done: int
    of: int


class Refused(Exception):
    """The service did not do it.  `code` is stable; `detail` is a sentence that can be shown to the person."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.code: str = problem.get("code", "internal")
        self.detail: str = problem.get("detail", "")
        super().__init__(self.code)


class Client:
    """Talks to one service.  Close it, or use it in a `with` statement."""

    def __init__(self, url: str, *, key: str | None = None, tries: int = 3) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=PATIENCE)
        self._tries = tries

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def scan(self, data: bytes, *, name: str = "paper", **about: str) -> dict[str, Any]:
        """The report on a paper; `about` can be place, signer, signed.  Raises Refused, httpx.HTTPError.

        Comes back by itself when the service is busy, as often as `tries` says.
        """
        for left in reversed(range(self._tries)):
            answer = self._http.post("/v1/scan", files={"file": (name, data)}, data=about)
            if answer.status_code == 200:
                report: dict[str, Any] = answer.json()
                return report
            if answer.status_code not in (429, 503) or not left:
                break
            time.sleep(int(answer.headers.get("Retry-After", "5")))
        raise Refused(answer.json())

    def events(self, data: bytes, *, name: str = "paper", **about: str) -> Iterator[Progress | dict[str, Any]]:
        """What happens to a paper, and last the report.  Raises as `scan` does; not to listen on ends the work."""
        accept = {"Accept": "text/event-stream"}
        with self._http.stream("POST", "/v1/scan", files={"file": (name, data)}, data=about, headers=accept) as answer:
            if answer.status_code != 200:
                raise Refused(json.loads(answer.read()))
            kind = ""
            for line in answer.iter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    kind = value
                elif field == "data" and kind == "error":
                    raise Refused(json.loads(value))
                elif field == "data":
                    yield Progress(**json.loads(value)) if kind == "progress" else json.loads(value)
