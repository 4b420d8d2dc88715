"""Old Word files: read through the office program without a trace, or refused with a way out."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.errors import Damaged, TookTooLong, Unsupported
from scanner.isolate import Pool
from scanner.read import doc, read
from scanner.read.limits import DEFAULT_LIMITS

GAG = "The Employee shall not disclose to any person the facts that led to the Complaint."
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)
# The office program is no part of the setup: it is large, and most papers do not need it.
CAN_READ = shutil.which("soffice") is not None and doc._has_rooms()


def files_in(paths: set[Path]) -> list[Path]:
    """The small files among these, and in folders among these, that are still there."""
    found = [file for path in paths for file in (path, *path.rglob("*"))]
    return [file for file in found if file.is_file() and file.stat().st_size < 1_000_000]


def refused(data: bytes) -> str:
    with pytest.raises(Unsupported) as caught:
        read(data)
    return caught.value.sentence


def test_without_the_office_program_the_person_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.read.doc.shutil.which", lambda name: None)
    assert "Save As" in refused(OLD)


def test_where_it_would_leave_traces_it_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_ROOMS", ("false",))
    monkeypatch.setattr("scanner.read.doc.shutil.which", lambda name: name)
    assert "Save As" in refused(OLD)


def old_word(folder: Path) -> bytes:
    """A .doc of one sentence, made by the office program itself."""
    source = folder / "paper.rtf"
    source.write_bytes(rb"{\rtf1 " + GAG.encode() + b"}")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "paper.doc").read_bytes()


def test_read_or_refused(tmp_path: Path) -> None:
    if not CAN_READ:
        assert "Save As" in refused(OLD)
        return
    data = old_word(tmp_path)
    watched = [folder for folder in (Path("/tmp"), Path("/dev/shm"), Path.home()) if folder.is_dir()]
    before = {path for folder in watched for path in folder.iterdir()}
    document = read(data, "paper.doc")
    assert document.text == GAG and document.format == "doc" and document.name == "paper.doc"
    pool = Pool(1)
    report = pool.scan(data, name="paper.doc", include_text=True)
    pool.close()
    assert GAG in report["text"]
    assert (report["document"]["format"], report["document"]["sha256"]) == ("doc", document.sha256)
    new = {path for folder in watched for path in folder.iterdir()} - before
    # Other programs use these folders too: only what the office program was told to write is meant.
    assert {path.name for path in new} & {"profile", "paper.doc", "paper.docx", "out"} == set()
    assert [path for path in files_in(new) if GAG.encode() in path.read_bytes()] == []
    with pytest.raises(Damaged):
        read(OLD)
    with pytest.raises(TookTooLong):
        doc.as_docx(data, replace(DEFAULT_LIMITS, seconds=0.3))


def test_inside_an_archive_it_is_named(tmp_path: Path) -> None:
    from tests.read.test_zip import zipped

    document = read(zipped({"old.doc": OLD, "a.txt": GAG.encode()}))
    assert [(entry.reason, entry.part) for entry in document.unread] == [("unsupported", "old.doc")]


@pytest.mark.skipif(not CAN_READ, reason="the office program is no part of the setup")
def test_the_office_program_gets_no_more_memory_than_pictures_do(tmp_path: Path) -> None:
    data = old_word(tmp_path)
    with pytest.raises(Damaged):
        doc.as_docx(data, replace(DEFAULT_LIMITS, ocr_memory=64 * 1024 * 1024))
