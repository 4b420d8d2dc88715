"""What stays of an error with a paper when it travels or is written down."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.errors import ScanError


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no report on a paper: the stable code of an error, and its sentence for the person."""

    code: str
    sentence: str

    @staticmethod
    def of(error: ScanError) -> Failure:
        """All of it that can be told."""
        return Failure(error.code, error.sentence)
