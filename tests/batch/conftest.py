"""A folder of papers of many kinds, and the command in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.read.pdf_maker import lines_pdf, saved

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "scanner.cli", "batch"]
GAG = "Employee shall not disclose to any person the events that gave rise to the Complaint."
PAPER = """SETTLEMENT AGREEMENT

This Agreement is made between Jane Roe ("Employee") and Acme Tools, Inc. (the "Company").

{number}. Confidentiality. Employee shall not disclose to any person the events that gave rise to the Complaint.

2. Penalty. If Employee breaches Section 1, Employee shall pay the Company ${number},000 for each breach.
"""
HARMLESS = "The meeting is on Monday at nine. We will bring coffee for everyone who comes to the hall.\n"


def paper(number: int) -> bytes:
    return PAPER.format(number=number).encode()


def locked_pdf() -> bytes:
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        return saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """See `fill`."""
    return fill(tmp_path / "inbox")


def fill(folder: Path) -> Path:
    """Twelve papers: seven with a gag (two alike, two in a zip, one PDF), one harmless, four that cannot be read."""
    (folder / "more").mkdir(parents=True)
    for number in (1, 2, 3):
        (folder / f"paper{number}.txt").write_bytes(paper(number))
    (folder / "more" / "copy_of_2.txt").write_bytes(paper(2))
    (folder / "more" / "gag.pdf").write_bytes(lines_pdf([["The first page."], [GAG]]))
    (folder / "more" / "harmless.txt").write_text(HARMLESS)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "locked.pdf").write_bytes(locked_pdf())
    (folder / "program").write_bytes(b"\x7fELF" + bytes(64))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of a paper\n%%EOF")
    (folder / ".hidden").write_bytes(b"not a paper")
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/paper7.txt", paper(7))
        archive.writestr("in/paper8.txt", paper(8))
        archive.writestr("__MACOSX/in/._paper7.txt", b"not a paper")
    return folder


@dataclass
class Done:
    """What a batch left behind."""

    out: Path
    status: int
    stdout: str
    stderr: str

    @property
    def reports(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.out / "results.jsonl").read_text("utf-8").splitlines()]

    def table(self, name: str = "results.csv") -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((self.out / name).read_text("utf-8-sig"))))

    @property
    def lines(self) -> dict[str, list[str]]:
        """All that it wrote, order aside."""
        files = [path for path in self.out.rglob("*") if path.is_file() and path.name != "journal.jsonl"]
        return {
            str(path.relative_to(self.out)): sorted(path.read_text("utf-8").splitlines(keepends=True)) for path in files
        }


def start(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def batch(*arguments: str | Path, out: Path, cwd: Path = ROOT, workers: str | None = "1", **environment: str) -> Done:
    """The command, to its end; with one worker, since starting one costs more than reading these papers.

    `workers=None` leaves their number to the command.
    """
    alone = ["--workers", workers] if workers and "--cluster" not in arguments else []
    process = start(*alone, *arguments, "--out", out, cwd=cwd, **environment)
    stdout, stderr = process.communicate(timeout=120)
    return Done(cwd / out, process.returncode, stdout, stderr)
