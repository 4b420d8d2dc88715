"""The recipes of the README do what they say, word for word."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.conftest import ROOT, Done, batch, paper

README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A place as the recipes take it to be: a checkout in ~/dontsign with two papers in its inbox."""
    folder = tmp_path / "dontsign"
    (folder / "inbox").mkdir(parents=True)
    for number in (1, 2):
        (folder / "inbox" / f"paper{number}.txt").write_bytes(paper(number))
    command = folder / ".venv" / "bin" / "dontsign"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m scanner.cli "$@"\n')
    command.chmod(0o755)
    return tmp_path


def shell(line: str, home: Path, cwd: Path) -> int:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home)}
    return subprocess.run(["sh", "-c", line], cwd=cwd, env=env, timeout=120, check=False).returncode


def test_a_folder_that_is_watched_then_a_nightly_job_then_pandas(home: Path) -> None:
    folder = home / "dontsign"
    (loop,) = re.findall(r"^    while true; do (.*); sleep 60; done$", README, re.MULTILINE)
    assert shell(loop, home, folder) == 0
    (folder / "inbox" / "paper3.txt").write_bytes(paper(3))
    assert shell(loop, home, folder) == 0
    done = Done(folder / "results", 0, "", "")
    assert sorted(row["number"] for row in done.table()) == ["1", "2", "3"]

    (nightly,) = re.findall(r"^    0 2 \* \* \* (.*)$", README, re.MULTILINE)
    critical = any(int(row["critical"]) for row in done.table())
    assert shell(nightly, home, home) == int(critical)

    (recipe,) = re.findall(r"^```python\n(import pandas.*?)```$", README, re.MULTILINE | re.DOTALL)
    shown = subprocess.run([sys.executable, "-c", recipe], cwd=folder, capture_output=True, text=True, check=True)
    assert "gag_facts" in shown.stdout
    if critical:
        assert "paper3.txt" in shown.stdout


def test_excel_opens_the_table_as_it_is(home: Path) -> None:
    """What Excel goes by: a mark for UTF-8, commas, ends of lines as on Windows, no cell that begins like a formula."""
    names = ["=HYPERLINK(A1).txt", 'J\u00e4ne, "her" paper.txt']
    for number, name in enumerate(names, 5):
        (home / "dontsign" / "inbox" / name).write_bytes(paper(number))
    done = batch("inbox", out=Path("results"), cwd=home / "dontsign")
    raw = (done.out / "results.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), dialect="excel", strict=True))
    assert len(rows) == 5 and {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert {Path(row[1]).name for row in rows} >= set(names)


def test_the_settings_for_a_cluster_are_ones_that_it_has() -> None:
    settings = dict(re.findall(r"`(DASK_[A-Z_]+)=(\w+)`", README))
    keys = [name.removeprefix("DASK_").lower().replace("__", ".") for name in settings]
    code = "import sys, dask, distributed; print([dask.config.get(key) for key in sys.argv[1:]])"

    def told(given: dict[str, str]) -> str:
        command = [sys.executable, "-c", code, *keys]
        return subprocess.check_output(command, env={**os.environ, **given}, text=True).strip()

    assert "False" not in told({}) and "None" not in told({})
    assert told(settings) == "[False, False]"
