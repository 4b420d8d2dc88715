"""What the findings of one paper mean together: weighed, put in order, and read against what a fair paper has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scanner.assess.carveouts import tied
from scanner.assess.conditions import conditions
from scanner.assess.fair import fair_parts
from scanner.assess.freedoms import freedoms
from scanner.assess.laws import TALKS, with_laws
from scanner.assess.mediation import asks_for_mediation, is_about_mediation, missing_in_mediation, safeguards
from scanner.assess.occasion import Occasion, settings
from scanner.assess.order import in_order, numbered
from scanner.assess.returns import Returns
from scanner.assess.stacks import gives_up_claims
from scanner.assess.taken_back import settled
from scanner.assess.verdict import questions, verdict
from scanner.assess.weight import Beside, weighed
from scanner.engine.findings import Paper
from scanner.language.normal import Normal
from scanner.language.parties import Sides
from scanner.model import Coverage, Finding, Freedom, Missing, Safeguard, Stack, Verdict
from scanner.rulebook import RuleBook
from scanner.rulebook.words import WordSets

JOINT_CHOICE = "joint_choice"  # what a paper about a mediation has where both sides may choose the mediator
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
    mediation: tuple[Safeguard, ...]


def judge(
    found: Sequence[Finding],
    paper: Paper,
    normal: Normal,
    folded: str,
    sides: Sides,
    book: RuleBook,
    coverage: Coverage,
    moment: Occasion,
    *,
    place: str | None,
) -> Judgement:
    """The judgement on a paper in which `found` was found; `place` as for `scanner.scan`.

    `normal` is its text, and `folded` the same folded; `moment` is the kind of paper that it is.
    """
    sets = book.vocabulary.sets
    free = settled([f for f in found if book[f.rule_id].kind == "protections"], paper, sets)
    red = [f for f in found if book[f.rule_id].kind == "red_flags" and _treated(f, book) == "flag"]
    red += conditions(free, red, book[REPORTING], sets)
    talks = is_about_mediation(folded, moment.kind, red, sets)
    returns = Returns(normal, paper.clauses, sides.phrases, sets)
    fair = fair_parts(normal, paper.clauses, sets) if talks else frozenset[str]()
    lacking = missing_in_mediation(fair, sets) if talks else ()
    joint = talks and all(item.id != JOINT_CHOICE for item in lacking)
    weighed_flags = _flags(red, free, paper, returns, sets, talks=talks, joint_choice=joint)
    flags, made = in_order(weighed_flags, pays_later=returns.after_release(weighed_flags, folded))
    protections = numbered("p", [p for p in free if p.strength != "cancelled"])
    notes = numbered("n", [f for f in found if _treated(f, book) in ("note", "notes")])
    settles = any(gives_up_claims(f) for f in flags)
    about = settings(folded, sets) | ({TALKS} if talks else set()) if place else set()
    flags, protections, notes = (with_laws(f, place, about, settles=settles) for f in (flags, protections, notes))
    free_to = freedoms(flags, protections, sets, harm=paper.speaks_of_harm or settles)
    return Judgement(
        flags,
        protections,
        notes,
        made,
        free_to,
        _missing(flags, protections, book, lacking),
        verdict(
            flags,
            coverage,
            made,
            moment,
            about_mediation=talks,
            asks_for_mediation=asks_for_mediation(flags, sets),
        ),
        questions(flags),
        safeguards(fair, sets, protections, free_to) if talks else (),
    )


def _flags(
    red: Sequence[Finding],
    free: Sequence[Finding],
    paper: Paper,
    returns: Returns,
    sets: WordSets,
    *,
    talks: bool,
    joint_choice: bool,
) -> tuple[Finding, ...]:
    """The red flags with what the paper as a whole adds: that nothing is given, carve-outs, and their weight."""
    no_benefit = returns.no_benefit(red) if paper.speaks_of_harm else None
    flags = tied(_once([*red, *([no_benefit] if no_benefit else [])]), free, sets)
    personal = paper.speaks_of_harm or not paper.speaks_of_business
    asks_for_money = any(f.category == "penalty" and f.details.amount for f in flags)
    payment = returns.payment(red, paper.document.text) if asks_for_money else None
    return weighed(flags, Beside(flags, payment, personal, talks, joint_choice, sets))


def _once(flags: Sequence[Finding]) -> list[Finding]:
    """The flags without those that say of the same words what another rule says of them."""
    return list({(f.title, f.plain, f.location): f for f in reversed(flags)}.values())[::-1]


def _treated(found: Finding, book: RuleBook) -> str:
    """flag, note or drop for a red flag: a duty of the other side is none for the signer; else the kind of the rule."""
    rule = book[found.rule_id]
    return rule.direction.get(found.binds, "flag") if rule.kind == "red_flags" else rule.kind


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
