"""Lists that run over several blocks: which sentence was left open, and which blocks are its items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.language.headings import MAX_HEADING
from scanner.language.sections import Level, Marker, Outline, Stem
from scanner.language.sentences import VERBS, stands_alone
from scanner.model import Clause

MAX_STEM = 6  # spans; lines that were torn apart would pile up without end

_COLON = re.compile(r":\s*-*\Z|\s-+\Z")
_ENDED = re.compile(r"(?:[.!?;][\"')\]]*|[;,]\s*(?:and|or|and/or|but))\Z", re.IGNORECASE)
_MORE = re.compile(r"[;,]\s*(?:and|or|and/or|but)?\Z", re.IGNORECASE)  # one more item follows
_WORKS = re.compile(rf"\b(?:{VERBS}|not|\w+n't)\b")
# A line like a heading, below which stands what somebody will or may not do: "WHAT YOU AGREE TO", "The Tenant may not".
_ANNOUNCES = re.compile(
    r"\W*(?:[\d.]+\s+|\w[.)]\s+)?"
    rf"(?:(?:(?:here|this|below) is )?(?:what|things)\b.{{0,40}}\b(?:{VERBS}|gives? up|agree|promise|owe|cannot|don't"
    r"|won't|ask|need|want|expect|get|lose|neither|do)\b.{0,20}"
    rf"|(?:[\w'&-]+\s+){{1,5}}(?:{VERBS}|not|\w+n't)(?: (?:not|to|never|also|each|both))*)\W*\Z",
    re.IGNORECASE,
)
# "If you break this agreement." above what happens then; so may a heading: "Breach of these terms".
_CONDITION = re.compile(
    r"\W*(?:[\d.]+\s+|\w[.)]\s+)?(?:what happens )?"
    r"(?:(?:if|when|should|in case)\b[^,;]{3,60}|(?:breach|default|violation|non-compliance)\b[^,;]{0,40})[.:?]?\Z",
    re.IGNORECASE,
)
# A frame announces whole sentences; what stands under it usually has a subject and a verb of its own.
_FRAME = re.compile(
    r"\b(?:as\s+follows|following(?:\s+(?!(?:is|are|shall|will|may|must)\b)[\w-]+){0,5}|whereas|witnesseth|recitals?|"
    r"background)\W*\Z",
    re.IGNORECASE,
)
_THEREFORE = re.compile(r"\W*now,?\s+therefore\b", re.IGNORECASE)
# Words after which a sentence has to go on.
_DEMANDS = re.compile(
    r"\b(?:\w+n't|shall|will|must|may|can|cannot|not|to|that|from|by|for|or|and|including|any|agrees?|without|of|is|are|the|a|an|"
    r"such|with|in|on|at|upon|as|its|their|his|her|your|my)\s*[:-]*\Z",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"[a-z]|(?:To|Not|That|Who|Which|By|For)\b")
_TAIL = 100  # characters at the end of a sentence that show how it goes on


@dataclass(frozen=True, slots=True)
class Open:
    """A sentence that a block left unfinished: what follows may be its items."""

    stem: Stem  # the sentence itself is the last of it
    colon: bool = True
    frame: bool = False
    demands: bool = True  # grammar wants it to go on
    item: bool = True  # it is an item itself
    listed: bool = False  # blocks without a marker are its items already


def announces(text: str, start: int, end: int) -> bool:
    """True for a line that says whose duties stand below it, as a heading would."""
    return end - start <= MAX_HEADING and text[end - 1] not in ".,;!" and bool(_ANNOUNCES.match(text, start, end))


def is_condition(text: str, start: int, end: int) -> bool:
    """True for a sentence or a heading that is a condition and nothing more: what follows says what happens then."""
    return end - start <= MAX_HEADING and bool(_CONDITION.match(text, start, end))


def left_open(text: str, clause: Clause, *, item: bool) -> Open | None:
    """What the last clause of a block leaves open, if it does; `item` if the block begins with a marker."""
    start, end = clause.span
    if announces(text, start, end) or (text[end - 1] != "." and is_condition(text, start, end)):
        return Open((*clause.stem, clause.span)[-MAX_STEM:], item=item)
    tail, last = max(start, end - _TAIL), text[end - 1]
    colon = last in ":-" and _COLON.search(text, tail, end) is not None
    if not colon and (last in ".!?;" or _ENDED.search(text, tail, end) or not _WORKS.search(text, start, end)):
        return None
    frame = _FRAME.search(text, tail, end) or _THEREFORE.match(text, start, end)
    demands = _DEMANDS.search(text, tail, end)
    return Open((*clause.stem, clause.span)[-MAX_STEM:], colon, bool(frame), bool(demands), item)


def enter(text: str, outline: Outline, marker: Marker, opened: Open | None, last: Clause | None) -> Level | None:
    """Go to the level of `marker`; `last` is the clause before it.

    A list that begins here takes up the sentence that was left open; one that began inside the block before goes on.
    """
    begins = opened is not None and _begins_list(opened, marker, goes_on=outline.goes_on(marker))
    level = outline.place(marker, inner=begins)
    if level and opened and begins:
        level.stem, level.frame = opened.stem, opened.frame
    elif level and last and not level.stem and not marker.first and _is_listed(text, last):
        level.stem = last.stem
    return level


def _begins_list(opened: Open, marker: Marker, *, goes_on: bool) -> bool:
    """True if `marker` continues the open sentence, and not (`goes_on`) the list that it is the next number of."""
    if opened.listed or (marker.section and not opened.colon):
        return False
    if not goes_on:
        return True
    if marker.section:  # "3. The Employee shall not:" and "4. speak of it."
        return opened.item
    return opened.colon and (marker.first or not opened.item)


def item_stem(text: str, begin: int, level: Level) -> Stem:
    """The stem of an item whose words begin at `begin`: none for a sentence under a frame, or a section that is one."""
    section = level.marker.section
    if level.frame and section and not _FRAGMENT.match(text, begin):
        return ()
    return () if (level.frame or section) and stands_alone(text, begin) else level.stem


def continued(text: str, start: int, end: int, opened: Open | None, last: Clause | None) -> Stem:
    """The stem of a block without a marker, `text[start:end]`; `last` is the clause before it.

    It goes on if it begins with a small letter after a sentence that was not finished: after a comma or a semicolon
    at the end of an item it goes on with the sentence of the whole list.  It is an item without a marker if the
    sentence left open cannot end there ("The Employee shall not:") and it is no sentence by itself, or if it stands
    behind a colon and does not end as a sentence does.
    """
    more = last is not None and _is_listed(text, last)
    if text[start].islower():
        if opened and not (opened.item and more):
            return opened.stem
        return last.stem if last and more else ()
    if not opened or (opened.frame and (stands_alone(text, start) or not _FRAGMENT.match(text, start))):
        return ()
    if opened.colon and (text[end - 1] not in ".!?" or (more and opened.listed)):
        return opened.stem
    return opened.stem if opened.demands and not stands_alone(text, start) else ()


def _is_listed(text: str, clause: Clause) -> bool:
    """True if one more item follows the clause."""
    start, end = clause.span
    return _MORE.search(text, max(start, end - _TAIL), end) is not None
