"""The bounds of a reading, as the environment sets them."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from scanner.errors import SettingError
from scanner.read.limits import MIB, Limits, limits_of

ROOT = Path(__file__).parents[2]


def test_the_environment_sets_bounds() -> None:
    assert limits_of({}) == Limits()
    assert limits_of({"DONTSIGN_MAX_PAGES": "20", "DONTSIGN_SECONDS": "2.5"}) == Limits(max_pages=20, seconds=2.5)


@pytest.mark.parametrize("value", ["", "many", "0", "-1", "2.5", "nan", "1e400"])
def test_a_value_that_cannot_be_meant(value: str) -> None:
    with pytest.raises(SettingError, match=r"DONTSIGN_MAX_PAGES must be a whole number above 0\."):
        limits_of({"DONTSIGN_MAX_PAGES": value})


@pytest.mark.parametrize("value", ["nan", "inf", "soon"])
def test_a_time_that_cannot_be_meant(value: str) -> None:
    with pytest.raises(SettingError, match=r"DONTSIGN_SECONDS must be a number above 0\."):
        limits_of({"DONTSIGN_SECONDS": value})


def scan(**settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scanner.cli", "scan", str(ROOT / "sample_docs" / "hush_settlement.pdf")]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=60)


def test_they_hold_in_workers_and_a_bad_one_is_wrong_usage() -> None:
    done = scan(DONTSIGN_MAX_PAGES="1")
    assert "Page 2: the file is longer than we read" in done.stdout
    done = scan(DONTSIGN_MAX_PAGES="few")
    assert (done.returncode, done.stderr) == (2, "DONTSIGN_MAX_PAGES must be a whole number above 0.\n")


def test_the_readme_names_every_bound() -> None:
    text = (ROOT / "README.md").read_text()
    for bound in fields(Limits):
        assert isinstance(bound.default, (int, float))
        value = (
            f"{bound.default // MIB} MiB"
            if bound.default >= MIB and bound.default % MIB == 0
            else f"{bound.default:,.0f}"
        )
        assert f"| `DONTSIGN_{bound.name.upper()}` | {value} |" in text
