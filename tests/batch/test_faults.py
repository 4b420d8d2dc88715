"""A paper that hangs, eats memory, kills its reader or cannot be opened is a row of its own; the rest is complete."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import threading
import time
import tracemalloc
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.batch.examine import Wishes
from scanner.batch.folder import LocalFolder
from scanner.batch.ledger import Ledger
from scanner.batch.local import Local
from scanner.batch.papers import Paper, fetch, find
from scanner.batch.run import Run
from scanner.errors import TooLarge
from tests.batch.conftest import batch, paper
from tests.read.pdf_maker import form_bomb, stream_bomb

WISHES = Wishes(place=None, signer=None, signed=None, rules=None, seconds=60, anonymous=False)


def codes(rows: list[dict[str, str]]) -> dict[str, str]:
    return {Path(row["file"]).name: row["code"] for row in rows}


def test_bombs_and_files_that_take_too_long(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"paper{number}.txt").write_bytes(paper(number))
    (folder / "form.pdf").write_bytes(form_bomb())
    (folder / "stream.pdf").write_bytes(stream_bomb())
    done = batch(folder, "--seconds", "15", out=tmp_path / "out", workers=None)
    assert done.status == 0
    assert {Path(row["file"]).name for row in done.table()} == {f"paper{number}.txt" for number in range(3)}
    failed = codes(done.table("errors.csv"))
    assert failed.keys() == {"form.pdf", "stream.pdf"}
    assert set(failed.values()) <= {"took_too_long", "too_large", "worker_lost"}


def test_a_reader_that_needs_more_memory_than_it_may(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_bytes(paper(1))
    (tmp_path / "large.txt").write_bytes(b"".join(paper(number) for number in range(20_000)))
    done = batch(".", out=Path("out"), cwd=tmp_path, DONTSIGN_MEMORY=str(350 * 1024 * 1024))
    assert [row["file"] for row in done.table()] == ["small.txt"]
    assert codes(done.table("errors.csv")) == {"large.txt": "too_large"}


@pytest.mark.parametrize(
    ("number", "times", "failed"),
    [(signal.SIGKILL, 1, {}), (signal.SIGKILL, 2, {"worker_lost": 1}), (signal.SIGSTOP, 1, {"took_too_long": 1})],
)
def test_a_reader_that_dies_or_hangs(number: int, times: int, failed: dict[str, int], tmp_path: Path) -> None:
    """The only worker is struck within its first paper: as by a system without memory, or by an endless loop."""
    (tmp_path / "paper0.txt").write_bytes(b"".join(paper(number) for number in range(1800)))
    for each in range(1, 4):
        (tmp_path / f"paper{each}.txt").write_bytes(paper(each))
    papers = list(find([str(tmp_path)], str(tmp_path / "out")))
    crew = Local(1, replace(WISHES, seconds=20 if number == signal.SIGSTOP else 60))
    struck: set[int] = set()

    def strike() -> None:
        while len(struck) < times:
            for pid in children():
                if pid not in struck and worked(pid) > 1.5:
                    os.kill(pid, number)
                    struck.add(pid)
            time.sleep(0.05)

    with Ledger(LocalFolder(tmp_path / "out"), {}, [], resume=False) as ledger:
        threading.Thread(target=strike, daemon=True).start()
        assert Run(papers, crew, ledger, lambda: None).go(threading.Event())
        counted = ledger.finish(len(papers), done=True)
    crew.close()
    assert len(struck) == times
    assert dict(counted.codes) == failed
    assert counted.read == 4 - len(failed)


def children() -> list[int]:
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True)
    return [int(pid) for pid in out.stdout.split() if "isolate" in command(int(pid))]


def worked(pid: int) -> float:
    """Seconds of work, with those of starting: below one."""
    try:
        user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    except OSError:
        return 0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "locked").mkdir(parents=True)
    (folder / "paper.txt").write_bytes(paper(1))
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe")
    done = batch(folder, out=tmp_path / "out")
    assert done.status == 0
    assert [Path(row["file"]).name for row in done.table()] == ["paper.txt"]
    assert codes(done.table("errors.csv")) == {"nowhere.txt": "cannot_open", "pipe": "cannot_open"}


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_file_that_changes_under_the_hand(what: str, tmp_path: Path) -> None:
    """Between the look at it and the reading, the first of two papers that are alike changes."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_bytes(paper(1))
    first = folder / "a.txt"

    class Hasty(Local):
        def examine(self, each: Paper):  # type: ignore[no-untyped-def]
            if each.base == "a.txt":
                first.unlink() if what == "gone" else first.write_bytes(paper(2))
            return super().examine(each)

    crew = Hasty(1, WISHES)
    with Ledger(LocalFolder(tmp_path / "out"), {}, [], resume=False) as ledger:
        assert Run(list(find([str(folder)], str(tmp_path / "out"))), crew, ledger, lambda: None).go(threading.Event())
        entries = list(ledger.journal.entries())
    crew.close()
    assert len(entries) == 2
    if what == "changed":
        assert len({entry.sha256 for entry in entries}) == 2
        assert not [entry for entry in entries if getattr(entry.outcome, "duplicate_of", None)]


def zip_that_says(path: Path, *, list_bytes: int = 0, packed_bytes: int = 0) -> Path:
    """A zip with one paper whose list, or whose paper, is as large as told: a file with a hole, which costs no disk."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("paper.txt", paper(1))
    data = path.read_bytes()
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = bytearray(data[at:end])
    if packed_bytes:
        entry[20:24] = struct.pack("<L", packed_bytes)
    size = max(len(entry), list_bytes)
    with path.open("wb") as file:
        file.write(data[:at])
        file.seek(max(at, packed_bytes))
        begin = file.tell()
        file.write(entry)
        file.seek(begin + size)
        file.write(data[end : end + 12] + struct.pack("<LLH", size, begin, 0))
    return path


@pytest.mark.parametrize("lie", [{"list_bytes": 1 << 30}, {"packed_bytes": 1 << 30}])
def test_a_zip_that_says_it_is_endless_costs_the_process_that_writes_no_memory(
    lie: dict[str, int], tmp_path: Path
) -> None:
    endless = zip_that_says(tmp_path / "endless.zip", **lie)
    tracemalloc.start()
    try:
        (found,) = find([str(endless)], str(tmp_path / "out"))
        with pytest.raises(TooLarge) if "packed_bytes" in lie else nullcontext():
            fetch(found)
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()
    done = batch(endless, out=tmp_path / "results")
    assert codes(done.table("errors.csv")) == {Path(found.name).name: "too_large"}
