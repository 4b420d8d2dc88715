"""Lists inside a paragraph: "shall not (a) disclose X; (b) disparage Y; or (c) sue Z".

A list is believed when at least two of its markers stand in sequence.  What precedes the first marker in the same
sentence is the stem of all its items.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from scanner.language.sections import BULLETS, Level, Marker, Stem, item_marker, join_number
from scanner.model import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, the words before a list in it, or one item of such a list."""

    start: int
    end: int
    stem: Stem = ()
    number: str | None = None


@dataclass(slots=True)
class _List:
    kind: str
    value: int
    sentence: int  # where its last item began: 1 for the first sentence of the paragraph
    starts: list[int] = field(default_factory=list)
    stem: Stem = ()
    parent: str = ""
    before: _List | None = None  # the list of the same kind that ended where this one began


_BRACKETED = re.compile(rf"\((?P<item>[A-Za-z]{{1,5}}|\d{{1,2}})\)|[{BULLETS}]\s")
_BARE = re.compile(r"(?<=[\s:;,])(?P<item>[A-Za-z]{1,4}|\d{1,2})(?P<close>\))\s")
_DOTTED = re.compile(r"[:;.,\n](?:\s+(?:and|or))?\s+(?P<item>\d{1,2}|[a-z])(?P<close>\.)\s")
# "Section 4(a)" refers to an item, and "three (3) months" only says a number twice.
_REFERENCE = re.compile(
    r"(?:sections?|clauses?|paragraphs?|subsections?|subparagraphs?|subclauses?|items?|articles?|parts?|exhibits?|"
    r"schedules?|§+|lines?|options?|steps?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty)"
    r"\s*[\d.]*\Z",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[\w)]")
_CONNECTOR = re.compile(r"[\s,;]*(?:and|or|and/or|through|to|-|&)?[\s,;]*")
_BEFORE_ITEM = (";", ":")
_LOOK_BACK = 16
_MAX_LISTS = 6  # nested deeper than anybody writes


def segments(text: str, sentences: Sequence[Span], stem: Stem, level: Level | None) -> list[Segment]:
    """The sentences of one paragraph, those with a list in them cut into its items.

    `stem` and `level` are those of the paragraph; if it is an item itself, "(a)", its list may go on inside it.
    """
    starts = [start for start, _ in sentences]
    own = _List(level.kind, level.value, 1, starts[:1], stem, level.parent) if level else None
    members = _members(text, starts, sentences[-1][1], own)
    number = (level.number or None) if level else None
    if not members:
        return [Segment(*span, () if index else stem, number) for index, span in enumerate(sentences)]
    cuts = sorted({*starts, *members})
    ends = dict(sentences)
    done: list[Segment] = []
    sentence_end = 0
    for start, following in zip(cuts, [*cuts[1:], sentences[-1][1]], strict=True):
        sentence_end = ends.get(start, sentence_end)
        end = _trimmed(text, start, min(sentence_end, following))
        member = members.get(start)
        if not member:
            done.append(Segment(start, end, () if done else stem, number))
            continue
        owner, label = member
        if start == owner.starts[0] and (start not in ends or text[done[-1].end - 1] in ":-"):
            _take_up(owner, done[-1], members)
        done.append(Segment(start, end, owner.stem, join_number(owner.parent, label) or None))
    return done


def _take_up(owner: _List, lead: Segment, members: dict[int, tuple[_List, str]]) -> None:
    """Give the list its stem: the words before it, or the stem of the list that it follows without such words."""
    if owner.before and lead.start in members:
        owner.stem, owner.parent = owner.before.stem, owner.before.parent
    else:
        owner.stem, owner.parent = (*lead.stem, (lead.start, lead.end)), lead.number or ""


def _members(text: str, starts: Sequence[int], end: int, own: _List | None) -> dict[int, tuple[_List, str]]:
    """The markers inside the paragraph that belong to a list of at least two, with the list and their label."""
    stack = [own] if own else []
    found: dict[int, tuple[_List, str]] = {}
    for start, marker in _candidates(text, starts[0], end):
        sentence = bisect_right(starts, start)
        # A list goes on in a later sentence only where an item can begin.
        begins = starts[sentence - 1] == start or text[max(0, start - 3) : start].rstrip()[-1:] in _BEFORE_ITEM
        owner = _place(stack, marker, sentence, begins)
        if owner:
            owner.starts.append(start)
            found[start] = owner, marker.label
    return {start: member for start, member in found.items() if len(member[0].starts) > 1}


def _place(stack: list[_List], marker: Marker, sentence: int, begins: bool) -> _List | None:
    """The list that `marker` continues or begins; the lists inside that one are over."""
    for depth in range(len(stack) - 1, -1, -1):
        inside = stack[depth]
        for kind, value in marker.readings:
            fits = inside.kind == kind and (value == inside.value + 1 or marker.bullet)
            if fits and (begins or inside.sentence == sentence):
                del stack[depth + 1 :]
                inside.value, inside.sentence = value, sentence
                return inside
    first = next((kind for kind, value in marker.readings if value == 1), None)
    if not first:
        return None
    before = None
    while len(stack) >= _MAX_LISTS or any(inside.kind == first for inside in stack):
        before = stack.pop()
    stack.append(_List(first, 1, sentence, before=before))
    return stack[-1]


def _candidates(text: str, begin: int, end: int) -> list[tuple[int, Marker]]:
    """Markers that may begin an item, in order; references ("Sections 4(a) and (b)") are left out."""
    found: list[tuple[int, int, Marker]] = []
    previous = (begin, False)  # where the marker before ended, and whether it was a reference
    for start, stop, marker in _markers(text, begin, end):
        joined = bool(_CONNECTOR.fullmatch(text, previous[0], start)) and previous[0] > begin
        refers = (
            (joined and previous[1])
            or bool(_GLUED.match(text, start - 1))
            or bool(_REFERENCE.search(text, max(begin, start - _LOOK_BACK), start))
        )
        if joined and not refers and found and found[-1][1] == previous[0]:
            found.pop()  # "either (i) or (ii)": markers without words between them
            refers = True
        if not refers and start > begin:
            found.append((start, stop, marker))
        previous = (stop, refers)
    return [(start, marker) for start, _, marker in found]


def _markers(text: str, begin: int, end: int) -> list[tuple[int, int, Marker]]:
    found = []
    for match in _BRACKETED.finditer(text, begin, end):
        item = match["item"]
        marker = item_marker("(", item, ")", match.end()) if item else Marker(match.end(), ((match[0][0], 1),), "")
        if marker:
            found.append((match.start(), match.end(), marker))
    bare = [*_DOTTED.finditer(text, begin, end)]
    if text.count(")", begin, end) > text.count("(", begin, end):
        bare += _BARE.finditer(text, begin, end)
    for match in bare:
        marker = item_marker("", match["item"], match["close"], match.end())
        if marker:
            found.append((match.start("item"), match.end("close"), marker))
    return sorted(found, key=lambda entry: entry[0])


def _trimmed(text: str, start: int, end: int) -> int:
    while start < end and text[end - 1].isspace():
        end -= 1
    return end
