"""The truth of a batch: a line for each paper that is done, and what was asked for in the first one.

A line is written when all that it tells of has been written, so whatever is not in the journal has not happened.  A
line that a killed run left unfinished is cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from scanner.batch.failure import Failure
from scanner.batch.folder import Folder
from scanner.batch.papers import Paper
from scanner.batch.row import Row
from scanner.errors import UsageError

NAME = "journal.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper that is done: its row, or why there is none; `start` and `end` bound its line of results, in bytes."""

    paper: Paper
    sha256: str
    outcome: Row | Failure
    start: int
    end: int

    def to_line(self) -> bytes:
        """As it stands in the journal."""
        return json.dumps({**asdict(self), "kind": type(self.outcome).__name__}).encode() + b"\n"

    @staticmethod
    def of_line(line: bytes) -> Entry:
        """The entry again.  Raises KeyError, TypeError, ValueError for what is none."""
        said: dict[str, Any] = json.loads(line)
        kind = {"Row": Row, "Failure": Failure}[said.pop("kind")]
        return Entry(**{**said, "paper": Paper(**said["paper"]), "outcome": kind(**said["outcome"])})


class Journal:
    """The journal of one output folder, kept to this process as long as it is open."""

    def __init__(self, folder: Folder, asked: dict[str, Any], results: int) -> None:
        """Begin one, or go on with that which is there; `asked` must be the same, `results` is the size of these.

        Raises UsageError if another process has it, if it is the journal of something else, or if its beginning is
        damaged; nothing is changed then.
        """
        self.file = folder.growing(NAME)
        self.file.keep()
        self.file.cut(self._whole(asked, results))
        if self.file.size == 0:
            self.file.write(json.dumps({"asked": asked}).encode() + b"\n")

    def entries(self) -> Iterator[Entry]:
        """What is done, in the order in which it was."""
        lines = self.file.lines()
        next(lines)
        yield from map(Entry.of_line, lines)

    def _whole(self, asked: dict[str, Any], results: int) -> int:
        """How many bytes of the journal can be believed."""
        size = 0
        for line in self.file.lines():
            try:
                if not line.endswith(b"\n"):
                    break
                if size == 0:
                    if json.loads(line)["asked"] != asked:
                        raise UsageError("other_options")
                elif Entry.of_line(line).end > results:
                    break
            except (KeyError, TypeError, ValueError):
                break
            size += len(line)
        if not size and results:  # to begin anew would throw these away, and their papers may be gone by now
            raise UsageError("journal_broken")
        return size
