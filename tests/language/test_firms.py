"""Papers between firms: nobody can be told to be the reader, and neither side's duties are hidden."""

from __future__ import annotations

import pytest

from scanner import scan
from scanner.model import Report

FIRMS = 'This Agreement is made between Alder Mills, Inc. ("Mills") and Birch Bakeries, LLC ("Birch"). '
FINE = "If Mills is late, Mills shall pay Birch $5,000 as liquidated damages."


def _scan(text: str) -> Report:
    return scan(text.encode(), name="paper.txt")


def test_of_two_firms_either_may_be_the_reader() -> None:
    report = _scan(FIRMS + FINE)
    assert {party.role for party in report.parties} == {"unclear"}
    assert [f.category for f in report.findings] == ["penalty"]


def test_an_address_is_no_person_who_faces_the_firms() -> None:
    report = _scan(f'{FIRMS} Birch has its office in 12 Mill Lane, Hull HU1 2AB, England ("Hull"). {FINE}')
    assert "signer" not in {party.role for party in report.parties}
    assert [f.category for f in report.findings] == ["penalty"]


@pytest.mark.parametrize("name", ["Jane Roe", "Jane Roe, Jr.", "Maria de la Cruz, Ph.D."])
def test_one_person_among_firms_is_the_reader(name: str) -> None:
    report = _scan(f'This Agreement is made between Alder Mills, Inc. ("Mills") and {name} ("Roe"). {FINE}')
    assert [party.role for party in report.parties if party.name.startswith(name[:4])] == ["signer"]
    assert [f.category for f in report.findings] == []
