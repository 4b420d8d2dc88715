"""`dontsign annotate` and `scanner.annotate`: one paper in, one copy out, or a sentence that says why not."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest

from scanner import ScanError, annotate, scan
from scanner.cli import main
from scanner.errors import TookTooLong
from scanner.isolate import Pool
from scanner.report.wording import NOTE_IN_PART, STANDING_ADVICE
from tests.read.docx_maker import docx, p, packed, r
from tests.read.pdf_maker import form_bomb, picture_pdf

SAMPLES = Path(__file__).parents[2] / "sample_docs"
PDF, WORD = SAMPLES / "release_form.pdf", SAMPLES / "university_resolution.docx"


@pytest.mark.parametrize(
    ("paper", "suffix", "media_type"),
    [
        (PDF, ".pdf", "application/pdf"),
        (WORD, ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_copy_comes_with_its_report(paper: Path, suffix: str, media_type: str) -> None:
    copy = annotate(paper, place="US-CA", signed=True)
    assert (copy.suffix, copy.media_type) == (suffix, media_type)
    assert copy.report == scan(paper, place="US-CA", signed=True)
    assert annotate(paper.read_bytes(), name=paper.name, place="US-CA", signed=True).data == copy.data
    assert str(copy.report.document.sha256) not in repr(copy)


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"The Employee shall not talk.", "unsupported_format", "Please save the report"),
        (
            b"<html><body><p>The Employee shall not talk.</p></body></html>",
            "unsupported_format",
            "Please save the report",
        ),
        (packed({"letter.txt": b"The Employee shall not talk."}), "unsupported_format", "Please save the report"),
        (b"\x7fELF" + bytes(64), "unsupported_format", "This is a program"),
        (b"", "empty", "empty"),
        (b"%PDF-1.7\nno more", "damaged", "broken"),
        (b"PK\x03\x04 no more", "damaged", "broken"),
    ],
    ids=["text", "web page", "zip", "program", "nothing", "broken pdf", "broken container"],
)
def test_what_gets_no_copy(data: bytes, code: str, says: str) -> None:
    with pytest.raises(ScanError) as raised:
        annotate(data)
    assert raised.value.code == code
    assert says in raised.value.sentence


def test_a_worker_gives_the_same_copy_and_is_stopped_in_time() -> None:
    with closing(Pool(1)) as pool:
        assert pool.annotate(WORD.read_bytes(), name=WORD.name).data == annotate(WORD).data
        with pytest.raises(TookTooLong):
            pool.annotate(WORD.read_bytes(), timeout=0.001)
        assert pool.annotate(WORD.read_bytes(), place="US-CA").suffix == ".docx"


def test_what_is_too_much_for_the_reader_is_too_much_for_a_copy() -> None:
    with closing(Pool(1)) as pool, pytest.raises(ScanError):
        pool.annotate(form_bomb(), timeout=5)


# --- the command --------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", [PDF, WORD], ids=["pdf", "docx"])
def test_the_command_writes_the_copy_for_its_owner_alone(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / f"notes{paper.suffix}"
    assert main(["annotate", str(paper), "--output", str(output), "--place", "US-CA", "--signer", "Ada Quill"]) == 0
    assert output.read_bytes() == annotate(paper, place="US-CA", signer="Ada Quill").data
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    out, err = capsys.readouterr()
    assert out.startswith(f"{STANDING_ADVICE}\n")
    assert err == ""


def test_the_paper_itself_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(PDF.read_bytes())
    link = tmp_path / "link.pdf"
    link.symlink_to(paper)
    for output in (paper, link):
        assert main(["annotate", str(paper), "--output", str(output)]) == 2
    assert paper.read_bytes() == PDF.read_bytes()
    assert "it is the paper itself" in capsys.readouterr().err


def test_a_name_that_says_another_format_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annotate", str(PDF), "--output", str(tmp_path / "notes.docx")]) == 2
    assert "ends in .pdf" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_written_over_only_where_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "notes.pdf"
    output.write_bytes(b"what stood there before")
    command = ["annotate", str(PDF), "--output", str(output)]
    assert main(command) == 2
    assert "--replace" in capsys.readouterr().err
    assert output.read_bytes() == b"what stood there before"
    assert main([*command, "--replace"]) == 0
    assert output.read_bytes() == annotate(PDF).data


def test_nothing_is_written_where_there_is_no_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "notes.pdf"
    output.write_bytes(b"what stood there before")
    paper = str(SAMPLES / "cease_letter.txt")
    assert main(["annotate", paper, "--output", str(output), "--replace"]) == 3
    assert "(unsupported_format)" in capsys.readouterr().err
    assert output.read_bytes() == b"what stood there before"
    assert list(tmp_path.iterdir()) == [output]


def test_a_target_is_needed() -> None:
    with pytest.raises(SystemExit) as raised:
        main(["annotate", str(PDF)])
    assert raised.value.code == 2


def test_own_rules_reach_the_copy(tmp_path: Path) -> None:
    rule = (SAMPLES.parent / "rules" / "red_flags" / "gag_facts.yaml").read_text("utf-8")
    rules = tmp_path / "red_flags"
    rules.mkdir()
    (rules / "gag_facts.yaml").write_text(
        rule.replace("You may not talk about what happened", "A title of my own"), "utf-8"
    )
    paper = docx(p(r("The Employee shall not disclose to any person the events that gave rise to the Complaint.")))
    assert any(finding.title == "A title of my own" for finding in annotate(paper, rules=tmp_path).report.findings)


def test_a_paper_with_no_word_gets_a_copy_that_says_so(tmp_path: Path) -> None:
    paper, output = tmp_path / "paper.pdf", tmp_path / "notes.pdf"
    paper.write_bytes(picture_pdf())
    assert main(["annotate", str(paper), "--output", str(output)]) == 3
    with pikepdf.open(output) as pdf:
        assert NOTE_IN_PART in str(pdf.pages[0].Annots[0].Contents)
