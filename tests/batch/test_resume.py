"""Whatever ends a run: when it goes on, the lines are those of an undisturbed one, nothing twice and nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from scanner.batch.folder import LocalFolder
from scanner.batch.ledger import Ledger
from tests.batch.conftest import COMMAND, ROOT, Done, batch, paper, start

KILLS = 10
ROOM = 64  # blocks of 512 bytes: some reports fit in, not all


@pytest.fixture
def many(inbox: Path) -> Path:
    """The inbox and 40 more papers, some of them alike."""
    for number in range(10, 50):
        (inbox / f"paper{number}.txt").write_bytes(paper(number // 2 if number % 7 == 0 else number))
    return inbox


def journal(out: Path) -> int:
    path = out / "journal.jsonl"
    return path.stat().st_size if path.exists() else 0


def wait_for(process: subprocess.Popen[str], out: Path, more: int) -> None:
    """Until so many bytes more have been written, or it is done."""
    aim = journal(out) + more
    while journal(out) < aim and process.poll() is None:
        time.sleep(0.002)


def test_killed_time_and_again(many: Path, tmp_path: Path) -> None:
    undisturbed = batch("inbox", out=Path("whole"), cwd=tmp_path, workers=None)
    out, dice, killed = tmp_path / "out", random.Random(6), 0
    each = journal(undisturbed.out) // (KILLS + 2)
    while killed < KILLS:
        process = start("inbox", "--out", "out", "--resume", "--workers", "1", cwd=tmp_path)
        wait_for(process, out, dice.randrange(2 * each))
        process.kill()
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
    done = batch("inbox", "--resume", out=Path("out"), cwd=tmp_path)
    assert done.status == 0
    assert done.lines == undisturbed.lines
    assert sorted(map(len, (done.table(), done.table("errors.csv")))) == [4, 48]


def test_a_torn_end_of_any_file(inbox: Path, tmp_path: Path) -> None:
    undisturbed = batch("inbox", out=Path("whole"), cwd=tmp_path)
    whole = undisturbed.lines
    dice = random.Random(7)
    for names in (("journal.jsonl", "results.csv"), ("results.jsonl", "errors.csv")):
        for path in (undisturbed.out / name for name in names):
            before = path.read_bytes()
            path.write_bytes(before[: dice.randrange(before.index(b"\n") + 1, len(before))])
        assert batch("inbox", "--resume", out=Path("whole"), cwd=tmp_path).lines == whole


def test_a_journal_without_its_beginning_costs_no_results(inbox: Path, tmp_path: Path) -> None:
    done = batch(inbox, out=tmp_path / "out")
    (done.out / "journal.jsonl").write_bytes(b"#" + (done.out / "journal.jsonl").read_bytes())
    before = {path: path.read_bytes() for path in done.out.iterdir() if path.is_file()}
    again = batch(inbox, "--resume", out=done.out)
    assert again.status == 2
    assert "is damaged" in again.stderr
    assert {path: path.read_bytes() for path in done.out.iterdir() if path.is_file()} == before


def test_interrupted(many: Path, tmp_path: Path) -> None:
    process = start("inbox", "--out", "out", "--workers", "1", cwd=tmp_path)
    wait_for(process, tmp_path / "out", 3000)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, "")
    assert "--resume" in stdout
    cut = Done(tmp_path / "out", 130, stdout, stderr)
    done = len(cut.table()) + len(cut.table("errors.csv"))
    assert 0 < done < 52
    assert len(cut.reports) == len(cut.table())
    assert f"{done} of 52" in (cut.out / "index.html").read_text("utf-8")
    after = batch("inbox", "--resume", out=Path("out"), cwd=tmp_path)
    assert after.lines == batch("inbox", out=Path("whole"), cwd=tmp_path).lines


def test_a_worker_at_work_does_not_hold_up_an_interrupt(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"".join(paper(number) for number in range(20_000)))
    process = start("long.txt", "--out", "out", cwd=tmp_path)
    wait_for(process, tmp_path / "out", 1)
    time.sleep(1)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130


def test_only_what_is_new_or_changed_is_read_again(inbox: Path, tmp_path: Path) -> None:
    before = batch("inbox", out=Path("out"), cwd=tmp_path).reports
    (inbox / "a_new_one.txt").write_bytes(paper(9))
    (inbox / "paper1.txt").write_bytes(paper(6))
    after = batch("inbox", "--resume", out=Path("out"), cwd=tmp_path).reports
    new = [report for report in after if report not in before]
    assert sorted(report["batch"]["file"] for report in new) == ["inbox/a_new_one.txt", "inbox/paper1.txt"]
    numbers = [report["batch"]["number"] for report in after]
    assert len(numbers) == len(set(numbers)) == len(before) + 2
    (inbox / "one_more.txt").write_bytes(paper(5))
    last = [report["batch"]["number"] for report in batch("inbox", "--resume", out=Path("out"), cwd=tmp_path).reports]
    assert last[:-1] == numbers
    assert last[-1] not in numbers


def test_not_two_at_a_time(inbox: Path, tmp_path: Path) -> None:
    with Ledger(LocalFolder(tmp_path / "out"), {}, [], resume=False):
        done = batch(inbox, "--resume", out=tmp_path / "out")
    assert done.status == 2
    assert "Another batch" in done.stderr


def test_a_folder_that_cannot_be_made(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = batch(inbox, out=tmp_path / "file" / "out")
    assert done.status == 2
    assert "Cannot write to" in done.stderr and "--resume" not in done.stderr


def test_no_more_room(inbox: Path, tmp_path: Path) -> None:
    """A bound on the size of files stands for a full disk: the system refuses to write either way."""
    limited = f'ulimit -f {ROOM}; exec "$@"'
    done = subprocess.run(
        ["sh", "-c", limited, "sh", *COMMAND, "inbox", "--out", "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Cannot write" in done.stderr and "--resume" in done.stderr and "Traceback" not in done.stderr
    cut = Done(tmp_path / "out", 2, done.stdout, done.stderr)
    assert 0 < len(cut.reports) == len(cut.table()) < 8
    after = batch("inbox", "--resume", out=Path("out"), cwd=tmp_path)
    assert after.lines == batch("inbox", out=Path("whole"), cwd=tmp_path).lines
