"""Where to get help, by place."""

from __future__ import annotations

from functools import lru_cache

from scanner.assess.laws import reaches
from scanner.model import Resource
from scanner.rulebook.source import read_yaml, rules_folder


def resources(place: str | None) -> tuple[Resource, ...]:
    """Where to get help in `place` ("US-CA"), what is nearest first, and then what is shown to everybody."""
    near = [found for found in _read("resources") if reaches((found.place,), place)] if place else []
    return (*sorted(near, key=lambda found: -len(found.place)), *_read("links"))


@lru_cache(maxsize=2)
def _read(name: str) -> tuple[Resource, ...]:
    return tuple(Resource(**item) for item in read_yaml(rules_folder() / "help" / f"{name}.yaml"))
