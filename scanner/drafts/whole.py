"""What changed in the paper as a whole: freedoms, what works together, what is missing, and what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scanner.assess.coverage import texts as ways_of_hiding
from scanner.drafts.model import Change, Direction, Kind, Side
from scanner.drafts.texts import texts
from scanner.drafts.tokens import tokens
from scanner.language.normal import normalise
from scanner.model import Freedom, Hidden, Report
from scanner.report import wording

STATES = ("barred", "not_found", "weak", "kept")  # from the worst to the best
MARKED = ("deleted", "comment", "annotation")  # what a word processor shows, and hides from nobody


def freedom_changes(old: Report, new: Report) -> Iterator[Change]:
    """Freedoms that the new draft leaves more or less of.

    A paper without a duty of silence lists none: against it only what is barred counts.
    """
    before, after = ({freedom.id: freedom for freedom in report.freedoms} for report in (old, new))
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        if not (one and other) and "barred" not in (one and one.state, other and other.state):
            continue
        step = _rank(other) - _rank(one)
        if step:
            yield _freedom(name, one, other, lost=step < 0)


def _rank(freedom: Freedom | None) -> int:
    return STATES.index(freedom.state if freedom else "not_found")


def _freedom(name: str, old: Freedom | None, new: Freedom | None, *, lost: bool) -> Change:
    fixed = texts()
    kind: Kind = "freedom_lost" if lost else "freedom_gained"
    before, after = (fixed.freedoms[freedom.state if freedom else "not_found"] for freedom in (old, new))
    return _change(
        kind,
        "worse" if lost else "better",
        fixed.freedoms["title"].format(after=wording.FREEDOM.get(name, wording.spoken(name))),
        plain=fixed.freedoms["change"].format(before=before, after=after),
        old=Side(old.quote, None) if old and old.quote else None,
        new=Side(new.quote, None) if new and new.quote else None,
        freedom=name,
    )


def stack_changes(old: Report, new: Report) -> Iterator[Change]:
    """What works together in one draft alone."""
    yield from _one_sided(old, new, lambda report: {s.id: s.headline for s in report.stacks}, "stack")


def missing_changes(old: Report, new: Report) -> Iterator[Change]:
    """What a fair paper would have and only one draft has; a protection that is lost is told by itself."""
    if all(report.findings or report.missing for report in (old, new)):
        told = {protection.category for report in (old, new) for protection in report.protections}
        yield from _one_sided(
            old, new, lambda report: {m.id: m.plain for m in report.missing if m.id not in told}, "missing"
        )


def _one_sided(old: Report, new: Report, of: Callable[[Report], dict[str, str]], what: str) -> Iterator[Change]:
    before, after = of(old), of(new)
    added: Kind = "stack_added" if what == "stack" else "missing_added"
    removed: Kind = "stack_removed" if what == "stack" else "missing_removed"
    for name, plain in after.items():
        if name not in before:
            yield _change(added, "worse", texts().kinds[added]["title"], plain=plain)
    for name, plain in before.items():
        if name not in after:
            yield _change(removed, "better", texts().kinds[removed]["title"], plain=plain)


def hidden_changes(old: Report, new: Report) -> Iterator[Change]:
    """Words that most readers would not see, and that the old draft does not hide."""
    known = {_keys(item) for item in old.coverage.hidden if item.kind not in MARKED}
    for item in new.coverage.hidden:
        if item.kind not in MARKED and _keys(item) not in known:
            how = ways_of_hiding().kinds.get(item.kind, ways_of_hiding().other)
            side = Side(item.quote, item.location)
            yield _change("hidden_added", "worse", texts().kinds["hidden_added"]["title"], plain=how, new=side)


def _keys(item: Hidden) -> tuple[str, ...]:
    text = normalise(item.quote).text
    return tuple(token.key for token in tokens(text, 0, len(text)))


def _change(
    kind: Kind,
    way: Direction,
    title: str,
    *,
    plain: str | None = None,
    old: Side | None = None,
    new: Side | None = None,
    freedom: str | None = None,
) -> Change:
    what = texts().kinds[kind]["what"]
    return Change("", kind, way, title, what, plain, (), old, new, freedom=freedom)
