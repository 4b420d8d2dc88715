"""The fixed words that a person reads, so that every renderer speaks with one voice.

Calm, short, in the second person, and never a word that reassures; they stand in scanner/words.  Data comes in
stable codes; a code that is not known there is shown as plain words, since later versions add codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.errors import ScanError
from scanner.model import Coverage, Details, DocumentInfo, Finding, Location, Party, Unread
from scanner.words import STANDING_ADVICE as STANDING_ADVICE  # templates and renderers find all words here
from scanner.words import words

if TYPE_CHECKING:
    from scanner.report.beside import Paragraph, Sheet
    from scanner.report.parts import Leave

_SAID: dict[str, Any] = words()["report"]
_READER = ("you", "i", "me")  # what a paper calls the one who reads it
_PLAIN_PARTS = ("body", "table")
_LONG_NAME = 48  # letters of a file name; of a longer one only its beginning and its end are shown

LIMITS: tuple[str, ...] = tuple(_SAID["limits"])
NOT_ADVICE = LIMITS[0]

SEVERITY: dict[str, str] = _SAID["severity"]
SEVERITY_MEANING: dict[str, str] = _SAID["severity_meaning"]
BINDS: dict[str, str] = _SAID["binds"]
ROLE: dict[str, str] = _SAID["role"]
CONSEQUENCE: dict[str, str] = _SAID["consequence"]
IF_YOU_SPEAK: str = _SAID["if_you_speak"]
MORE_MISSING: str = _SAID["more_missing"]
POSSIBLE: str = _SAID["possible"]

FAIRER: str = _SAID["fairer"]
LAW: str = _SAID["law"]
WEAK_PROTECTION: str = _SAID["weak_protection"]
STRENGTH: dict[str, str] = _SAID["strength"]

FREEDOM: dict[str, str] = _SAID["freedom"]
FREEDOM_STATE: dict[str, str] = _SAID["freedom_state"]

# In a copy of the paper that carries notes.
NOTE_COPY: str = _SAID["note"]["copy"]
NOTE_IN_PART: str = _SAID["note"]["in_part"]
NOTE_MORE: str = _SAID["note"]["more"]
NOTE_PLAIN: str = _SAID["note"]["plain"]
NOTE_ASK: str = _SAID["note"]["ask"]
NOTE_WHERE: str = _SAID["note"]["where"]
NOTE_AUTHOR: str = _SAID["note"]["author"]


def spoken(code: str) -> str:
    """A code as plain words, for those that no table here knows."""
    return code.replace("_", " ")


def place(location: Location | None) -> str:
    """Where a quote stands: "Page 2, section 4.1, footnote"."""
    said = _SAID["place"]
    if location is None:
        return str(said["whole"])
    parts = [location.file] if location.file else []
    if location.page is not None:
        parts.append(said["page"].format(number=location.page))
    if location.section:
        parts.append(said["section"].format(number=location.section))
    elif location.page is None and location.paragraph is not None:
        parts.append(said["paragraph"].format(number=location.paragraph))
    if location.part != "body":
        parts.append(spoken(location.part))
    where = ", ".join(parts) or str(said["text"])
    return where if location.file else _opening(where)


def sheet(sheet: Sheet) -> str:
    """What a page of the paper is called, "Page 3"; empty where the paper has neither pages nor files."""
    parts = [sheet.file] if sheet.file else []
    if sheet.page is not None:
        parts.append(_SAID["place"]["page"].format(number=sheet.page))
    return _opening(", ".join(parts)) if parts else ""


def kind_of(paragraph: Paragraph) -> str:
    """What a paragraph is if it is no plain text: "Footnote", "Hidden words (white)"; empty for plain text."""
    part = "" if paragraph.part in _PLAIN_PARTS else _opening(spoken(paragraph.part))
    if not paragraph.hidden:
        return part
    hidden = str(_SAID["hidden"].format(kind=spoken(paragraph.hidden)))
    return f"{part}: {hidden}" if part else _opening(hidden)


def binds(finding: Finding) -> str:
    """Whom a red flag binds; empty where only the other side acts, as when it picks the mediator."""
    return "" if finding.binds == "other" else BINDS[finding.binds]


def leave(leave: Leave) -> str:
    """What is said of exceptions that are as strong as each other: "The paper makes an exception (Section 9)"."""
    lead = leave.lead
    where = (
        f" ({'; '.join(dict.fromkeys(place(each.location) for each in leave.exceptions))})" if leave.elsewhere else ""
    )
    return f"{STRENGTH[lead.strength]}{where}{f': {lead.reason}' if lead.reason else ''}"


def party(party: Party) -> str:
    """Who somebody is, "Jane Roe, Claimant: you"; "you" and "I" are no names."""
    said = words()["coverage"]
    names = [name for name in (party.name, *party.aliases) if party.role != "signer" or name.lower() not in _READER]
    if not names:
        return str(said["unnamed"].format(name=party.name.upper() if party.name == "i" else party.name))
    return str(said["party"].format(name=", ".join(names), role=ROLE[party.role]))


def figures(details: Details) -> str:
    """The sums and times that go with a finding, "$50,000 for each breach; 2 years"; empty if there are none."""
    said = _SAID["figures"]
    out = []
    if details.amount:
        amount = details.amount.quote
        out.append(said["per"].format(amount=amount, per=spoken(details.per)) if details.per else amount)
    if details.duration:
        value, unit = details.duration.value, details.duration.unit
        out.append(said["forever"] if value is None else counted(value, unit.removesuffix("s")))
    if details.deadline_days is not None:
        out.append(counted(details.deadline_days, "day"))
    return "; ".join(out)


def cost(details: Details) -> str:
    """What the sum could come to and how it stands to the payment; empty if neither is known."""
    return " ".join(words for words in (details.example, details.share) if words)


def counted(number: float, noun: str) -> str:
    """A number and its noun: "1 page", "1,200 words"."""
    one, several = _SAID["counted"].get(noun, _SAID["counted"]["unknown"])
    return str((one if number == 1 else several).format(number=f"{number:,g}", noun=noun))


def named(name: str) -> str:
    """What a file is called, marked as a name and short: whoever gave it could have made it a sentence of comfort."""
    name = " ".join(name.split()).replace('"', "'")
    if len(name) > _LONG_NAME:
        name = f"{name[: _LONG_NAME // 2]}\N{HORIZONTAL ELLIPSIS}{name[-_LONG_NAME // 4 :]}"
    return str(words()["coverage"]["file"].format(name=name)) if name else ""


def what_was_read(document: DocumentInfo, coverage: Coverage) -> str:
    """One sentence on how much of the paper was read."""
    whole = coverage.pages_read == document.pages
    sentence = _SAID["read"]["pages" if whole else "some_pages"] if document.pages else _SAID["read"]["words"]
    return str(
        sentence.format(
            read=coverage.pages_read, pages=counted(document.pages, "page"), words=counted(document.words, "word")
        )
    )


def unread(item: Unread) -> str:
    """What was not read, and why: "Page 3: it is broken"."""
    parts = [_SAID["part"].get(item.part, spoken(item.part))] if item.part else []
    if item.page is not None:
        parts.append(_SAID["place"]["page"].format(number=item.page))
    what = ", ".join(parts) or _SAID["part"]["unknown"]
    return f"{_opening(what)}: {_SAID['unread'].get(item.reason, spoken(item.reason))}"


def problem(error: ScanError) -> str:
    """Why a paper was not read, and which of two it is."""
    return f"{words()['compare'][error.paper]}: {error.sentence}" if error.paper else error.sentence


def _opening(words: str) -> str:
    return words[0].upper() + words[1:]
