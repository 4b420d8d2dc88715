"""What can go wrong, as the person sees it.

Only the `code` of an error crosses a process boundary: a hostile file can choose which error it causes,
never the words that a frightened person reads.  No message here ever holds a word of the document.
"""

from __future__ import annotations


class ScanError(Exception):
    """A document that could not be scanned.

    `code` is stable and meant for programs; `sentence` is for the person.
    """

    code: str = "damaged"
    sentence: str = "We could not open this file. It may be broken. Please try another copy, or paste the text."
    paper: str | None = None  # of two that are compared, the one that it is about: "old" or "new"

    def __init__(self) -> None:
        super().__init__(self.sentence)


class Empty(ScanError):
    """No bytes, or no text at all in a format that has nothing but text."""

    code = "empty"
    sentence = "This file is empty. Please check that you chose the right one."


class Unsupported(ScanError):
    """A format that is not read.  `kind` is its name as `sniff` gives it, or NO_COPY; the sentence tells what to do."""

    code = "unsupported_format"
    sentence = "We cannot read this kind of file. Please save it as PDF or Word, or paste the text."

    def __init__(self, kind: str = "") -> None:
        self.kind = kind if kind in _FAMILY else ""
        self.sentence = _ADVICE[_FAMILY[self.kind]] if self.kind else Unsupported.sentence
        super().__init__()


class Encrypted(ScanError):
    """A file behind a password."""

    code = "encrypted"
    sentence = "This file is locked with a password. Please save a copy without the password and try again."


class Damaged(ScanError):
    """A file that names a known format and does not hold to it, or that crashed its reader."""


class TooLarge(ScanError):
    """More bytes than the limit, before or after unpacking."""

    code = "too_large"
    sentence = (
        "This file is too big for us to read. Please split it, or send only the pages that you are asked to sign."
    )


class TookTooLong(ScanError):
    """The reader did not finish in time and was stopped."""

    code = "took_too_long"
    sentence = "Reading this file took too long, so we stopped. Please try a smaller copy, or paste the text."


class PdfMissing(ScanError):
    """A report was asked for as PDF, and what makes PDF files is not installed, or not all of it."""

    code = "pdf_missing"
    sentence = (
        "The part that makes PDF files is not installed. Please add it: pip install 'dontsign[pdf]', "
        "and on Debian apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
        "Or ask for HTML, and print that."
    )


class PdfFailed(ScanError):
    """A report that could not be made a PDF within the bounds of time and memory."""

    code = "pdf_failed"
    sentence = "We could not make a PDF of this report. Please ask for HTML, and print that."


NO_COPY = "no_copy"  # in the place of a kind: any that is read and that notes cannot be written into
_ADVICE = {
    "old_word": (
        "This is an old Word file. Please open it, choose Save As, pick PDF or Word (.docx), and send us that copy."
    ),
    "mail": "This is a mail saved by Outlook. Please print it to PDF, or save it as .eml, and send us that copy.",
    "office": "This is a spreadsheet or a slide show. Please save or print it as PDF and send us that copy.",
    "pages": "This is a file of a program that we cannot read. Please export it as PDF and send us that copy.",
    "book": "This is an e-book or a printer file. Please print it to PDF and send us that copy.",
    "media": "This is sound or video. We read papers only. If somebody reads a paper aloud in it, ask for the paper.",
    "archive": "This is a packed file that we cannot open. Please unpack it and send us the files in it.",
    "picture": "We cannot read this kind of picture. Please save it as JPG, PNG or PDF and send us that copy.",
    "copy": (
        "We can write notes into a PDF or a Word file (.docx) only. "
        "Please save the report of this paper instead. It shows every part that we found."
    ),
    "program": "This is a program, not a paper. Do not open it if you did not expect it. Ask for the paper as PDF.",
}
_KINDS = {
    "old_word": "doc wordml",
    "mail": "msg tnef pst",
    "office": "xls ppt xlsx pptx ods odp numbers keynote",
    "pages": "pages wps wpd odg sxw one webarchive sqlite ole office",
    "book": "epub mobi djvu ps xps",
    "media": "mp3 mp4 wav avi mkv ogg flac aac amr caf wmv mpg",
    "archive": "7z rar gz bz2 xz tar",
    "picture": "gif heic svg psd",
    "copy": NO_COPY,
    "program": "exe elf",
}
_FAMILY = {kind: family for family, kinds in _KINDS.items() for kind in kinds.split()}

BY_CODE: dict[str, type[ScanError]] = {
    kind.code: kind for kind in (Empty, Unsupported, Encrypted, Damaged, TooLarge, TookTooLong, PdfMissing, PdfFailed)
}


def from_code(code: str, kind: str = "") -> ScanError:
    """The error that `code` names; an unknown code is damage, since it came from a broken worker.

    `kind` is the format that is not read, if that is the error.
    """
    return Unsupported(kind) if code == Unsupported.code else BY_CODE.get(code, Damaged)()


class SettingError(Exception):
    """A setting in the environment that cannot be meant; the message names it and says what to write instead."""


class RuleError(Exception):
    """A rule file that cannot be used: the file, the line, the line itself, and what to write instead."""

    def __init__(self, path: str, line: int, text: str, advice: str) -> None:
        self.path, self.line, self.text, self.advice = path, line, text, advice
        super().__init__(f"{path}:{line}: {advice}\n    {text.strip()}")
