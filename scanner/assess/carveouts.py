"""Carve-outs: which duties a permission loosens, wherever it stands, and what takes it back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scanner.assess.words import fold_quote, holds
from scanner.engine.exceptions import reasons
from scanner.model import Clause, Document, ExceptionClause, Finding, Location, Quoted, Strength
from scanner.rulebook.words import WordSets

# Duties that an exception can loosen.
LOOSENED = ("gag_facts", "gag_terms", "non_disparagement")
POINTER = 8  # words of an exception that may do no more than name another section
MOST = 50  # freedoms of one paper that are held against each duty, and exceptions of one duty: nobody writes more
CARVED = (*LOOSENED, "covenant_not_to_sue", "gag_reporting")  # promises beside which a freedom is shown
BEHIND = 2  # sentences behind a permission that may take it back
_NUMBER = r"\d+(?:\.\d+)*(?:\([a-z\d]{1,4}\))*"
# "Sections 3, 4 and 5", but not "Section 7 of the Act".
_SECTIONS = re.compile(
    rf"\b(?:sections?|clauses?|paragraphs?|articles?)\s+({_NUMBER}(?:\s*(?:,|and|or|&|, and)\s*{_NUMBER})*)"
    r"(?!\s*(?:,|and|or)?\s*of\s+(?:the|title)\b)",
    re.I,
)
_SET_ASIDE = re.compile(r"\b(?:notwithstanding|regardless of|despite)\s+[^,;.]{0,50}?\d[^,;]{0,20}", re.I)


def settled(
    protections: Sequence[Finding], document: Document, clauses: Sequence[Clause], sets: WordSets
) -> tuple[Finding, ...]:
    """The protections, each freedom weakened that the sentences right behind it, or another section, take back.

    The sentence that does so then stands beside it, as context.
    """
    at = {clause.span[0]: index for index, clause in enumerate(clauses)}
    starts = {p.location.start for p in protections if p.location}
    over = [(clause, numbers) for clause in clauses if (numbers := _overrules(document.text[slice(*clause.span)]))]
    return tuple(
        _settled(p, list(_behind(p, clauses, at, starts)), over, document, sets)
        if p.category == "protected_rights"
        else p
        for p in protections
    )


def tied(findings: Sequence[Finding], protections: Sequence[Finding], sets: WordSets) -> tuple[Finding, ...]:
    """The findings; a duty of silence, or not to complain, gets the freedoms stated elsewhere that reach it as well."""
    stated = [p for p in protections if p.category == "protected_rights" and p.location and p.quote]
    permissions = [_stated(p, sets) for p in stated[:MOST]]
    return tuple(_tied(f, permissions) if f.category in CARVED and f.location else f for f in findings)


def is_for_all(permission: Finding, sets: WordSets) -> bool:
    """True if a freedom is stated for the whole paper: "nothing in this agreement"."""
    words = words_of(permission)
    return (
        holds(words, sets["whole_paper_opens"])
        and holds(words, sets["whole_paper"])
        and not holds(words, sets["part_of_paper"])
        and not _sections_named(_opening(permission))
    )


def words_of(finding: Finding) -> str:
    """The words of a finding after those that it continues."""
    return fold_quote(" ".join([*(item.quote for item in finding.context), finding.quote or ""]))


# --- what takes a freedom back ------------------------------------------------------------------


def _behind(permission: Finding, clauses: Sequence[Clause], at: dict[int, int], starts: set[int]) -> Iterator[Clause]:
    """The sentences of the same paragraph behind a permission, up to the next permission."""
    index = at.get(permission.location.start) if permission.location else None
    if index is None:
        return
    for clause in clauses[index + 1 : index + 1 + BEHIND]:
        if clause.block != clauses[index].block or clause.span[0] in starts:
            return
        yield clause


def _settled(
    permission: Finding,
    behind: Sequence[Clause],
    over: Sequence[tuple[Clause, list[str]]],
    document: Document,
    sets: WordSets,
) -> Finding:
    place = permission.location
    assert place is not None
    backward = [clause for clause in behind if _takes_back(fold_quote(document.text[slice(*clause.span)]), sets)]
    backward += [clause for clause, numbers in over if any(_lies_in(place, number) for number in numbers)]
    if backward:
        span = backward[0].span
        quote = document.text[slice(*span)]
        where = Location(*span, place.page, backward[0].section, backward[0].block + 1, place.part, place.file)
        return replace(
            permission,
            strength="cancelled" if _why_back(fold_quote(quote), sets) == "counts_as_breach" else "weak",
            plain=f"{permission.plain} {reasons()['taken_back']}",
            context=(*permission.context, Quoted(quote, where)),
        )
    if permission.strength == "strong" and holds(words_of(permission), sets["taken_back"]):
        return replace(permission, strength="weak")
    return permission


def _overrules(text: str) -> list[str]:
    """The sections that a sentence sets aside: "Notwithstanding Section 9, ..."."""
    return [number for match in _SET_ASIDE.finditer(text) for number in _sections_named(match[0])]


def _takes_back(words: str, sets: WordSets) -> bool:
    return holds(words, sets["turns_back"]) and _why_back(words, sets) is not None


def _why_back(words: str, sets: WordSets) -> str | None:
    """The reason why words behind a freedom weaken it, None if they do not."""
    if holds(words, sets["back_free"]):
        return None
    for reason in ("counts_as_breach", "still_pays", "consent_first", "notice_first"):
        if holds(words, sets[f"back_{reason}"]):
            return reason
    return None


# --- which duty it loosens ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stated:
    """A freedom that stands by itself, and what decides which duties it loosens."""

    exception: ExceptionClause
    for_all: bool
    of_the_deal: bool
    sections: Sequence[str]  # that it names


def _stated(permission: Finding, sets: WordSets) -> _Stated:
    return _Stated(
        _exception(permission, sets),
        is_for_all(permission, sets),
        _is_of_the_deal(permission, sets),
        _sections_named(_opening(permission)),
    )


def _tied(duty: Finding, permissions: Sequence[_Stated]) -> Finding:
    assert duty.location is not None
    known = {(e.location.start, e.location.end) for e in duty.details.exceptions}
    pointed_at = _pointed_at(duty)
    more = [
        permission.exception
        for permission in permissions
        if permission.exception.location.start != duty.location.start
        and (permission.exception.location.start, permission.exception.location.end) not in known
        and _reaches(permission, duty.category, duty.location, pointed_at)
    ]
    own = [e for e in duty.details.exceptions if not (more and _only_points(e.quote))]
    exceptions = (*own, *more)[:MOST]
    return replace(duty, details=replace(duty.details, exceptions=exceptions)) if more else duty


def _reaches(permission: _Stated, category: str, duty: Location, pointed_at: Sequence[str]) -> bool:
    if category != "gag_terms" and permission.of_the_deal:
        return False
    place = permission.exception.location
    return (
        permission.for_all
        or any(_lies_in(duty, number) for number in permission.sections)
        or (not permission.sections and _same_section(place, duty))
        or any(_lies_in(place, number) for number in pointed_at)
    )


def _opening(permission: Finding) -> str:
    """The words up to the verb that names whom a permission frees from what: "Nothing in Sections 3 and 4"."""
    words = " ".join([*(item.quote for item in permission.context), permission.quote or ""])
    return words[:120] if re.match(r"\W*(?:[\d.()a-z]{1,8}\s+)?(?:nothing|neither|no )", words, re.I) else ""


def _sections_named(words: str) -> list[str]:
    return [number for match in _SECTIONS.finditer(words) for number in re.findall(_NUMBER, match[1])]


def _pointed_at(duty: Finding) -> list[str]:
    """The sections that a duty makes way for: "except as stated in Section 9"."""
    exceptions = " ".join(e.quote for e in duty.details.exceptions)
    subject = re.findall(r"subject to[^,;.]{0,40}", duty.quote or "", re.I)
    return _sections_named(" ".join([exceptions, *subject]))


def _only_points(quote: str) -> bool:
    """True for "except as stated in Section 9", which says nothing by itself."""
    return bool(_sections_named(quote)) and len(quote.split()) <= POINTER


def _lies_in(location: Location, number: str) -> bool:
    section = location.section or ""
    return section == number or section.startswith((f"{number}.", f"{number}("))


def _same_section(one: Location, other: Location) -> bool:
    """True if both stand under one top number, or in one paragraph where the paper has no numbers."""
    if one.section and other.section:
        return _top(one.section) == _top(other.section)
    return one.paragraph == other.paragraph


def _top(section: str) -> str:
    return section.split(".")[0].split("(")[0]


def _is_of_the_deal(permission: Finding, sets: WordSets) -> bool:
    """True if a freedom lets the signer tell the terms of the deal, and nothing of what happened."""
    words = words_of(permission)
    return holds(words, sets["tells_the_deal"]) and not holds(words, sets["tells_more"])


def _exception(permission: Finding, sets: WordSets) -> ExceptionClause:
    assert permission.location is not None and permission.quote is not None
    strength, why = _strength(permission, sets)
    return ExceptionClause(permission.quote, permission.location, strength, reasons()[why] if why else None)


def _strength(permission: Finding, sets: WordSets) -> tuple[Strength, str | None]:
    """How strong a freedom is, and the key of the reason if it is not."""
    behind = fold_quote(permission.context[-1].quote) if permission.context else ""
    back = _why_back(behind, sets) if holds(behind, sets["turns_back"]) else None
    if back:
        return permission.strength or "weak", back
    if permission.context and _overrules(permission.context[-1].quote):
        return "weak", "bows"
    if holds(words_of(permission), sets["taken_back"]):
        return "weak", "bows"
    if permission.strength == "strong":
        return "strong", None
    subtype = permission.subtype or ""
    return "weak", {"compelled_only": "compelled"}.get(subtype, subtype if subtype in reasons() else None)
