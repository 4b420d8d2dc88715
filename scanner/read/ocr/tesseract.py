"""The program tesseract, if it is on the PATH.  Pictures go in and words come out through pipes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from statistics import median

from PIL.Image import Image

from scanner.read.ocr.spot import Spot, straight, sureness

_SECONDS = 60  # for one page
_LANGUAGE = "eng"
_COLUMNS = 12  # of a row of its table: level, page, block, paragraph, line, word, left, top, width, height, conf, text
_GUESS, _WITH_A_GUESS = 0.4, 0.7  # a word that is less sure is a guess, and its line can be no surer than that
_WIDE_SPACE = 1.5  # times the height of the words
_TURN = re.compile(r"Rotate: (\d+)")


@lru_cache(maxsize=1)
def present() -> bool:
    """The program is there and knows English."""
    return shutil.which("tesseract") is not None and _LANGUAGE in _run(["--list-langs"], b"").split()


def read(picture: Image, dpi: int) -> list[Spot]:
    """The lines of a picture that lies upright, parted where a wide space stands in them."""
    # One column of lines is looked for: told to find columns itself, it takes the numbers of paragraphs for one.
    table = _run(["stdin", "stdout", "--dpi", str(dpi), "-l", _LANGUAGE, "--psm", "4", "tsv"], _as_pgm(picture))
    lines: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
    for row in table.splitlines()[1:]:
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) == _COLUMNS and cells[-1].strip():
            lines[tuple(cells[1:5])].append(_word(cells))
    return [_joined(words) for line in lines.values() for words in _parted(line)]


def turn_needed(picture: Image, dpi: int) -> int:
    """By how many degrees clockwise a picture must be turned to lie upright, as far as the program can tell."""
    answer = _run(["stdin", "stdout", "--dpi", str(dpi), "--psm", "0"], _as_pgm(picture))
    found = _TURN.search(answer)
    return int(found.group(1)) % 360 if found else 0


def _word(cells: list[str]) -> Spot:
    left, top, width, height = map(float, cells[6:10])
    corners = (left, top), (left + width, top), (left + width, top + height), (left, top + height)
    return Spot(cells[11].strip(), max(0.0, float(cells[10])) / 100, corners)


def _parted(line: list[Spot]) -> Iterator[list[Spot]]:
    """The words between spaces as wide as those between columns."""
    widest = _WIDE_SPACE * median(word.height for word in line)
    begin = 0
    for number, (word, after) in enumerate(pairwise(line), 1):
        if after.left[0] - word.right[0] > widest:
            yield line[begin:number]
            begin = number
    yield line[begin:]


def _joined(words: list[Spot]) -> Spot:
    """The words of a line as one spot; its slope is that of their middles, since letters differ in height."""
    slope, start = straight([((word.left[0] + word.right[0]) / 2, word.left[1]) for word in words])
    half = median(word.height for word in words) / 2
    x0, x1 = words[0].left[0], words[-1].right[0]
    y0, y1 = start + slope * x0, start + slope * x1
    corners = (x0, y0 - half), (x1, y1 - half), (x1, y1 + half), (x0, y0 + half)
    guessed = any(word.confidence < _GUESS and len(word.words) > 1 for word in words)
    sure = min(sureness(words), _WITH_A_GUESS) if guessed else sureness(words)
    return Spot(" ".join(word.words for word in words), sure, corners)


def _as_pgm(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.convert("L").save(out, "PPM")
    return out.getvalue()


def _run(arguments: list[str], data: bytes) -> str:
    """What the program writes; nothing when it fails or takes too long."""
    try:
        done = subprocess.run(
            ["tesseract", *arguments],  # noqa: S607  found on the PATH, as the person installed it
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
