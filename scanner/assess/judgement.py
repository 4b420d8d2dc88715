"""What the findings of one paper mean together: weighed, put in order, and read against what a fair paper has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scanner.assess.carveouts import tied
from scanner.assess.conditions import conditions
from scanner.assess.freedoms import freedoms
from scanner.assess.laws import TALKS, with_laws
from scanner.assess.mediation import is_about_mediation, missing_in_mediation
from scanner.assess.occasion import occasion, settings
from scanner.assess.returns import Returns
from scanner.assess.stacks import gives_up_claims, stacks
from scanner.assess.taken_back import settled
from scanner.assess.verdict import questions, verdict
from scanner.assess.weight import Beside, weighed
from scanner.engine.findings import Paper
from scanner.language.normal import Normal
from scanner.language.parties import Sides
from scanner.model import SEVERITIES, Coverage, Finding, Freedom, Missing, Stack, Verdict
from scanner.rulebook import RuleBook

REPORTING = "gag_reporting"  # the rule for bars on reports, which a condition of a freedom can be as well


@dataclass(frozen=True, slots=True)
class Judgement:
    """The parts of a report that ask for more than one finding."""

    findings: tuple[Finding, ...]
    protections: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    stacks: tuple[Stack, ...]
    freedoms: tuple[Freedom, ...]
    missing: tuple[Missing, ...]
    verdict: Verdict
    questions: tuple[str, ...]


def judge(
    found: Sequence[Finding],
    paper: Paper,
    normal: Normal,
    sides: Sides,
    book: RuleBook,
    coverage: Coverage,
    *,
    place: str | None,
    signed: bool | None,
) -> Judgement:
    """The judgement on a paper in which `found` was found; `place` and `signed` as for `scanner.scan`."""
    sets = book.vocabulary.sets
    stated = [f for f in found if book[f.rule_id].kind == "protections"]
    free = settled(stated, paper, sets)
    red = [f for f in found if book[f.rule_id].kind == "red_flags" and _treated(f, book) == "flag"]
    red += conditions(free, red, book[REPORTING], sets)
    returns = Returns(normal, paper.clauses, sides.phrases, sets)
    moment = occasion(paper.document.text, sides.parties, sets, signed=signed)
    talks = is_about_mediation(normal.text, moment.kind, red, sets)
    personal = paper.speaks_of_harm or not paper.speaks_of_business
    no_benefit = returns.no_benefit(red) if paper.speaks_of_harm else None
    flags = tied([*red, *([no_benefit] if no_benefit else [])], free, sets)
    protections = _numbered("p", [p for p in free if p.strength != "cancelled"])
    beside = Beside(flags, returns.payment(red, paper.document.text), personal, talks, sets)
    flags = _numbered("f", weighed(flags, beside))
    notes = _numbered("n", [f for f in found if book[f.rule_id].kind == "notes" or _treated(f, book) == "note"])
    pays_later = returns.after_release(flags)
    worst = stacks(flags, pays_later=pays_later)[:1]
    flags = _numbered("f", flags, first={i for stack in worst for i in stack.finding_ids})
    made = stacks(flags, pays_later=pays_later)
    settles = any(gives_up_claims(f) for f in flags)
    missing = _missing(flags, protections, book, missing_in_mediation(normal.text, sets) if talks else ())
    about = settings(normal.text, sets) | ({TALKS} if talks else set())
    flags, protections, notes = (with_laws(f, place, about, settles=settles) for f in (flags, protections, notes))
    return Judgement(
        flags,
        protections,
        notes,
        made,
        freedoms(flags, protections, sets, harm=paper.speaks_of_harm or settles),
        missing,
        verdict(flags, coverage, made, moment, about_mediation=talks),
        questions(flags),
    )


def _treated(found: Finding, book: RuleBook) -> str:
    """flag, note or drop: a duty of the other side is no red flag for the signer."""
    rule = book[found.rule_id]
    return rule.direction.get(found.binds, "flag") if rule.kind == "red_flags" else rule.kind


def _numbered(letter: str, found: Sequence[Finding], *, first: Collection[str] = ()) -> tuple[Finding, ...]:
    """Worst first; of one weight what is said anew before what is said again, then those in `first`, then as written.

    `first` holds the ids of findings as they were numbered before: those of the worst stack.
    """
    in_order = sorted(found, key=lambda f: f.location.start if f.location else 0)
    said: Counter[str] = Counter()
    keyed = []
    for finding in in_order:
        again = said[finding.title] > 0
        keyed.append((-SEVERITIES.index(finding.severity), again, finding.id not in first, finding))
        said[finding.title] += 1
    ranked = sorted(keyed, key=lambda item: item[:3])
    return tuple(replace(finding, id=f"{letter}{number}") for number, (*_, finding) in enumerate(ranked, 1))


def _missing(
    flags: Sequence[Finding], protections: Sequence[Finding], book: RuleBook, in_mediation: Sequence[Missing]
) -> tuple[Missing, ...]:
    """What a fair paper would have; asked only of one that takes something, or that is about a mediation."""
    if not flags and not in_mediation:
        return ()
    present = {p.category for p in protections}
    if any(item.id == "lawyer_support" for item in in_mediation):
        present.add("own_counsel")  # the same, said for the talks
    usual = [rule.if_missing for rule in book.rules if rule.if_missing and rule.category not in present]
    return (*usual, *in_mediation)
