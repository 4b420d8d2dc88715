"""Paragraphs in, the text of a `Document` and its blocks out.  Shared by all formats that name their paragraphs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from scanner.errors import Empty
from scanner.model import Block, Document, ScannedLine, Unread
from scanner.read.limits import Limits

# What a renderer shows as nothing at all, and what would not survive being handed on.
BACKWARDS, AS_BEFORE = "\u202e", "\u202c"  # marks that turn the order of letters about, and end that
_TURNED = re.compile(f"{BACKWARDS}([^{AS_BEFORE}]*){AS_BEFORE}?")
_LATIN = re.compile("[A-Za-z]")
_INVISIBLE = re.compile("[\u00ad\x00-\x08\x0e-\x1f\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+")
_GONE = ("hidden", "deleted")  # kinds whose white space is gone too; white or tiny white space still parts words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and, if a reader's eye would miss it, how it was hidden."""

    text: str
    hidden: str | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being gathered.

    `notes` are descriptions of its pictures; `later` are blocks that it holds, which wait until it is finished.
    """

    part: str
    heading: bool = False
    pieces: list[Piece] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    later: list[Callable[[], None]] = field(default_factory=list)

    def is_seen(self) -> bool:
        """Some word of it is open to the eye."""
        return any(piece.hidden is None and piece.text.strip() for piece in self.pieces)


class Writer:
    """Gathers blocks in reading order and keeps to `limits.max_chars`: what is over it is named as unread."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.room = limits.max_chars
        self._texts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._unread: list[Unread] = []
        self._scanned: list[ScannedLine] = []
        self._folded = ""  # what `has_said` compares with: the first `_folded_texts` texts
        self._folded_texts = 0

    @property
    def has_text(self) -> bool:
        """Whether any block was added."""
        return bool(self._blocks)

    @property
    def texts(self) -> list[str]:
        """The texts of the blocks added so far."""
        return [text for text in self._texts if not text.isspace()]

    def has_said(self, text: str) -> bool:
        """Whether these words stand in what was added so far, case and all that is no letter or figure set aside."""
        if fresh := self._texts[self._folded_texts :]:
            self._folded += _fold("".join(fresh))
            self._folded_texts = len(self._texts)
        return _fold(text) in self._folded

    def paragraph(self, paragraph: Paragraph) -> None:
        """Add what is seen of a paragraph as one block, then each stretch that is hidden, then all that it holds."""
        seen, hidden = part_by_eye(paragraph.pieces)
        self.block(seen, paragraph.part, heading=paragraph.heading)
        for piece in hidden:
            self.block(piece.text, paragraph.part, hidden=piece.hidden)
        for note in paragraph.notes:
            self.block(note, "alt")
        for task in paragraph.later:
            task()

    def block(
        self,
        text: str,
        part: str,
        *,
        page: int | None = None,
        heading: bool = False,
        hidden: str | None = None,
        file: str | None = None,
    ) -> None:
        """Add one block; white space at both ends is left out, and so is a block of nothing else."""
        text = _INVISIBLE.sub("", _TURNED.sub(_as_drawn, text) if BACKWARDS in text else text).strip()
        if not text:
            return
        if self.room <= 0 or len(text) > self.room:
            self.unread("limit", part)
            text = text[: max(self.room, 0)]
            if not text:
                return
        self.room -= len(text)
        if self._blocks:
            last = self._blocks[-1]
            self._append("\n" if (last.part, last.file) == (part, file) else "\n\n")
        start = self._length
        self._append(text)
        self._blocks.append(Block(start, self._length, part, page, heading, hidden, file))

    def laid_in(
        self, document: Document, part: str | None = None, file: str | None = None, hidden: str | None = None
    ) -> None:
        """Add all of another document: as part `part`, or with None as its own parts, and as lying in `file`.

        What is not hidden in it in a way of its own is `hidden`.
        """
        lines = iter(document.scanned)
        line = next(lines, None)
        for block in document.blocks:
            own = part or block.part
            self.block(
                document.text[block.start : block.end],
                own,
                page=block.page if file else None,
                heading=block.heading,
                hidden=block.hidden or hidden,
                file="/".join(filter(None, (file, block.file))) or None,
            )
            moved = self._length - block.end
            while line is not None and line.start < block.end:
                self._scanned.append(replace(line, start=line.start + moved, end=line.end + moved))
                line = next(lines, None)
        for entry in document.unread:
            named = entry.part if document.format == "zip" else None  # there a part is a file
            where = "/".join(filter(None, (file, named))) or part or entry.part or "body"
            self.unread(entry.reason, where, entry.page if file else None)

    def unread(self, reason: str, part: str, page: int | None = None) -> None:
        """Name a part that was not read, or one page of it; the same words are said once."""
        if (entry := Unread(reason, page, part)) not in self._unread:
            self._unread.append(entry)

    def document(self, data: bytes, name: str, kind: str) -> Document:
        """All that was added, as a document of format `kind`.  Raises Empty if that is nothing at all."""
        if not self._blocks and not self._unread:
            raise Empty()
        digest = hashlib.sha256(data).hexdigest()
        text, blocks, unread = "".join(self._texts), tuple(self._blocks), tuple(self._unread)
        return Document(name, kind, digest, text, blocks, unread=unread, scanned=tuple(self._scanned))

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)


def _as_drawn(turned: re.Match[str]) -> str:
    """Latin letters in the order in which an eye meets them; other alphabets may run that way by themselves."""
    return turned[1][::-1] if _LATIN.search(turned[1]) else turned[1]


def part_by_eye(pieces: Iterable[Piece]) -> tuple[str, list[Piece]]:
    """What is seen of a paragraph, and the stretches that are not, in order.

    White space between two stretches that are hidden in the same way joins them: a sentence that was hidden word by
    word is one sentence.
    """
    seen: list[str] = []
    hidden: list[Piece] = []
    gap: str | None = None  # white space since the last hidden stretch; None once visible words came between
    for piece in pieces:
        blank = not piece.text.strip()
        if piece.hidden is None or (blank and piece.hidden not in _GONE):
            seen.append(piece.text)
            gap = gap + piece.text if blank and gap is not None else None
        elif hidden and gap is not None and hidden[-1].hidden == piece.hidden:
            hidden[-1] = replace(piece, text=hidden[-1].text + gap + piece.text)
            gap = ""
        elif not blank:
            hidden.append(piece)
            gap = ""
    return "".join(seen), hidden


def _fold(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
