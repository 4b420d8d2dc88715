"""From blocks to clauses: sentences and list items, each with its stem, its number and the heading above it.

One walk from top to bottom, with one state for each part of the paper, so that a footer between two items ends no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scanner.language.casual import is_casual
from scanner.language.enumeration import segments
from scanner.language.headings import MAX_HEADING, is_heading, is_mute, markdown_heading, run_in_heading
from scanner.language.lists import Open, announces, continued, enter, is_condition, item_stem, left_open
from scanner.language.normal import fold
from scanner.language.sections import Level, Outline, Stem, marker_at
from scanner.language.sentences import spans
from scanner.model import Block, Clause, Document, Span

MAX_CLAUSE = 1500  # characters; a quote is never longer

_NEW_PART = re.compile(r"(?:exhibit|schedule|appendix|annex|attachment|addendum)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
# A page number that the reader left in the text ends no sentence and no list.
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[^\w.)]*", re.IGNORECASE)


@dataclass(slots=True)
class _Flow:
    """What is in force at one place of one part of the paper."""

    outline: Outline = field(default_factory=Outline)
    title: str | None = None  # the heading above that has no number
    around: str | None = None  # the number of the text around a table
    titled: bool = False  # the block before was a heading
    open: Open | None = None
    last: Clause | None = None

    @property
    def number(self) -> str | None:
        return self.outline.number or self.around

    @property
    def heading(self) -> str | None:
        return self.outline.heading or self.title

    def head(self, words: str) -> None:
        """Go under a heading: that of the number where we are, or one without a number."""
        if self.outline.levels:
            self.outline.levels[-1].heading = words
        else:
            self.title = words


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One block, as a span of the folded text without white space around it."""

    text: str
    start: int
    end: int
    index: int
    part: str
    said: bool  # the format calls it a heading
    level: Level | None  # its place in the numbering, if it begins with a marker

    @property
    def body(self) -> int:
        """Where the words begin after the marker."""
        return self.level.marker.end if self.level else self.start


def split(document: Document) -> tuple[Clause, ...]:
    """All clauses of `document`, in order; each character of a block that is not white space is in exactly one."""
    text = fold(document.text)
    flows, casual = {"body": _Flow()}, is_casual(text)
    clauses: list[Clause] = []
    for index, block in enumerate(document.blocks):
        start, end = _trim(text, block.start, block.end)
        if start == end:
            continue
        flow = flows.setdefault(block.part, _Flow())
        if end - start < 20 and block.part == "body" and _PAGE_NUMBER.fullmatch(text, start, end):
            clauses.append(Clause((start, end), (), flow.number, flow.heading, index))
            continue
        if block.part == "table":
            flow.title, flow.around = flows["body"].heading, flows["body"].number
        found = _read(text, start, end, index, block, flow)
        flow.last = found[-1]
        if casual and flow.open and not flow.open.colon:  # no line of a message goes on in the next for want of a stop
            flow.open = None
        clauses += found
    return tuple(clauses)


def _read(text: str, start: int, end: int, index: int, block: Block, flow: _Flow) -> list[Clause]:
    """The clauses of one block; `flow` moves on."""
    opened, flow.open = flow.open, None
    titled, flow.titled = flow.titled, False
    marker = marker_at(text, start, end)
    level = enter(text, flow.outline, marker, opened, flow.last) if marker else None
    paragraph = _Paragraph(text, start, end, index, block.part, block.heading, level)
    if _is_title(paragraph, opened):
        return [_title(paragraph, flow, titled)]
    if level and paragraph.body == end:  # a marker alone on its line: its words are the next block
        flow.open = Open(level.stem)
        return [Clause((start, end), level.stem, flow.number, flow.heading, index)]
    head, begin = _run_in(paragraph, flow)
    if begin == end:
        return head
    stem: Stem = ()
    if level:
        stem = item_stem(text, begin, level)
    else:
        flow.outline.leave_bullets()
        stem = () if head or announces(text, begin, end) else continued(text, begin, end, opened, flow.last)
    if head and not stem and is_condition(text, *head[0].span):
        stem = (head[0].span,)
    clauses = [*head, *_sentences(paragraph, flow, begin if head else start, begin, stem)]
    flow.open = left_open(text, clauses[-1], item=level is not None)
    if opened and stem and not level and not flow.open:
        flow.open = replace(opened, listed=True)  # the next block may be one more item
    return clauses


