"""A zip archive: the papers in it one after the other, each known by its name; or photos of the pages of one paper."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from scanner.errors import Damaged, Encrypted, TooLarge, Unsupported
from scanner.model import Document
from scanner.read.inner import lay_in
from scanner.read.limits import Limits
from scanner.read.mail import file_name
from scanner.read.package import Package
from scanner.read.sniff import is_picture
from scanner.read.writer import Writer

Progress = Callable[[int, int], None]


def bundle(photos: Sequence[bytes]) -> bytes:
    """One archive of several photos, which is read as one paper with their pages in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, photo in enumerate(photos, 1):
            archive.writestr(zipfile.ZipInfo(f"{number:04}"), photo)
    return out.getvalue()


def read_zipped(data: bytes, name: str, limits: Limits, on_progress: Progress | None = None) -> Document:
    """The files of an archive as one document; `Block.file` and `Block.page` say where each block stands.

    Pictures alone are the pages of one paper, in the order of their names.  Of others, a file that cannot be read is
    named as unread.  An archive in the archive is read with an eighth of the parts and half of the bytes, so that
    archives without end come to one.
    Raises Encrypted, Damaged, Empty, TooLarge, and Unsupported for an archive without a single paper.
    """
    package = Package(data, limits, folded=False)
    names = [entry for entry in package.names() if not is_of_the_system(entry)]
    if len(names) > 1 and (photos := _photos(package, names)):
        from scanner.read.images import read_photos

        return replace(read_photos(photos, name, limits, on_progress), sha256=hashlib.sha256(data).hexdigest())
    writer = Writer(limits)
    for entry in names:
        file = file_name(package.spelled(entry)) or "a file without a name"
        try:
            content = package.read(entry)
        except TooLarge:
            writer.unread("limit", file)
        except (Damaged, Encrypted) as error:
            writer.unread(error.code, file)
        else:
            lay_in(writer, content, file=file)
    for note in package.notes():
        writer.block(note, "comment")
    document = writer.document(data, name, "zip")
    if not document.text and {entry.reason for entry in document.unread} == {"unsupported"}:
        raise Unsupported()
    return document


def _photos(package: Package, names: Sequence[str]) -> list[bytes]:
    """All files, by name, if each of them is a picture; else none."""
    if not all(is_picture(package.peek(entry)) for entry in names):
        return []
    return [package.read(entry) for entry in sorted(names, key=_counting)]


def _counting(name: str) -> list[tuple[int, str]]:
    """A key that puts "page 10" after "page 9"."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"(\d*)(\D*)", name)]


def is_of_the_system(entry: str) -> bool:
    """What programs leave in archives for themselves."""
    path = PurePosixPath(entry.replace("\\", "/"))
    return path.parts[0].lower() == "__macosx" or path.name.lower() in (".ds_store", "thumbs.db", "desktop.ini")
