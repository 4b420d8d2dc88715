"""A batch on a cluster: a real scheduler and real workers, each a process of its own on this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.conftest import ROOT, Done, batch, paper, start


class Dask:
    """A scheduler on a free port, and workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.running: list[subprocess.Popen[bytes]] = []

    def schedule(self) -> subprocess.Popen[bytes]:
        return self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port))

    def work(self) -> subprocess.Popen[bytes]:
        # Without the nanny that would start it again, so that a worker that is killed stays dead.
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
        return self._start("worker", self.address, *options)

    def _start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        code = f"from distributed.cli.dask_{kind} import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments, "--no-dashboard"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.running.append(process)
        return process

    def end(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    folder = tmp_path / "dask"
    folder.mkdir()
    made = Dask(folder)
    made.schedule()
    yield made
    made.end()


def until(out: Path, rows: int) -> None:
    """Until so many papers are done."""
    end = time.monotonic() + 90
    path = out / "journal.jsonl"
    while time.monotonic() < end:
        if path.exists() and path.read_bytes().count(b"\n") > rows:
            return
        time.sleep(0.02)
    raise AssertionError("nothing happens")


def test_the_same_as_on_one_machine_and_when_a_worker_is_lost(dask: Dask, inbox: Path, tmp_path: Path) -> None:
    for number in range(10, 60):
        (inbox / f"paper{number}.txt").write_bytes(paper(number))
    here = batch("inbox", out=Path("here"), cwd=tmp_path)
    first, _ = dask.work(), dask.work()
    there = batch("inbox", "--cluster", dask.address, out=Path("there"), cwd=tmp_path)
    assert (there.status, there.stderr) == (0, "")
    assert there.lines == here.lines

    process = start("inbox", "--out", "lost", "--cluster", dask.address, cwd=tmp_path)
    until(tmp_path / "lost", 8)
    first.send_signal(signal.SIGKILL)
    stdout, stderr = process.communicate(timeout=120)
    assert (process.returncode, stderr) == (0, "")
    assert Done(tmp_path / "lost", 0, stdout, stderr).lines == here.lines


def test_a_scheduler_that_comes_back(dask: Dask, inbox: Path, tmp_path: Path) -> None:
    for number in range(10, 60):
        (inbox / f"paper{number}.txt").write_bytes(paper(number))
    here = batch("inbox", out=Path("here"), cwd=tmp_path)
    dask.work()
    process = start("inbox", "--out", "there", "--cluster", dask.address, cwd=tmp_path)
    until(tmp_path / "there", 8)
    dask.end()
    dask.schedule()
    dask.work()
    stdout, stderr = process.communicate(timeout=120)
    assert (process.returncode, stderr) == (0, "")
    assert Done(tmp_path / "there", 0, stdout, stderr).lines == here.lines


def test_addresses_of_files(inbox: Path, tmp_path: Path) -> None:
    """What fsspec opens, with its own name for files of this machine standing for other stores."""
    plain = batch(inbox, out=tmp_path / "plain")
    stored = batch(f"file://{inbox}", out=tmp_path / "stored")
    assert stored.status == 0
    names = {name.removeprefix("file://") for row in stored.table() for name in [row["file"]]}
    assert names == {row["file"] for row in plain.table()}
    assert stored.table("errors.csv") != []
    assert batch(f"file://{inbox}/nothing", out=tmp_path / "none").status == 2


def test_nobody_there(inbox: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    done = batch(inbox, "--cluster", address, out=tmp_path / "out")
    assert done.status == 2
    assert "no scheduler" in done.stderr
