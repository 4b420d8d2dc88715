"""Sentences made from patterns of speech: `<who> <not> <tell> <facts>` with words of our own in the places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "sentences"
SLOTS = "slots.yaml"
EACH = 5  # sentences made from one pattern
_PLACE = re.compile("<([a-z]+)>")
_SPACE = re.compile(r"\s+(?=[,.;]|\s|$)|^\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text, the labels that it has, and those that it has not; `pattern` is what it was made from.

    An `ordinary` one has none of all labels, but for those that patterns find in it.
    """

    text: str
    pattern: str
    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    ordinary: bool = False


def sentences(labels: frozenset[str]) -> Iterator[Sentence]:
    """All that the patterns in `learn/sentences` give, the same in every run.

    What stands under another name than one of the `labels` is ordinary.
    """
    places = yaml.safe_load((FOLDER / SLOTS).read_text("utf-8"))
    for file in sorted(FOLDER.glob("*.yaml")):
        if file.name == SLOTS:
            continue
        for label, kinds in yaml.safe_load(file.read_text("utf-8")).items():
            it = frozenset((label,)) & labels
            for pattern in kinds.get("found", ()):
                for text in _filled(pattern, places):
                    yield Sentence(text, pattern, has=it)
            for pattern in kinds["not_found"]:
                for text in _filled(pattern, places):
                    yield Sentence(text, pattern, lacks=it, ordinary=not it)


def _filled(pattern: str, places: dict[str, list[str]]) -> list[str]:
    """A few sentences of one pattern."""
    chance = random.Random(pattern)  # noqa: S311 - the same pattern gives the same sentences
    made = {_SPACE.sub("", _PLACE.sub(lambda place: chance.choice(places[place[1]]), pattern)) for _ in range(EACH)}
    return sorted(text[:1].upper() + text[1:] for text in made)
