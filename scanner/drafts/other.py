"""Words that changed where no warning and no protection tells of it: all of them are shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from scanner.assess.references import top
from scanner.drafts.align import Pair
from scanner.drafts.facing import MAX_QUOTE, Facing
from scanner.drafts.model import About, Change, Direction, Kind, Reason, Words
from scanner.drafts.texts import texts
from scanner.drafts.tokens import REFERENCE
from scanner.drafts.units import Draft
from scanner.drafts.weigh import EXCEPTS, lost_exception
from scanner.language.figures import is_forever
from scanner.model import Finding

_EXCEPTED = re.compile(rf"{EXCEPTS.pattern}(?:\W+\w+){{1,6}}", re.I)  # and a few words after it
NOTES = ("footnote", "endnote")


def word_changes(facing: Facing, flags: Sequence[Finding], told_old: Set[int], told_new: Set[int]) -> Iterator[Change]:
    """Every unit that changed, came or went, but for those that are told of already; `flags` are the new draft's."""
    for pair in facing.pairs:
        if pair in facing.changed and told_new.isdisjoint(pair.new) and told_old.isdisjoint(pair.old):
            yield _changed(facing, pair, flags)
    for run in _runs(facing.new, facing.added, told_new):
        yield _lone("words_added", facing, run)
    for run in _runs(facing.old, facing.removed, told_old):
        yield _lone("words_removed", facing, run)


def _changed(facing: Facing, pair: Pair, flags: Sequence[Finding]) -> Change:
    words = facing.words(pair)
    about = _about_words(facing, pair) + _about_place(facing.new, pair.new)
    kind: Kind = "words_changed"
    way: Direction = "unclear"
    why: tuple[Reason, ...] = ()
    plain = None
    if is_forever(facing.put_in(pair)) and not is_forever(facing.old_side(pair.old).quote or ""):
        way, why = "worse", (Reason("forever", "worse", texts().reasons["forever"]),)
    only = facing.only(pair)
    if any(_rests_on(flag, facing.new, pair) for flag in flags) and (lost := lost_exception(facing, pair)):
        way, why = "worse", (lost,)
    if "definition" in about:
        users = [f for f in flags if _uses(f, facing.new, pair.new)]
        plain = texts().used_in.format(after="; ".join(dict.fromkeys(f.title for f in users))) if users else None
        limits = any(_limits(f, facing.new, pair.new) for f in users)
        if limits and only == "added":
            kind, way = "definition_widened", "worse"
        elif users and not limits and only == "removed":
            kind, way = "definition_narrowed", "worse"
    return Change(
        id="",
        kind=kind,
        direction=way,
        title=_title(kind, about),
        what=texts().kinds["flag_sharpened" if why else kind]["what"],
        plain=plain,
        reasons=why,
        old=facing.old_side(pair.old),
        new=facing.new_side(pair.new),
        words=words,
        about=about,
    )


def _lone(kind: Kind, facing: Facing, run: Sequence[int]) -> Change:
    added = kind == "words_added"
    draft = facing.new if added else facing.old
    side = facing.new_side(run) if added else facing.old_side(run)
    about = _about_place(draft, run)
    words = (Words("added" if added else "removed", side.quote or ""),)
    what = texts().kinds[kind]["what"]
    old, new = (None, side) if added else (side, None)
    return Change("", kind, "unclear", _title(kind, about), what, None, (), old, new, words, about)


def _runs(draft: Draft, indexes: Sequence[int], told: Set[int]) -> Iterator[tuple[int, ...]]:
    """Neighbours without partner together; a heading alone goes with the words under it, where those are told of."""
    run: list[int] = []
    for index in indexes:
        unit = draft.units[index]
        if index in told or (unit.clause.is_heading and index + 1 in told):
            continue
        if run and not _goes_on(draft, run, index):
            yield tuple(run)
            run = []
        run.append(index)
    if run:
        yield tuple(run)


def _goes_on(draft: Draft, run: Sequence[int], index: int) -> bool:
    first, last, unit = draft.units[run[0]], draft.units[run[-1]], draft.units[index]
    same = (first.block.part, first.block.hidden, first.block.file) == (
        unit.block.part,
        unit.block.hidden,
        unit.block.file,
    )
    if not same or index != run[-1] + 1 or unit.end - first.start > MAX_QUOTE:
        return False
    if top(first.clause.section or "") != top(unit.clause.section or ""):
        return False
    return last.clause.is_heading or (not unit.clause.is_heading and last.clause.heading == unit.clause.heading)


def _about_words(facing: Facing, pair: Pair) -> tuple[About, ...]:
    """What the words are about that differ."""
    old, new = facing.old_keys(pair.old), facing.new_keys(pair.new)
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    about: list[About] = []
    if _terms(facing.new, pair.new):
        about.append("definition")
    if any(key.startswith(REFERENCE) for key in (*gone, *come)):
        about.append("reference")
    if all(any(_is_figure(key) for key in side) for side in (gone, come)):
        about.append("figure")
    return tuple(about)


def _is_figure(key: str) -> bool:
    return key[-1:].isdigit() and not key.startswith(REFERENCE)


def _about_place(draft: Draft, indexes: Sequence[int]) -> tuple[About, ...]:
    units = [draft.units[index] for index in indexes]
    about: list[About] = []
    if any(unit.block.part in NOTES for unit in units):
        about.append("note")
    if any(unit.block.part == "table" for unit in units):
        about.append("table")
    if all(unit.clause.is_heading for unit in units):
        about.append("heading")
    return tuple(about)


def _title(kind: Kind, about: Sequence[About]) -> str:
    fixed = texts()
    named = (
        next((fixed.about[name] for name in fixed.about if name in about), None) if kind == "words_changed" else None
    )
    return named or fixed.kinds[kind]["title"]


def _uses(finding: Finding, draft: Draft, indexes: Sequence[int]) -> bool:
    """True if a warning uses a term that these units define."""
    return any(term in (finding.quote or "") for term in _terms(draft, indexes))


def _limits(finding: Finding, draft: Draft, indexes: Sequence[int]) -> bool:
    """True if it uses it for what the person may not do, and not for what is left to them."""
    words = finding.quote or ""
    for exception in finding.details.exceptions:
        words = words.replace(exception.quote, " ")
    return any(term in _EXCEPTED.sub(" ", words) for term in _terms(draft, indexes))


def _rests_on(finding: Finding, draft: Draft, pair: Pair) -> bool:
    """True if a warning goes on with the words of a pair: an item of the list that they open."""
    return any(draft.unit_at(item.location.start) in pair.new for item in finding.context)


def _terms(draft: Draft, indexes: Sequence[int]) -> list[str]:
    """The terms that these units define, or go on to define as items of a list; without the mark of the plural."""
    stems = [place for index in indexes for place in draft.stems_of(index)]
    return [term.removesuffix("s") for index in (*indexes, *stems) for term in draft.terms.get(index, ())]
