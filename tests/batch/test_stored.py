"""Results in a store that fsspec opens: the same as in a folder, wherever a run was cut off."""

from __future__ import annotations

import itertools
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from scanner.batch import stored
from scanner.batch.places import files as files_at
from scanner.batch.stored import Parted, StoredFolder
from tests.batch.conftest import Done, batch, paper, start

KILLS = 10
CHANGES = ("pipe_file", "rm_file", "rm", "mv", "open", "makedirs")
places = itertools.count()


class Torn(OSError):
    """The run ends here."""


class Failing(MemoryFileSystem):  # type: ignore[misc]
    """A store whose every change may be the last: it is done, and then the run ends, or it is not even done."""

    cachable = False

    def __init__(self) -> None:
        super().__init__()
        self.left, self.done = 10**9, True

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return self._counted(found) if name in CHANGES else found

    def _counted(self, change: Callable[..., Any]) -> Callable[..., Any]:
        def once(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left < 0 and not self.done:
                raise Torn()
            made = change(*given, **named)
            if self.left < 0:
                raise Torn()
            return made

        return once


@pytest.mark.parametrize("seed", range(30))
def test_whatever_was_put_stays_whole_wherever_it_is_cut_off(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice, path = random.Random(seed), f"/torn{next(places)}/results.jsonl"
    monkeypatch.setattr(stored, "PART", 30)
    monkeypatch.setattr(stored, "PIECE", 7)
    written = b""
    for number in range(12):
        store = Failing()
        file = Parted(store, path, anew=False)
        there = file.read(0, file.size)
        assert written.startswith(there) and b"".join(file.lines()) == there
        written = there
        store.left, store.done = dice.randrange(14), dice.random() < 0.5
        try:
            for _ in range(dice.randrange(9)):
                line = f"{number} {'x' * dice.randrange(20)}\n".encode()
                file.write(line)
                if dice.random() < 0.2:
                    file.back()
                    continue
                written += line
                file.settle()
            if dice.random() < 0.7:
                file.close()
                assert store.cat_file(path) == written
        except Torn:
            pass
    file = Parted(Failing(), path, anew=False)
    size = dice.randrange(file.size + 1)
    file.cut(size)
    file.write(b"end\n")
    file.settle()
    file.close()
    assert MemoryFileSystem().cat_file(path) == written[:size] + b"end\n"
    assert [entry for entry in MemoryFileSystem().ls(path.rpartition("/")[0], detail=False) if entry != path] == []


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(30):
        (folder / f"paper{number:02}.txt").write_bytes(paper(number % 20))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    return folder


def far(tmp_path: Path, *arguments: str, paths: str = "inbox") -> Done:
    """A batch with its results at an address."""
    process = start(paths, *arguments, "--workers", "1", "--out", f"file://{tmp_path}/far", cwd=tmp_path)
    stdout, stderr = process.communicate(timeout=120)
    return Done(tmp_path / "far", process.returncode, stdout, stderr)


def files(out: Path) -> dict[str, list[bytes]]:
    """The lines of all that a batch leaves, order aside."""
    found = (path for path in out.rglob("*") if path.is_file() and path.name != "journal.jsonl")
    return {str(path.relative_to(out)): sorted(path.read_bytes().splitlines()) for path in found}


def test_the_same_files_as_in_a_folder(inbox: Path, tmp_path: Path) -> None:
    local = batch("inbox", out=Path("local"), cwd=tmp_path)
    stored_away = far(tmp_path)
    assert (stored_away.status, stored_away.stderr) == (local.status, local.stderr)
    assert f"file://{tmp_path}/far/index.html" in stored_away.stdout
    assert files(stored_away.out) == files(local.out)


def test_killed_time_and_again(inbox: Path, tmp_path: Path) -> None:
    whole = batch("inbox", out=Path("whole"), cwd=tmp_path)
    out, dice = f"file://{tmp_path}/far", random.Random(11)
    for _ in range(KILLS):
        process = start("inbox", "--out", out, "--resume", "--workers", "1", cwd=tmp_path)
        time.sleep(dice.uniform(0.3, 4))
        process.kill()
        process.communicate()
    done = far(tmp_path, "--resume")
    assert done.status == 0
    assert done.lines == whole.lines
    assert {path.name for path in done.out.iterdir()} == {path.name for path in whole.out.iterdir()}


def test_a_batch_that_is_there_is_not_written_over(inbox: Path, tmp_path: Path) -> None:
    for expected in (0, 2):
        done = far(tmp_path)
        assert done.status == expected
    assert "--resume" in done.stderr


def test_papers_and_results_at_one_address(inbox: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert far(tmp_path, "--resume", paths=f"file://{tmp_path}").status == 0
    assert len((tmp_path / "far" / "results.jsonl").read_text().splitlines()) == 30


@pytest.mark.parametrize("place", ["inbox/**/*.html", "inbox/**", "inbox", "file://{}/inbox", "inbox/far"])
@pytest.mark.parametrize("but", ["inbox/far", "file://{}/inbox/far"])
def test_results_are_no_papers_however_they_are_named(
    place: str, but: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox" / "far" / "reports").mkdir(parents=True)
    (tmp_path / "inbox" / "far" / "reports" / "00001.html").touch()
    (tmp_path / "inbox" / "letter.html").touch()
    found = list(files_at(place.format(tmp_path), but.format(tmp_path)))
    assert {Path(file).name for file in found} == (set() if place == "inbox/far" else {"letter.html"})


def test_errors_of_a_store_are_told_as_those_of_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any, **named: Any) -> None:
        raise RuntimeError("secret-bucket")

    folder = StoredFolder(f"memory://broken{next(places)}")
    monkeypatch.setattr(MemoryFileSystem, "pipe_file", broken)
    with pytest.raises(OSError, match="RuntimeError") as caught:
        folder.write("index.html", b"")
    assert "secret" not in str(caught.value)
    file = folder.growing("results.jsonl")
    file.write(json.dumps({}).encode())
    file.settle()
    with pytest.raises(OSError, match="RuntimeError"):
        file.close()
