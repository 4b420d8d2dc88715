"""What is lost when a paper comes as a scan or as photos of its pages.

    python -m tests.benchmarks.scans [clean] [photo] [--engine tesseract|rapid] [--show] [SAMPLE...]

Every sample is set in type, and each page drawn as a picture: once as a flat-bed scanner gives it (200 dpi, laid in a
little askew, some noise), once as a phone does (from aside, in uneven light, a bit out of focus, JPEG).  A finding of
the paper is the same in the picture if it has its category and its quote, white space and the form of quotation marks
set aside.  `same` counts those that are the same letter by letter, `near` also those in which at most one letter in
forty is another.  `extra` are findings that the paper does not give.  `wrong` are letters that differ, in a thousand.
`s a page` is processor time.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from unittest.mock import patch

from sample_docs import make
from sample_docs.as_pdf import FONTS, to_pdf
from sample_docs.markup import Source, parse
from scanner import scan
from scanner.model import Report
from scanner.read import bundle
from scanner.read.ocr import rapid, tesseract
from tests.read.scan_maker import as_pdf, photo, pictures, scanned

SLIPS = 1 / 40  # of the letters of a quote
KINDS: dict[str, Callable[[bytes], bytes]] = {
    "clean": lambda paper: as_pdf([scanned(page) for page in pictures(paper)]),
    "photo": lambda paper: bundle([photo(page, seed) for seed, page in enumerate(pictures(paper), 1)]),
}
Key = tuple[str, str]  # category and folded quote


@dataclass(slots=True)
class Row:
    """What became of one paper, or of all of them."""

    pages: int = 0
    findings: int = 0
    same: int = 0
    near: int = 0
    extra: int = 0
    wrong: float = 0.0
    letters: int = 0
    seconds: float = 0.0

    def add(self, other: Row) -> None:
        """Count another paper in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def __str__(self) -> str:
        whole = max(self.findings, 1)
        shares = f"{100 * self.same / whole:6.1f} % {100 * self.near / whole:6.1f} %"
        wrong, pace = 1000 * self.wrong / max(self.letters, 1), self.seconds / max(self.pages, 1)
        return f"{self.pages:5} {self.findings:8} {shares} {self.extra:5} {wrong:7.2f} {pace:8.2f}"


def spent() -> float:
    """Seconds of processor time of this process and of those that it waited for, as a busy machine changes the rest."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def folded(words: str) -> str:
    """Words as they are compared."""
    return " ".join(words.split()).translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).casefold()


def keys(report: Report) -> list[Key]:
    """All that a report says of single sentences."""
    found = (*report.findings, *report.protections, *report.notes)
    return [(finding.category, folded(finding.quote or "")) for finding in found]


def is_near(a: Key, b: Key) -> bool:
    """The same finding, some slips of the eye set aside."""
    return a[0] == b[0] and slips(a[1], b[1]) <= SLIPS * max(len(a[1]), 1)


def slips(a: str, b: str) -> float:
    """Letters that are in one of them only, a changed one counted once."""
    alike = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return max(len(a), len(b)) - alike


def compare(paper: bytes, picture: bytes, show: bool) -> Row:
    """One paper and what was seen of it."""
    original = scan(paper, include_text=True)
    start = spent()
    seen = scan(picture, include_text=True)
    seconds = spent() - start
    left, lost = keys(seen), []
    wanted = keys(original)
    row = Row(pages=original.document.pages, findings=len(wanted), seconds=seconds)
    for key in wanted:
        if key in left:
            left.remove(key)
            row.same += 1
        else:
            lost.append(key)
    row.near = row.same
    for key in list(lost):
        near = next((each for each in left if is_near(key, each)), None)
        if near is not None:
            left.remove(near)
            lost.remove(key)
            row.near += 1
    row.extra = len(left)
    a, b = sorted(folded(original.text or "").split()), sorted(folded(seen.text or "").split())
    row.letters = sum(map(len, a))
    row.wrong = sum(slips(x, y) for x, y in differing(a, b))
    if show:
        for mark, some in (("-", lost), ("+", left)):
            for category, quote in some:
                print(f"    {mark} {category}: {quote}")
        for x, y in differing(folded(original.text or "").split(), folded(seen.text or "").split()):
            print(f"    {x!r} -> {y!r}")
    return row


def differing(a: list[str], b: list[str]) -> Iterator[tuple[str, str]]:
    """Stretches of words that are not the same."""
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(a[i:j]), " ".join(b[k:m])


def set_in_type(source: Source) -> bytes:
    """The paper as PDF, in the nearest of the fonts that are made here."""
    font = source.settings.get("font", "times")
    return to_pdf(replace(source, settings={**source.settings, "font": font if font in FONTS else "helvetica"}))


@contextmanager
def engine(name: str | None) -> Iterator[None]:
    """Reading takes place here, with one engine alone if it is named, so that its start does not count."""
    other = {"tesseract": rapid, "rapid": tesseract}
    with patch("scanner.isolate.inside_worker", lambda: True):
        if name is None:
            yield
        else:
            with patch.object(other[name], "present", lambda: False):
                yield


def main() -> None:
    """Print a table for each kind of picture."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", help="clean, photo, and the beginnings of names of samples")
    parser.add_argument("--engine", choices=("tesseract", "rapid"))
    parser.add_argument("--show", action="store_true", help="print what is lost, what is new, and words that differ")
    chosen = parser.parse_args()
    names = tuple(what for what in chosen.what if what not in KINDS)
    with engine(chosen.engine):
        for kind in [what for what in chosen.what if what in KINDS] or KINDS:
            table(kind, names, chosen.show)


def table(kind: str, names: tuple[str, ...], show: bool) -> None:
    """Print one table."""
    print(f"{kind:32} pages findings     same     near extra   wrong s a page")
    total = Row()
    for source in make.sources():
        name = Path(source.name).stem
        if names and not name.startswith(names):
            continue
        paper = set_in_type(parse(source.read_text("utf-8")))
        row = compare(paper, KINDS[kind](paper), show)
        total.add(row)
        print(f"{name:32} {row}", flush=True)
    print(f"{'all':32} {total}")


if __name__ == "__main__":
    main()
