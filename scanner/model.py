"""The data that travels through the house.  No logic lives here.

Offsets are always (start, end) in code points into `Document.text`, end exclusive.
What the outside sees (`Report` and all it holds) has the shape of the published JSON: `dataclasses.asdict`
is the whole conversion, and the JSON Schema is made from these classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
Severity = Literal["critical", "high", "medium", "low"]
Confidence = Literal["sure", "likely", "possible"]
Binds = Literal["signer", "both", "other", "unclear"]
Strength = Literal["strong", "weak", "cancelled"]
Level = Literal["stop", "serious", "caution", "none_found", "unreadable"]
Role = Literal["signer", "other", "mediator", "unclear"]

SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high", "critical")


# --- what reading gives -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell, as the format or the layout shows it."""

    start: int
    end: int
    part: str = "body"  # body, table, header, footer, footnote, endnote, comment, textbox, ...
    page: int | None = None  # 1-based; None where the format has no pages
    heading: bool = False  # the format itself calls it a heading
    hidden: str | None = None  # how the reader's eye would miss it: white, tiny, deleted, ...
    file: str | None = None  # the file that it stands in, where the document is a bundle of files


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text is `Document.text[start:end]`; size in points as shown."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Unread:
    """A page or a part that was not read, and a short stable reason (image, language, limit, damaged, ...)."""

    reason: str
    page: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line that was read from a picture: its words are `Document.text[start:end]`.

    The box is in points from the top left of the page as shown.  `doubtful` says that some letters may be wrong.
    """

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as read: text in reading order, line-end hyphens joined, and where all of it stood."""

    name: str
    format: str  # pdf, docx, txt, ...
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()  # in order; together they cover all of the text but white space
    pages: tuple[Page, ...] = ()  # empty where the format has no pages
    unread: tuple[Unread, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    page_count: int = 0  # pages in the file, read or not
    scanned: tuple[ScannedLine, ...] = ()  # in the order of the text


# --- what language gives ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or one item of a list: the smallest thing that is matched and quoted.

    Rules match the words of `stem` followed by those of `span`, so that "Employee shall not: ... (c) make any
    statement" is read as one sentence; a quote is `span` alone.
    """

    span: Span  # the words to quote, list marker included, white space at both ends left out
    stem: tuple[Span, ...] = ()  # the words that the item continues, outermost first
    section: str | None = None  # "4", "4.2", "4(b)": the number that the paper gives, parents included
    heading: str | None = None  # the words of the nearest heading above
    block: int = 0  # index into Document.blocks
    is_heading: bool = False


# --- what the report shows ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Location:
    """Where a quote stands.  Boxes: [page, x0, y0, x1, y1], points from the top left of the page as shown."""

    start: int
    end: int
    page: int | None = None
    section: str | None = None
    paragraph: int | None = None
    part: str = "body"
    file: str | None = None
    boxes: tuple[tuple[float, float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the paper and where they stand."""

    quote: str
    location: Location


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money as written: `value` in units of `currency` (ISO 4217, or null when not known)."""

    value: float
    currency: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a duty lasts: `value` units, or unit `forever` with value null."""

    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class ExceptionClause:
    """A carve-out that loosens a duty, how far it can be trusted, and why if it is not strong."""

    quote: str
    location: Location
    strength: Strength
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Figures found with a finding; whatever was not found is null or empty.

    `example` says what a sum for a breach could come to, `share` how it stands to what the signer would be paid.
    """

    amount: Amount | None = None
    per: str | None = None
    duration: Duration | None = None
    deadline_days: int | None = None
    exceptions: tuple[ExceptionClause, ...] = ()
    example: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """A law card: it may limit such a clause.  It is never a permission to speak."""

    id: str
    place: str
    name: str
    plain: str
    limits: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the paper does, or a protection, or a neutral note; `strength` is for protections."""

    id: str
    rule_id: str
    category: str
    severity: Severity
    confidence: Confidence
    title: str
    plain: str
    why: str
    ask_for: str
    fairer: str
    questions: tuple[str, ...]
    binds: Binds
    quote: str | None
    location: Location | None
    subtype: str | None = None
    strength: Strength | None = None
    context: tuple[Quoted, ...] = ()
    details: Details = field(default_factory=Details)
    laws: tuple[Law, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in the paper and which side they are on, as far as the words show."""

    name: str
    aliases: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Stack:
    """Findings that are worse together than alone."""

    id: str
    headline: str
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freedom:
    """One thing that a person may need to stay free to do, and what the paper says of it."""

    id: str
    state: Literal["kept", "weak", "barred", "not_found"]
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """Something a fair paper would have and this one does not."""

    id: str
    plain: str
    ask_for: str


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One of the six key protections of a fair mediation, and whether the paper has words on it."""

    id: str
    found: bool


@dataclass(frozen=True, slots=True)
class Resource:
    """A place to get help."""

    name: str
    place: str
    what: str
    phone: str | None = None
    url: str | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What was scanned.  `pages` and `words` count what the file holds and what was read."""

    name: str
    format: str
    sha256: str
    pages: int
    words: int
    language: str | None


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a reader's eye would miss, and how it was hidden."""

    kind: str
    quote: str
    location: Location


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read and what was not.  `complete` is true only when nothing is missing.

    `judged` is false when nothing of the paper could be weighed: it has no sentence, or none in a language with rules.
    """

    complete: bool
    pages_read: int
    ocr_pages: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one line that stands on top, and the advice that is the same for every level."""

    level: Level
    headline: str
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer; `dataclasses.asdict` of it is the published JSON.

    `mediation` is empty for a paper that is not about a mediation.  `signer_found` says whether the paper holds the
    name that the person gave as theirs; None if they gave none.
    """

    schema_version: int
    document: DocumentInfo
    coverage: Coverage
    verdict: Verdict
    parties: tuple[Party, ...]
    stacks: tuple[Stack, ...]
    findings: tuple[Finding, ...]
    protections: tuple[Finding, ...]
    freedoms: tuple[Freedom, ...]
    missing: tuple[Missing, ...]
    notes: tuple[Finding, ...]
    questions: tuple[str, ...]
    resources: tuple[Resource, ...]
    rules_version: str
    laws_as_of: str
    text: str | None = None
    blocks: tuple[Block, ...] = ()  # what the text is made of: only with the text
    mediation: tuple[Safeguard, ...] = ()
    signer_found: bool | None = None

    def to_dict(self) -> dict[str, object]:
        """The JSON form, ready for `json.dumps`; `text` and `blocks` stand in it only if they were asked for."""
        from scanner.report.as_json import to_dict

        return to_dict(self)
