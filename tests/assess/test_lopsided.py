"""A promise of the other side that only passes the duty on does not make a ban mutual."""

from __future__ import annotations

import pytest

from scanner.model import Finding
from tests.assess.papers import PAY, judged

DIRECT = "The Claimant shall not disparage the Company"


def ban(text: str) -> Finding:
    return next(f for f in judged(PAY, text).findings if f.category == "non_disparagement")


@pytest.mark.parametrize(
    "text",
    [
        f"{DIRECT}, and the Company will instruct its officers not to disparage the Claimant.",
        f"{DIRECT}. The Company agrees to instruct its executives not to disparage the Claimant.",
    ],
)
def test_lopsided_is_as_severe_as_one_sided(text: str) -> None:
    assert ban(text).binds in ("signer", "both")
    assert ban(text).severity == ban(DIRECT + ".").severity == "high"


@pytest.mark.parametrize(
    "text",
    [
        f"{DIRECT}, and the Company shall not disparage the Claimant.",
        "Each party shall not, and shall instruct its officers not to, disparage the other party.",
    ],
)
def test_mutual_is_a_step_lower(text: str) -> None:
    assert (ban(text).binds, ban(text).severity) == ("both", "medium")
