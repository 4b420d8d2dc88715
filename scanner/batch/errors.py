"""What can go wrong with a batch as a whole, and with a paper before anybody has read it."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.errors import ScanError


class BatchError(Exception):
    """Something that the person who started the batch can mend; the message says what."""


class CannotOpen(ScanError):
    """The system does not give the file: it is gone, or it may not be read."""

    code = "cannot_open"
    sentence = "We could not open this file. Please check that it is still there and that you may read it."


class WorkerLost(ScanError):
    """Whoever worked on the paper was lost, time and again."""

    code = "worker_lost"
    sentence = "The program broke each time it came to this file. Please try it on its own."


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no report on a paper: the stable code of an error, and its sentence for the person."""

    code: str
    sentence: str

    @staticmethod
    def of(error: ScanError) -> Failure:
        """What stays of an error when it travels or is written down."""
        return Failure(error.code, error.sentence)
