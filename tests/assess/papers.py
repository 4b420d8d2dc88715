"""Short papers for the tests of what findings mean together."""

from __future__ import annotations

from scanner import scan
from scanner.model import Report

OPENING = (
    "Settlement Agreement between Jane Roe (the “Claimant”) and Acme, Inc. (the “Company”) "
    "about her complaint of sexual harassment.\n\n"
)
GAG = "4. Secrecy. The Claimant shall not disclose to any person the facts that gave rise to the complaint.\n\n"
PAY = "2. Payment. The Company will pay the Claimant $40,000 within ten days after she signs.\n\n"
RELEASE = "3. Release. The Claimant releases the Company from all claims, known or unknown.\n\n"
DAMAGES = (
    "6. Breach. If the Claimant breaches Section 4, she shall pay $50,000 as liquidated damages for each breach.\n\n"
)


def judged(*parts: str, place: str | None = None, signed: bool | None = None, opening: str = OPENING) -> Report:
    """The report on the paper that the parts make."""
    text = opening + "".join(part if part.endswith("\n\n") else part + "\n\n" for part in parts)
    return scan(text.encode(), name="paper.txt", place=place, signed=signed)
