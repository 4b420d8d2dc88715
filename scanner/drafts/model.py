"""What comparing two drafts gives.  Its shape is that of the published JSON, as with `scanner.model`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scanner.model import Binds, Coverage, Details, DocumentInfo, Level, Location, Severity, Strength

Direction = Literal["worse", "better", "unclear"]
Outcome = Literal["worse", "mixed", "better", "changed", "no_change_found"]
FlagKind = Literal["flag_added", "flag_removed", "flag_sharpened", "flag_softened", "flag_changed"]
ProtectionKind = Literal[
    "protection_lost",
    "protection_gained",
    "protection_weakened",
    "protection_strengthened",
    "protection_changed",
]
WholeKind = Literal[
    "freedom_lost", "freedom_gained", "stack_added", "stack_removed", "missing_added", "missing_removed", "hidden_added"
]
WordsKind = Literal["definition_widened", "definition_narrowed", "words_changed", "words_added", "words_removed"]
PromiseKind = Literal["promise_lost", "promise_gained", "promise_weakened", "promise_strengthened"]
Kind = FlagKind | ProtectionKind | PromiseKind | WholeKind | WordsKind
About = Literal["figure", "definition", "reference", "heading", "table", "note"]


@dataclass(frozen=True, slots=True)
class Side:
    """One draft's side of a change: its exact words and where they stand; what is known of them, if it is a finding.

    `quote` and `location` are null for what belongs to the whole paper.
    """

    quote: str | None
    location: Location | None
    severity: Severity | None = None
    binds: Binds | None = None
    strength: Strength | None = None
    details: Details | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words that stands in both drafts, in the old one alone, or in the new one alone."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change is for the worse or the better: a stable id and a sentence."""

    id: str
    direction: Direction
    plain: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between the drafts.

    `title` names it, `what` says what became of it, `plain` what that means.  `words` are both sides in one, with what
    was taken out and put in; empty where the words are the same or one side has none.  `about` says what kind of words
    changed; `unmarked` that the new file marks changes, but not this one.
    """

    id: str
    kind: Kind
    direction: Direction
    title: str
    what: str
    plain: str | None
    reasons: tuple[Reason, ...]
    old: Side | None
    new: Side | None
    words: tuple[Words, ...] = ()
    about: tuple[About, ...] = ()
    rule_id: str | None = None
    category: str | None = None
    freedom: str | None = None
    unmarked: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A stretch of the paper that stands elsewhere: its first words, and where it was and is.

    `behind` is the words before it in the new draft, null at its start.
    """

    quote: str
    old: Location
    new: Location
    behind: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """One of the two drafts; `signer` is whom it was taken to bind, `marks_changes` that its file tracks changes."""

    document: DocumentInfo
    coverage: Coverage
    level: Level
    signer: str | None
    marks_changes: bool


@dataclass(frozen=True, slots=True)
class ComparisonVerdict:
    """What stands on top; `notes` have to be known with it, `about_new` is the headline of the new draft by itself."""

    outcome: Outcome
    headline: str
    notes: tuple[str, ...]
    about_new: str
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole answer.  `complete` is true only when both drafts were read to the end."""

    schema_version: int
    complete: bool
    verdict: ComparisonVerdict
    old: Paper
    new: Paper
    worse: tuple[Change, ...]
    changed: tuple[Change, ...]
    better: tuple[Change, ...]
    moved: tuple[Moved, ...]
    rules_version: str

    def to_dict(self) -> dict[str, object]:
        """The JSON form, ready for `json.dumps`."""
        from scanner.report.as_json import plain

        out: dict[str, object] = plain(self)
        return out
