"""Content controls around paragraphs: LibreOffice drops the first paragraph of one if a comment hangs in it.

Word is content with a comment that hangs in one paragraph and covers words of another, and LibreOffice is too.
"""

from __future__ import annotations

from docx.oxml.ns import qn

from scanner.read.xml import Element


class Controls:
    """The content controls of a text, and which paragraphs each of them begins with."""

    def __init__(self, root: Element) -> None:
        self._paragraphs = [each for each in root.iter(qn("w:p")) if next(each.iterancestors(qn("w:p")), None) is None]
        self._places = {each: index for index, each in enumerate(self._paragraphs)}
        around = (each for each in root.iter(qn("w:sdt")) if next(each.iterancestors(qn("w:p")), None) is None)
        self._first = {next(each.iter(qn("w:p")), None) for each in around}

    def hang(self, mark: Element) -> None:
        """Move the mark that a comment hangs on out of the first paragraph of a control, to the nearest that is none.

        That is a later one if there is any, and else an earlier one; where no other is left the mark stays.
        """
        holder = next((each for each in mark.iterancestors(qn("w:p")) if each in self._places), None)
        if holder is None or holder not in self._first:
            return
        place = self._places[holder]
        after = (each for each in self._paragraphs[place + 1 :] if each not in self._first)
        before = (each for each in reversed(self._paragraphs[:place]) if each not in self._first)
        if (later := next(after, None)) is not None:
            properties = later.find(qn("w:pPr"))
            later.insert(0 if properties is None else 1, mark)
        elif (earlier := next(before, None)) is not None:
            earlier.append(mark)
