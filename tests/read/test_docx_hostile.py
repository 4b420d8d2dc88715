"""Word files that mean harm, and broken ones: a clear error or a named gap, never a crash, a leak or a long wait."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from scanner.errors import Damaged, Empty, Encrypted, ScanError, TooLarge, Unsupported
from scanner.model import Document, Unread
from scanner.read.docx import read_docx
from scanner.read.limits import DEFAULT_LIMITS, MIB
from tests.read.docx_maker import GAG, XMLNS, Maker, code_field, docx, p, packed, plain, r
from tests.read.traps.word import word_traps

SECRET = "Quite Unlikely Canary Words"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes) -> Document:
    return read_docx(data, "paper.docx", DEFAULT_LIMITS)


def with_document(xml: str | bytes) -> bytes:
    """A Word file whose main part is exactly this."""
    maker = Maker()
    package = zipfile.ZipFile(io.BytesIO(maker.build()))
    members = {name: package.read(name) for name in package.namelist()}
    members["word/document.xml"] = xml if isinstance(xml, bytes) else xml.encode()
    return packed(members)


def test_bomb_of_one_part() -> None:
    with pytest.raises(TooLarge):
        read(with_document(b"<w:document>" + b" " * (40 * MIB)))


def test_bomb_of_many_parts() -> None:
    limits = replace(DEFAULT_LIMITS, max_unpacked=2 * MIB)
    maker = Maker(plain())
    noise = random.Random(7).randbytes(MIB * 3 // 4).hex()
    for number in range(4):
        maker.story(f"header{number}", "hdr", plain(noise[: MIB * 3 // 4]), "header")
    with pytest.raises(TooLarge):
        read_docx(maker.build(), "", limits)


def test_part_that_nobody_reads_costs_nothing() -> None:
    maker = Maker(plain(GAG))
    maker.parts["word/media/image1.bmp"] = bytes(60 * MIB)
    data = maker.build()
    before = time.process_time()
    assert GAG in read(data).text
    assert time.process_time() - before < 20


def test_part_larger_than_it_says() -> None:
    data = bytearray(docx(plain("x" * 50_000)))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    struct.pack_into("<I", data, at + 24, 100)  # the size that the directory declares
    with pytest.raises(Damaged):
        read(bytes(data))


def test_too_many_parts() -> None:
    with pytest.raises(TooLarge):
        read(packed({f"x{number}.xml": b"" for number in range(DEFAULT_LIMITS.max_parts + 1)}))


def test_file_inside_itself_comes_to_an_end() -> None:
    data = docx(plain(GAG))
    for _ in range(12):
        maker = Maker(plain())
        maker.body += f'<w:altChunk r:id="{maker.part("word/inner.docx", data, "aFChunk")}"/>'
        data = maker.build()
    document = read(data)
    assert Unread("limit", part="inserted_file") in document.unread


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "head",
    [
        f'<!DOCTYPE d [<!ENTITY l0 "lol">{ENTITIES}]>',
        f'<!DOCTYPE d [<!ENTITY l9 "{"x" * 100_000}">]>',
        "<!DOCTYPE d [<!ENTITY l9 SYSTEM 'file://{path}'>]>",
        "<!DOCTYPE d [<!ENTITY % l9 SYSTEM 'file://{path}'> %l9;]>",
        "<!DOCTYPE d SYSTEM 'file://{path}'>",
    ],
    ids=["billion laughs", "quadratic blow-up", "external entity", "external parameter entity", "external type"],
)
def test_entities_are_refused_and_do_not_leak(head: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    body = f"<w:body>{p(r('&l9;'))}</w:body>"
    before = time.process_time()
    with pytest.raises(Damaged) as caught:
        read(with_document(f"{head.replace('{path}', str(secret))}<w:document {XMLNS}>{body}</w:document>"))
    assert time.process_time() - before < 20
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("depth", [70, 500, 100_000])
def test_nested_tables(depth: int) -> None:
    opening, closing = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
    data = Maker(opening + plain(GAG) + closing).build(compression=zipfile.ZIP_STORED)
    if depth == 70:
        assert GAG in read(data).text
    else:
        with pytest.raises(Damaged):
            read(data)


def test_deep_and_wide() -> None:
    """Many alternatives inside one another must not be compared over and over."""
    inner = plain(GAG)
    for _ in range(40):
        inner = f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback/></mc:AlternateContent>"
    before = time.process_time()
    assert GAG in read(docx(inner * 20)).text
    assert time.process_time() - before < 20


@pytest.mark.parametrize("words", [" " * 300_000, "\n" + " " * 300_000 + "x", "“" * 200_000, '"' * 200_000])
def test_text_that_means_harm_to_patterns(words: str) -> None:
    before = time.process_time()
    maker = Maker(p(r(words) + code_field(words, words)) + plain(GAG))
    assert GAG in read(maker.build(compression=zipfile.ZIP_STORED)).text
    assert time.process_time() - before < 20


def test_styles_that_are_their_own_parents() -> None:
    maker = Maker(p(r(GAG), '<w:pStyle w:val="A"/>'))
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    maker.styles(style.format("A", "B") + style.format("B", "A"))
    assert GAG in read(maker.build()).text


def test_chart_that_holds_itself() -> None:
    maker = Maker()
    part = "word/charts/chart1.xml"
    maker.tie("chart", "/" + part, source=part)
    tie = maker.part(part, f'<c:chartSpace {XMLNS}><c:chart r:id="rId1"/></c:chartSpace>', "chart")
    maker.body = plain(GAG) + p(f'<w:r><w:drawing><c:chart r:id="{tie}"/></w:drawing></w:r>')
    assert GAG in read(maker.build()).text


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/evil.xml", "word/../../evil.xml", "C:\\evil.xml", "word//x"])
def test_names_that_climb_out(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    maker = Maker(plain(GAG))
    maker.parts[name] = b"<x/>"
    maker.tie("header", "../../../../../../etc/passwd")
    document = read(maker.build())
    assert GAG in document.text
    assert document.unread == (Unread("damaged", part="header"),)
    assert list(tmp_path.iterdir()) == []


def test_what_lies_outside_is_named_and_not_fetched() -> None:
    maker = Maker(plain(GAG))
    tie = maker.tie("aFChunk", "http://203.0.113.1/x.html", external=True)
    maker.body += f'<w:altChunk r:id="{tie}"/>'
    assert read(maker.build()).unread == (Unread("external", part="inserted_file"),)


def test_two_parts_of_one_name() -> None:
    out = io.BytesIO(docx(plain(GAG)))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("WORD/document.xml", b"<x/>")
    with pytest.raises(Damaged):
        read(out.getvalue())


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", Damaged),
        (b"PK\x03\x04", Damaged),
        (docx(plain(GAG))[:-200], Damaged),
        (packed({"a.txt": b"x"}), Damaged),
        (with_document(b""), Damaged),
        (with_document(b"<w:document"), Damaged),
        (with_document(f"<w:document {XMLNS}><w:body/></w:document>"), Empty),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Encrypted),
        (OLE + bytes(512), Unsupported),
    ],
    ids=["nothing", "head", "cut", "no document", "empty part", "half", "no words", "locked", "old Word"],
)
def test_broken(data: bytes, error: type[ScanError]) -> None:
    with pytest.raises(error):
        read(data)


def test_part_behind_a_password() -> None:
    data = bytearray(docx(plain(GAG)))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 8] |= 1
    with pytest.raises(Encrypted):
        read(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_office_does_not_know(method: int) -> None:
    with pytest.raises(Damaged):
        read(Maker(plain(GAG)).build(compression=method))


def test_broken_part_is_named_and_the_rest_is_read() -> None:
    maker = Maker(plain(GAG))
    maker.part("word/header1.xml", "<w:hdr", "header")
    maker.part("word/comments.xml", b"\xff\xfe\x00", "comments")
    document = read(maker.build())
    assert GAG in document.text
    assert set(document.unread) == {Unread("damaged", part="header"), Unread("damaged", part="comment")}


def test_text_beyond_the_limit_is_named() -> None:
    document = read_docx(docx(plain(GAG) * 10), "", replace(DEFAULT_LIMITS, max_chars=300))
    assert document.unread == (Unread("limit", part="body"),)
    assert sum(block.end - block.start for block in document.blocks) == 300


def test_errors_hold_no_word_of_the_document() -> None:
    bad = [
        with_document(f"<w:document {XMLNS}><w:body>{plain(SECRET)}"),
        with_document(f'<w:document xmlns:x="{SECRET}"><x:{SECRET.replace(" ", "")}></w:document>'),
    ]
    for data in bad:
        with pytest.raises(Damaged) as caught:
            read(data)
        assert SECRET.split()[0] not in repr(caught.value) + str(caught.value)
        assert caught.value.__suppress_context__


def test_mutations_end_in_a_document_or_a_scan_error() -> None:
    """A thousand damaged files, the same each time: broken bytes in the container and in the parts."""
    dice = random.Random(20)
    traps = [trap.data for trap in word_traps()]
    for _ in range(1000):
        data = bytearray(dice.choice(traps))
        if dice.random() < 0.5:
            data = bytearray(_with_broken_part(bytes(data), dice))
        else:
            for _ in range(dice.randint(1, 8)):
                data[dice.randrange(len(data))] = dice.randrange(256)
        with contextlib.suppress(ScanError):
            read(bytes(data))


def _with_broken_part(data: bytes, dice: random.Random) -> bytes:
    """One part with numbers, names or whole stretches exchanged, packed as it should be."""
    package = zipfile.ZipFile(io.BytesIO(data))
    members = {name: package.read(name) for name in package.namelist()}
    name = dice.choice([each for each in members if each != "[Content_Types].xml"])
    part = bytearray(members[name])
    for _ in range(dice.randint(1, 3)):
        start = dice.randrange(len(part))
        stuff = dice.choice(
            [b"", b"-1", b"99999999999", b"w:p", b'"', b"<w:tbl>", b"&#1;", bytes(part[:40]), b"nan", b"%1"]
        )
        part[start : start + dice.randrange(12)] = stuff
    members[name] = bytes(part)
    return packed(members)
