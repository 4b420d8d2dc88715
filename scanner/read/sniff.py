"""What a file is, by its bytes.  The name that came with it is never asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import BinaryIO

from scanner.errors import Damaged, Empty, Encrypted, ScanError, TooLarge, Unsupported
from scanner.read.compound import CONTENTS, LOCKED, NATIVE, PACKAGE, SIGNATURE, Compound
from scanner.read.limits import MIB, Limits
from scanner.read.package import fold
from scanner.read.text import decode

# The first bytes of formats that can be told by them.  What is named here and has no reader is refused by name.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (SIGNATURE, "office"),
    (b"{\\rt", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x00\x00\x00\x0cjP  ", "jp2"),
    (b"BM", "bmp"),
    (b"%!PS", "ps"),
    (b"\xffWPC", "wpd"),
    (b"AT&TFORM", "djvu"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf1", "aac"),
    (b"\xff\xf9", "aac"),
    (b"#!AMR", "amr"),
    (b"caff\0", "caf"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"\0\0\x01\xba", "mpg"),
    (b"!BDN", "pst"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"bplist00", "webarchive"),
    (b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "one"),
    (b"8BPS", "psd"),
    (b"SQLite format 3\0", "sqlite"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
)
_LETTERS = ("bmp", "exe", "mp3", "ogg", "bz2")  # told by letters with which a text may begin
# The same, where the telling bytes stand further on.
_PATTERNS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), name)
    for pattern, name in (
        (rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)", "heic"),
        (rb"....ftyp", "mp4"),
        (rb"RIFF....WEBP", "webp"),
        (rb"RIFF....WAVE", "wav"),
        (rb"RIFF....AVI ", "avi"),
        (rb".{60}(BOOKMOBI|TEXtREAd)", "mobi"),
        (rb".{257}ustar", "tar"),
        (rb"\s*<.{0,600}schemas\.microsoft\.com/office/2006/xmlPackage", "flat"),
        (rb"\s*<.{0,200}<office:document\s", "flat"),
        (rb"\s*<.{0,600}schemas\.microsoft\.com/office/word/2003/wordml", "wordml"),
        (rb"\s*(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", "svg"),
    )
)
# What tells the old office formats apart: the name of a stream that stands at the top of the file.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "doc"),
    ("__properties_version1.0", "msg"),
    (PACKAGE, "ole"),
    (NATIVE, "ole"),
    (CONTENTS, "ole"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("MatOST", "wps"),
)
PICTURES = ("png", "jpg", "bmp", "webp", "tiff", "jp2", "heic")
# What tells one zip container from another: a piece of its content types or of its "mimetype" part.
_CONTAINERS: tuple[tuple[bytes, str], ...] = (
    (b"wordprocessingml", "docx"),
    (b"ms-word.document.macroEnabled", "docx"),
    (b"ms-word.template.macroEnabled", "docx"),
    (b"spreadsheetml", "xlsx"),
    (b"presentationml", "pptx"),
    (b"vnd.oasis.opendocument.text", "odt"),
    (b"vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"vnd.oasis.opendocument.presentation", "odp"),
    (b"vnd.oasis.opendocument.graphics", "odg"),
    (b"vnd.sun.xml.writer", "sxw"),
    (b"epub+zip", "epub"),
    (b"ms-package.xps", "xps"),
)
_HEAD = 1024  # bytes in which a PDF header may be preceded by rubbish
_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*)?<((!doctype\s+html|html|head|body)\b|(meta|title|link|style|script|"
    rb"div|p|table|span|font|center|section|article|main|ul|ol|h[1-6]|br)\b[^<]*>)",
    re.IGNORECASE | re.DOTALL,
)
# Some programs write a line before the mail: "From " and an address, or how many bytes follow.  Each line can be read
# in one way only: with two, a text of forty lines would take for ever.
_MAIL = re.compile(
    rb"\s*(From .*\n|\d+ *\r?\n)?([\w-]+:.*\n([ \t].*\n)*)*"
    rb"(received|return-path|mime-version|message-id|content-type):",
    re.IGNORECASE,
)
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def sniff(data: bytes) -> str:
    """The format of `data`: pdf, zip (any container, see `container`), txt, or the name of one that has no reader.

    Looks at the bytes only, unpacks nothing, and is safe on hostile input.
    Raises Empty, Encrypted (an Office file behind a password), Unsupported (neither a known format nor text).
    """
    if not data.strip():
        raise Empty()
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and not (signature.isascii() and name in _LETTERS and _is_text(data)):
            return _office(data) if name == "office" else name
    if b"%PDF-" in data[:_HEAD] and b"endobj" in data:
        return "pdf"
    head = _head(data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    for pattern, name in _PATTERNS:
        if pattern.match(head):
            return name
    if _HTML.match(head):
        return "html"
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return "ics"
    if _MAIL.match(head):
        return "eml"
    decode(data)
    return "txt"


def is_picture(data: bytes) -> bool:
    """The bytes, or the first of them, are those of a picture that can be a page of a paper."""
    try:
        return sniff(data) in PICTURES
    except ScanError:
        return False


def format_of(data: bytes, limits: Limits) -> str:
    """The format of `data`, zip containers looked into; see `sniff` and `container`."""
    kind = sniff(data)
    return container(data, limits) if kind == "zip" else kind


def container(source: bytes | BinaryIO, limits: Limits) -> str:
    """The format of a zip container: docx, odt, xlsx, ..., or zip for any other.

    Opens the list of parts, so call it where the reader itself runs.  Raises Damaged, Encrypted, TooLarge.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as package:
            parts = package.infolist()
            if len(parts) > limits.max_parts:
                raise TooLarge()
            if parts and all(part.flag_bits & 1 for part in parts if not part.is_dir()):
                raise Encrypted()
            names = {fold(part.filename): part for part in parts}
            if "word/document.xml" in names:
                return "docx"
            if "index/document.iwa" in names or {"index.xml", "buildversionhistory.plist"} <= names.keys():
                return "pages"
            for telling in ("[content_types].xml", "mimetype", "meta-inf/manifest.xml"):
                if telling not in names:
                    continue
                with package.open(names[telling]) as stream:
                    content = stream.read(MIB).replace(b"\0", b"")  # as good as read, if its letters have two bytes
                for mark, name in _CONTAINERS:
                    if mark in content:
                        return name
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        raise Damaged() from None
    return "zip"


def _head(data: bytes) -> bytes:
    """The first bytes, without white space and a mark of their order before them; letters of two bytes as one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[2 : 2 * _HEAD].decode(encoding, "ignore").encode().lstrip()
    return data[: 4 * _HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()[:_HEAD]


def _office(data: bytes) -> str:
    """Which of the old office formats it is.  Raises Encrypted."""
    try:
        top = Compound(data).top()
    except ScanError:  # broken, and perhaps not beyond what its program mends: then any mention of a stream counts
        top = {stream for stream in (LOCKED, *(stream for stream, _ in _STREAMS)) if stream.encode("utf-16-le") in data}
    if LOCKED in top:
        raise Encrypted()
    return next((name for stream, name in _STREAMS if stream in top), "office")


def _is_text(data: bytes) -> bool:
    try:
        decode(data)
    except Unsupported:
        return False
    return True
