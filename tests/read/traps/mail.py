"""Mail in which the sentence stands or hides."""

from __future__ import annotations

import base64
from email.message import EmailMessage

from tests.read.compound_maker import compound
from tests.read.docx_maker import (
    GAG,
    docx,
    p,
    packed,
    plain,
    r,
)
from tests.read.traps.trap import Trap


def mail_traps() -> list[Trap]:
    """All of them."""
    html = "<html><body><p>Please sign. They met.</p>{}</body></html>"
    encoded = base64.b64encode(docx(plain(GAG))).decode()
    return [
        _mail("words", simple(GAG), "body"),
        _mail("page", simple(html.format(f"<p>{GAG}</p>"), "html"), "body"),
        _mail(
            "hidden in the page", simple(html.format(f"<p style='display:none'>{GAG}</p>"), "html"), "body", "hidden"
        ),
        _mail("comment in the page", simple(html.format(f"<!-- {GAG} -->"), "html"), "comment"),
        _mail(
            "version that is not shown",
            _versions(f"Please sign. They met.\n\n{GAG}\n", html.format("")),
            "body",
            "hidden",
        ),
        _mail("version that is shown", _versions("Please sign. They met.\n", html.format(f"<p>{GAG}</p>")), "body"),
        _mail(
            "both versions",
            _versions(f"Please *sign*. They met.\n\n* {GAG}\n", html.format(f"<ul><li>{GAG}</ul>")),
            "body",
        ),
        Trap("version for programs that show more", _three_versions(), "body", "hidden"),
        _mail(
            "answered mail",
            simple("I will.\n\nOn Monday they wrote:\n" + "".join(f"> {line}\n" for line in _wrapped())),
            "quoted",
        ),
        _mail("answered twice", simple("I will.\n" + "".join(f">> {line}\n" for line in _wrapped())), "quoted"),
        _mail("answered in a page", simple(html.format(f"<blockquote>{GAG}</blockquote>"), "html"), "body"),
        _mail("subject", _with(("Subject", GAG)), "header"),
        _mail("broken lines", simple("\n".join(_wrapped())), "body"),
        _mail("rich text", _rich(), "body"),
        _mail("attached paper", attached(docx(plain(GAG)), "deed.docx"), "attachment"),
        _mail(
            "hidden in an attached paper",
            attached(docx(p(r(GAG, "<w:vanish/>"))), "deed.docx"),
            "attachment",
            "hidden",
        ),
        _mail("attached text", attached(GAG.encode(), "deed.txt"), "attachment"),
        _mail("attached page", attached(f"<p>a</p><p hidden>{GAG}</p>".encode(), "deed.html"), "attachment", "hidden"),
        _mail("attached archive", attached(packed({"deed.docx": docx(plain(GAG))}), "deed.zip"), "attachment"),
        _mail("attached mail", _attached_mail(simple(GAG)), "attachment"),
        _mail(
            "paper attached to an attached mail", _attached_mail(attached(docx(plain(GAG)), "deed.docx")), "attachment"
        ),
        _mail("mail in a mail in a mail", _attached_mail(_attached_mail(simple(GAG))), "attachment"),
        _mail("attached mail of Outlook", attached(_outlook(), "mail.msg"), "attachment"),
        Trap("attached mail wrapped as a file", _wrapped_mail(), "attachment"),
        Trap("before the first part", _parts(f"{GAG}\r\n", ""), "body", "hidden"),
        Trap("after the last part", _parts("", f"\r\n{GAG}\r\n"), "body", "hidden"),
        Trap(
            "web archive",
            (
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: "
                f"text/html\r\n\r\n<p>{GAG}</p>\r\n--b--\r\n"
            ).encode(),
            "body",
        ),
        Trap(
            "head without a version",
            (
                "From: a@example.org\r\nSubject: x\r\nContent-Type: application/octet-stream; "
                f"name=deed.docx\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n"
            ).encode(),
            "attachment",
        ),
        Trap(
            "line of a mailbox before it",
            b"From a@example.org Mon Jan  1 00:00:00 2024\r\n"
            + simple(html.format(f"<p hidden>{GAG}</p>"), "html").as_bytes(),
            "body",
            "hidden",
        ),
        Trap("Outlook", _outlook(), "body"),
    ]


def _wrapped() -> list[str]:
    words = GAG.split()
    return [" ".join(words[:6]), " ".join(words[6:11]), " ".join(words[11:])]


def _mail(name: str, message: EmailMessage, part: str, kind: str | None = None) -> Trap:
    return Trap(name, message.as_bytes(), part, kind)


def _with(*heads: tuple[str, str]) -> EmailMessage:
    message = EmailMessage()
    for key, value in (("From", "a@example.org"), *heads):
        message[key] = value
    message.set_content("Please sign.")
    return message


def simple(words: str, subtype: str = "plain") -> EmailMessage:
    """A mail of these words."""
    message = _with(("Subject", "The deed"))
    message.set_content(words, subtype=subtype)
    return message


def _versions(words: str, page: str) -> EmailMessage:
    message = simple(words)
    message.add_alternative(page, subtype="html")
    return message


def _three_versions() -> bytes:
    message = _versions("Please sign. They met.", "<p>Please sign. They met.</p>")
    message.add_alternative(f"<p>Please sign. They met.</p><p>{GAG}</p>", subtype="x-amp-html")
    return message.as_bytes()


def _rich() -> EmailMessage:
    message = _with(("Subject", "The deed"))
    message.set_content(rf"{{\rtf1 {GAG}\par}}", subtype="rtf")
    return message


def attached(data: bytes, name: str) -> EmailMessage:
    """A mail with this file."""
    message = simple("Please sign.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def _attached_mail(inner: EmailMessage) -> EmailMessage:
    message = simple("Please sign.")
    message.add_attachment(inner)
    return message


def _wrapped_mail() -> bytes:
    inner = base64.encodebytes(simple(GAG).as_bytes()).decode().replace("\n", "\r\n")
    head = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    part = f"--b\r\nContent-Type: text/plain\r\n\r\nPlease sign.\r\n--b\r\n{head}{inner}--b--\r\n"
    before = "This is a multi-part message in MIME format.\r\n"
    return f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{before}{part}".encode()


def _parts(before: str, after: str) -> bytes:
    part = "--b\r\nContent-Type: text/plain\r\n\r\nPlease sign.\r\n"
    return (
        f"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{before}{part}--b--\r\n{after}".encode()
    )


def _outlook() -> bytes:
    return compound({("__properties_version1.0",): bytes(32), ("__substg1.0_1000001F",): GAG.encode("utf-16-le")})
