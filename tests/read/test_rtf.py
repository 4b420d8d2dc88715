"""Rich text: its words, its parts, and what is hidden in it."""

from __future__ import annotations

import pytest

from scanner.errors import Damaged, Empty
from scanner.model import Document, Unread
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.rtf import read_rtf

GAG = "The Guest shall never tell a living soul."
HEAD = (
    r"\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Cyr;}}"
    r"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;\red250\green250\blue250;}{\stylesheet{\s0 Normal;}}"
)


def read(body: str) -> Document:
    return read_rtf(("{" + HEAD + body + "}").encode("latin-1"), "paper.rtf", DEFAULT_LIMITS)


def blocks(document: Document) -> list[tuple[str, str, str | None]]:
    return [(document.text[b.start : b.end], b.part, b.hidden) for b in document.blocks]


@pytest.mark.parametrize(
    ("rtf", "part", "kind"),
    [
        (r"{}", "body", None),
        (r"{{\b {}}}", "body", None),
        (r"\trowd\cellx100\intbl {}\cell\row\pard ", "table", None),
        (r"x{{\footnote {}}}", "footnote", None),
        (r"x{{\footnote\ftnalt {}}}", "endnote", None),
        (r"x{{\*\annotation {}}}", "comment", None),
        (r"{{\header {}}}", "header", None),
        (r"{{\footerf {}}}", "footer", None),
        (r"{{\info{{\doccomm {}}}}}", "properties", None),
        (r"x{{\shp{{\*\shpinst{{\shptxt {}}}}}}}", "textbox", None),
        (r"x{{\shp{{\*\shpinst{{\sp{{\sn gtextUNICODE}}{{\sv {}}}}}}}}}", "textbox", None),
        (r"x{{\shp{{\*\shpinst{{\sp{{\sn wzDescription}}{{\sv {}}}}}}}}}", "alt", None),
        (r"{{\field{{\*\fldinst PAGE}}{{\fldrslt {}}}}}", "body", None),
        (r"{{\field{{\*\fldinst IF 1=1 {{\ldblquote}}{}{{\rdblquote}}}}{{\fldrslt x}}}}", "body", "hidden"),
        (r"{{\v {}}}", "body", "hidden"),
        (r"{{\deleted {}}}", "body", "deleted"),
        (r"{{\cf1 {}}}", "body", "white"),
        (r"{{\cf3 {}}}", "body", "white"),
        (r"{{\cf2\highlight2 {}}}", "body", "same_colour"),
        (r"{{\fs2 {}}}", "body", "tiny"),
        (r"{{\charscalex1 {}}}", "body", "tiny"),
        (r"{{\cf1\highlight2 {}}}", "body", None),
        (r"\trowd\clcbpat2\cellx100\intbl {{\cf1 {}}}\cell\row\pard ", "table", None),
        (r"{{\v\v0 {}}}", "body", None),
    ],
)
def test_found_and_marked(rtf: str, part: str, kind: str | None) -> None:
    document = read(r"\pard Before.\par\pard " + rtf.format(GAG) + r"\par\pard After.\par")
    assert [entry for entry in blocks(document) if GAG in entry[0]] == [(GAG, part, kind)]
    assert document.unread == ()


def test_order() -> None:
    text = read(r"one{\footnote note} goes on{\shp{\*\shpinst{\shptxt box\par}}}\par two\par{\header top}").text
    assert text == "one goes on\n\nbox\n\ntwo\n\nnote\n\ntop"


def test_signs() -> None:
    assert read(r"a\tab b\line c\~d\_e\-f\{g\}\emdash\ldblquote h\rdblquote").text == "a\tb\nc\u00a0d-ef{g}—“h”"


def test_letters_of_code_pages() -> None:
    assert read(r"caf\'e9 {\f1\'cf\'f0}").text == "café Пр"


def test_letters_of_unicode_and_what_stands_in_for_them() -> None:
    assert read(r"\u8220\'93quote\u8221? {\uc2\u233 ??}\u55357?\u56832?\u-4?").text == "“quote” é😀\ufffc"


def test_numbers_of_lists_as_they_are_shown() -> None:
    assert read(r"{\listtext\pard (a)\tab}You say nothing.\par").text == "(a)\tYou say nothing."


def test_hidden_words_leave_the_sentence_whole() -> None:
    assert blocks(read(r"You may {\v not }speak.\par")) == [("You may speak.", "body", None), ("not", "body", "hidden")]


def test_pictures_and_objects_are_named() -> None:
    document = read(r"x{\pict\picwgoal9000\pichgoal9000 ffd8ff}{\object{\*\objdata 0105}{\result y}}")
    assert document.unread == (Unread("damaged", part="picture"), Unread("damaged", part="embedded_file"))
    assert read(r"x{\object\objautlink{\result y}}").unread == (Unread("unsupported", part="embedded_file"),)
    assert document.text == "xy"
    assert read(r"x{\pict\picwgoal900\pichgoal900 ffd8ff}").unread == ()


@pytest.mark.parametrize("opening", ["{", r"{\b ", r"{\footnote "])
def test_deep_groups(opening: str) -> None:
    assert GAG in read(opening * 20_000 + GAG).text


def test_binary_that_is_longer_than_the_file() -> None:
    assert read(rf"x\bin99999 {GAG}").unread == (Unread("damaged", part="body"),)


def test_broken() -> None:
    with pytest.raises(Damaged):
        read_rtf(b"Dear Sir", "", DEFAULT_LIMITS)
    with pytest.raises(Empty):
        read("")
    assert read_rtf(b"{\\rtf1 You shall say", "", DEFAULT_LIMITS).text == "You shall say"
