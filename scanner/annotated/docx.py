"""A Word file with its findings as comments.

python-docx writes the comments.  The container is not opened by it: it refuses strict, macro and template files and
those with a tie that leads nowhere, and would leave out parts that nothing is tied to.  So all parts but the few that
have to change are carried over as they are.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import count
from typing import Any, cast

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.comments import CT_Comments
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.package import Package as WordPackage
from docx.parts.comments import CommentsPart
from lxml import etree

from scanner.annotated.anchors import Runs, Story, host, place_of, runs_of
from scanner.annotated.controls import Controls
from scanner.annotated.fields import Fields
from scanner.annotated.notes import Note, Notes
from scanner.errors import Damaged
from scanner.read.limits import Limits
from scanner.read.ooxml.names import attribute
from scanner.read.ooxml.parts import Parts
from scanner.read.package import Package
from scanner.read.xml import Element, parse, whole
from scanner.report.wording import NOTE_AUTHOR

# The two names of the one namespace that matters here; python-docx knows the second.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_TIE = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_ASIDE = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}  # part of a note -> kind of tie
_NOWHERE = cast(WordPackage, None)  # a part with comments is made and asked for its words; it needs no package
_TYPES = "[Content_Types].xml"
_BROKEN = (KeyError, ValueError, TypeError, AttributeError, StopIteration, etree.LxmlError)


def write_docx(data: bytes, notes: Notes, limits: Limits) -> tuple[bytes, bytes]:
    """The paper with a comment for each finding, tied to its quote or, where that cannot be, to the first words.

    With it the part that names the kinds of all parts.  Raises Damaged, Encrypted, TooLarge.
    """
    package = Package(data, limits)
    try:
        return package.rewritten(_Copy(package).commented(notes)), package.read(_TYPES)
    except _BROKEN:
        raise Damaged() from None


class _Copy:
    """The parts of a Word file that comments change."""

    def __init__(self, package: Package) -> None:
        self._package, self._parts = package, Parts(package)
        self._main = self._parts.main()
        data = etree.tostring(parse(package.read(self._main)), encoding="UTF-8")
        self._strict = _STRICT in data
        self._root = cast(Element, parse_xml(data.replace(_STRICT, _USUAL)))
        there = [part for part in self._parts.targets(self._main, "comments") if part in package]
        self._name = there[0] if there else self._free_name()
        self._asides: dict[str, list[tuple[Story, Runs]]] = {}
        # One comment at a time is made on an empty part: python-docx looks through all that a part has for each.
        self._desk = CommentsPart.default(_NOWHERE)
        self._comments = self._usual(self._name) if there else CommentsPart.default(_NOWHERE).element
        self._next = 1 + max((whole(attribute(each, "id"), -1) or 0 for each in self._comments), default=-1)

    def commented(self, notes: Notes) -> dict[str, bytes]:
        """The parts that change, by their names."""
        placed = runs_of(self._root, notes)
        first = self._first_run()
        self._controls, fields = Controls(self._root), Fields(self._root)
        top = fields.outside((first, first))
        self._add(top, notes.advice)
        for index, note in enumerate(notes.notes):
            runs = fields.outside(placed[index]) if index in placed else self._beside(note)
            self._add(runs or top, note.words if runs else f"{note.words}\n{note.elsewhere}")
        parts = {self._main: self._bytes(self._root), self._name: self._bytes(self._comments)}
        return parts if self._name in self._package else parts | self._ties()

    # --- where ----------------------------------------------------------------------------------------

    def _beside(self, note: Note) -> Runs | None:
        """The mark in the text at which the footnote, the endnote or the comment hangs that holds the quote."""
        if note.part not in _ASIDE or note.quote is None:
            return None
        if note.part not in self._asides:
            self._asides[note.part] = list(self._hanging(note.part))
        return next((runs for story, runs in self._asides[note.part] if place_of(note.quote, story)), None)

    def _hanging(self, part: str) -> Iterator[tuple[Story, Runs]]:
        """The footnotes, endnotes or comments, each with its mark in the text."""
        marks = {attribute(mark, "id"): host(mark) for mark in self._root.iter(qn(f"w:{part}Reference"))}
        for name in self._parts.targets(self._main, _ASIDE[part]):
            for each in self._usual(name):
                if (run := marks.get(attribute(each, "id"))) is not None:
                    yield Story(each), (run, run)

    def _first_run(self) -> Element:
        """The first run of the text; an empty one is made where there is none."""
        if (run := next(self._root.iter(qn("w:r")), None)) is not None:
            return run
        paragraph = next(self._root.iter(qn("w:p")), None)
        if paragraph is None:
            paragraph = OxmlElement("w:p")
            next(self._root.iter(qn("w:body"))).insert(0, paragraph)
        run = OxmlElement("w:r")
        paragraph.append(run)
        return run

    def _add(self, runs: Runs, words: str) -> None:
        self._desk.comments.add_comment(words, NOTE_AUTHOR, NOTE_AUTHOR[0])
        comment = cast(CT_Comments, self._desk.element).comment_lst[0]
        comment.id, self._next = self._next, self._next + 1
        comment.date = None  # when it was made is nobody's business
        self._comments.append(comment)
        first, last = cast("tuple[CT_R, CT_R]", runs)
        first.insert_comment_range_start_above(comment.id)
        last.insert_comment_range_end_and_reference_below(comment.id)
        self._controls.hang(next(each for each in last.itersiblings() if each.tag == qn("w:r")))

    # --- the container --------------------------------------------------------------------------------

    def _usual(self, part: str) -> Element:
        data = etree.tostring(parse(self._package.read(part)), encoding="UTF-8")
        return etree.fromstring(data.replace(_STRICT, _USUAL))

    def _bytes(self, root: Any) -> bytes:
        data: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
        return data.replace(_USUAL, _STRICT) if self._strict else data

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        return next(name for name in names if name not in self._package)

    def _ties(self) -> dict[str, bytes]:
        """What says that the part with the comments is there, and of which kind it is."""
        types = parse(self._package.read(_TYPES))
        etree.SubElement(
            types, _like(types, "Override"), PartName=f"/{self._name}", ContentType=CONTENT_TYPE.WML_COMMENTS
        )
        folder, file = posixpath.split(self._main)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        ties = parse(self._package.read(name) if name in self._package else empty)
        taken = {attribute(each, "Id") for each in ties}
        etree.SubElement(
            ties,
            _like(ties, "Relationship"),
            Id=next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken),
            Type=_STRICT_TIE if self._strict else RELATIONSHIP_TYPE.COMMENTS,
            Target=f"/{self._name}",
        )
        changed = {_TYPES: types, name: ties}
        return {part: etree.tostring(root, encoding="UTF-8", standalone=True) for part, root in changed.items()}


def _like(root: Element, tag: str) -> str:
    """A tag of the namespace of `root`."""
    return str(etree.QName(etree.QName(root).namespace, tag))
