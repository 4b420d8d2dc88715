"""What has to hold for every sample paper, whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sample_docs.make import made_from, sources
from scanner import compare, scan
from scanner.model import Finding
from tests.compare.drafts import made

NUMBERED = re.compile(r"(?:\*\*)?\d+(?:\.\d+)*\.?\s")
WITH_PROTECTIONS = ("fair_agreement.docx", "separation_agreement.docx", "university_resolution.docx")


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


def numbered_sources() -> Iterator[Path]:
    for source in sources():
        if len(paragraphs(source)[1]) > 2:
            yield source


@pytest.mark.parametrize("source", numbered_sources(), ids=lambda source: str(source.name))
def test_sections_in_another_order_are_named_as_moved_and_as_nothing_else(source: Path) -> None:
    before, groups, after = paragraphs(source)
    turned = [paragraph for group in (*groups[1:], groups[0]) for paragraph in group]
    suffix = made_from(source).suffix
    old = made(source.read_text("utf-8"), suffix)
    found = compare(old, made("\n\n".join((before, *turned, after)), suffix))
    assert (found.worse, found.changed, found.better) == ((), (), ())
    assert found.moved


def losses() -> Iterator[tuple[str, Finding]]:
    for name in WITH_PROTECTIONS:
        for protection in scan(Path(made_from(sources()[0])).with_name(name)).protections:
            yield name, protection


@pytest.mark.parametrize(("name", "lost"), losses(), ids=lambda value: getattr(value, "id", value))
def test_every_protection_that_is_taken_out_is_named(name: str, lost: Finding) -> None:
    text = scan(Path(made_from(sources()[0])).with_name(name), include_text=True).text
    assert text is not None
    assert lost.location is not None
    shorter = text[: lost.location.start] + text[lost.location.end :]
    found = compare(text.encode(), shorter.encode())
    assert any(change.kind == "protection_lost" and change.rule_id == lost.rule_id for change in found.worse)
