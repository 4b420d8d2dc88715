"""A report that does not tell whose paper it is: without file names and hash, and with the names in it masked.

What is masked: the parties, under every name that the paper gives them and under each word of it; whoever has a title
before the name; mail addresses and long numbers; and every other word that could be a name (see `strangers`).  A name
that is an ordinary word as well stays: look before you hand on.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from scanner.batch.strangers import without_strangers
from scanner.language.names import Lexicon
from scanner.language.normal import fold
from scanner.model import Location, Party, Report, Unread
from scanner.pipeline import lexicon
from scanner.rulebook import load
from scanner.words import words

_WORD = re.compile(r"[^\W\d_][\w'-]*\w")
_GAP = re.compile(r"[\s_.,-]+")  # between the words of a name
_LEFT_OUT = ("Mn", "Me", "Cf")  # kinds of characters: accents on their own, unseen signs
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
        pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_spelled, longest_first))})(?![^\W_])")
    else:
        pattern = re.compile(r"(?!)")

    def mask(text: str) -> str:
        bare, places = _bare(text)
        pieces, done = [], 0
        for found in pattern.finditer(bare):
            pieces += [text[done : places[found.start()]], shown[_key(found[0])]]
            done = places[found.end()]
        text = "".join((*pieces, text[done:]))
        text = _NUMBER.sub("[number]", _MAIL.sub("[mail]", _TITLED.sub(r"\1[name]", text)))
        return without_strangers(text)

    return mask


def _names(party: Party, common: frozenset[str]) -> Iterator[str]:
    """What a party goes by, as keys: names as a whole, and each telling word of them."""
    for name in (party.name, *party.aliases):
        bare = _bare(name)[0]
        telling = [word for word in _WORD.findall(bare) if word[0].isupper() and word.lower() not in common]
        if telling:
            yield from map(_key, (bare, *telling))


def _key(name: str) -> str:
    """The same for all spellings of a name; its words are parted by one space."""
    return _GAP.sub(" ", name.lower()).strip()


def _spelled(key: str) -> str:
    """A name as papers write it: Jane Roe, JANE ROE, jane roe, jane_roe or McRoe, however lines break; never roe."""
    words = [re.escape(word) for word in key.split()]
    if len(words) > 1:
        return rf"(?i:{_GAP.pattern.join(words)})"
    return rf"{re.escape(key[0].upper())}(?i:{re.escape(key[1:])})"


def _bare(text: str) -> tuple[str, list[int]]:
    """The text in plain letters, without accents and unseen signs, and where each character stands.

    The last place is the end of the text.
    """
    signs, places = [], []
    for place, sign in enumerate(fold(text)):
        kept = [each for each in unicodedata.normalize("NFKD", sign) if unicodedata.category(each) not in _LEFT_OUT]
        signs += kept
        places += [place] * len(kept)
    return "".join(signs), [*places, len(text)]


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
