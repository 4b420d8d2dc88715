"""Fields: what a reader is shown in the place of a code such as `PAGE` or `MACROBUTTON`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from scanner.read.ooxml.names import attribute, child, descendants, name, switched, value
from scanner.read.xml import Element, whole

_MACROBUTTON = re.compile(r"\s*MACROBUTTON\s+\S+\s+(?P<shown>.+)", re.IGNORECASE | re.DOTALL)
_QUOTE = re.compile(r'\s*QUOTE\s+"(?P<shown>[^"]+)"', re.IGNORECASE)
_STRING = re.compile(r'"([^"]+)"|“([^“”]+)”')
_FORM = re.compile(r'\\[@#]\s*("[^"]*"|“[^“”]*”)')  # how a date or a number is written
_COMMAND = re.compile(r"\A\s*(MACROBUTTON\s+)?\S+|\\\S+", re.IGNORECASE)  # what is done, and switches
_SENTENCE = 4  # words in a string from which on a code holds more than a name or a label
_BARE = 6  # the same for words that stand in no string


@dataclass(slots=True)
class Field:
    """A field that is open: the code up to its `separate` mark, then the result.

    `swallowed` is text in the place of the code, which no program shows.
    """

    code: list[str] = field(default_factory=list)
    result: list[str] = field(default_factory=list)
    swallowed: list[str] = field(default_factory=list)
    in_code: bool = True


class Fields:
    """The fields that are open at one point of a story, the innermost last."""

    def __init__(self, story: Element | None) -> None:
        self._closed = set() if story is None else _closed_marks(story)
        self._open: list[Field] = []

    def begin(self, mark: Element) -> None:
        """A `begin` mark; one that has no end must not swallow what follows, and is passed over."""
        if mark in self._closed:
            self._open.append(Field())

    def separate(self) -> None:
        """The code of the innermost field is over and its result begins."""
        if self._open:
            self._open[-1].in_code = False

    def end(self) -> Field | None:
        """The innermost field is over."""
        return self._open.pop() if self._open else None

    def code(self, text: str) -> None:
        """Add to the code of the innermost field."""
        if self._open:
            self._open[-1].code.append(text)

    def shows(self, text: str) -> bool:
        """Take note of a text, and say whether it is shown: it is not in the place of a code."""
        if not self._open:
            return True
        swallowed = any(each.in_code for each in self._open)
        (self._open[-1].swallowed if swallowed else self._open[-1].result).append(text)
        return not swallowed

    @contextmanager
    def around(self, field: Field) -> Iterator[None]:
        """A field that is one element, while the walk is inside it."""
        self._open.append(field)
        yield
        self._open.remove(field)


def _closed_marks(story: Element) -> set[Element]:
    open_marks: list[Element] = []
    closed: set[Element] = set()
    for mark in descendants(story, "w:fldChar"):
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            open_marks.append(mark)
        elif kind == "end" and open_marks:
            closed.add(open_marks.pop())
    return closed


def shown(done: Field) -> str:
    """What a field without a stored result shows: some show words of their code."""
    code = "".join(done.code)
    if done.in_code and (match := _MACROBUTTON.match(code) or _QUOTE.match(code)):
        return match["shown"].strip()
    return ""


def kept_back(done: Field) -> list[str]:
    """Whole sentences that stand in the code and not in what is shown."""
    visible = _folded("".join(done.result) + shown(done))
    code = _FORM.sub(" ", "".join(done.code))
    strings = [one or other for one, other in _STRING.findall(code)]
    strings.append("".join(done.swallowed))
    kept = [each for each in strings if len(each.split()) >= _SENTENCE]
    bare = " ".join(_COMMAND.sub(" ", _STRING.sub(" ", code)).split())
    kept += [bare] if len(bare.split()) >= _BARE else []
    return [each for each in kept if _folded(each) not in visible]


def form_value(mark: Element) -> str:
    """What a form field shows that is no text of the paragraph: a ticked box, the chosen item of a list."""
    data = child(mark, "w:ffData")
    box, items = child(data, "w:checkBox"), child(data, "w:ddList")
    if box is not None:
        ticked = switched(box, "w:checked")
        return "☒" if (switched(box, "w:default") if ticked is None else ticked) else "☐"
    if items is not None:
        entries = [attribute(each, "val") or "" for each in items if name(each) == "w:listEntry"]
        chosen = whole(value(items, "w:result"), whole(value(items, "w:default"), 0)) or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
