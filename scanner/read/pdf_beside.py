"""What a PDF holds beside its pages: notes, form fields, bookmarks, what it says of itself, attached files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from scanner.read.inner import lay_in
from scanner.read.pdf_appearance import Look, in_lines, look_of, words_of
from scanner.read.writer import Writer

BROKEN = (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, NotImplementedError)
_MOST = 5_000  # fields, bookmarks, notes of a page
_MOST_DRAWN = 2_000  # notes and fields that draw something
_DEEPEST = 20  # fields in fields
_UNSEEN = 0b100010  # the flags "hidden" and "no view"
_LONGEST_NAME = 200
_TAG = re.compile(r"<[^>]*>")
_NO_LETTER = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # with what turns the direction of letters
_FILE_NAME = re.compile(
    r"(microsoft \w+ - )?[^\n]*\.(docx?|pdf|odt|rtf|txt|wpd|html?|indd|pages|tex|tmp)", re.IGNORECASE
)
_SAYS_NOTHING = {"untitled", "unspecified", "anonymous"}


class Beside:
    """Reads what lies beside the pages of an open document into a writer; what is broken is named, and the rest read.

    `said` are the words of the pages: a bookmark or title that only repeats them is left out.
    """

    def __init__(self, pdf: pikepdf.Pdf, writer: Writer, said: str, name: str) -> None:
        self._pdf, self._writer, self._name = pdf, writer, name
        self._said = _letters(said)
        self._told: set[tuple[str, tuple[int, int]]] = set()
        self._files: list[pikepdf.Dictionary] = []
        self._looks: list[tuple[Look, str]] = []  # how notes and fields look, and the letters that they hold

    def read(self) -> None:
        """All of it, in the order of the pages."""
        for task, part in (
            (self._notes, "annotation"),
            (self._form, "form"),
            (self._appearances, "annotation"),
            (self._outline, "outline"),
            (self._properties, "properties"),
            (self._attachments, "attachment"),
        ):
            try:
                task()
            except BROKEN:
                self._writer.unread("damaged", part)

    def _notes(self) -> None:
        for number, page in enumerate(self._pdf.pages[: self._writer.limits.max_pages], 1):
            notes = page.obj.get("/Annots")
            for note in list(notes)[:_MOST] if notes is not None else ():
                if not isinstance(note, pikepdf.Dictionary):
                    continue
                if note.get("/Subtype") == "/Widget":
                    self._field(note, number)
                    held = " ".join(_values(note))
                else:
                    held = self._note(note, number)
                if (look := look_of(note, number, _hidden(note))) is not None:
                    self._looks.append((look, _letters(held)))

    def _note(self, note: pikepdf.Dictionary, page: int) -> str:
        """Gives the words that the note holds."""
        words = _text(note.get("/Contents")) or _TAG.sub(" ", _text(note.get("/RC")))
        for each in (words, _text(note.get("/OverlayText"))):
            self._writer.block(each, "annotation", page=page, hidden=_hidden(note))
        spec = note.get("/FS")
        if isinstance(spec, pikepdf.Dictionary):
            self._files.append(spec)
        return words

    def _appearances(self) -> None:
        """What notes and fields draw, where it is not what they hold, or what the page says anyway."""
        if len(self._looks) > _MOST_DRAWN:
            self._writer.unread("limit", "annotation")
        looks = self._looks[:_MOST_DRAWN]
        drawn = zip(looks, words_of([look for look, _ in looks]) if looks else (), strict=True)
        news = [(look, words) for (look, held), words in drawn if _letters(words) not in held + self._said]
        for look, words in in_lines(news):
            self._writer.block(words, "annotation", page=look.page, hidden=look.hidden)

    def _form(self) -> None:
        form = self._pdf.Root.get("/AcroForm")
        if form is None:
            return
        if "/XFA" in form and self._pdf.Root.get("/NeedsRendering", False):
            self._writer.unread("unsupported", "form")
        for field in _below(form.get("/Fields")):
            self._field(field, None)

    def _field(self, field: pikepdf.Dictionary, page: int | None) -> None:
        """The value and the tool tip of a field, which it may have from a field above; each is read once."""
        hidden = _hidden(field)
        for key in ("/V", "/TU"):
            owner = _owner(field, key)
            if owner is None or (owner.is_indirect and (key, owner.objgen) in self._told):
                continue
            self._told.add((key, owner.objgen))
            for words in _strings(owner[key]):
                self._writer.block(words, "form", page=page, hidden=hidden)

    def _outline(self) -> None:
        root = self._pdf.Root.get("/Outlines")
        for entry in _bookmarks(root):
            self._unless_said(_text(entry.get("/Title")), "outline")

    def _properties(self) -> None:
        for key in ("/Title", "/Subject", "/Keywords"):
            words = _text(self._pdf.docinfo.get(key)).strip()
            if not _FILE_NAME.fullmatch(words) and _letters(words) not in (_letters(self._name), *_SAYS_NOTHING):
                self._unless_said(words, "properties")

    def _unless_said(self, words: str, part: str) -> None:
        if _letters(words) not in self._said:
            self._writer.block(words, part)

    def _attachments(self) -> None:
        specs = {spec.objgen: spec for spec in (*(file.obj for file in self._pdf.attachments.values()), *self._files)}
        most = self._writer.limits.max_parts
        if len(specs) > most:
            self._writer.unread("limit", "attachment")
        for spec in list(specs.values())[:most]:
            name = _CONTROL.sub("", _text(spec.get("/UF")) or _text(spec.get("/F")))[:_LONGEST_NAME]
            try:
                data = next(iter(spec.EF.values())).read_bytes()
            except BROKEN:
                self._writer.unread("damaged", name or "attachment")
            else:
                lay_in(self._writer, data, "attachment", file=name or None)


def _below(things: Any) -> Iterator[pikepdf.Dictionary]:
    """Fields and the fields in them."""
    waiting = [(each, 0) for each in reversed(list(things if things is not None else ()))]
    for _ in range(_MOST):
        if not waiting:
            return
        thing, depth = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
            kids = thing.get("/Kids")
            if kids is not None and depth < _DEEPEST:
                waiting += [(each, depth + 1) for each in reversed(list(kids))]


def _bookmarks(root: Any) -> Iterator[pikepdf.Dictionary]:
    """The entries of an outline from top to bottom, each once."""
    waiting = [root.get("/First") if root is not None else None]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST:
        entry = waiting.pop()
        if isinstance(entry, pikepdf.Dictionary) and entry.objgen not in seen:
            seen.add(entry.objgen)
            yield entry
            waiting += [entry.get("/Next"), entry.get("/First")]


def _owner(field: pikepdf.Dictionary, key: str) -> pikepdf.Dictionary | None:
    """The field that has `key`: this one or one above it."""
    for _ in range(_DEEPEST):
        if key in field:
            return field
        parent = field.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return None
        field = parent
    return None


def _values(field: pikepdf.Dictionary) -> Iterator[str]:
    """The words of the value that a field has, of its own or from above."""
    if (owner := _owner(field, "/V")) is not None:
        yield from _strings(owner["/V"])


def _strings(value: Any) -> Iterator[str]:
    yield from map(_text, value if isinstance(value, pikepdf.Array) else (value,))


def _text(value: Any) -> str:
    """The words of a string or of a stream of text; nothing for anything else, such as the name of a ticked box."""
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return str(value) if isinstance(value, pikepdf.String) else ""


def _hidden(note: pikepdf.Dictionary) -> str | None:
    return "invisible" if int(note.get("/F", 0)) & _UNSEEN else None


def _letters(words: str) -> str:
    return _NO_LETTER.sub("", words).casefold()
