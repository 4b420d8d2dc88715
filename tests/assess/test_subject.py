"""What a paper is about decides how a clause of it is told."""

from __future__ import annotations

from scanner import scan
from scanner.model import Finding

FEES = "The Member shall indemnify the Club against all claims and shall pay its attorneys' fees."
GAG = "The Recipient shall not disclose the facts of the harassment that was alleged against any officer."
SECRETS = "The Recipient shall not disclose the trade secrets and price lists of the Disclosing Party. "


def _found(category: str, text: str) -> list[Finding]:
    return [f for f in scan(text.encode(), name="paper.txt").findings if f.category == category]


def test_a_rule_of_the_house_is_no_harm_that_was_done() -> None:
    quiet = _found("indemnity_fees", FEES)
    rule = _found("indemnity_fees", f"{FEES} Harassment is not tolerated in the clubhouse.")
    harm = _found("indemnity_fees", f"{FEES} The Member reported harassment by the coach in May.")
    assert [quiet[0].severity, rule[0].severity, harm[0].severity] == ["medium", "medium", "high"]


def test_one_word_of_harm_does_not_turn_a_long_business_paper_into_one_about_people() -> None:
    long = f"{SECRETS * 300}\n\n{FEES}\n\nThe Member says that there was harassment in May."
    assert [f.severity for f in _found("indemnity_fees", long)] == ["medium"]


def test_a_gag_that_names_harm_is_found_in_the_longest_business_paper() -> None:
    assert [f.quote for f in _found("gag_facts", f"{SECRETS * 300}\n\n{GAG}\n\n{SECRETS * 300}")] == [GAG]
