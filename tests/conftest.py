"""What several test files share: a report made by hand that uses every field."""

from __future__ import annotations

import pytest

from scanner.model import (
    Amount,
    Coverage,
    Details,
    DocumentInfo,
    Duration,
    ExceptionClause,
    Finding,
    Freedom,
    Hidden,
    Law,
    Location,
    Missing,
    Party,
    Quoted,
    Report,
    Resource,
    Safeguard,
    Severity,
    Stack,
    Unread,
    Verdict,
)

GAG = "Employee shall not disclose to any person the events that gave rise to the Complaint."


def make_finding(number: int = 1, severity: Severity = "high", quote: str | None = GAG) -> Finding:
    """A finding with every field filled."""
    place = Location(start=10, end=10 + len(quote or ""), page=2, section="4.1", boxes=((2, 72.0, 90.5, 500.0, 104.0),))
    return Finding(
        id=f"f{number}",
        rule_id="gag_facts",
        category="gag_facts",
        severity=severity,
        confidence="sure",
        title=f"You may not talk about what happened ({number})",
        plain="This part says that you cannot talk about what happened to you.",
        why="Silence can cut you off from people who would stand by you.",
        ask_for="You can ask that only the sum stays private.",
        fairer="I may talk about what happened to me. Only the sum stays private.",
        questions=("Who could I still talk to?", "Can this part be taken out?"),
        binds="signer",
        quote=quote,
        location=place if quote else None,
        context=(Quoted("The Complaint is the one dated May 2.", Location(start=200, end=237, page=1)),),
        details=Details(
            amount=Amount(50000.0, "USD", "$50,000"),
            per="breach",
            duration=Duration(None, "forever"),
            deadline_days=21,
            exceptions=(
                ExceptionClause(
                    "except as required by law", Location(300, 325), "weak", "it lets you answer, not choose"
                ),
            ),
        ),
        laws=(Law("x-1", "XX", "Speak Act", "A law on silence.", "Work only.", "https://example.org/x", "2026-01-01"),),
    )


@pytest.fixture
def report() -> Report:
    """A report that uses every field, with seven findings."""
    findings = tuple(make_finding(n, "critical" if n == 1 else "high") for n in range(1, 8))
    protection = make_finding(8)
    return Report(
        schema_version=1,
        document=DocumentInfo("agreement.pdf", "pdf", "0" * 64, pages=5, words=1234, language="en"),
        coverage=Coverage(
            complete=False,
            pages_read=4,
            ocr_pages=(3,),
            unread=(Unread("image", page=4), Unread("damaged", part="attachment")),
            hidden=(Hidden("white", "Employee agrees to stay silent.", Location(400, 431, page=5)),),
        ),
        verdict=Verdict(
            "stop",
            "Stop here. Talk to a lawyer before you reply or sign. Not all of it was read.",
            ("Consult a lawyer. Don't sign.", "Do not sign anything yet.", "You may say no to mediation."),
        ),
        parties=(Party("Jane Roe", ("Employee",), "signer"), Party("Acme, Inc.", (), "other")),
        stacks=(Stack("s1", "This paper asks you to stay silent, and could make you pay.", ("f1", "f3")),),
        findings=findings,
        protections=(protection,),
        freedoms=(
            Freedom("police", "kept", "Nothing here limits reports to the police."),
            Freedom("family", "not_found"),
        ),
        missing=(Missing("end_date", "We found no end date.", "You can ask for one."),),
        notes=(make_finding(9, "low"),),
        questions=tuple(f"Question {n}?" for n in range(1, 11)),
        resources=(Resource("A help line", "XX", "Day and night.", phone="000", url="https://example.org"),),
        rules_version="abcd1234",
        laws_as_of="2026-01-01",
        mediation=(Safeguard("separate", False), Safeguard("voluntary", True)),
    )
