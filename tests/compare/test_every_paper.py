"""What has to hold for every sample paper, whatever stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sample_docs.make import HERE, made_from, sources
from scanner import compare, scan
from tests.compare.drafts import made

NUMBERED = re.compile(r"(?:\*\*)?\d+(?:\.\d+)*\.?\s")


def paragraphs(source: Path) -> tuple[str, list[list[str]], str]:
    """A source as what stands before its first numbered paragraph, these with the items below each, and the rest."""
    body = source.read_text("utf-8").split("\n\n")
    first = next((index for index, text in enumerate(body) if NUMBERED.match(text)), len(body))
    groups: list[list[str]] = []
    end = first
    while end < len(body) and (NUMBERED.match(body[end]) or body[end].startswith("    ")):
        if NUMBERED.match(body[end]):
            groups.append([])
        groups[-1].append(body[end])
        end += 1
    return "\n\n".join(body[:first]), groups, "\n\n".join(body[end:])


NUMBERED_SOURCES = [source for source in sources() if len(paragraphs(source)[1]) > 2]


@pytest.mark.parametrize("source", NUMBERED_SOURCES, ids=lambda source: str(source.name))
def test_sections_in_another_order_are_named_as_moved_and_as_nothing_else(source: Path) -> None:
    before, groups, after = paragraphs(source)
    turned = [paragraph for group in (*groups[1:], groups[0]) for paragraph in group]
    suffix = made_from(source).suffix
    old = made(source.read_text("utf-8"), suffix)
    found = compare(old, made("\n\n".join((before, *turned, after)), suffix))
    assert (found.worse, found.changed, found.better) == ((), (), ())
    assert found.moved


@pytest.mark.parametrize("name", ["fair_agreement.docx", "separation_agreement.docx", "university_resolution.docx"])
def test_every_protection_that_is_taken_out_is_named(name: str) -> None:
    report = scan(HERE / name, include_text=True)
    text = report.text or ""
    assert report.protections
    for lost in report.protections:
        assert lost.location is not None
        shorter = text[: lost.location.start] + text[lost.location.end :]
        found = compare(text.encode(), shorter.encode())
        named = [change.old.quote for change in found.worse if change.kind == "protection_lost" and change.old]
        assert lost.quote in named
