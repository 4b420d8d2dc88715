"""Fields of a Word file: what stands in one is made anew, and LibreOffice shows a comment in one as text."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from scanner.annotated.anchors import Runs
from scanner.read.xml import Element


class Fields:
    """The fields of a text.  Those that go on for paragraphs, as tables of contents do, are left out."""

    def __init__(self, root: Element) -> None:
        self._around: dict[Element, Runs] = {}  # a run in a field -> the first and the last run of the outermost one
        for paragraph in root.iter(qn("w:p")):
            if next(paragraph.iter(qn("w:fldChar")), None) is not None:
                self._read(paragraph)

    def _read(self, paragraph: Element) -> None:
        depth = 0
        inside: list[Element] = []
        for run in paragraph.iter(qn("w:r")):
            kinds = [mark.get(qn("w:fldCharType")) for mark in run.iterchildren(qn("w:fldChar"))]
            depth += kinds.count("begin")
            if depth:
                inside.append(run)
            depth = max(0, depth - kinds.count("end"))
            if inside and not depth:
                self._around |= dict.fromkeys(inside, (inside[0], run))
                inside = []

    def outside(self, runs: Runs) -> Runs:
        """The same runs, widened to whole fields."""
        return self._field_of(runs[0])[0], self._field_of(runs[1])[1]

    def _field_of(self, run: Element) -> Runs:
        """The first and the last run of the field that a run stands in, or the run twice."""
        simple = [each for each in run.iterancestors() if each.tag == qn("w:fldSimple")]
        if not simple:
            return self._around.get(run, (run, run))
        before, behind = OxmlElement("w:r"), OxmlElement("w:r")
        simple[-1].addprevious(before)
        simple[-1].addnext(behind)
        return before, behind
