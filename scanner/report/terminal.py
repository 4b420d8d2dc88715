"""The pieces that texts for a terminal are made of, and how they are set in lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from scanner.report.legible import clean

NARROWEST, WIDEST = 60, 100  # columns
INDENT = "    "
BAR = "\N{BOX DRAWINGS LIGHT VERTICAL} "
STYLE = {"critical": "bold red", "high": "red", "medium": "yellow", "low": "cyan"}


def printed(pieces: Iterable[RenderableType], *, width: int, colour: bool) -> str:
    """The pieces as lines of at most `width` columns (held between 60 and 100), with ANSI colours if asked for."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, min(width, WIDEST)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(Group(*pieces))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


class Hanging:
    """Words wrapped to the width that is there, with a mark before the first line and another before the rest."""

    def __init__(self, words: Text, first: str, rest: str, style: str = "") -> None:
        self.words, self.marks, self.style = words, (first, rest), style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style(self.style)
        mark, rest = self.marks
        for line in self.words.wrap(console, options.max_width - len(rest)):
            yield Segment(mark, style)
            yield from line.render(console, end="\n")
            mark = rest


def heading(words: str) -> Iterator[RenderableType]:
    """A rule with words in it, after an empty line."""
    yield ""
    yield Rule(Text(words, "bold"), align="left", style="dim")


def line(words: str, style: str = "") -> RenderableType:
    """A paragraph."""
    return Hanging(Text(clean(words), style), INDENT, INDENT)


def labelled(label: str, words: str) -> RenderableType:
    """A paragraph after its name."""
    return Hanging(Text.assemble((f"{label}: ", "bold"), clean(words)), INDENT, INDENT + "  ")


def bullet(words: str, indent: str = INDENT) -> RenderableType:
    """An item of a list."""
    return Hanging(Text(clean(words)), indent + "- ", indent + "  ")


def quote(words: str | Text, style: str = "dim") -> RenderableType:
    """Words of a paper, behind a bar of that style."""
    text = words if isinstance(words, Text) else Text(clean(words))
    return Hanging(text, INDENT + BAR, INDENT + BAR, style)
