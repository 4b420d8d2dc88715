"""The numbers that an OpenDocument text shows before list items and headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from scanner.read.counting import spell
from scanner.read.odf.names import attribute, attributes, children, descendants
from scanner.read.xml import Element, whole

LEVELS = 10
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_LEVEL_STYLES = ("text:list-level-style-number", "text:list-level-style-bullet", "text:outline-level-style")
_BULLET = "•"
_PRIVATE = range(0xE000, 0xF900)  # letters of symbol fonts
OUTLINE = "\0outline"  # what the numbers of headings are kept under


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many levels the number shows, this one included
    start: int = 1
    bullet: str | None = None


@dataclass(slots=True)
class _Counter:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * (LEVELS + 1))


class Lists:
    """Counts items by list style; levels count from 1."""

    def __init__(self, *roots: Element) -> None:
        self._counters: dict[str, _Counter] = {}
        for root in roots:
            for style in descendants(root, "text:list-style", "text:outline-style"):
                name = attribute(style, "style:name") or ""
                key = OUTLINE if style.tag.endswith("outline-style") else name
                self._counters[key] = _Counter(dict(map(_level, children(style, *_LEVEL_STYLES))))

    def begin(self, style: str | None, *, goes_on: bool) -> None:
        """A list of this style begins; unless it goes on from one before, it counts anew."""
        if not goes_on and (counter := self._counters.get(style or "")) is not None:
            counter.counts = [None] * (LEVELS + 1)

    def mark(self, style: str | None, depth: int, start: str | None = None) -> str:
        """Count one item and give what is shown before it, with a space after it; "" if nothing is."""
        counter = self._counters.get(style or "")
        if counter is None or (level := counter.levels.get(depth)) is None or not 0 < depth <= LEVELS:
            return ""
        before = counter.counts[depth]
        counter.counts[depth] = whole(start, level.start if before is None else before + 1)
        counter.counts[depth + 1 :] = [None] * (LEVELS - depth)
        if level.bullet is not None:
            return f"{level.bullet} "
        numbers = [self._number(counter, each) for each in range(max(depth - level.shown, 0) + 1, depth + 1)]
        shown = ".".join(number for number in numbers if number)
        return f"{level.prefix}{shown}{level.suffix} " if shown else ""

    def _number(self, counter: _Counter, depth: int) -> str:
        level = counter.levels.get(depth) or _Level("decimal")
        count = counter.counts[depth]
        return spell(level.start if count is None else count, level.form)


def _level(element: Element) -> tuple[int, _Level]:
    said = attributes(element)
    bullet = None
    if element.tag.endswith("bullet"):
        given = said.get("text:bullet-char") or _BULLET
        bullet = _BULLET if ord(given[0]) in _PRIVATE else given
    level = _Level(
        form=_FORMS.get(said.get("style:num-format", ""), "decimal"),
        prefix=said.get("style:num-prefix", ""),
        suffix=said.get("style:num-suffix", ""),
        shown=whole(said.get("text:display-levels")) or 1,
        start=whole(said.get("text:start-value"), 1) or 0,
        bullet=bullet,
    )
    return whole(said.get("text:level")) or 0, level
