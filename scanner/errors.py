"""What can go wrong, as the person sees it.

Only the `code` of an error crosses a process boundary: a hostile file can choose which error it causes,
never the words that a frightened person reads.  No message here ever holds a word of the document.
"""

from __future__ import annotations

from scanner.words import words


class ScanError(Exception):
    """A document that could not be scanned.  `code` is stable and meant for programs."""

    code: str = "damaged"
    paper: str | None = None  # of two that are compared, the one that it is about: "old" or "new"

    @property
    def sentence(self) -> str:
        """What the person reads; it stands in the catalogue of fixed sentences."""
        return str(words()["problems"]["sentences"][self.says])

    @property
    def says(self) -> str:
        """The name of the sentence in the catalogue."""
        return self.code

    def __str__(self) -> str:
        return self.sentence


class Empty(ScanError):
    """No bytes, or no text at all in a format that has nothing but text."""

    code = "empty"


class Unsupported(ScanError):
    """A format that is not read.  `kind` is its name as `sniff` gives it, or NO_COPY; the sentence tells what to do."""

    code = "unsupported_format"

    def __init__(self, kind: str = "") -> None:
        self.kind = kind if kind in _FAMILY else ""
        super().__init__()

    @property
    def says(self) -> str:
        """There is a sentence for each family of formats."""
        return _FAMILY[self.kind] if self.kind else self.code


class Encrypted(ScanError):
    """A file behind a password."""

    code = "encrypted"


class Damaged(ScanError):
    """A file that names a known format and does not hold to it."""


class TooLarge(ScanError):
    """More bytes than the limit, before or after unpacking."""

    code = "too_large"


class TookTooLong(ScanError):
    """The reader did not finish in time and was stopped."""

    code = "took_too_long"


class WorkerLost(ScanError):
    """Whoever worked on the paper was lost, and whoever tried again as well."""

    code = "worker_lost"


class CannotOpen(ScanError):
    """The system does not give the file: it is gone, it is a folder, or it may not be read."""

    code = "cannot_open"

    def __init__(self, reason: Exception | None = None) -> None:
        self._says = next((said for kind, said in _WHY.items() if isinstance(reason, kind)), self.code)
        super().__init__()

    @property
    def says(self) -> str:
        """There is a sentence for each of the usual reasons."""
        return self._says


class PdfMissing(ScanError):
    """A report was asked for as PDF, and what makes PDF files is not installed, or not all of it."""

    code = "pdf_missing"


class PdfFailed(ScanError):
    """A report that could not be made a PDF within the bounds of time and memory."""

    code = "pdf_failed"


NO_COPY = "no_copy"  # in the place of a kind: any that is read and that notes cannot be written into
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
_WHY: dict[type[Exception], str] = {
    FileNotFoundError: "no_file",
    IsADirectoryError: "is_folder",
    PermissionError: "not_allowed",
}

BY_CODE: dict[str, type[ScanError]] = {
    kind.code: kind
    for kind in (Empty, Unsupported, Encrypted, Damaged, TooLarge, TookTooLong, WorkerLost, PdfMissing, PdfFailed)
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


class UsageError(Exception):
    """Something that the person who typed a command can mend.

    `says` names the sentence among `usage` in the catalogue; the others fill its gaps.
    """

    def __init__(self, says: str, **gaps: object) -> None:
        super().__init__(words()["usage"][says].format(**gaps))
