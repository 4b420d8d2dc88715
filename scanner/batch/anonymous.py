"""A report that does not tell whose paper it is: without file names and hash, and with the names in it masked.

What is masked: the parties, under every name that the paper gives them and under each word of it; whoever has a title
before the name; mail addresses and long numbers.  A name that nobody would know for one stays: look before you hand on.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from scanner.language.names import Lexicon
from scanner.model import Location, Party, Report, Unread
from scanner.pipeline import lexicon
from scanner.rulebook import load
from scanner.words import words

_WORD = re.compile(r"[^\W\d_][\w'’-]*\w")
_SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "at", "to", "by", "an", "dba", "aka", "party", "parties", "agreement"]
)
_TITLED = re.compile(r"\b((?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Rev|Judge|Justice)\.?\s)(?:[A-Z][\w.'’-]*\s)?[A-Z][\w'’-]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_NUMBER = re.compile(r"(?<![\w.])\+?\(?\d[\d ().-]{7,}\d(?!\w)")
_PUBLIC = ("resources", "laws")  # what is the same for every paper


def anonymous(report: Report) -> Report:
    """The same report for eyes that shall not know whose paper it is; its quotes are no longer verbatim."""
    mask = _masker(report.parties, _common(lexicon(load(None))))
    files: dict[str, str] = {}

    def file(name: str) -> str:
        return files.setdefault(name, f"file {len(files) + 1}")

    masked: Report = _everywhere(report, mask, file)
    return replace(masked, document=replace(report.document, sha256=""))


def _common(names: Lexicon) -> frozenset[str]:
    """Words that a party may be called by and that tell nothing: Employee, Company, Inc."""
    known = (names.signer, names.weak_signer, names.other, names.mediator, names.both, names.entity, names.not_a_party)
    return _SMALL.union(word.lower() for phrases in known for phrase in phrases for word in phrase.split())


def _masker(parties: tuple[Party, ...], common: frozenset[str]) -> Callable[[str], str]:
    shown = {name: f"[party {n}]" for n, party in enumerate(parties, 1) for name in _names(party, common)}
    if shown:
        longest_first = sorted(shown, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_spelled, longest_first))})(?!\w)")
    else:
        pattern = re.compile(r"(?!)")

    def mask(text: str) -> str:
        text = pattern.sub(lambda found: shown[" ".join(found[0].lower().split())], text)
        text = _TITLED.sub(r"\1[name]", text)
        return _NUMBER.sub("[number]", _MAIL.sub("[mail]", text))

    return mask


def _names(party: Party, common: frozenset[str]) -> Iterator[str]:
    """What a party goes by, lower case: names as a whole, and each telling word of them."""
    for name in (party.name, *party.aliases):
        telling = [word.lower() for word in _WORD.findall(name) if word[0].isupper() and word.lower() not in common]
        if telling:
            yield " ".join(name.lower().split())
            yield from telling


def _spelled(name: str) -> str:
    """A name as papers write it: Jane Roe, JANE ROE or McRoe, however the line breaks, and never jane roe."""
    first, *others = name.split()
    head = rf"{re.escape(first[0].upper())}(?i:{re.escape(first[1:])})"
    return r"\s+".join([head, *(f"(?i:{re.escape(word)})" for word in others)])


def _everywhere(value: Any, mask: Callable[[str], str], file: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_everywhere(item, mask, file) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        field.name: _everywhere(getattr(value, field.name), mask, file)
        for field in dataclasses.fields(value)
        if field.name not in _PUBLIC
    }
    if isinstance(value, Location) and value.file:
        changed["file"] = file(value.file)
    if isinstance(value, Unread) and value.part and value.part not in words()["report"]["part"]:
        changed["part"] = file(value.part)
    return replace(value, **changed)
