"""What a walk through a story says: the paragraph that is open, what waits for its end, and the fields around."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from scanner.read.ooxml.fields import Field, Fields, form_value, kept_back, shown
from scanner.read.ooxml.names import attribute, descendants
from scanner.read.ooxml.place import File, Place
from scanner.read.writer import Paragraph, Piece
from scanner.read.xml import Element

_LONG_HEADING = 20  # words: a clause that wears the style of a heading is a clause


class Teller:
    """Puts words where they belong; `Walk` brings them."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._open: Paragraph | None = None
        self._carried: Paragraph | None = None  # a paragraph whose end mark is hidden or deleted: the next goes on
        self._fields = Fields(None)
        self._drawing: set[str] = set()  # parts that are being drawn: one that holds itself is drawn once

    def _say(self, text: str, place: Place) -> None:
        if not text or not self._fields.shows(text):
            return
        if self._open is not None:
            self._open.pieces.append(Piece(text, place.hidden or place.letters))
        else:
            self._file.writer.block(text, place.part, hidden=place.hidden or place.letters)

    def _waits(self, handler: Callable[[Element, Place], None], element: Element, place: Place) -> bool:
        """Inside a paragraph other blocks wait for its end, so that its own sentence stays whole."""
        if self._open is None:
            return False
        self._open.later.append(lambda: handler(element, place))
        return True

    def _flush(self) -> None:
        if self._carried is not None:
            paragraph, self._carried = self._carried, None
            self._finish(paragraph)

    def _finish(self, paragraph: Paragraph) -> None:
        paragraph.heading &= sum(len(piece.text.split()) for piece in paragraph.pieces) <= _LONG_HEADING
        self._file.writer.paragraph(paragraph)

    def _note(self, text: str | None, place: Place) -> None:
        """Words that show only when asked for, such as the description of a picture."""
        if not text or not text.strip():
            return
        if self._open is not None:
            self._open.notes[text.strip()] = None
        else:
            self._file.writer.block(text, "alt")

    def _later(self, task: Callable[[], None]) -> None:
        if self._open is not None:
            self._open.later.append(task)
        else:
            task()

    # --- fields ---------------------------------------------------------------------------------------

    def _field_mark(self, element: Element, place: Place) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._say(form_value(element), place)
            for each in descendants(element, "w:helpText", "w:statusText"):
                self._note(attribute(each, "val"), place)
            self._fields.begin(element)
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end" and (done := self._fields.end()) is not None:
            self._say(shown(done), place)
            self._keep_back(done, place)

    def _code(self, element: Element, place: Place) -> None:
        self._fields.code(element.text or "")

    def _keep_back(self, done: Field, place: Place) -> None:
        for sentence in kept_back(done):
            self._later(partial(self._file.writer.block, sentence, place.part, hidden="hidden"))
