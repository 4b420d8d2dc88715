"""Which module reads which format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from scanner.errors import Unsupported
from scanner.model import Document
from scanner.read.sniff import PICTURES

Reader = Callable[..., Document]  # of bytes, name and limits

# A format is added here, in one line: its name as `sniff.format_of` gives it, and the module `scanner.read.<module>`
# that has a function `read_<module>`.
MODULES = {
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "html": "html",
    "eml": "eml",
    "msg": "msg",
    "ole": "ole",
    "flat": "flat",
    "ics": "ics",
    "txt": "text",
    "zip": "zipped",
    **dict.fromkeys(PICTURES, "images"),
}


# These count pages while they read, if asked to: they take a fourth argument `on_progress`.
PAGED = frozenset(("pdf", "zip", *PICTURES))


def reader(kind: str) -> Reader:
    """The function that reads documents of a format; its module is imported only now.  Raises Unsupported."""
    if kind not in MODULES:
        raise Unsupported(kind)
    module = MODULES[kind]
    found: Reader = getattr(import_module(f"scanner.read.{module}"), f"read_{module}")
    return found
