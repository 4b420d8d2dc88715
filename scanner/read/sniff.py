"""What a file is, by its bytes.  The name that came with it is never asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from scanner.errors import Damaged, Empty, Encrypted, ScanError, TooLarge, Unsupported
from scanner.read.limits import MIB, Limits
from scanner.read.text import decode

# The first bytes of formats that can be told by them.  What is named here and has no reader is refused by name.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
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
        (rb"\s*(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", "svg"),
    )
)
# What tells the old office formats apart: the name of a stream, which stands in the directory of the file.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", "doc"),
    ("__properties_version1.0", "msg"),
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
    (b"epub+zip", "epub"),
    (b"ms-package.xps", "xps"),
)
_HEAD = 1024  # bytes in which a PDF header may be preceded by rubbish
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # an Office file behind a password is a doc of this kind
_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MAIL = re.compile(rb"([\w-]+:.*\r?\n([ \t].*\r?\n)*)*(received|return-path|mime-version|message-id):", re.IGNORECASE)


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
    head = data[:_HEAD]
    if b"%PDF-" in head and b"endobj" in data:
        return "pdf"
    for pattern, name in _PATTERNS:
        if pattern.match(head):
            return name
    if _HTML.match(head):
        return "html"
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


def container(data: bytes, limits: Limits) -> str:
    """The format of a zip container: docx, odt, xlsx, ..., or zip for any other.

    Opens the list of parts, so call it where the reader itself runs.  Raises Damaged, Encrypted, TooLarge.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > limits.max_parts:
                raise TooLarge()
            if any(part.flag_bits & 1 for part in parts):
                raise Encrypted()
            names = {part.filename for part in parts}
            if "word/document.xml" in names:
                return "docx"
            if "Index/Document.iwa" in names or {"index.xml", "buildVersionHistory.plist"} <= names:
                return "pages"
            for telling in {"[Content_Types].xml", "mimetype"} & names:
                with package.open(telling) as stream:
                    content = stream.read(MIB)
                for mark, name in _CONTAINERS:
                    if mark in content:
                        return name
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error):
        raise Damaged() from None
    return "zip"


def _office(data: bytes) -> str:
    """Which of the old office formats it is.  Raises Encrypted."""
    if _ENCRYPTED_PACKAGE in data:
        raise Encrypted()
    return next((name for stream, name in _STREAMS if stream.encode("utf-16-le") in data), "office")


def _is_text(data: bytes) -> bool:
    try:
        decode(data)
    except Unsupported:
        return False
    return True
