"""The paper itself, to stand beside the findings: its paragraphs by page, cut where a finding begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from scanner.model import SEVERITIES, Block, Finding, Report, Severity, Unread

MOST_SHOWN = 600_000  # characters: a browser on an old phone has to show them
OPEN_PAGES = 12  # of a longer paper only the pages with a finding stand open


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the paper that a finding quotes; `number` is that of the part that shows it."""

    finding_id: str
    number: int
    title: str
    severity: Severity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words under the same marks: `severity` is the worst of them, none where nothing is marked."""

    words: str
    severity: Severity | None = None
    begins: tuple[Mark, ...] = ()  # those that begin here


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the paper; `hidden` says how a reader's eye would miss it."""

    stretches: tuple[Stretch, ...]
    part: str
    heading: bool
    hidden: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, or a file of several, or the whole paper where it has neither; `unread` says what of it was not read."""

    page: int | None
    file: str | None
    paragraphs: tuple[Paragraph, ...] = ()
    unread: tuple[Unread, ...] = ()
    open: bool = True


@dataclass(frozen=True, slots=True)
class Beside:
    """The paper as shown; `cut` is true if it is longer than what is shown, `unplaced` was not read and has no page."""

    sheets: tuple[Sheet, ...]
    cut: bool = False
    unplaced: tuple[Unread, ...] = ()
    marked: frozenset[str] = field(default_factory=frozenset)  # the ids of findings that are marked in it


def beside(report: Report, number_of: Mapping[str, int]) -> Beside:
    """The paper of a report that holds its text; `number_of` tells the number of the part that shows a finding."""
    text = (report.text or "")[:MOST_SHOWN]
    found = (_mark(finding, number_of) for finding in report.findings)
    marks = _Marks(mark for mark in found if mark is not None and mark.end <= len(text))
    blocks = [block for block in report.blocks if block.end <= len(text)]
    read = [_sheet(place, list(group), text, marks) for place, group in groupby(blocks, lambda b: (b.file, b.page))]
    sheets = _with_unread(read, report.coverage.unread)
    long = len(sheets) > OPEN_PAGES
    return Beside(
        sheets=tuple(_folded(sheet) if long else sheet for sheet in sheets),
        cut=len(report.text or "") > MOST_SHOWN,
        unplaced=tuple(unread for unread in report.coverage.unread if unread.page is None),
        marked=frozenset(mark.finding_id for sheet in sheets for mark in _begun(sheet)),
    )


def _mark(finding: Finding, number_of: Mapping[str, int]) -> Mark | None:
    place = finding.location
    if place is None:
        return None
    return Mark(finding.id, number_of[finding.id], finding.title, finding.severity, place.start, place.end)


class _Marks:
    """Marks by their places: a hostile paper can have as many of them as of paragraphs."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def touching(self, start: int, end: int) -> list[Mark]:
        """Those that some of the text between these places is under."""
        first = bisect_right(self._starts, start - self._longest)
        near = self._marks[first : bisect_left(self._starts, end)]
        return [mark for mark in near if mark.end > start]


def _sheet(place: tuple[str | None, int | None], blocks: Sequence[Block], text: str, marks: _Marks) -> Sheet:
    paragraphs = (
        Paragraph(tuple(_stretches(block, text, marks)), block.part, block.heading, block.hidden) for block in blocks
    )
    return Sheet(place[1], place[0], tuple(paragraphs))


def _stretches(block: Block, text: str, marks: _Marks) -> Iterator[Stretch]:
    here = marks.touching(block.start, block.end)
    ends = {block.start, block.end, *(at for mark in here for at in (mark.start, mark.end))}
    for start, end in pairwise(sorted(at for at in ends if block.start <= at <= block.end)):
        over = marks.touching(start, end)  # of each all of the stretch, since stretches end where marks do
        worst = max((mark.severity for mark in over), key=SEVERITIES.index, default=None)
        # A mark may have begun in the white space before the block.
        begins = tuple(m for m in over if max(m.start, block.start) == start and not text[m.start : start].strip())
        yield Stretch(text[start:end], worst, begins)


def _with_unread(sheets: Sequence[Sheet], unread: Sequence[Unread]) -> list[Sheet]:
    """The same sheets, each with what was not read of its page, and one for every page of which nothing was."""
    missing: dict[int, list[Unread]] = {}
    for item in unread:
        if item.page is not None:
            missing.setdefault(item.page, []).append(item)
    out = [
        Sheet(sheet.page, sheet.file, sheet.paragraphs, tuple(missing.pop(sheet.page, ())) if sheet.page else ())
        for sheet in sheets
    ]
    for page, items in missing.items():
        behind = next((at for at, sheet in enumerate(out) if sheet.page and sheet.page > page), len(out))
        out.insert(behind, Sheet(page, None, unread=tuple(items)))
    return out


def _folded(sheet: Sheet) -> Sheet:
    is_open = bool(sheet.unread) or next(_begun(sheet), None) is not None
    return Sheet(sheet.page, sheet.file, sheet.paragraphs, sheet.unread, is_open)


def _begun(sheet: Sheet) -> Iterator[Mark]:
    return (mark for paragraph in sheet.paragraphs for stretch in paragraph.stretches for mark in stretch.begins)
