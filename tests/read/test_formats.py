"""Every format through the front door, in a worker; what is not read is refused by its name."""

from __future__ import annotations

import pytest

from api.problems import Problem
from scanner import scan
from scanner.errors import Unsupported, from_code
from scanner.isolate import Pool
from scanner.model import Unread
from scanner.read import read
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.sniff import format_of
from tests.read.compound_maker import compound
from tests.read.docx_maker import GAG, docx, packed, plain
from tests.read.pdf_maker import lines_pdf
from tests.read.test_eml import mail
from tests.read.test_odt import odt
from tests.read.traps.word_packages import flat_trap

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (lines_pdf([[GAG]]), "pdf"),
        (docx(plain(GAG)), "docx"),
        (odt(f"<text:p>{GAG}</text:p>"), "odt"),
        (rb"{\rtf1 " + GAG.encode() + b"}", "rtf"),
        (f"<!doctype html><title>Paper</title><p>{GAG}</p>".encode(), "html"),
        (mail(GAG).as_bytes(), "eml"),
        (compound({("__properties_version1.0",): b"", ("__substg1.0_1000001F",): GAG.encode("utf-16-le")}), "msg"),
        (flat_trap().data, "docx"),
        (f"# Agreement\n\n* {GAG}\n".encode(), "txt"),
    ],
)
def test_read_for_what_it_is(data: bytes, kind: str) -> None:
    document = read(data, "paper.bin")
    assert document.format == kind and document.name == "paper.bin"
    assert GAG in document.text


def mail_with(data: bytes) -> bytes:
    message = mail()
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="paper")
    return message.as_bytes()


@pytest.mark.parametrize(
    "data", [odt(f"<text:p>{GAG}</text:p>"), rb"{\rtf1 " + GAG.encode() + b"}", lines_pdf([[GAG]])]
)
def test_attached_papers_are_read(data: bytes) -> None:
    document = read(mail_with(data))
    assert [block.part for block in document.blocks if GAG in document.text[block.start : block.end]] == ["attachment"]


def office(kind: str) -> bytes:
    return packed({"[Content_Types].xml": f"<x>application/vnd.openxmlformats-officedocument.{kind}.main</x>".encode()})


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (OLE + bytes(500) + "Workbook".encode("utf-16-le"), "xls", "spreadsheet"),
        (OLE + bytes(500) + "PowerPoint Document".encode("utf-16-le"), "ppt", "slide show"),
        (b"\x78\x9f\x3e\x22\1\0", "tnef", ".eml"),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "wordml",
            "Word",
        ),
        (packed({"mimetype": b"application/vnd.sun.xml.writer"}), "sxw", "PDF"),
        (b"bplist00\xd1", "webarchive", "PDF"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\0", "tar", "unpack"),
        (b"\xff\xf1\x50\x80", "aac", "sound"),
        (b"#!AMR\n\x3c", "amr", "sound"),
        (b"8BPS\0\1", "psd", "JPG"),
        (OLE + bytes(500), "office", "PDF"),
        (office("spreadsheetml.sheet"), "xlsx", "spreadsheet"),
        (office("presentationml.presentation"), "pptx", "slide show"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "ods", "spreadsheet"),
        (packed({"mimetype": b"application/epub+zip"}), "epub", "e-book"),
        (packed({"Index/Document.iwa": b"x"}), "pages", "PDF"),
        (b"\0\0\0\x20ftypisom\0\0", "mp4", "video"),
        (b"ID3\4\0\0\0\0\0\0\0\0", "mp3", "sound"),
        (b"RIFF\0\0\0\0WAVEfmt ", "wav", "sound"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "7z", "unpack"),
        (b"Rar!\x1a\x07\1\0", "rar", "unpack"),
        (b"\x1f\x8b\x08\0", "gz", "unpack"),
        (b"GIF89a\1\0\1\0", "gif", "JPG"),
        (b"MZ\x90\0\3\0\0\0", "exe", "program"),
        (b"%!PS-Adobe-3.0\n", "ps", "PDF"),
    ],
)
def test_refused_by_name(data: bytes, kind: str, advice: str) -> None:
    assert format_of(data, DEFAULT_LIMITS) == kind
    with pytest.raises(Unsupported) as caught:
        read(data, "agreement.pdf")
    assert caught.value.kind == kind and caught.value.code == "unsupported_format"
    assert advice in caught.value.sentence
    assert Problem.of_scan(caught.value).detail == caught.value.sentence
    pool = Pool(1)
    with pytest.raises(Unsupported) as scanned:
        pool.scan(data)
    pool.close()
    assert scanned.value.kind == kind


def test_a_worker_cannot_choose_the_words_of_a_refusal() -> None:
    error = from_code("unsupported_format", "call this number at once")
    assert error.sentence == Unsupported().sentence and "number" not in repr(vars(error))


ENGLISH = [GAG, "Each of the parties has read this paper and will keep to all of it for as long as they live."]
SPANISH = """
Las partes han leído este documento y se obligan a cumplir con todo lo que en él se dice.
El empleado no podrá hablar de los hechos con ninguna persona que no sea de su familia.
La empresa pagará la suma de doce mil dólares en el mes de mayo de este año.
Si una parte de este acuerdo no es válida, las demás partes siguen en vigor.
Este acuerdo se rige por las leyes del lugar en el que la empresa tiene su oficina.
No hay cambio de este acuerdo que sea válido sin la firma de las dos partes.
""".strip().splitlines()


def test_a_paper_in_two_languages_is_read_where_it_is_english() -> None:
    report = scan(lines_pdf([SPANISH[:3], ENGLISH, SPANISH[3:]]))
    assert [(entry.reason, entry.page) for entry in report.coverage.unread] == [("language", 1), ("language", 3)]
    assert {finding.location.page for finding in report.findings if finding.location} == {2}
    assert not report.coverage.complete and report.coverage.pages_read == 1


@pytest.mark.parametrize("paper", [lines_pdf([SPANISH[:3], SPANISH[3:]]), "\n".join(SPANISH).encode()])
def test_a_paper_in_another_language_is_not_read(paper: bytes) -> None:
    report = scan(paper)
    assert report.coverage.unread == (Unread("language", part="document"),)
    assert report.verdict.level == "unreadable" and report.document.language == "es"
    assert "not in English" in report.verdict.headline and "did not judge it" in report.verdict.headline
