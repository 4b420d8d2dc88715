"""A zip archive: the papers in it one after the other, each known by its name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from scanner.errors import Damaged, Encrypted, TooLarge, Unsupported
from scanner.model import Document
from scanner.read.inner import lay_in
from scanner.read.limits import Limits
from scanner.read.package import Package
from scanner.read.writer import Writer

_LONGEST_NAME = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # with what turns the direction of letters


def read_zipped(data: bytes, name: str, limits: Limits) -> Document:
    """The files of an archive as one document; `Block.file` and `Block.page` say where each block stands.

    A file that cannot be read is named as unread.  An archive in the archive is read with an eighth of the parts and
    half of the bytes, so that archives without end come to one.
    Raises Encrypted, Damaged, Empty, TooLarge, and Unsupported for an archive without a single paper.
    """
    package = Package(data, limits)
    writer = Writer(limits)
    for entry in package.names():
        if _is_of_the_system(entry):
            continue
        file = _spoken(package.spelled(entry))
        try:
            content = package.read(entry)
        except TooLarge:
            writer.unread("limit", file)
        except (Damaged, Encrypted) as error:
            writer.unread(error.code, file)
        else:
            lay_in(writer, content, file=file)
    document = writer.document(data, name, "zip")
    if not document.text and {entry.reason for entry in document.unread} == {"unsupported"}:
        raise Unsupported()
    return document


def _is_of_the_system(entry: str) -> bool:
    """What programs leave in archives for themselves."""
    path = PurePosixPath(entry)
    return path.parts[0] == "__macosx" or path.name in (".ds_store", "thumbs.db", "desktop.ini")


def _spoken(name: str) -> str:
    """A file name that can be shown."""
    return _CONTROL.sub("", name.replace("\\", "/")).strip("/ ")[-_LONGEST_NAME:] or "a file without a name"
