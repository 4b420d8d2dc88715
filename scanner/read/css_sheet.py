"""The rules of a page's style sheets, and which of them hold for an element."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from scanner.read.css import Declarations, declarations

Element = etree._Element
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CONTENT = re.compile(r"""content\s*:\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE)
_MEDIA = ("screen", "all", "print", "only screen", "only all", "only print")
_IMPORTANT = re.compile(r"!\s*important", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_SIMPLE = re.compile(
    r"(?P<tag>[a-z][\w-]*|\*)|\#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*[\"']?(?P<value>[^\"'\]]*)[\"']?\s*i?)?\]"
    r"|:(?P<place>root|first-child|last-child|nth-child\(\s*(?P<nth>\d{1,4}|odd|even)\s*\))",
    re.IGNORECASE,
)
_COMBINED = re.compile(r"\s*([>+~])\s*|\s+")
MOST_TRIED = 1_000_000  # steps of selectors, for all elements of a page together: some seconds
_MOST_RULES = 20_000
_MOST_STEPS = 8  # of one selector
Step = tuple[int, int]  # which selector, and how far in it


@dataclass(frozen=True, slots=True)
class _Test:
    """What a step of a selector asks of an element."""

    tag: str = "*"
    id: str | None = None
    names: frozenset[str] = frozenset()
    keys: tuple[tuple[str, str, str], ...] = ()  # attribute, how its value is compared, value
    places: tuple[str, ...] = ()

    def key(self) -> str:
        """Under which of an element's names the step is found."""
        return f"#{self.id}" if self.id else f".{min(self.names)}" if self.names else self.tag

    def holds(self, element: Element, tag: str, names: frozenset[str], number: int) -> bool:
        """Whether an element, the `number`th child of its parent, is meant."""
        if self.tag not in ("*", tag) or not self.names <= names or (self.id and element.get("id") != self.id):
            return False
        return all(_compares(element.get(key), how, value) for key, how, value in self.keys) and all(
            _stands(element, number, place) for place in self.places
        )


@dataclass(frozen=True, slots=True)
class _Selector:
    steps: tuple[_Test, ...]
    between: tuple[str, ...]  # signs before each step but the first
    weight: tuple[int, int, int]
    plain: Declarations
    important: Declarations


@dataclass(slots=True)
class _Frame:
    """An open element: the steps that it, or something around it, has taken, and what is known of its children."""

    own: frozenset[Step] = frozenset()
    around: frozenset[Step] = frozenset()
    before: frozenset[Step] = frozenset()  # taken by the child before
    earlier: frozenset[Step] = frozenset()  # taken by any child before
    children: int = 0


@dataclass(slots=True)
class Sheet:
    """Rules with selectors of tags, classes, ids, attributes and simple places; others, such as `:hover`, are left out.

    Elements are opened with `enter` and closed with `leave` in the order of the page.
    """

    contents: list[str] = field(default_factory=list)  # words that the style sheet itself shows
    left: int = field(default_factory=lambda: MOST_TRIED)  # with none left, the sheet says no more
    _selectors: list[_Selector] = field(default_factory=list)
    _index: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    _open: list[_Frame] = field(default_factory=lambda: [_Frame()])

    @classmethod
    def of(cls, sources: Iterable[str]) -> Sheet:
        """The sheet of a page that has these `style` elements."""
        sheet = cls()
        rules = [rule for source in sources for rule in _rules(_COMMENT.sub("", source))]
        variables = {
            key: value for _, body in rules for key, value in declarations(body).items() if key.startswith("--")
        }
        for selectors, body in rules:
            sheet.contents += [one or other for one, other in _CONTENT.findall(body)]
            plain, important = _weighed(_VARIABLE.sub(lambda found: variables.get(found[1], found[2] or ""), body))
            for text in dict.fromkeys(each.strip() for each in selectors.split(",")):
                sheet._add(text, plain, important)
        return sheet

    def enter(self, element: Element, tag: str, inline: str) -> Declarations:
        """What holds for an element that is opened; `inline` is its own style, stronger than the sheet."""
        parent = self._open[-1]
        parent.children += 1
        names = frozenset((element.get("class") or "").split())
        keys = ("*", tag, f"#{element.get('id')}", *(f".{name}" for name in names))
        steps = [step for key in keys if key in self._index for step in self._index[key]] if self.left > 0 else []
        self.left -= len(steps)
        own = frozenset(step for step in steps if self._takes(step, parent, element, tag, names))
        self._open.append(_Frame(own, parent.around | own if own else parent.around))
        parent.before, parent.earlier = own, parent.earlier | own if own else parent.earlier
        if not own and not inline:
            return {}
        met = sorted((each for each, at in own if at + 1 == len(self._selectors[each].steps)), key=self._order)
        plain, important = _weighed(inline)
        merged: Declarations = {}
        for layer in (*(self._selectors[each].plain for each in met), plain):
            merged |= layer
        for layer in (*(self._selectors[each].important for each in met), important):
            merged |= layer
        return merged

    def leave(self) -> None:
        """The innermost element is closed."""
        self._open.pop()

    def _order(self, number: int) -> tuple[tuple[int, int, int], int]:
        return self._selectors[number].weight, number

    def _takes(self, step: Step, parent: _Frame, element: Element, tag: str, names: frozenset[str]) -> bool:
        number, at = step
        selector = self._selectors[number]
        if at:
            sign = selector.between[at - 1]
            near = {">": parent.own, "+": parent.before, "~": parent.earlier}.get(sign, parent.around)
            if (number, at - 1) not in near:
                return False
        return selector.steps[at].holds(element, tag, names, parent.children)

    def _add(self, text: str, plain: Declarations, important: Declarations) -> None:
        if len(self._selectors) >= _MOST_RULES or not (plain or important) or (parsed := _selector(text)) is None:
            return
        steps, between = parsed
        weight = (
            sum(step.id is not None for step in steps),
            sum(len(step.names) + len(step.keys) + len(step.places) for step in steps),
            sum(step.tag != "*" for step in steps),
        )
        for at, step in enumerate(steps):
            self._index[step.key()].append((len(self._selectors), at))
        self._selectors.append(_Selector(steps, between, weight, plain, important))


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules that hold on a screen or on paper, whatever its size."""
    holds = [True]
    head = text = ""
    for token in re.split(r"([{};])", source):
        if token == "{":
            head, text = text.strip(), ""
            holds.append(holds[-1] and (not head.startswith("@") or _always_holds(head)))
        elif token == "}":
            if len(holds) > 1 and holds.pop() and head and not head.startswith("@"):
                yield head, text
            head = text = ""
        elif token == ";" and not head:
            text = ""  # an order to the sheet as a whole, such as @import
        else:
            text += token


def _always_holds(head: str) -> bool:
    """Whether the rules below hold whatever the size of the window."""
    order, _, rest = head.lower().partition(" ")
    if order == "@media":
        return any(" ".join(medium.split()) in _MEDIA for medium in rest.split(","))
    return order in ("@supports", "@layer")


@lru_cache(maxsize=1024)
def _weighed(body: str) -> tuple[Declarations, Declarations]:
    """Declarations, and those of them that are called important; not to be changed."""
    parts = body.split(";")
    plain = declarations(";".join(part for part in parts if not _IMPORTANT.search(part)))
    return plain, declarations(";".join(_IMPORTANT.sub("", part) for part in parts if _IMPORTANT.search(part)))


def _selector(text: str) -> tuple[tuple[_Test, ...], tuple[str, ...]] | None:
    """The steps of a selector and the signs between them; None if it asks for what is not known here."""
    pieces = _COMBINED.split(text)
    steps = [_test(piece or "") for piece in pieces[::2]]
    found = tuple(step for step in steps if step is not None)
    if len(found) < len(steps) or len(steps) > _MOST_STEPS:
        return None
    return found, tuple(sign or " " for sign in pieces[1::2])


def _test(text: str) -> _Test | None:
    at, tag, own, names, keys, places = 0, "*", None, set[str](), list[tuple[str, str, str]](), list[str]()
    while at < len(text):
        match = _SIMPLE.match(text, at)
        if match is None or (match["tag"] and at):
            return None
        at = match.end()
        if match["tag"]:
            tag = match["tag"].lower()
        elif match["id"]:
            own = match["id"]
        elif match["name"]:
            names.add(match["name"])
        elif match["key"]:
            keys.append((match["key"].lower(), match["how"] or "", match["value"] or ""))
        else:
            places.append(match["nth"] or match["place"].lower())
    return _Test(tag, own, frozenset(names), tuple(keys), tuple(places)) if text else None


def _compares(given: str | None, how: str, value: str) -> bool:
    if given is None:
        return False
    match how:
        case "=":
            return given == value
        case "~=":
            return value in given.split()
        case "^=":
            return given.startswith(value)
        case "$=":
            return given.endswith(value)
        case "*=":
            return value in given
        case "|=":
            return given == value or given.startswith(f"{value}-")
    return True


def _stands(element: Element, number: int, place: str) -> bool:
    match place:
        case "root":
            return element.getparent() is None
        case "first-child":
            return number == 1
        case "last-child":
            return element.getnext() is None
        case "odd" | "even":
            return number % 2 == (place == "odd")
    return number == int(place)
