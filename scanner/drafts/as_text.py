"""A comparison for the terminal: the advice first, then what got worse, with the words that changed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from scanner.drafts.model import Change, Comparison, Moved, Paper
from scanner.drafts.shown import Item, first_quoted, items
from scanner.report import wording
from scanner.report.legible import clean
from scanner.report.terminal import INDENT, STYLE, Hanging, bullet, heading, labelled, line, printed, quote
from scanner.words import words as catalogue

T = catalogue()["compare"]
RESULT, REPORT, COVERAGE = (catalogue()[name] for name in ("result", "report", "coverage"))
MARKS = {"removed": ("[-", "-]", "red"), "added": ("[+", "+]", "bold green"), "same": ("", "", "")}
BAR = {"worse": "red", "unclear": "yellow", "better": "green"}


def to_text(comparison: Comparison, *, width: int = 80, colour: bool = False) -> str:
    """The comparison as lines of at most `width` columns (held between 60 and 100), with ANSI colours if asked for."""
    return printed(_comparison(comparison), width=width, colour=colour)


def _comparison(found: Comparison) -> Iterator[RenderableType]:
    yield from _top(found)
    lists = items(found)
    quoted = first_quoted(lists)
    marks = any(item.lead.words for group in lists.values() for item in group)
    for name, group in lists.items():
        if group:
            yield from heading(T[name])
            if name == "better":
                yield line(T["better_note"])
            if marks:
                yield line(T["marks"], "dim")
                marks = False
        for item in group:
            yield from _item(item, quoted)
    yield from _moves(found.moved)
    yield from _advice(found)
    yield from _papers(found)
    yield from heading(REPORT["limits_heading"])
    yield from (line(words) for words in wording.LIMITS)
    yield ""
    yield Text(wording.STANDING_ADVICE, "bold")


def _top(found: Comparison) -> Iterator[RenderableType]:
    verdict = found.verdict
    yield Text(wording.STANDING_ADVICE, "bold")
    yield ""
    yield Text(clean(verdict.headline), "bold")
    yield from (Text(clean(note)) for note in verdict.notes)
    yield ""
    yield Hanging(Text.assemble((f"{T['about_new']}: ", "bold"), clean(verdict.about_new)), "", "")


def _advice(found: Comparison) -> Iterator[RenderableType]:
    """What to do; it comes after the changes, for which the reader came and which the first line stands over."""
    yield from heading(RESULT["advice"])
    lines = (words.removeprefix(wording.STANDING_ADVICE).strip() for words in found.verdict.advice)
    yield from (bullet(words) for words in lines if words)


def _item(item: Item, quoted: dict[str, int]) -> Iterator[RenderableType]:
    change = item.lead
    yield ""
    title = (clean(change.title), "bold")
    yield Hanging(Text.assemble((f"{item.number:>2}  ", "bold"), *_badge(change), title), "", INDENT)
    yield from (bullet(each.title) for each in item.changes[1:])
    if change.unmarked:
        yield line(T["unmarked"], "bold red")
    yield line(" ".join([change.what, *(reason.plain for reason in change.reasons)]))
    yield from _quotes(item, quoted)
    if change.kind == "protection_lost" and change.plain:
        yield labelled(T["old"], change.plain)
    elif change.plain:
        yield line(change.plain)


def _badge(change: Change) -> Iterator[tuple[str, str]]:
    """How much the warning weighs: in the new paper, or in the old one if it is gone."""
    severity = next((side.severity for side in (change.new, change.old) if side and side.severity), None)
    if severity and change.kind.startswith("flag"):
        yield wording.SEVERITY[severity].upper() + "  ", STYLE[severity]


def _quotes(item: Item, quoted: dict[str, int]) -> Iterator[RenderableType]:
    change = item.lead
    style = BAR[change.direction]
    if change.words:
        yield line(_places(change), "dim")
        yield quote(_marked(item), style)
    elif item.same:
        yield line(_places(change), "dim")
        yield quote((change.new and change.new.quote) or "", style)
    else:
        for name, side in (("old", change.old), ("new", change.new)):
            if side and side.quote:
                where = f" ({wording.place(side.location)})" if side.location else ""
                first = quoted[side.quote]
                see = "" if first == item.number else f" {REPORT['see'].format(numbers=first)}"
                yield line(f"{T[name]}{where}:{see}", "dim")
                if not see:
                    yield quote(side.quote, style)


def _places(change: Change) -> str:
    """Where it stands in both papers, said once if that is the same."""
    old, new = (wording.place(side.location) if side and side.location else None for side in (change.old, change.new))
    if old and new and old != new:
        return f"{T['old']}: {old}. {T['new']}: {new}."
    return f"{new or old}."


def _marked(item: Item) -> Text:
    """The words of a change in one, those taken out and put in between marks."""
    out = Text()
    for each in item.words:
        opening, closing, style = MARKS[each.kind]
        gap = " " if out and not out.plain.endswith(" ") else ""
        out.append(f"{gap}{opening}{clean(each.text)}{closing}", style)
    return out


def _moves(moved: tuple[Moved, ...]) -> Iterator[RenderableType]:
    if moved:
        yield from heading(T["moved"])
        yield line(T["moved_note"])
    for each in moved:
        yield ""
        yield quote(" ".join(each.quote.split()[:25]))
        before, after = wording.place(each.old), wording.place(each.new)
        if before != after:
            yield line(T["moved_from"].format(before=before, after=after), "dim")
        if each.behind:
            yield line(T["moved_behind"].format(words=" ".join(each.behind.split()[:12])), "dim")


def _papers(found: Comparison) -> Iterator[RenderableType]:
    yield from heading(RESULT["coverage"])
    for name, paper in (("old", found.old), ("new", found.new)):
        yield from _paper(T[name], paper)
    if found.old.signer or found.new.signer:
        yield line(COVERAGE["signer_option"], "dim")


def _paper(label: str, paper: Paper) -> Iterator[RenderableType]:
    yield labelled(
        label, f"{wording.named(paper.document.name)} {wording.what_was_read(paper.document, paper.coverage)}"
    )
    if paper.signer:
        yield bullet(COVERAGE["party"].format(name=paper.signer, role=wording.ROLE["signer"]))
    if paper.coverage.ocr_pages:
        yield bullet(COVERAGE["ocr"].format(pages=", ".join(map(str, paper.coverage.ocr_pages))))
    yield from (bullet(wording.unread(item)) for item in paper.coverage.unread)
