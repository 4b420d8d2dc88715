"""Calendar entries: an invitation says what it says, in a file of its own or in a mail."""

from __future__ import annotations

import pytest

from scanner.errors import Empty
from scanner.model import Document
from scanner.read.eml import read_eml
from scanner.read.ics import read_ics
from scanner.read.limits import DEFAULT_LIMITS
from scanner.read.sniff import sniff
from tests.read.docx_maker import GAG
from tests.read.traps.mail import simple


def entry(*lines: str) -> bytes:
    inner = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inner}\r\nEND:VCALENDAR\r\n".encode()


def blocks(document: Document) -> list[tuple[str, str, str | None]]:
    return [(document.text[b.start : b.end], b.part, b.hidden) for b in document.blocks]


def read(data: bytes) -> list[tuple[str, str, str | None]]:
    return blocks(read_ics(data, "", DEFAULT_LIMITS))


WORDS = f"DESCRIPTION;LANGUAGE=en:Please come\\, and bring this.\\n\\n{GAG[:9]}\r\n {GAG[9:40]}\r\n\t{GAG[40:]}"


def test_an_invitation() -> None:
    data = entry("SUMMARY:Mediation", "DTSTART;TZID=America/New_York:20260105T090000", 'LOCATION;X="a:b":Room 4', WORDS)
    assert sniff(data) == "ics"
    assert read(data) == [
        ("Subject: Mediation", "header", None),
        ("From: 20260105T090000", "header", None),
        ("Place: Room 4", "header", None),
        ("Please come, and bring this.", "body", None),
        (GAG, "body", None),
    ]


def test_the_description_as_a_page() -> None:
    page = f"X-ALT-DESC;FMTTYPE=text/html:<html><p>Please come.</p><p hidden>{GAG}</p></html>"
    assert read(entry(page, f"DESCRIPTION:Please come. {GAG}")) == [
        ("Please come.", "body", None),
        (GAG, "body", "hidden"),
    ]


def test_in_a_mail_it_repeats_nothing_and_hides_nothing() -> None:
    message = simple(f"Please come, and bring this.\n\n{GAG}")
    message.add_alternative(entry(WORDS, "DESCRIPTION:A word that the mail does not say at all."), "text", "calendar")
    found = [each for each in blocks(read_eml(message.as_bytes(), "", DEFAULT_LIMITS)) if each[1] != "header"]
    assert found == [
        ("Please come, and bring this.", "body", None),
        (GAG, "body", None),
        ("A word that the mail does not say at all.", "body", "hidden"),
    ]


@pytest.mark.parametrize("data", [entry(), b"BEGIN:VCALENDAR"])
def test_nothing(data: bytes) -> None:
    with pytest.raises(Empty):
        read(data)
