"""E-mail: the head that a person sees, the words, and whatever is attached."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage

from scanner.errors import Damaged, ScanError
from scanner.model import Document
from scanner.read.html import read_html
from scanner.read.inner import lay_in
from scanner.read.limits import Limits
from scanner.read.text import decode, paragraphs
from scanner.read.writer import Writer

_HEAD = ("From", "To", "Cc", "Date", "Subject")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted", "multipart/encrypted")
_UTF8 = b"\xef\xbb\xbf"


def read_eml(data: bytes, name: str, limits: Limits) -> Document:
    """A mail or a web archive (.mht) as a document.

    The head is of part `header`; everything attached is of part `attachment`.  A text version of the words is read
    where it says what the HTML version does not.  Raises Empty, Damaged.
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
    for part in _leaves(message):
        _leaf(part, writer)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Parts that hold something, HTML before the text version that comes with it."""
    if message.get_content_type() in _LOCKED or message.get_content_type() == "message/rfc822":
        yield message
    elif message.is_multipart():
        parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
        if message.get_content_type() == "multipart/alternative":
            parts.reverse()  # the last version is the one that is shown
        for part in parts:
            yield from _leaves(part)
    else:
        yield message


def _leaf(part: EmailMessage, writer: Writer) -> None:
    kind = part.get_content_type()
    if kind in _LOCKED:
        writer.unread("encrypted", "attachment")
    elif kind == "message/rfc822":
        for inner in part.iter_parts() if part.is_multipart() else ():
            if isinstance(inner, EmailMessage):
                lay_in(writer, inner.as_bytes(), "attachment")
    elif kind in _SIGNATURES or kind == "text/css":
        return
    elif kind.startswith("image/"):
        # A picture within the words is judged by its size where the words show it.
        if part.get_content_disposition() != "inline" and not part["Content-ID"] and not part["Content-Location"]:
            _words(part, kind, writer)
    else:
        _words(part, kind, writer)


def _words(part: EmailMessage, kind: str, writer: Writer) -> None:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if part.is_attachment() or not kind.startswith("text/"):
        lay_in(writer, data, "attachment")
    elif kind == "text/html":
        lay_in(writer, _UTF8 + _text(part, data).encode("utf-8", "replace"), read=read_html)
    else:
        text = _text(part, data).replace("\r\n", "\n")
        for block in paragraphs(text):
            if not writer.has_said(text[block.start : block.end]):
                writer.block(text[block.start : block.end], "body")


def _text(part: EmailMessage, data: bytes) -> str:
    charset = part.get_content_charset()
    try:
        return data.decode(charset) if charset else decode(data)
    except (LookupError, UnicodeDecodeError, ScanError):
        return data.decode("cp1252", "replace")
