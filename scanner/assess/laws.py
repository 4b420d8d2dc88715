"""Law cards: laws that may limit what a paper asks.  They are never a permission to speak."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from scanner.model import Finding, Law
from scanner.rulebook.source import read_yaml, rules_folder

END = "Do not rely on this alone: you could still be sued. Ask a lawyer first."
ANY = "any"
TALKS = "mediation"
MUST_SHOW = frozenset((TALKS, "child"))  # settings whose cards say nothing about other papers
BEFORE = "pre_dispute"  # the card is about promises that were made before anything happened


@dataclass(frozen=True, slots=True)
class Card:
    """A law and what it fits: places, labels of findings, settings (work, education, ...), and the phase."""

    law: Law
    places: tuple[str, ...]
    labels: frozenset[str]
    setting: frozenset[str]
    phase: str


def with_laws(
    findings: Sequence[Finding], place: str | None, setting: Collection[str], *, settles: bool
) -> tuple[Finding, ...]:
    """The findings, each with the cards that fit it; without a place there are none."""
    if not place:
        return tuple(findings)
    return tuple(replace(f, laws=laws_for(f, place, setting, settles=settles)) for f in findings)


def laws_for(finding: Finding, place: str, setting: Collection[str], *, settles: bool) -> tuple[Law, ...]:
    """The cards of a place that fit a finding, those of the state before those of the country.

    `setting` is what the paper is about as far as it shows, `any` included, so that a law on schools stands on no
    paper that does not show one; empty fits every card but those of MUST_SHOW.
    `settles`: the paper ends a dispute, so a law on promises made before it does not fit.
    """
    fitting = [
        card
        for card in _cards()
        if reaches(card.places, place)
        and finding.category in card.labels
        and _is_set_so(card, finding, setting)
        and not (settles and card.phase == BEFORE)
    ]
    return tuple(card.law for card in sorted(fitting, key=lambda card: -len(card.law.place)))


def _is_set_so(card: Card, finding: Finding, setting: Collection[str]) -> bool:
    if card.setting <= MUST_SHOW:
        own = {TALKS} if "mediat" in (finding.quote or "").lower() else set()
        return not card.setting.isdisjoint((*setting, *own))
    known = frozenset(setting) - MUST_SHOW
    return not known or not card.setting.isdisjoint((*known, ANY))


@lru_cache(maxsize=1)
def laws_as_of() -> str:
    """The day on which the cards were last checked, as ISO 8601."""
    return str(read_yaml(rules_folder() / "laws" / "as_of.yaml")["as_of"])


def reaches(places: Sequence[str], place: str) -> bool:
    """True if `place` is one of the places or lies in one: US-CA lies in US."""
    place = place.upper()
    return any(place == wider or place.startswith(wider + "-") for wider in places)


@lru_cache(maxsize=1)
def _cards() -> tuple[Card, ...]:
    files = sorted(path for path in (rules_folder() / "laws").glob("*.yaml") if path.stem != "as_of")
    return tuple(_card(item) for path in files for item in read_yaml(path))


def _card(item: dict[str, Any]) -> Card:
    law = Law(
        id=item["id"],
        place=item["place"],
        name=item["name"],
        plain=f"{item['plain'].strip()} {END}",
        limits=item["limits"].strip(),
        url=item["url"],
        as_of=str(item.get("as_of") or laws_as_of()),
    )
    places = tuple(item.get("places") or [item["place"]])
    return Card(law, places, frozenset(item["labels"]), frozenset(item["setting"]), item["phase"])
