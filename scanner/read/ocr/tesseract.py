"""The program tesseract, if it is on the PATH.  Pictures go in and words come out through pipes."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections import defaultdict
from functools import lru_cache

from PIL.Image import Image

from scanner.read.ocr.spot import Spot, sureness

_SECONDS = 60  # for one page
_LANGUAGE = "eng"
_COLUMNS = 12  # of a row of its table: level, page, block, paragraph, line, word, left, top, width, height, conf, text
_TURN = re.compile(r"Rotate: (\d+)")


@lru_cache(maxsize=1)
def present() -> bool:
    """The program is there and knows English."""
    return shutil.which("tesseract") is not None and _LANGUAGE in _run(["--list-langs"], b"").split()


def read(picture: Image, dpi: int) -> list[Spot]:
    """The lines of a picture that lies upright."""
    table = _run(["stdin", "stdout", "--dpi", str(dpi), "-l", _LANGUAGE, "tsv"], _as_pgm(picture))
    lines: dict[tuple[str, ...], list[Spot]] = defaultdict(list)
    for row in table.splitlines()[1:]:
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) == _COLUMNS and cells[-1].strip():
            lines[tuple(cells[1:5])].append(_word(cells))
    return [_joined(words) for words in lines.values()]


def turn_needed(picture: Image, dpi: int) -> int:
    """By how many degrees clockwise a picture must be turned to lie upright, as far as the program can tell."""
    answer = _run(["stdin", "stdout", "--dpi", str(dpi), "--psm", "0"], _as_pgm(picture))
    found = _TURN.search(answer)
    return int(found.group(1)) % 360 if found else 0


def _word(cells: list[str]) -> Spot:
    left, top, width, height = map(float, cells[6:10])
    corners = (left, top), (left + width, top), (left + width, top + height), (left, top + height)
    return Spot(cells[11].strip(), max(0.0, float(cells[10])) / 100, corners)


def _joined(words: list[Spot]) -> Spot:
    first, last = words[0].corners, words[-1].corners
    corners = first[0], last[1], last[2], first[3]
    return Spot(" ".join(word.words for word in words), sureness(words), corners)


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
