"""Mail: its head, its words once, and what is attached."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage

import pytest

from scanner.errors import ScanError
from scanner.model import Document, Unread
from scanner.read.eml import read_eml
from scanner.read.limits import DEFAULT_LIMITS
from tests.read.docx_maker import docx, plain

GAG = "The Guest shall never tell a living soul."


def mail(words: str = "Please sign.") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Counsel <counsel@example.org>"
    message["Subject"] = "Your agreement – urgent"
    message.set_content(words)
    return message


def read(message: EmailMessage | bytes) -> Document:
    return read_eml(message if isinstance(message, bytes) else message.as_bytes(), "x.eml", DEFAULT_LIMITS)


def blocks(document: Document) -> list[tuple[str, str, str | None]]:
    return [(document.text[b.start : b.end], b.part, b.hidden) for b in document.blocks]


def test_head_and_words() -> None:
    assert blocks(read(mail(f"Dear Jane,\n\n{GAG}\n"))) == [
        ("From: Counsel <counsel@example.org>", "header", None),
        ("Subject: Your agreement – urgent", "header", None),
        ("Dear Jane,", "body", None),
        (GAG, "body", None),
    ]


def test_two_versions_that_say_the_same_are_read_once() -> None:
    message = mail(GAG)
    message.add_alternative(f"<html><p>{GAG}</p></html>", subtype="html")
    assert [entry for entry in blocks(read(message)) if entry[1] == "body"] == [(GAG, "body", None)]


def test_two_versions_that_differ_are_both_read() -> None:
    message = mail(GAG)
    message.add_alternative("<html><p>Please sign.</p></html>", subtype="html")
    assert [text for text, part, _ in blocks(read(message)) if part == "body"] == ["Please sign.", GAG]


def test_hidden_words_of_html() -> None:
    message = mail("x")
    message.set_content(f"<html><p>a</p><p style='display:none'>{GAG}</p></html>", subtype="html")
    assert (GAG, "body", "hidden") in blocks(read(message))


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (docx(plain(GAG)), "octet-stream", "a.docx"),
        (b"{\\rtf1 " + GAG.encode() + b"}", "rtf", "a.rtf"),
        (f"<html><body>{GAG}</body></html>".encode(), "octet-stream", "a.html"),
        (GAG.encode(), "octet-stream", "a.txt"),
        (mail(GAG).as_bytes().replace(b"From:", b"MIME-Version: 1.0\r\nFrom:", 1), "octet-stream", "a.eml"),
    ],
    ids=["docx", "rtf", "html", "txt", "eml"],
)
def test_attachments(data: bytes, kind: str, name: str) -> None:
    message = mail()
    message.add_attachment(data, maintype="application", subtype=kind, filename=name)
    assert (GAG, "attachment", None) in blocks(read(message))


def test_forwarded_mail() -> None:
    message = mail()
    message.add_attachment(mail(GAG))
    assert (GAG, "attachment", None) in blocks(read(message))


def test_what_cannot_be_read_is_named() -> None:
    message = mail()
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="scan.png")
    message.add_attachment(b"\x00\x01\x02" * 99, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="a.zip")
    assert read(message).unread == (
        Unread("damaged", part="scan.png"),
        Unread("unsupported", part="winmail.dat"),
        Unread("damaged", part="a.zip"),
    )


def test_what_programs_write_for_one_another_is_not_the_mails() -> None:
    part = "--b\r\nContent-Type: text/plain\r\n\r\nPlease sign.\r\n--b--\r\n"
    for before in ("This is a multi-part message in MIME format.", "This is an OpenPGP/MIME signed message (RFC 4880)"):
        head = f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{before}\r\n"
        assert blocks(read((head + part).encode())) == [("Please sign.", "body", None)]


def test_locked_mail() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIAG"
    assert read(data).unread == (Unread("encrypted", part="attachment"),)


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\nSubject: =?utf-8?b?////?=\r\nFrom: <<<>>@\r\nDate: never\r\n\r\n\xff\xfe",
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=rot13\r\n\r\nx",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n--x\r\n",
        b"MIME-Version: 1.0\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3000,
        b"".join(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
            for n in range(2000)
        ),
    ],
)
def test_broken_mail_ends_in_a_document_or_a_scan_error(data: bytes) -> None:
    with contextlib.suppress(ScanError):
        assert read(data).format == "eml"
