"""The command line: what it prints, where, and how it ends."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

import scanner
from scanner.cli import main
from scanner.report.wording import STANDING_ADVICE
from tests.read.pdf_maker import lines_pdf

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_docs"
COMMAND = [sys.executable, "-m", "scanner.cli"]
GAG = "Employee shall not disclose to any person the events that gave rise to the Complaint."
FRENCH = "Le salarié ne doit pas parler des faits qui ont donné lieu à la plainte avec une autre personne. "
PAPER = f"""SETTLEMENT AGREEMENT

This Agreement is made between Jane Roe ("Employee") and Acme, Inc. (the "Company").

1. Confidentiality. {GAG}

2. Governing law. This Agreement is governed by the laws of the State of New York.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A short agreement with one gag."""
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def run(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, away from any terminal."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the limits of a process")
@pytest.mark.parametrize(
    "arguments", ["scan -", "annotate - --output copy.pdf", "compare - {paper}", "batch {paper} --out results"]
)
def test_a_crash_leaves_no_picture_of_the_memory(paper: Path, arguments: str) -> None:
    command = [*COMMAND, *arguments.format(paper=paper).split()]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    paper.write_text(PAPER * 1000, "utf-8")
    soft: set[str] = set()
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=paper.parent, env=environment) as process:
        most = resource.prlimit(process.pid, resource.RLIMIT_CORE)[1]
        resource.prlimit(process.pid, resource.RLIMIT_CORE, (most, most))
        end = time.monotonic() + 20
        while process.poll() is None and "0" not in soft and time.monotonic() < end:
            limits = Path(f"/proc/{process.pid}/limits").read_text()
            soft.add(next((line.split()[4] for line in limits.splitlines() if "core file" in line), ""))
            time.sleep(0.01)
        process.kill()
    assert "0" in soft


# --- a scan -------------------------------------------------------------------------------------


def test_text_is_the_default(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(paper)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{STANDING_ADVICE}\n")
    assert GAG in " ".join(out.replace("\N{BOX DRAWINGS LIGHT VERTICAL}", " ").split())
    assert err == ""


def test_json_is_the_report_of_the_python_interface(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(paper), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == scanner.scan(paper).to_dict()


@pytest.mark.parametrize("name", ["hush_settlement.pdf", "separation_agreement.docx"])
def test_other_formats(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(SAMPLES / name), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["document"]["name"] == name
    assert answer["coverage"]["complete"]
    assert answer["findings"]


def test_html_is_a_page_that_any_encoding_can_carry(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper.write_text(PAPER.replace("Jane Roe", "J\u00e4ne Roe"), encoding="utf-8")
    page = tmp_path / "notes.html"
    assert main(["scan", str(paper), "--format", "html", "--output", str(page)]) == 0
    assert main(["scan", str(paper), "--format", "html"]) == 0
    assert capsys.readouterr().out == page.read_text("ascii")
    assert page.read_text().startswith("<!doctype html>") and f"<p>{GAG}</p>" in page.read_text()


def test_options_reach_the_scan(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["scan", str(paper), "--format", "json", "--signer", "Acme, Inc.", "--signed", "--place", "US-NY"]
    assert main(arguments) == 0
    expected = scanner.scan(paper, signer="Acme, Inc.", signed=True, place="US-NY").to_dict()
    assert json.loads(capsys.readouterr().out) == expected
    assert expected["parties"] != scanner.scan(paper).to_dict()["parties"]


def test_a_place_that_is_none_and_a_name_that_is_not_in_the_paper_are_told(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["scan", str(paper), "--place", "Narnia"])
    assert ended.value.code == 2 and "US-CA" in capsys.readouterr().err
    assert main(["scan", str(paper), "--place", "FR"]) == 0
    assert "no law that fits" in " ".join(capsys.readouterr().out.split())
    assert main(["scan", str(paper), "--place", "FR", "--format", "html"]) == 0
    assert "no law that fits" in " ".join(capsys.readouterr().out.split())
    assert main(["scan", str(paper), "--place", "US-CA", "--format", "html"]) == 0
    assert "no law that fits" not in " ".join(capsys.readouterr().out.split())
    assert main(["scan", str(paper), "--signer", "Nobody Here"]) == 0
    assert "is not in this paper" in capsys.readouterr().out
    assert main(["scan", str(paper), "--signer", "Jane Roe"]) == 0
    assert "is not in this paper" not in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"dontsign {scanner.__version__}\n")


def test_standard_input() -> None:
    done = run("scan", "-", "--format", "json", stdin=PAPER)
    assert (done.returncode, done.stderr) == (0, "")
    assert [f["quote"] for f in json.loads(done.stdout)["findings"]]


# --- exit status --------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["low", "medium", "high"])
def test_fail_on(level: str, paper: Path, tmp_path: Path) -> None:
    harmless = tmp_path / "harmless.txt"
    harmless.write_text("The meeting is on Monday at nine. We will bring coffee for everyone.\n", encoding="utf-8")
    assert main(["scan", str(paper), "--fail-on", level]) == 1
    assert main(["scan", str(harmless), "--fail-on", level]) == 0


def test_fail_on_is_not_met_by_what_is_milder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = str(SAMPLES / "fair_agreement.docx")
    assert main(["scan", sample, "--format", "json"]) == 0
    found = {f["severity"] for f in json.loads(capsys.readouterr().out)["findings"]}
    assert "critical" not in found
    assert main(["scan", sample, "--fail-on", "critical"]) == 0


def test_what_was_not_read_fails_too(tmp_path: Path) -> None:
    pages = tmp_path / "pages.pdf"
    pages.write_bytes(lines_pdf([["The meeting is on Monday, and all will be there."] * 8, [FRENCH] * 12]))
    assert main(["scan", str(pages), "--fail-on", "critical"]) == 1
    assert main(["scan", str(pages)]) == 0


@pytest.mark.parametrize("words", [FRENCH * 20, "Yes."])
def test_a_paper_of_which_nothing_could_be_judged(
    words: str, paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a language without rules, or without a sentence: every command shows what it has, and none ends as if done."""
    text, word = tmp_path / "folder" / "other.txt", tmp_path / "folder" / "other.docx"
    text.parent.mkdir()
    text.write_text(words, encoding="utf-8")
    made = docx.Document()
    made.add_paragraph(words)
    made.save(str(word))
    assert main(["scan", str(text), "--format", "json"]) == 3
    report = json.loads(capsys.readouterr().out)
    assert (report["verdict"]["level"], report["coverage"]["judged"]) == ("unreadable", False)
    assert main(["annotate", str(word), "--output", str(tmp_path / "copy.docx")]) == 3
    assert main(["compare", str(paper), str(text)]) == main(["compare", str(text), str(paper)]) == 3
    assert main(["batch", str(text.parent), "--out", str(tmp_path / "out")]) == 3
    assert "2 hold no sentence" in capsys.readouterr().out
    assert main(["batch", str(text.parent), str(paper), "--out", str(tmp_path / "both")]) == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \n\t\n", "empty"), (b"\x7fELF" + bytes(64), "unsupported_format")],
)
def test_unreadable_papers(data: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "paper"
    paper.write_bytes(data)
    assert main(["scan", str(paper)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert_refusal(err, code)
    assert main(["scan", str(paper), "--format", "json"]) == 3
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["code"] == code and told["detail"] in " ".join(err.split())
    assert told["advice"] == list(scanner.scan(b"We meet on Monday at nine.").verdict.advice)


def assert_refusal(said: str, code: str) -> None:
    """The same advice as on every report, first and last line included."""
    assert said.startswith(f"{STANDING_ADVICE}\n") and said.endswith(f"\n{STANDING_ADVICE}\n")
    assert f"({code})" in said
    plain = " ".join(said.split())
    assert all(line in plain for line in scanner.scan(b"We meet on Monday at nine.").verdict.advice)


def test_a_paper_with_no_word_is_shown_as_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "blank.pdf"
    canvas = Canvas(str(paper))
    canvas.showPage()
    canvas.save()
    assert main(["scan", str(paper), "--format", "json"]) == 3
    assert json.loads(capsys.readouterr().out)["verdict"]["level"] == "unreadable"


@pytest.mark.parametrize(
    ("file", "words"),
    [("no such file", "There is no such file."), ("/", "This is a folder."), ("a\0b", "We could not open this file.")],
)
def test_a_file_that_is_not_given_is_told_like_one_that_is_not_read(
    file: str, words: str, paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", file]) == 2
    out, err = capsys.readouterr()
    assert (out, words in err) == ("", True)
    assert_refusal(err, "cannot_open")
    assert main(["scan", file, "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["code"] == "cannot_open"
    assert main(["annotate", file, "--output", str(tmp_path / "copy.pdf")]) == 2
    assert_refusal(capsys.readouterr().err, "cannot_open")
    assert main(["compare", str(paper), file]) == 2
    assert f"New paper: {words}" in capsys.readouterr().err
    with pytest.raises(scanner.ScanError, match=re.escape(words)) as caught:
        scanner.scan(file)
    assert caught.value.code == "cannot_open"


def test_a_file_that_may_not_be_read(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper.chmod(0)
    me = os.geteuid()
    os.seteuid(me or 65534)  # the administrator may read every file, nobody may not
    try:
        assert main(["scan", str(paper)]) == 2
    finally:
        os.seteuid(me)
    assert "You may not read this file." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["rules", "show", "x"], ["compare", "-", "-"]])
def test_wrong_usage_is_told_in_a_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1 and err.endswith(".\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["scan"],
        ["scan", "x", "--fail-on", "worst"],
        ["scan", "x", "--rules", "no such folder"],
        ["serve", "--port", "-1"],
    ],
)
def test_wrong_options(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_bug_shows_no_word_of_the_paper(
    paper: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError(GAG)

    monkeypatch.setattr(scanner, "scan", broken)
    assert main(["scan", str(paper)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "KeyError" in err and STANDING_ADVICE in err
    assert "Employee" not in err and "Traceback" not in err


# --- writing ------------------------------------------------------------------------------------


def test_output_holds_what_would_be_printed(paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.txt"
    target.write_text("an older report")
    main(["scan", str(paper)])
    printed = capsys.readouterr().out
    assert main(["scan", str(paper), "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert target.read_text(encoding="utf-8") == printed
    assert target.stat().st_mode & 0o077 == 0, "it quotes the paper, so it is for its owner alone"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["paper.txt", "report.txt"]


@pytest.mark.parametrize("way", ["itself", "symlink", "hardlink"])
def test_the_paper_is_never_overwritten(way: str, paper: Path, tmp_path: Path) -> None:
    target = paper if way == "itself" else tmp_path / "other"
    if way == "symlink":
        target.symlink_to(paper)
    elif way == "hardlink":
        target.hardlink_to(paper)
    assert main(["scan", str(paper), "--output", str(target)]) == 2
    assert paper.read_text(encoding="utf-8") == PAPER


def test_output_keeps_links_and_devices(paper: Path, tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "target"
    link.symlink_to(target)
    assert main(["scan", str(paper), "--output", str(link)]) == 0
    assert link.is_symlink() and target.read_text(encoding="utf-8").startswith(STANDING_ADVICE)
    assert main(["scan", str(paper), "--output", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()


def test_output_that_cannot_be_written(paper: Path, tmp_path: Path) -> None:
    assert main(["scan", str(paper), "--output", str(tmp_path)]) == 2
    assert main(["scan", str(paper), "--output", str(tmp_path / "none" / "report.txt")]) == 2


def test_nothing_is_written_when_nothing_was_read(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    paper.touch()
    assert main(["scan", str(paper), "--output", str(tmp_path / "report")]) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["paper"]


# --- other commands -----------------------------------------------------------------------------


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines()}
    assert listed == {
        path.stem for kind in ("red_flags", "protections", "notes") for path in (ROOT / "rules" / kind).glob("*.yaml")
    }
    assert main(["rules", "show", "gag_facts"]) == 0
    assert "examples:" in capsys.readouterr().out
    assert main(["rules", "check"]) == 0


def test_a_broken_rule_is_named_with_its_line(paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    rule = folder / "mine.yaml"
    rule.write_text("id: mine\ntitle: Mine\nseverity: awful\n", encoding="utf-8")
    assert main(["rules", "check", str(rule)]) == 2
    assert f"{rule}:" in capsys.readouterr().err
    assert main(["scan", str(paper), "--rules", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and f"{rule}:" in err and "Traceback" not in err


# --- manners of the process ---------------------------------------------------------------------


def imported(*arguments: str | Path) -> set[str]:
    """The top-level modules that a command imports."""
    code = """
import atexit, sys
from scanner.cli import main
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
main()
"""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_light_commands_stay_light(paper: Path) -> None:
    web_and_readers = {"api", "fastapi", "starlette", "uvicorn", "pdfplumber", "pypdfium2", "docx", "lxml"}
    assert not imported("--help") & {*web_and_readers, "spacy", "rich", "pydantic", "yaml"}
    used = imported("scan", paper)
    assert "spacy" in used
    assert not used & web_and_readers


def test_a_reader_that_stops_early_is_no_error() -> None:
    with subprocess.Popen([*COMMAND, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout and process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_interrupt(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told = ["env", "--default-signal=INT"]  # a shell that runs the tests in the background has it ignored
    process = subprocess.Popen([*told, *COMMAND, "scan", str(pipe)], stderr=subprocess.PIPE, cwd=ROOT)
    with pipe.open("wb"):  # returns when the command has opened its end
        while process.poll() is None:  # one that comes right before the system waits for the pipe is not seen
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        assert process.communicate()[1] == b""
    assert process.returncode == 130


def test_a_narrow_alphabet_is_no_error(paper: Path) -> None:
    done = run("scan", paper, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(STANDING_ADVICE)


@pytest.mark.parametrize("no_color", ["", "1"])
def test_terminal(no_color: str, paper: Path) -> None:
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": no_color}
    command = [*COMMAND, "scan", str(paper)]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, cwd=ROOT, env=environment) as process:
        os.close(child)
        shown = b""
        while chunk := _read(parent):
            shown += chunk
    os.close(parent)
    assert process.returncode == 0
    assert (b"\x1b[" in shown) == (not no_color)
    assert no_color == "" or max(map(len, shown.decode().splitlines())) == 70


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""
