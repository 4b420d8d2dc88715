"""The parts of an office file and how they are tied to one another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from scanner.errors import Damaged
from scanner.read.leftover import sentences
from scanner.read.ooxml.names import attribute, name
from scanner.read.ooxml.tracked import undo
from scanner.read.package import Package, fold
from scanner.read.xml import Element, parse

_USUAL_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie from one part to another; `target` is None if what it points to lies outside the file."""

    id: str
    kind: str  # the last word of its type, lower case: header, chart, image, ...
    target: str | None


class Parts:
    """Reads parts and follows their ties inside the package, never out of it.

    With `before`, parts are read as they were before the changes that are marked in them; `marks` counts these.
    """

    def __init__(self, package: Package, *, before: bool = False) -> None:
        self._package = package
        self._before = before
        self.marks = 0
        self._relations: dict[str, list[Relation]] = {}
        self._seen: set[str] = set()
        self.left_over: dict[str, None] = {}  # sentences of all XML parts read so far that are no text of a story

    def __contains__(self, part: str) -> bool:
        return part in self._package

    def main(self) -> str:
        """The name of the part that holds the text.  Raises Damaged if there is none."""
        named = [relation.target for relation in self.relations("") if relation.kind == "officedocument"]
        for target in (*named, _USUAL_MAIN):
            if target is not None and target in self._package:
                return fold(target)
        raise Damaged()

    def relations(self, source: str, *kinds: str) -> list[Relation]:
        """The ties of a part ("" for the package), of these kinds or of all."""
        if source not in self._relations:
            self._relations[source] = self._read_relations(source)
        return [each for each in self._relations[source] if not kinds or each.kind in kinds]

    def related(self, source: str, relation_id: str | None) -> Relation | None:
        """The tie of a part with this id."""
        return next((each for each in self.relations(source) if each.id == relation_id), None)

    def targets(self, source: str, *kinds: str) -> list[str]:
        """The names of parts in this package that a part is tied to in these ways."""
        return [each.target for each in self.relations(source, *kinds) if each.target is not None]

    def root(self, part: str) -> Element:
        """A part as XML.  Raises Damaged, also if the part is missing."""
        root = parse(self.data(part))
        self.left_over.update(dict.fromkeys(sentences(root)))
        if self._before:
            self.marks += undo(root)
        return root

    def data(self, part: str) -> bytes:
        """The bytes of a part.  Raises Damaged if it is missing or broken, TooLarge."""
        if part not in self._package:
            raise Damaged()
        self._seen.add(fold(part))
        return self._package.read(part)

    def unread(self, *endings: str) -> list[str]:
        """The parts with one of these endings of a name that nobody asked for so far."""
        return [each for each in self._package.names() if each.endswith(endings) and each not in self._seen]

    def _read_relations(self, source: str) -> list[Relation]:
        folder, _, file = source.rpartition("/")
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        if part not in self._package:
            return []
        return [_relation(each, folder) for each in self.root(part) if name(each) == "rel:Relationship"]


def _relation(element: Element, folder: str) -> Relation:
    kind = (attribute(element, "Type") or "").rpartition("/")[2].lower()
    target = None
    if (attribute(element, "TargetMode") or "").lower() != "external":
        # Joined as if "/" were the package: ".." cannot climb out of it.
        path = unquote(attribute(element, "Target") or "").partition("#")[0]
        target = fold(posixpath.normpath(posixpath.join("/", folder, path.replace("\\", "/"))))
    return Relation(attribute(element, "Id") or "", kind, target)