def _sentences(paragraph: _Paragraph, flow: _Flow, start: int, begin: int, stem: Stem) -> Iterator[Clause]:
    """The clauses of the words from `begin`; the first of them starts at `start`, with its marker."""
    sentences = spans(paragraph.text, begin, paragraph.end)
    sentences[0] = (start, sentences[0][1])
    number = flow.number if paragraph.level or stem else flow.outline.section or flow.around
    heading = flow.heading
    first, *rest = segments(paragraph.text, sentences, stem, paragraph.level)
    if rest and is_condition(paragraph.text, first.start, first.end):
        led = (*first.stem, (first.start, first.end))
        rest = [part if part.stem else replace(part, stem=led) for part in rest]
    for part in (first, *rest):
        for piece in _pieces(paragraph.text, part.start, part.end):
            yield Clause(piece, part.stem, part.number or number, heading, paragraph.index)


def _is_title(paragraph: _Paragraph, opened: Open | None) -> bool:
    """True if the whole block is a heading, and not a short item of a list."""
    text, body, end, level = paragraph.text, paragraph.body, paragraph.end, paragraph.level
    if paragraph.part == "table" or end - body > MAX_HEADING:
        return False
    if level and body == end:
        return level.marker.section
    markdown = markdown_heading(text, body, end)
    if markdown:
        return markdown[1] == end
    item = bool(level.stem and not level.frame) if level else bool(opened and opened.demands)
    said = paragraph.said
    return (said or not item) and is_heading(text, body, end, said=said, numbered=level is not None)


def _title(paragraph: _Paragraph, flow: _Flow, titled: bool) -> Clause:
    """The heading that this block is; one without a number ends the numbering, unless it belongs to that before it."""
    text, start, end = paragraph.text, paragraph.start, paragraph.end
    if not paragraph.level and (not titled or _NEW_PART.match(text, start, end)):
        flow.outline.clear()
    markdown = markdown_heading(text, paragraph.body, end)
    words = markdown[0] if markdown else (paragraph.body, end)
    flow.head(_words(text, *words) or _words(text, start, end))
    flow.titled = True
    return _heading(paragraph, (start, end), flow)


def _run_in(paragraph: _Paragraph, flow: _Flow) -> tuple[list[Clause], int]:
    """The heading at the head of the paragraph, if there is one, and where the words after it begin."""
    text, body, end = paragraph.text, paragraph.body, paragraph.end
    if paragraph.part == "table":
        return [], body
    markdown = markdown_heading(text, body, end)
    after = markdown[1] if markdown else run_in_heading(text, body, end, numbered=paragraph.level is not None)
    if after == body:
        return [], body
    flow.head(_words(text, *(markdown[0] if markdown else (body, after))))
    return [_heading(paragraph, _trim(text, paragraph.start, after), flow)], after


def _heading(paragraph: _Paragraph, span: Span, flow: _Flow) -> Clause:
    mute = is_mute(paragraph.text, span)
    return Clause(span, (), flow.number, flow.heading, paragraph.index, is_heading=mute)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """`text[start:end]` in pieces of at most `MAX_CLAUSE`, cut after a semicolon, else a comma, else a word."""
    while end - start > MAX_CLAUSE:
        limit = start + MAX_CLAUSE
        cuts = (text.rfind(mark, start, limit) + 1 for mark in (";", ",", " ", "\n"))
        cut = next((cut for cut in cuts if cut > start), limit)
        yield _trim(text, start, cut)
        start = _trim(text, cut, end)[0]
    yield start, end


def _words(text: str, start: int, end: int) -> str:
    """The words of a heading, without what encloses them."""
    return _SPACE.sub(" ", text[start:end]).strip(' .:;,-*_#"')


def _trim(text: str, start: int, end: int) -> Span:
    """`text[start:end]` without the white space at both ends."""
    part = text[start:end]
    start = end - len(part.lstrip())
    return start, max(start, end - len(part) + len(part.rstrip()))
