"""A paper that was not read, told like one that was: what happened, and the advice that never changes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from scanner.assess.verdict import standing_advice
from scanner.errors import ScanError
from scanner.report.terminal import Hanging, bullet, printed
from scanner.report.wording import STANDING_ADVICE, problem
from scanner.words import words


def to_text(error: ScanError, *, width: int = 80, colour: bool = False) -> str:
    """Lines of at most `width` columns (held between 60 and 100), with ANSI colours if asked for."""
    return printed(_refusal(error), width=width, colour=colour)


def to_dict(error: ScanError) -> dict[str, object]:
    """The same as data, in the shape of RFC 9457 and with `advice`; ready for `json.dumps`."""
    return {
        "type": f"urn:dontsign:problem:{error.code}",
        "title": words()["problems"]["titles"][error.code],
        "code": error.code,
        "detail": problem(error),
        "advice": list(standing_advice()),
    }


def _refusal(error: ScanError) -> Iterator[RenderableType]:
    yield Text(STANDING_ADVICE, "bold")
    yield ""
    yield Hanging(Text(f"{problem(error)} ({error.code})", "bold"), "", "")
    yield ""
    yield from (bullet(line, indent="") for line in more_advice())
    yield ""
    yield Text(STANDING_ADVICE, "bold")


def more_advice() -> tuple[str, ...]:
    """What stands on top of every report, below the sentence that opens it."""
    return tuple(line for line in standing_advice() if line != STANDING_ADVICE)
