"""Where to get help."""

from __future__ import annotations

import pytest

from scanner.assess.help import resources
from scanner.assess.place import place_code

LINKS = {
    "http://www.legalaidforsurvivors.org/help/",
    "https://www.victimrights.org/",
    "https://www.nsvrc.org/organizations/3669",
}
FOR_TEXAS = "Legal Aid for Survivors of Sexual Assault (LASSA), Texas"


def test_without_a_place_only_what_is_for_everybody() -> None:
    assert {item.url for item in resources(None)} == LINKS


@pytest.mark.parametrize("place", ["US", "US-TX", "UK-EW", "UK-NI", "IE", "CA-ON", "AU-VIC", "NZ", "FR"])
def test_with_a_place_the_links_stay_and_come_last(place: str) -> None:
    found = resources(place)
    assert {item.url for item in found[-3:]} == LINKS
    assert all(place == item.place or place.startswith(item.place + "-") for item in found[:-3])


def test_the_nearest_come_first_and_other_states_not_at_all() -> None:
    assert resources("US-TX")[0].name == FOR_TEXAS
    assert FOR_TEXAS not in {item.name for item in (*resources("US"), *resources("US-CA"))}


def test_every_entry_can_be_reached_and_no_crisis_line_lacks_its_hours() -> None:
    for place in ("US-TX", "US-MA", "US-OR", "UK-EW", "UK-SC", "IE", "CA-ON", "AU", "NZ"):
        assert all(item.phone or item.url for item in resources(place))
        assert any(item.phone for item in resources(place))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("us-ca", "US-CA"),
        (" US ", "US"),
        ("GB-SCT", "UK-SC"),
        ("UK", "UK"),
        ("fr", "EU"),
        ("JP", "JP"),
        ("US-ZZ", None),
        ("Narnia", None),
        ("", None),
        ("U", None),
    ],
)
def test_a_place_is_known_by_its_code(typed: str, code: str | None) -> None:
    assert place_code(typed) == code
