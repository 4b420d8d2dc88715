"""Comments in a Word file: on the words of their quotes, and nothing else of the file is touched."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from scanner import annotate, scan
from scanner.annotated.docx import write_docx
from scanner.annotated.notes import Notes
from scanner.errors import Damaged, TooLarge
from scanner.model import Document
from scanner.read.docx import read_docx
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.xml import Element
from scanner.report.wording import STANDING_ADVICE
from tests.annotated.notes_maker import ADVICE, note, notes_on
from tests.read.docx_maker import (
    GAG,
    PLAIN,
    XMLNS,
    Maker,
    cell,
    code_field,
    docx,
    old_shape,
    p,
    packed,
    plain,
    r,
    row,
    shape,
    table,
)
from tests.read.traps.trap import Trap
from tests.read.traps.word import word_traps

SAMPLES = sorted((Path(__file__).parents[2] / "sample_docs").glob("*.docx"))
EVERY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.name))
TITLE = "1. High: A title"


@dataclass(frozen=True)
class Comment:
    """A comment and the words between its marks."""

    words: str
    below: str
    author: str | None


@cache
def copied(sample: Path) -> bytes:
    return annotate(sample).data


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def read(data: bytes) -> Document:
    return read_docx(data, "", DEFAULT_LIMITS)


def blocks(data: bytes) -> list[tuple[str, str | None, str]]:
    """What the reader of this project finds in the file, comments that were added left out."""
    document = read(data)
    every = ((block.part, block.hidden, document.text[block.start : block.end]) for block in document.blocks)
    ours = (ADVICE, "Where", "High: A title")
    return [each for each in every if each[0] != "comment" or not any(words in each[2] for words in ours)]


def comments(data: bytes) -> list[Comment]:
    """All comments as python-docx reads them, in the order of the part that holds them."""
    document = python_docx.Document(io.BytesIO(data))
    return [Comment(each.text, between(document.element, each.comment_id), each.author) for each in document.comments]


def between(root: Element, comment_id: int) -> str:
    """The words between the marks of a comment."""
    said, inside = [], False
    for each in root.iter():
        if each.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")) and each.get(qn("w:id")) == str(comment_id):
            inside = each.tag == qn("w:commentRangeStart")
        elif inside and each.tag in (qn("w:t"), qn("w:delText")):
            said.append(each.text or "")
    return "".join(said)


def annotated(data: bytes, quote: str = GAG) -> bytes:
    """The copy with a note on each place where the reader finds the quote."""
    return write_docx(data, notes_on(read(data), quote), DEFAULT_LIMITS)[0]


# --- samples ------------------------------------------------------------------------------------


@EVERY_SAMPLE
def test_each_finding_stands_on_its_words(sample: Path) -> None:
    written = comments(copied(sample))
    assert written[0].words.startswith(STANDING_ADVICE)
    for finding in scan(sample).findings:
        mine = [each for each in written if finding.title in each.words and finding.plain in each.words]
        if finding.quote is None:
            assert mine
            continue
        said = {letters(finding.quote), letters(finding.quote.split(maxsplit=1)[1])}  # Word makes the numbers of lists
        assert said & {letters(each.below) for each in mine}, finding.quote


@EVERY_SAMPLE
def test_nothing_of_the_paper_is_changed(sample: Path) -> None:
    before, after = sample.read_bytes(), copied(sample)
    old, new = (python_docx.Document(io.BytesIO(data)) for data in (before, after))
    assert [each.text for each in new.paragraphs] == [each.text for each in old.paragraphs]
    assert [block for block in blocks(after) if block[0] != "comment"] == blocks(before)
    with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
        old_names = one.namelist()
        touched = {name for name in other.namelist() if name not in old_names or other.read(name) != one.read(name)}
    assert touched == {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}


@EVERY_SAMPLE
def test_the_copy_is_judged_like_the_paper(sample: Path) -> None:
    before, after = scan(sample), scan(copied(sample))
    assert [(f.rule_id, f.quote) for f in after.findings] == [(f.rule_id, f.quote) for f in before.findings]
    assert after.coverage == before.coverage
    assert after.document.words == before.document.words


def control(inner: str) -> str:
    """A content control around blocks."""
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


# --- places -------------------------------------------------------------------------------------

FIRST, LAST = r(GAG[:30]), r(GAG[30:])
PLACES = {
    "a run of its own": p(r(GAG)),
    "the middle of a run": p(r(f"{PLAIN} {GAG} {PLAIN}")),
    "many runs": p("".join(r(letter) for letter in GAG)),
    "tabs and breaks": p(f"<w:r><w:tab/><w:t>{GAG[:30]}</w:t><w:t>{GAG[30:]} {PLAIN}</w:t><w:br/></w:r>"),
    "a table": table(row(cell(plain()), cell(p(r(GAG))))),
    "a table in a table": table(row(cell(table(row(cell(p(r(GAG))))) + plain()))),
    "a link": p(f'<w:hyperlink w:anchor="x">{FIRST}</w:hyperlink>{LAST}'),
    "an insertion": p(f'<w:ins w:id="7" w:author="A">{FIRST}</w:ins>{LAST}'),
    "a control": f"<w:sdt><w:sdtContent>{p(r(GAG))}</w:sdtContent></w:sdt>",
    "a control in a line": p(f"<w:sdt><w:sdtContent>{FIRST}</w:sdtContent></w:sdt>{LAST}"),
    "a simple field": p(f'<w:fldSimple w:instr="AUTHOR">{r(GAG)}</w:fldSimple>'),
    "a result of a field": p(code_field("REF x", GAG)),
    "a smart tag": p(f"<w:smartTag>{r(GAG)}</w:smartTag>"),
}


@pytest.mark.parametrize("place", PLACES)
def test_places(place: str) -> None:
    data = docx(plain() + PLACES[place] + plain())
    copy = annotated(data)
    advice, found = comments(copy)
    assert (advice.words, found.words) == (ADVICE, TITLE)
    assert letters(found.below) == letters(GAG)
    assert {advice.author, found.author} == {"Notes"}
    assert blocks(copy) == blocks(data)


@pytest.mark.parametrize("place", ["a simple field", "a result of a field"])
def test_no_comment_stands_in_a_field(place: str) -> None:
    data = docx(PLACES[place])
    root = python_docx.Document(io.BytesIO(annotated(data))).element
    assert len(comments(annotated(data))) == 2
    depth = 0
    for each in root.iter():
        kind = each.get(qn("w:fldCharType"))
        depth += (kind == "begin") - (kind == "end")
        if each.tag in (qn("w:commentRangeStart"), qn("w:commentReference")):
            assert depth == 0
            assert next(each.iterancestors(qn("w:fldSimple")), None) is None


CONTROLS = {
    "one paragraph": control(p(r(GAG))) + plain("Behind it."),
    "the first of many": control(p(r(GAG)) + plain("Behind it.")),
    "a table": control(table(row(cell(p(r(GAG))), cell(plain("Behind it."))))),
    "one in another": control(control(p(r(GAG)))) + control(plain("Other.")) + plain("Behind it."),
    "the last of all": plain("Before it.") + control(p(r(GAG))),
}


@pytest.mark.parametrize("place", CONTROLS)
def test_no_comment_hangs_in_the_first_paragraph_of_a_control(place: str) -> None:
    """LibreOffice would not show that paragraph any more."""
    data = docx(CONTROLS[place])
    copy = annotated(data)
    assert [letters(each.below) for each in comments(copy) if each.words == TITLE] == [letters(GAG)]
    assert blocks(copy) == blocks(data)
    root = python_docx.Document(io.BytesIO(copy)).element
    marks = list(root.iter(qn("w:commentReference")))
    held = ["".join(text.text for text in next(each.iterancestors(qn("w:p"))).iter(qn("w:t"))) for each in marks]
    assert held == ["Before it." if place == "the last of all" else "Behind it."] * 2


AROUND = {
    "a box": p(r("Before the box.") + shape(p(r(GAG)))),
    "a box of the old kind": p(r("Before the box.") + old_shape(p(r(GAG)))),
    "a box told twice": p(
        r("Before the box.")
        + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{shape(p(r(GAG)))[5:-6]}</mc:Choice>"
        f"<mc:Fallback>{old_shape(p(r(GAG)))[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "a deletion": p(f'<w:del w:id="1" w:author="A"><w:r><w:delText>{GAG}</w:delText></w:r></w:del>'),
    "a deletion in it": p(
        FIRST + '<w:del w:id="1" w:author="A"><w:r><w:delText>never mind</w:delText></w:r></w:del>' + LAST
    ),
    "hidden words in it": p(FIRST + r("never mind", "<w:vanish/>") + LAST),
    "two paragraphs as one": p(FIRST, "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(LAST),
}


@pytest.mark.parametrize("place", AROUND)
def test_places_that_can_be_tied_to_only_in_part(place: str) -> None:
    data = docx(plain() + AROUND[place] + plain())
    copy = annotated(data)
    found = [each for each in comments(copy) if each.words == TITLE]
    assert len(found) == 1
    assert letters(GAG[:30]) in letters(found[0].below)
    assert letters(PLAIN) not in letters(found[0].below)
    assert blocks(copy) == blocks(data)


def test_places_that_say_the_same_are_told_apart() -> None:
    data = docx(p(r(f"{GAG} {GAG}")) + plain() + p(r(GAG)))
    root = python_docx.Document(io.BytesIO(annotated(data))).element
    order = [
        (each.tag.rpartition("}")[2], each.get(qn("w:id")))
        for each in root.iter(qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
        if each.get(qn("w:id")) != "0"
    ]
    assert order == [(f"commentRange{edge}", number) for number in "123" for edge in ("Start", "End")]


def test_items_of_a_list_that_word_numbers_are_told_apart() -> None:
    items = [f"{number}) {GAG}" for number in "ab"]
    made = (note(1, items[0]), replace(note(2, items[1]), start=len(items[0]) + 1))
    notes = Notes(ADVICE, made, "\n".join(items))
    copy, _ = write_docx(docx(p(r(GAG)) + plain() + p(r(GAG))), notes, DEFAULT_LIMITS)
    root = python_docx.Document(io.BytesIO(copy)).element
    assert [each.get(qn("w:id")) for each in root.iter(qn("w:commentRangeStart"))] == ["0", "1", "2"]
    plain_paragraph = next(each for each in root.iter(qn("w:p")) if PLAIN in "".join(each.itertext()))
    assert plain_paragraph.getprevious().find(qn("w:commentRangeStart")) is not None
    assert plain_paragraph.getnext().find(qn("w:commentRangeStart")).get(qn("w:id")) == "2"


@pytest.mark.parametrize(
    ("kind", "root", "mark"),
    [("footnote", "footnotes", "footnoteReference"), ("endnote", "endnotes", "endnoteReference")],
)
def test_a_note_below_the_text_is_told_at_its_mark(kind: str, root: str, mark: str) -> None:
    maker = Maker(plain() + p(r("It was agreed") + f'<w:r><w:{mark} w:id="2"/></w:r>' + r(" in May.")))
    others, its_own = (f'<w:{kind} w:id="{n}">{plain(text)}</w:{kind}>' for n, text in ((1, "Other."), (2, GAG)))
    maker.story(root, root, others + its_own, root)
    copy = annotated(maker.build())
    assert [each.words for each in comments(copy)] == [ADVICE, TITLE]
    around = python_docx.Document(io.BytesIO(copy)).element.find(f".//{qn(f'w:{mark}')}").getparent()
    assert around.getprevious().tag == qn("w:commentRangeStart")
    assert around.getnext().tag == qn("w:commentRangeEnd")


def test_what_stands_in_a_header_is_told_at_the_first_words() -> None:
    maker = Maker(plain())
    tie = maker.story("header1", "hdr", p(r(GAG)), "header")
    maker.body += f'<w:sectPr><w:headerReference w:type="default" r:id="{tie}"/></w:sectPr>'
    found = comments(annotated(maker.build()))
    assert [each.words for each in found] == [ADVICE, f"{TITLE}\nWhere 1"]
    assert {each.below for each in found} == {PLAIN}


def test_comments_of_others_stay_and_ours_are_told_apart_from_them() -> None:
    maker = Maker(p(f'<w:commentRangeStart w:id="4"/>{r(PLAIN)}<w:commentRangeEnd w:id="4"/>' + comment_mark(4)))
    theirs = f'<w:comment w:id="4" w:author="B" w:initials="B" w:date="2024-05-01T10:00:00Z">{p(r(GAG))}</w:comment>'
    maker.story("comments", "comments", theirs, "comments")
    data = maker.build()
    document = read(annotated(data))
    said = [document.text[block.start : block.end] for block in document.blocks if block.part == "comment"]
    assert said == [GAG, ADVICE, TITLE]
    assert blocks(annotated(data)) == blocks(data)
    with zipfile.ZipFile(io.BytesIO(annotated(data))) as package:
        ids = re.findall(rb'<w:comment [^>]*w:id="(\d+)"', package.read("word/comments.xml"))
        assert b"2024-05-01T10:00:00Z" in package.read("word/comments.xml")
    assert ids == [b"4", b"5", b"6"]


def comment_mark(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("trap", word_traps(), ids=lambda trap: trap.name.replace(" ", "-"))
def test_wherever_words_hide_a_note_tells_of_them(trap: Trap) -> None:
    data = trap.data
    document = read(data)
    # Some tell the sentence in two pieces, which nothing can be tied to.
    notes = notes_on(document, GAG) if GAG in document.text else Notes(ADVICE, (note(1, None),), document.text)
    copy, _ = write_docx(data, notes, DEFAULT_LIMITS)
    again = read(copy)
    own = [again.text[block.start : block.end] for block in again.blocks if block.part == "comment"]
    assert TITLE in own
    assert ADVICE in own
    assert blocks(copy) == blocks(data)


def test_strict_files_stay_strict() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    data = Maker(plain() + p(r(GAG))).build(strict)
    copy = annotated(data)
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
            assert b"schemas.openxmlformats.org/wordprocessingml" not in package.read(name)
            assert b"purl.oclc.org" in package.read(name)
    document = read(copy)
    assert [document.text[block.start : block.end] for block in document.blocks] == [PLAIN, GAG, ADVICE, TITLE]


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", ".docx"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", ".dotx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", ".docm"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", ".dotm"),
    ],
)
def test_each_kind_of_word_file_stays_what_it_is(kind: str, suffix: str) -> None:
    maker = Maker(p(r("The Employee shall not tell any person what happened.")), main_type=kind)
    maker.part("word/vbaProject.bin", b"\x01\x02 macro", "vbaProject")
    copy = annotate(maker.build())
    assert copy.suffix == suffix
    with zipfile.ZipFile(io.BytesIO(copy.data)) as package:
        assert kind.encode() in package.read("[Content_Types].xml")
        assert package.read("word/vbaProject.bin") == b"\x01\x02 macro"


def test_parts_that_nothing_is_tied_to_and_ties_to_nothing_stay() -> None:
    maker = Maker(p(r(GAG)))
    loose = f"<w:document {XMLNS}><w:body>{plain('A loose sentence stands here.')}</w:body></w:document>"
    maker.part("word/loose.xml", loose)
    maker.tie("image", "NULL")
    maker.tie("hyperlink", "http://192.0.2.1/", external=True)
    data = maker.build()
    copy = annotated(data)
    assert blocks(copy) == blocks(data)
    assert any("loose" in words for _, _, words in blocks(copy))


@pytest.mark.parametrize("body", ["", "<w:p/>", table(row(cell("<w:p/>")))])
def test_a_file_without_words_is_given_the_advice(body: str) -> None:
    copy, _ = write_docx(docx(body), Notes(ADVICE, (note(1, None),), ""), DEFAULT_LIMITS)
    assert [each.words for each in comments(copy)] == [ADVICE, f"{TITLE}\nWhere 1"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(50),
        packed({"word/document.xml": b"<broken"}),
        packed({"word/document.xml": f"<w:document {XMLNS}/>".encode()}),
        packed({"word/document.xml": f"<w:document {XMLNS}><w:body/></w:document>".encode()}),
    ],
    ids=["no container", "no xml", "no body", "no content types"],
)
def test_broken_files(data: bytes) -> None:
    with pytest.raises(Damaged):
        write_docx(data, Notes(ADVICE, (), ""), DEFAULT_LIMITS)


def test_a_part_that_would_unpack_to_too_much() -> None:
    maker = Maker(plain())
    maker.part("word/media/image1.bmp", b"\0" * 220_000_000)
    with pytest.raises(TooLarge):
        write_docx(maker.build(), Notes(ADVICE, (), ""), DEFAULT_LIMITS)
