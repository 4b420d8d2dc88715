"""A batch: what is read, what is written, and how it ends."""

from __future__ import annotations

import html
import json
import os
import stat
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

import scanner
from scanner.cli import main
from scanner.report.refusal import more_advice
from scanner.report.schema import json_schema
from scanner.words import STANDING_ADVICE
from tests.batch.conftest import GAG, Done, batch, fill, paper


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One batch that several tests look at."""
    folder = tmp_path_factory.mktemp("batch")
    fill(folder / "inbox")
    return batch("inbox", out=Path("out"), cwd=folder, workers=None)


def test_every_paper_has_one_row(done: Done) -> None:
    assert (done.status, done.stderr) == (0, "")
    rows, failures = done.table(), done.table("errors.csv")
    files = [row["file"] for row in rows]
    assert sorted(files) == [
        "inbox/more/copy_of_2.txt",
        "inbox/more/gag.pdf",
        "inbox/more/harmless.txt",
        "inbox/packed.zip/in/paper7.txt",
        "inbox/packed.zip/in/paper8.txt",
        "inbox/paper1.txt",
        "inbox/paper2.txt",
        "inbox/paper3.txt",
    ]
    assert {(row["file"], row["code"]) for row in failures} == {
        ("inbox/empty.txt", "empty"),
        ("inbox/locked.pdf", "encrypted"),
        ("inbox/program", "unsupported_format"),
        ("inbox/broken.pdf", "damaged"),
    }
    assert all(row["what"].endswith(".") for row in failures)
    assert sorted(int(row["number"]) for row in (*rows, *failures)) == list(range(1, 13))


def test_the_reports_are_those_of_a_scan(done: Done) -> None:
    for report in done.reports:
        jsonschema.validate(report, json_schema())
        said = report.pop("batch")
        source = done.out.parent / said["file"]
        if source.exists():
            assert report == scanner.scan(source).to_dict()
        page = (done.out / said["report"]).read_text("utf-8")
        assert STANDING_ADVICE.replace("'", "&#39;") in page or STANDING_ADVICE in page


def test_a_row_says_what_the_report_says(done: Done) -> None:
    reports = {report["batch"]["number"]: report for report in done.reports}
    for row in done.table():
        report = reports[int(row["number"])]
        assert (row["level"], row["headline"]) == (report["verdict"]["level"], report["verdict"]["headline"])
        counts = Counter(finding["category"] for finding in report["findings"])
        assert {label: int(row[label]) for label in counts} == counts
        assert int(row["findings"]) == len(report["findings"])
        assert sum(int(row[level]) for level in ("critical", "high", "medium", "low")) == len(report["findings"])
    (gag,) = [row for row in done.table() if row["file"].endswith("gag.pdf")]
    assert (gag["worst_quote"], gag["worst_page"], gag["pages"], gag["all_read"]) == (GAG, "2", "2", "yes")


def test_the_same_content_is_read_once(done: Done) -> None:
    alike = [row for row in done.table() if row["file"].endswith(("paper2.txt", "copy_of_2.txt"))]
    first, second = sorted(alike, key=lambda row: int(row["number"]))
    assert first["duplicate_of"] == ""
    assert second["duplicate_of"] == first["number"]
    assert second["report"] == first["report"]
    one, two = (next(r for r in done.reports if r["batch"]["number"] == int(row["number"])) for row in (first, second))
    assert two["document"].pop("name") == Path(second["file"]).name != one["document"].pop("name")
    del one["batch"], two["batch"]
    assert one == two
    assert len(list((done.out / "reports").iterdir())) == len(done.table()) - 1


def test_everything_is_for_the_owner_alone(done: Done) -> None:
    for path in (done.out, *done.out.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_the_summary(done: Done) -> None:
    assert done.stdout.startswith(f"{STANDING_ADVICE}\n12 of 12 papers are done: 8 read, 4 could not be read.\n")
    assert "out/index.html" in done.stdout
    page = html.unescape((done.out / "index.html").read_text("utf-8"))
    for line in more_advice():  # some papers could not be read
        assert f"- {line}\n" in done.stdout and line in page


def test_places_that_overlap_and_patterns(inbox: Path, tmp_path: Path) -> None:
    done = batch(inbox / "paper1.txt", inbox / "*.txt", f"{inbox}/**/*.txt", out=tmp_path / "out")
    assert [Path(row["file"]).name for row in done.table()].count("paper1.txt") == 1
    assert len(done.table()) == 5


def test_results_in_the_folder_that_is_read_are_not_read(inbox: Path) -> None:
    first = batch(inbox, out=inbox / "out")
    again = batch(inbox, "--resume", out=inbox / "out")
    assert first.lines == again.lines


def test_options_reach_the_scan(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes(paper(1))
    arguments = ("--signer", "Acme Tools, Inc.", "--signed", "--place", "US-NY")
    (report,) = batch(tmp_path / "paper.txt", *arguments, out=tmp_path / "out").reports
    del report["batch"]
    wanted = scanner.scan(tmp_path / "paper.txt", signer="Acme Tools, Inc.", signed=True, place="US-NY")
    assert report == json.loads(json.dumps(wanted.to_dict()))


def test_exit_status(inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def status(*arguments: str | Path) -> int:
        return main(["batch", *map(str, arguments)])

    harmless, gag = inbox / "more" / "harmless.txt", inbox / "paper1.txt"
    assert status(inbox / "locked.pdf", inbox / "empty.txt", "--out", tmp_path / "a") == 3
    assert status(harmless, "--out", tmp_path / "b", "--fail-on", "low") == 0
    assert status(harmless, gag, "--out", tmp_path / "c", "--fail-on", "high") == 1
    assert status(harmless, inbox / "empty.txt", "--out", tmp_path / "d", "--fail-on", "critical") == 1
    assert capsys.readouterr().err == ""
    assert status(harmless, "--out", tmp_path / "b") == 2
    assert "--resume" in capsys.readouterr().err
    assert status(tmp_path / "nothing here", "--out", tmp_path / "e") == 2
    assert status(tmp_path / "*.nothing", "--out", tmp_path / "e") == 2
    assert not (tmp_path / "e").exists()
    assert status(harmless, "--out", harmless) == 2
    assert status(harmless, "--out", tmp_path / "b", "--resume", "--place", "US-CA") == 2
    assert "options" in capsys.readouterr().err
    for wrong in (["--workers", "0"], ["--seconds", "-1"], ["--rules", "nowhere"]):
        with pytest.raises(SystemExit) as raised:
            status(harmless, "--out", tmp_path / "f", *wrong)
        assert raised.value.code == 2


def test_an_empty_folder_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    done = batch(tmp_path / "inbox", out=tmp_path / "out")
    assert (done.status, done.table(), done.table("errors.csv")) == (0, [], [])
    assert (done.out / "index.html").exists()


def test_words_in_names_that_are_no_words(tmp_path: Path) -> None:
    for number, name in enumerate(("=cmd|calc!A0.txt", "<script>alert(1)<\u2028b>.txt", "caf\u00e9.txt")):
        (tmp_path / name).write_bytes(paper(number))
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")).write_bytes(paper(9))
    done = batch("=cmd|calc!A0.txt", ".", out=Path("out"), cwd=tmp_path)
    assert done.status == 0
    assert len(done.table()) == 4
    assert "'=cmd|calc!A0.txt" in [row["file"] for row in done.table()]
    assert "<script>alert" not in (done.out / "index.html").read_text("utf-8")
