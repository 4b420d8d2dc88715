"""Matching patterns on the hits of one clause.

A hit is a run of tokens where a word or a set was found.  Each element of a pattern takes one hit, in order; the
nearest hit before wins, so the work is linear in the number of hits and hostile text cannot make it explode.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scanner.rulebook import Element, Pattern
from scanner.rulebook.phrases import Hit

Hits = Mapping[str, Sequence[Hit]]
Chain = tuple[Hit, ...]  # one hit for each element of the first part of a pattern


def chains(pattern: Pattern, hits: Hits) -> list[Chain]:
    """Every way in which the pattern's first part ends, if its other parts occur in the clause as well."""
    first, *others = pattern.parts
    if not all(_sequences(part, hits) for part in others):
        return []
    return _sequences(first, hits)


def _sequences(elements: tuple[Element, ...], hits: Hits) -> list[Chain]:
    found: list[Chain] = [(hit,) for hit in _hits_of(elements[0], hits)]
    for element in elements[1:]:
        if not found:
            return []
        here = _hits_of(element, hits)
        if element.negated:
            found = [chain for chain in found if not _followed(chain, here, element.gap)]
        else:
            found = _extend(found, here, element.gap)
    return found


def _hits_of(element: Element, hits: Hits) -> Sequence[Hit]:
    if len(element.keys) == 1:
        return hits.get(element.keys[0], ())
    return sorted({hit for key in element.keys for hit in hits.get(key, ())})


def _extend(found: list[Chain], here: Sequence[Hit], gap: int) -> list[Chain]:
    """Chains one element longer: each hit follows the nearest chain that ends before it, if within the gap."""
    found.sort(key=lambda chain: chain[-1][1])
    out: list[Chain] = []
    index = 0
    for hit in here:
        while index < len(found) and found[index][-1][1] <= hit[0]:
            index += 1
        if index and hit[0] - found[index - 1][-1][1] <= gap:
            out.append((*found[index - 1], hit))
    return out


def _followed(chain: Chain, here: Sequence[Hit], gap: int) -> bool:
    end = chain[-1][1]
    return any(0 <= hit[0] - end <= gap for hit in here)
