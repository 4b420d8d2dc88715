"""E-mail: the head that a person sees, the words, and whatever is attached."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from functools import partial

from scanner.errors import Damaged, ScanError
from scanner.model import Document
from scanner.read.html import Pictures, read_html
from scanner.read.ics import read_ics
from scanner.read.inner import lay_in
from scanner.read.limits import Limits
from scanner.read.mail import add_text, add_version, file_name
from scanner.read.text import decode
from scanner.read.writer import Writer

_HEAD = ("From", "To", "Cc", "Date", "Subject")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted", "multipart/encrypted")
_VERSIONS = ("text/plain", "text/html", "text/rtf")  # of the words of one mail
# What programs write before the first part, for programs that know no parts.
_NO_WORDS = re.compile(
    r"This is (a multi-?part|a cryptographically signed|an OpenPGP/MIME[\w ]*) message( in MIME format)?\b[^\n]{0,40}",
    re.IGNORECASE,
)
_UTF8 = b"\xef\xbb\xbf"


def read_eml(data: bytes, name: str, limits: Limits) -> Document:
    """A mail or a web archive (.mht) as a document.

    The head is of part `header`; an answered mail in the words is of part `quoted`; everything attached is of part
    `attachment`.  Of several versions of the words one is shown: what another says beyond it is marked `hidden`.
    Raises Empty, Damaged.
    """
    writer = Writer(limits)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        _message(message, writer, "header")
    except (MessageError, LookupError, RecursionError, ValueError, AttributeError, TypeError):
        # Malformed heads let several kinds of error out of the standard parser.
        raise Damaged() from None
    return writer.document(data, name, "eml")


def _message(message: EmailMessage, writer: Writer, head: str) -> None:
    for key in _HEAD:
        if message[key]:
            writer.block(f"{key}: {message[key]}", head)
    leaves = sorted(_leaves(message, shown=True), key=lambda leaf: not leaf[1])
    pictures = {_address(part): _bytes(part) for part, _ in leaves if _is_within(part)}
    pages = [_text(part, _bytes(part)) for part, _ in leaves if _is_page(part)] if pictures else []
    for part, shown in leaves:
        if _is_within(part) and any(_address(part) in page for page in pages):
            continue  # read where the page shows it, if it is large enough there
        _leaf(part, writer, pictures, shown=shown)
    for part in message.walk():
        for words in (part.preamble, part.epilogue):
            add_version(writer, _NO_WORDS.sub("", words or ""))


def _leaves(message: EmailMessage, *, shown: bool) -> Iterator[tuple[EmailMessage, bool]]:
    """Parts that hold something, and whether a mail program shows them; of several versions it shows one."""
    if message.get_content_type() in _LOCKED or message.get_content_type() == "message/rfc822":
        yield message, shown
    elif message.is_multipart():
        parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
        best = _best(parts) if message.get_content_type() == "multipart/alternative" else None
        for part in parts:
            yield from _leaves(part, shown=shown and best in (None, part))
    else:
        yield message, shown


def _best(versions: list[EmailMessage]) -> EmailMessage | None:
    """The version that is shown: the last one of a kind that every program knows."""
    known = [each for each in versions if each.get_content_type() in _VERSIONS or each.is_multipart()]
    return (known or versions)[-1] if versions else None


def _leaf(part: EmailMessage, writer: Writer, pictures: Pictures, *, shown: bool) -> None:
    kind = part.get_content_type()
    file = file_name(part.get_filename())
    if kind in _LOCKED:
        writer.unread("encrypted", file or "attachment")
    elif kind == "message/rfc822":
        lay_in(writer, _inner_mail(part), "attachment", file=file)
    elif kind == "message/external-body":
        writer.unread("external", file or "attachment")
    elif kind in _SIGNATURES or kind == "text/css":
        return
    elif part.is_attachment() or not kind.startswith("text/"):
        lay_in(writer, _bytes(part), "attachment", file=file)
    else:
        _words(part, kind, writer, pictures, shown=shown)


def _inner_mail(part: EmailMessage) -> bytes:
    """A mail that is attached as a mail; some programs wrap it as if it were any file."""
    inner = part.get_payload(0) if part.is_multipart() else None
    if not isinstance(inner, EmailMessage):
        return _bytes(part)
    if str(part["Content-Transfer-Encoding"] or "").strip().lower() != "base64":
        return inner.as_bytes()
    try:
        return base64.b64decode(str(inner.get_payload()))
    except (binascii.Error, ValueError, TypeError):
        return inner.as_bytes()


def _is_page(part: EmailMessage) -> bool:
    return part.get_content_type() == "text/html" and not part.is_attachment()


def _is_within(part: EmailMessage) -> bool:
    """It is a picture that a page can show."""
    return part.get_content_type().startswith("image/") and bool(part["Content-ID"] or part["Content-Location"])


def _address(picture: EmailMessage) -> str:
    """What a page calls the picture."""
    known = str(picture["Content-ID"] or "").strip("<> ")
    return f"cid:{known}" if known else str(picture["Content-Location"]).strip()


def _words(part: EmailMessage, kind: str, writer: Writer, pictures: Pictures, *, shown: bool) -> None:
    data = _bytes(part)
    if "html" in kind or kind == "text/calendar":
        words = _UTF8 + _text(part, data).encode("utf-8", "replace")
        read = partial(read_html, pictures=pictures) if "html" in kind else read_ics
        if shown:
            lay_in(writer, words, read=read)
        else:
            aside = Writer(writer.limits)
            lay_in(aside, words, read=read)
            for text in aside.texts:
                add_version(writer, text)
    elif kind == "text/rtf" or data.startswith(b"{\\rtf"):
        lay_in(writer, data)
    elif shown:
        add_text(writer, _text(part, data))
    else:
        add_version(writer, _text(part, data))


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage, data: bytes) -> str:
    charset = part.get_content_charset()
    try:
        return data.decode(charset) if charset else decode(data)
    except (LookupError, UnicodeDecodeError, ScanError):
        return data.decode("cp1252", "replace")
