"""What takes a freedom back: the sentences right behind it, and a section that comes before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scanner.assess.references import lies_in, sections_set_aside
from scanner.assess.words import fold_quote, holds, words_of
from scanner.engine.exceptions import reasons
from scanner.engine.findings import Paper
from scanner.model import Clause, Finding
from scanner.rulebook.words import WordSets

BEHIND = 2  # sentences behind a permission that may take it back


def settled(protections: Sequence[Finding], paper: Paper, sets: WordSets) -> tuple[Finding, ...]:
    """The protections, each freedom weakened that the sentences right behind it, or another section, take back.

    The sentence that does so then stands beside it, as the last of its context.
    """
    text, clauses = paper.document.text, paper.clauses
    at = {clause.span[0]: index for index, clause in enumerate(clauses)}
    starts = {p.location.start for p in protections if p.location}
    free = any(p.category == "protected_rights" for p in protections)
    over = [(clause, sections_set_aside(text[slice(*clause.span)])) for clause in clauses] if free else []
    out = []
    for protection in protections:
        place = protection.location
        if protection.category == "protected_rights" and place:
            back = [c for c in _behind(place.start, clauses, at, starts) if _takes_back(_words(c, paper), sets)]
            back += [clause for clause, numbers in over if any(lies_in(place, number) for number in numbers)]
            protection = _settled(protection, back, paper, sets)
        out.append(protection)
    return tuple(out)


def taken_back_by(permission: Finding) -> str | None:
    """The words that take a settled freedom back, None if nothing does."""
    last = permission.context[-1] if permission.context else None
    behind = last is not None and permission.location is not None and last.location.start > permission.location.start
    if last is not None and (behind or sections_set_aside(last.quote)):
        return last.quote
    return None


def _words(clause: Clause, paper: Paper) -> str:
    return fold_quote(paper.document.text[slice(*clause.span)])


def _behind(start: int, clauses: Sequence[Clause], at: dict[int, int], starts: set[int]) -> Iterator[Clause]:
    """The sentences of the same paragraph behind the permission at `start`, up to the next permission."""
    index = at.get(start)
    if index is None:
        return
    for clause in clauses[index + 1 : index + 1 + BEHIND]:
        if clause.block != clauses[index].block or clause.span[0] in starts:
            return
        yield clause


def _settled(permission: Finding, back: Sequence[Clause], paper: Paper, sets: WordSets) -> Finding:
    if back:
        undone = why_back(_words(back[0], paper), sets) == "counts_as_breach"
        return replace(
            permission,
            strength="cancelled" if undone else "weak",
            plain=f"{permission.plain} {reasons()['taken_back']}",
            context=(*permission.context, paper.quoted(back[0].span, back[0])),
        )
    if permission.strength == "strong" and holds(words_of(permission), sets["taken_back"]):
        return replace(permission, strength="weak")
    return permission


def _takes_back(words: str, sets: WordSets) -> bool:
    return holds(words, sets["turns_back"]) and why_back(words, sets) is not None


def why_back(words: str, sets: WordSets) -> str | None:
    """The reason why words behind a freedom weaken it, None if they do not."""
    if holds(words, sets["back_free"]):
        return None
    for reason in ("counts_as_breach", "still_pays", "consent_first", "notice_first"):
        if holds(words, sets[f"back_{reason}"]):
            return reason
    return None
