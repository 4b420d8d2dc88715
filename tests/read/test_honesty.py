"""What is hidden, whatever the format: it is listed with its kind, words and place, and a finding in it says so."""

from __future__ import annotations

import pytest

from scanner import scan
from scanner.assess.coverage import texts
from scanner.model import Report, Unread
from tests.read.docx_maker import Maker, docx, p, packed, plain, r
from tests.read.test_odt import odt
from tests.read.test_odt import p as odt_p
from tests.read.test_traps import FAMILIES
from tests.read.traps.mail import attached, simple
from tests.read.traps.rtf import rtf_file

BAR = "The Employee shall not disclose to any person the facts that led to the Complaint."
ALIKE = BAR.replace("disclose", "dis\u0441l\u043ese")  # Cyrillic es and o
OPEN = "The parties met in May and parted in June."


def page(inner: str) -> bytes:
    return f"<html><body><p>{OPEN}</p>{inner}</body></html>".encode()


HIDDEN = {
    "docx": (docx(plain(OPEN) + p(r(BAR, "<w:vanish/>"))), "hidden"),
    "docx deleted": (docx(plain(OPEN) + p(f"<w:del><w:r><w:delText>{BAR}</w:delText></w:r></w:del>")), "deleted"),
    "odt": (odt(odt_p(OPEN) + odt_p(f'<text:span text:style-name="W">{BAR}</text:span>')), "white"),
    "rtf": (rtf_file(rf"{OPEN}\par {{\fs2 {BAR}}}"), "tiny"),
    "html": (page(f"<p style='position:absolute;left:-9999px'>{BAR}</p>"), "off_page"),
    "html unspoken": (page(f"<p aria-hidden=true>{BAR}</p>"), "unspoken"),
    "mail": (simple(page(f"<p style='color:#fff'>{BAR}</p>").decode(), "html").as_bytes(), "white"),
    "attached": (attached(docx(p(r(BAR, "<w:vanish/>"))), "deed.docx").as_bytes(), "hidden"),
    "archive": (packed({"deed.docx": docx(p(r(BAR, "<w:vanish/>")))}), "hidden"),
}


def commented() -> bytes:
    maker = Maker(plain(OPEN))
    maker.story("comments", "comments", f"<w:comment w:id='1'>{plain(BAR)}</w:comment>", "comments")
    return maker.build()


def bars(report: Report) -> list[tuple[str, str]]:
    return [(f.severity, f.plain) for f in report.findings if f.category == "gag_facts"]


@pytest.mark.parametrize(("data", "kind"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_is_listed_and_weighs_more(data: bytes, kind: str) -> None:
    report = scan(data, include_text=True)
    [item] = [each for each in report.coverage.hidden if each.quote == BAR]
    assert item.kind == kind and report.text is not None
    assert report.text[item.location.start : item.location.end] == BAR
    [(severity, words)] = bars(report)
    [(open_severity, open_words)] = bars(scan(docx(plain(OPEN) + plain(BAR))))
    assert words == f"{texts().kinds[kind]} {open_words}"
    assert (open_severity, severity) in (("high", "critical"), ("critical", "critical"))


@pytest.mark.parametrize("data", [commented(), page(f"<!-- {BAR} -->")], ids=["docx", "html"])
def test_comments_are_listed_and_named(data: bytes) -> None:
    report = scan(data)
    assert [(item.kind, item.quote) for item in report.coverage.hidden] == [("comment", BAR)]
    [(_, words)] = bars(report)
    assert words.startswith(texts().parts["comment"])


@pytest.mark.parametrize(
    "data",
    [
        docx(plain(ALIKE)),
        odt(odt_p(ALIKE)),
        rtf_file(ALIKE.replace("\u0441", r"\u1089?").replace("\u043e", r"\u1086?")),
        page(f"<p>{ALIKE}</p>"),
        ALIKE.encode(),
        packed({"a.txt": ALIKE.encode()}),
    ],
    ids=["docx", "odt", "rtf", "html", "txt", "zip"],
)
def test_letters_that_only_look_latin_hide_nothing_and_are_named(data: bytes) -> None:
    report = scan(data)
    assert [(item.kind, item.quote) for item in report.coverage.hidden] == [
        ("look_alike_letters", "dis\u0441l\u043ese")
    ]
    [finding] = [each for each in report.findings if each.category == "gag_facts"]
    assert finding.quote is not None and "dis\u0441l\u043ese" in finding.quote


def test_every_kind_that_a_reader_gives_has_a_sentence() -> None:
    kinds = {trap.hidden for traps in FAMILIES.values() for trap in traps} - {None}
    assert kinds <= set(texts().kinds)


@pytest.mark.parametrize("first", [0x80, 0xE000, 0xF0000])
def test_letters_that_nobody_can_read_are_named(first: int) -> None:
    """A font can draw any letter for such signs: the page shows words, and the file holds none."""
    drawn = "".join(chr(first + ord(sign) % 32) if sign.isalpha() else sign for sign in BAR)
    for words, level in ((drawn, "unreadable"), (f"{BAR}\n\n{drawn}", "stop")):
        report = scan(words.encode(), name="a")
        assert report.coverage.unread == (Unread("font", part="document"),)
        assert report.verdict.level == level


def test_bullets_of_a_symbol_font_are_no_letters_that_are_missing() -> None:
    assert scan("\n".join(["\uf0b7 She tells nobody of it at any time."] * 30).encode(), name="a").coverage.complete


def test_a_text_without_english_is_not_said_to_be_read() -> None:
    cipher = str.maketrans("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz")
    report = scan((BAR.translate(cipher) * 9).encode(), name="a")
    assert (report.verdict.level, report.coverage.complete) == ("unreadable", False)
