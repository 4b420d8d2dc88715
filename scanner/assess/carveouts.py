"""Carve-outs: which duties a freedom loosens, wherever in the paper it stands, and how far it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scanner.assess.references import lies_in, same_section, sections_named
from scanner.assess.taken_back import taken_back_by, why_back
from scanner.assess.words import fold_quote, holds, words_of
from scanner.engine.exceptions import reasons
from scanner.model import ExceptionClause, Finding, Location, Strength
from scanner.rulebook.words import WordSets

# Duties that an exception can loosen.
LOOSENED = ("gag_facts", "gag_terms", "non_disparagement")
CARVED = (*LOOSENED, "covenant_not_to_sue", "gag_reporting")  # promises beside which a freedom is shown
WAYS = ("police", "agencies", "court", "other_survivors")  # what a promise not to complain can leave open
MOST = 50  # freedoms of one paper that are held against each duty, and exceptions of one duty: nobody writes more
_FREES = re.compile(
    r"\W*(?:[\d.()a-z]{1,8}\s+)?"
    r"(?:nothing|neither|no |(?:clause|section|paragraph|article)s? [\d.]+[^,;]{0,12} (?:does|do|shall|will) not)",
    re.IGNORECASE,
)
POINTER = 8  # words of an exception that may do no more than name another section


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
        and not sections_named(_opening(permission))
    )


@dataclass(frozen=True, slots=True)
class _Stated:
    """A freedom that stands by itself, and what decides which duties it loosens."""

    exception: ExceptionClause
    for_all: bool
    of_the_deal: bool
    opens_a_way: bool  # to the police, an agency, a court or others who were hurt
    sections: Sequence[str]  # that it names


def _stated(permission: Finding, sets: WordSets) -> _Stated:
    return _Stated(
        _exception(permission, sets),
        is_for_all(permission, sets),
        _is_of_the_deal(permission, sets),
        any(holds(words_of(permission), sets[f"freedom_{name}"]) for name in WAYS),
        sections_named(_opening(permission)),
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
    if category not in LOOSENED and not permission.opens_a_way:
        return False
    place = permission.exception.location
    return (
        permission.for_all
        or any(lies_in(duty, number) for number in permission.sections)
        or (not permission.sections and same_section(place, duty))
        or any(lies_in(place, number) for number in pointed_at)
    )


def _opening(permission: Finding) -> str:
    """The words that name the sections from which a permission frees: "Nothing in Sections 3", "Clause 7 does not"."""
    words = " ".join([*(item.quote for item in permission.context), permission.quote or ""])
    return words[:120] if _FREES.match(words) else ""


def _pointed_at(duty: Finding) -> list[str]:
    """The sections that a duty makes way for: "except as stated in Section 9"."""
    exceptions = " ".join(e.quote for e in duty.details.exceptions)
    subject = re.findall(r"subject to[^,;.]{0,40}", duty.quote or "", re.I)
    return sections_named(" ".join([exceptions, *subject]))


def _only_points(quote: str) -> bool:
    """True for "except as stated in Section 9", which says nothing by itself."""
    return bool(sections_named(quote)) and len(quote.split()) <= POINTER


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
    back = taken_back_by(permission)
    if back:
        return permission.strength or "weak", why_back(fold_quote(back), sets) or "bows"
    if holds(words_of(permission), sets["taken_back"]):
        return "weak", "bows"
    if permission.strength == "strong":
        return "strong", None
    subtype = permission.subtype or ""
    return "weak", {"compelled_only": "compelled"}.get(subtype, subtype if subtype in reasons() else None)
