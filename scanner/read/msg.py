"""Mail as Outlook saves it (.msg): the head, the words, and whatever is attached."""

from __future__ import annotations

from dataclasses import replace

from scanner.errors import Damaged
from scanner.model import Document
from scanner.read.compound import Compound, Path
from scanner.read.html import read_html
from scanner.read.inner import lay_in
from scanner.read.limits import Limits
from scanner.read.mail import add_text, add_version, file_name
from scanner.read.richtext.packed import unpacked
from scanner.read.rtf import read_rtf
from scanner.read.writer import Writer

_HEAD = {"From": "0c1a", "To": "0e04", "Cc": "0e03", "Subject": "0037"}  # numbers of the properties
_WORDS, _HTML, _RTF = "1000", "1013", "1009"
_DATA, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_UNICODE, _ANSI, _BINARY, _STORAGE = "001f", "001e", "0102", "000d"  # forms of a property
_ATTACHMENT = "__attach_version1.0_#"
_DEEPEST = 8  # mails in mails
_UTF8 = b"\xef\xbb\xbf"


def read_msg(data: bytes, name: str, limits: Limits) -> Document:
    """An Outlook mail as a document, with the parts that `eml.read_eml` has.  Raises Empty, Damaged, TooLarge."""
    writer = Writer(limits)
    compound = Compound(data)
    streams = {tuple(each.lower() for each in path): path for path in compound.streams()}
    _Mail(compound, streams, writer).write((), 0)
    return writer.document(data, name, "msg")


class _Mail:
    """The mails of one file: they lie in one another as folders do."""

    def __init__(self, compound: Compound, streams: dict[Path, Path], writer: Writer) -> None:
        self._compound = compound
        self._streams = streams
        self._writer = writer

    def write(self, folder: Path, depth: int) -> None:
        """Write the mail in a folder; `depth` says how many mails it lies in."""
        for label, number in _HEAD.items():
            if words := self._text(folder, number):
                self._writer.block(f"{label}: {words}", "header")
        html = self._bytes(folder, _HTML, _BINARY) or (_UTF8 + self._text(folder, _HTML).encode("utf-8", "replace"))
        rich = self._bytes(folder, _RTF, _BINARY)
        if html != _UTF8:
            lay_in(self._writer, html, read=read_html)
        elif rich:
            self._rich(rich)
        add = add_version if html != _UTF8 or rich else add_text
        add(self._writer, self._text(folder, _WORDS))
        for attached in sorted({path[: len(folder) + 1] for path in self._streams if self._is_attached(path, folder)}):
            self._attachment(attached, depth)

    def _is_attached(self, path: Path, folder: Path) -> bool:
        return path[: len(folder)] == folder and path[len(folder)].startswith(_ATTACHMENT)

    def _attachment(self, folder: Path, depth: int) -> None:
        named = self._text(folder, _LONG_NAME) or self._text(folder, _SHORT_NAME)
        inner = (*folder, f"__substg1.0_{_DATA}{_STORAGE}")
        data = self._bytes(folder, _DATA, _BINARY)
        if data is not None:
            lay_in(self._writer, data, "attachment", file=file_name(named))
        elif depth == _DEEPEST:
            self._writer.unread("limit", "attachment")
        elif any(path[: len(inner)] == inner for path in self._streams):
            aside = Writer(replace(self._writer.limits, max_chars=self._writer.room))
            _Mail(self._compound, self._streams, aside).write(inner, depth + 1)
            if aside.has_text:
                self._writer.laid_in(aside.document(b"", "", "msg"), "attachment", file_name(named))

    def _rich(self, packed: bytes) -> None:
        try:
            lay_in(self._writer, unpacked(packed, self._writer.limits), read=read_rtf)
        except Damaged:
            self._writer.unread("damaged", "body")

    def _text(self, folder: Path, number: str) -> str:
        if (wide := self._bytes(folder, number, _UNICODE)) is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._bytes(folder, number, _ANSI)
        return "" if narrow is None else narrow.decode("cp1252", "replace").rstrip("\0")

    def _bytes(self, folder: Path, number: str, form: str) -> bytes | None:
        path = self._streams.get((*folder, f"__substg1.0_{number}{form}"))
        return None if path is None else self._compound.read(path)
