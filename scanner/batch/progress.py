"""How far a batch is, for the person who watches the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

from scanner.words import words

_SAID: dict[str, str] = words()["terminal"]


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(_SAID["rate"].format(rate=f"{task.speed:.1f}") if task.speed else "")


@contextmanager
def progress(of: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error, with rate and time left; call what it gives for each paper.  Silent in a pipe."""
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), _SAID["papers"], _Rate(), TimeRemainingColumn(), _SAID["left"])
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=of)
        yield lambda: bar.advance(task)
