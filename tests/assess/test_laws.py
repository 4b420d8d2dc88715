"""Law cards: only with a place, only those that fit, never a permission to speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scanner.assess.laws import END, laws_as_of, laws_for, reaches
from scanner.model import Finding
from scanner.rulebook.source import read_yaml, rules_folder
from tests.assess.papers import DAMAGES, GAG, PAY, RELEASE, judged
from tests.conftest import make_finding

FILES = sorted(p for p in (rules_folder() / "laws").glob("*.yaml") if p.stem != "as_of")
CARDS = [card for path in FILES for card in read_yaml(path)]
PLACES = ("US-CA", "US-NY", "US", "UK-EW", "UK-SC", "IE", "CA-PE", "AU-VIC", "EU")


def ids(category: str, place: str, *setting: str, settles: bool = False) -> set[str]:
    finding: Finding = replace(make_finding(), category=category)
    return {law.id for law in laws_for(finding, place, setting, settles=settles)}


def test_no_place_no_cards() -> None:
    report = judged(PAY, GAG, RELEASE)
    assert all(item.laws == () for item in (*report.findings, *report.protections, *report.notes))


def test_cards_stand_on_the_findings_that_they_fit() -> None:
    report = judged(PAY, GAG, RELEASE, DAMAGES, place="US-CA")
    by_category = {finding.category: {law.id for law in finding.laws} for finding in report.findings}
    assert "ca-civ-1542" in by_category["general_release"]
    assert "ca-civ-1671" in by_category["penalty"]
    assert "ca-ccp-1001" in by_category["gag_facts"]
    assert "ca-civ-1542" not in by_category["gag_facts"]


def test_a_state_has_its_own_cards_first_and_those_of_the_country() -> None:
    found = laws_for(make_finding(), "US-CA", (), settles=False)
    places = [law.place for law in found]
    assert set(places) == {"US-CA", "US"}
    assert places == sorted(places, key=len, reverse=True)
    assert ids("gag_facts", "US") < ids("gag_facts", "US-CA")
    assert not any(i.startswith("ca-") for i in ids("gag_facts", "US-NY"))


def test_canada_is_not_california() -> None:
    assert not reaches(("US-CA",), "CA") and not reaches(("CA",), "US-CA")
    assert ids("gag_facts", "CA-PE") == {"ca-pei", "ca-other"}


def test_nations_of_the_united_kingdom() -> None:
    assert "uk-era-203" in ids("general_release", "UK-SC") & ids("general_release", "UK-EW")
    assert "uk-vpa-17" not in ids("gag_facts", "UK-SC")
    assert ids("general_release", "UK-NI") == set()


def test_laws_on_mediation_or_on_children_stand_only_where_there_is_one() -> None:
    assert "ca-evid-1119" not in ids("gag_facts", "US-CA", "work") | ids("gag_facts", "US-CA")
    assert "ca-evid-1119" in ids("gag_facts", "US-CA", "work", "mediation")
    assert "ca-civ-1669-5" not in ids("penalty", "US-CA") | ids("penalty", "US-CA", "work")
    assert "ca-civ-1669-5" in ids("penalty", "US-CA", "child")
    talk = replace(make_finding(), category="gag_facts", quote="What is said in the mediation is private.")
    assert "ca-evid-1119" in {law.id for law in laws_for(talk, "US-CA", ("work",), settles=False)}


def test_setting_and_phase_when_they_are_known() -> None:
    assert "us-titleix-106-45" in ids("gag_facts", "US") and "us-titleix-106-45" in ids("gag_facts", "US", "education")
    assert "us-titleix-106-45" not in ids("gag_facts", "US", "work")
    assert "us-speak-out" in ids("gag_facts", "US") and "us-speak-out" not in ids("gag_facts", "US", settles=True)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: str(card["id"]))
def test_a_card_is_whole(card: dict[str, object]) -> None:
    assert set(card) - {"as_of", "places"} == {
        *("id", "place", "name", "plain", "limits", "url", "labels", "setting", "phase")
    }
    assert str(card["url"]).startswith("http") and str(card["limits"]).strip()
    assert card["phase"] in ("pre_dispute", "post_filing", "any")
    assert END not in str(card["plain"])


def test_ids_are_unique() -> None:
    assert len({card["id"] for card in CARDS}) == len(CARDS)


@pytest.mark.parametrize("place", PLACES)
def test_what_the_person_reads(place: str) -> None:
    labels = {label for card in CARDS for label in card["labels"]}
    every = {
        law for label in labels for law in laws_for(replace(make_finding(), category=label), place, (), settles=False)
    }
    assert every
    for law in every:
        assert law.plain.endswith(END)
        assert date.fromisoformat(law.as_of) >= date.fromisoformat(laws_as_of())
