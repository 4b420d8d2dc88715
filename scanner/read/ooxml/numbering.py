"""The numbers that Word puts before list items and never stores in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from scanner.read.counting import spell
from scanner.read.ooxml.names import attribute, child, name, switched, value
from scanner.read.ooxml.styles import Style
from scanner.read.xml import Element, whole

LEVELS = 9
_NO_LIST = "0"  # the list id that takes an item out of the list of its style
_BULLET = "•"
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # letters of symbol fonts, nearly always some bullet
_SLOT = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    restart: int | None = None  # the level (1 to 9) whose items start this one anew; 0 never; None any above
    legal: bool = False
    style_id: str | None = None


@dataclass(slots=True)
class _List:
    """A list and how far it has been counted; instances of one definition count on together."""

    levels: list[Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _Instance:
    """A use of a list, with the levels that it starts or writes in its own way."""

    common: _List
    starts: dict[int, int]
    levels: dict[int, Level]
    begun: set[int] = field(default_factory=set)

    def level(self, index: int) -> Level:
        return self.levels.get(index) or self.common.levels[index]


class Numbering:
    """Counts list items in the order in which they are asked for."""

    def __init__(self, root: Element | None, style_lists: Callable[[str], str | None]) -> None:
        """`style_lists` gives the list id that a numbering style stands for."""
        self._instances: dict[str, _Instance] = {}
        if root is None:
            return
        abstract = {attribute(each, "abstractNumId"): each for each in root if name(each) == "w:abstractNum"}
        nums = {attribute(each, "numId"): each for each in root if name(each) == "w:num"}
        lists: dict[str | None, _List] = {}
        for num_id, num in nums.items():
            abstract_id = value(num, "w:abstractNumId")
            if num_id is None or abstract_id not in abstract:
                continue
            if abstract_id not in lists:
                lists[abstract_id] = _List(_levels(_followed(abstract[abstract_id], abstract, nums, style_lists)))
            self._instances[num_id] = _instance(num, lists[abstract_id])

    def before(self, properties: Element | None, style: Style, style_id: str | None) -> str:
        """Count a paragraph, if it is a list item by its `w:pPr` or its style, and give what is shown before it."""
        own = child(properties, "w:numPr")
        list_id = value(own, "w:numId") or style.list_id
        if list_id is None or list_id == _NO_LIST:
            return ""
        level = whole(value(own, "w:ilvl"))
        if level is None:
            level = self._level_of_style(list_id, style_id)
        return self._mark(list_id, (style.list_level or 0) if level is None else level)

    def _level_of_style(self, list_id: str, style_id: str | None) -> int | None:
        """The level that a list keeps for paragraphs of this style."""
        if style_id is None or (instance := self._instances.get(list_id)) is None:
            return None
        return next((i for i in range(LEVELS) if instance.level(i).style_id == style_id), None)

    def _mark(self, list_id: str, index: int) -> str:
        """Count one item and give what is shown before it, its gap included; "" if the list is not known."""
        instance = self._instances.get(list_id)
        if instance is None or not 0 <= index < LEVELS:
            return ""
        counts = instance.common.counts
        if index in instance.starts and index not in instance.begun:
            counts[index] = instance.starts[index]
            instance.begun.add(index)
        else:
            before = counts[index]
            counts[index] = instance.level(index).start if before is None else before + 1
        for deeper in range(index + 1, LEVELS):
            restart = instance.level(deeper).restart
            if restart is None or index < restart:
                counts[deeper] = None
        return _shown(instance, index)


def _shown(instance: _Instance, index: int) -> str:
    level = instance.level(index)
    if level.form == "bullet":
        shown = _PRIVATE.sub(_BULLET, level.text) or _BULLET
        return shown + (level.gap or " ")

    def number(slot: re.Match[str]) -> str:
        place = int(slot[1]) - 1
        other = instance.level(place)
        count = instance.common.counts[place]
        form = "decimal" if level.legal and other.form != "none" else other.form
        return spell(other.start if count is None else count, form)

    shown = _SLOT.sub(number, level.text)
    return shown + level.gap if shown.strip() else ""


def _levels(abstract: Element) -> list[Level]:
    levels = [Level()] * LEVELS
    for element in abstract:
        index = whole(attribute(element, "ilvl"))
        if name(element) == "w:lvl" and index is not None and 0 <= index < LEVELS:
            levels[index] = _level(element)
    return levels


def _level(element: Element) -> Level:
    return Level(
        start=whole(value(element, "w:start")) or 0,
        form=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText") or "",
        gap="" if value(element, "w:suff") == "nothing" else " ",
        restart=whole(value(element, "w:lvlRestart")),
        legal=bool(switched(element, "w:isLgl")),
        style_id=value(element, "w:pStyle"),
    )


def _instance(num: Element, common: _List) -> _Instance:
    instance = _Instance(common, {}, {})
    for override in num:
        index = whole(attribute(override, "ilvl"))
        if name(override) != "w:lvlOverride" or index is None or not 0 <= index < LEVELS:
            continue
        if (start := whole(value(override, "w:startOverride"))) is not None:
            instance.starts[index] = start
        if (level := child(override, "w:lvl")) is not None:
            instance.levels[index] = _level(level)
    return instance


def _followed(
    abstract: Element,
    every: dict[str | None, Element],
    nums: dict[str | None, Element],
    style_lists: Callable[[str], str | None],
) -> Element:
    """The definition that holds the levels: one that links to a numbering style has none of its own."""
    style_id = value(abstract, "w:numStyleLink")
    if style_id is None:
        return abstract
    linked = nums.get(style_lists(style_id))
    return every.get(value(linked, "w:abstractNumId"), abstract)
