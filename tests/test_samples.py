"""The sample papers: each gives the findings written beside it, and each is made from the source that lies here."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from sample_docs import make
from scanner import scan
from scanner.model import Finding, Report

SOURCES = make.sources()
SAMPLES = [make.made_from(source) for source in SOURCES]
EVERY_SOURCE = pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
EVERY_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.name))


def test_there_are_samples_of_every_format() -> None:
    assert {sample.suffix for sample in SAMPLES} == {".pdf", ".docx", ".txt"}


@EVERY_SOURCE
def test_made_from_its_source(source: Path) -> None:
    sample = make.made_from(source)
    assert _content(sample.suffix, sample.read_bytes()) == _content(sample.suffix, make.build(source))


@EVERY_SOURCE
def test_every_expectation_names_one_place_in_the_paper(source: Path) -> None:
    text = _folded(source.read_text("utf-8").replace("**", "").replace("\u00ad", ""))
    expected = _expected(make.made_from(source))
    wanted = [*expected["expect"], *expected["protections"], *(n for n in expected["never"] if isinstance(n, dict))]
    assert [item["quote_has"] for item in wanted if text.count(_folded(item["quote_has"])) != 1] == []


@EVERY_SAMPLE
def test_finds_what_a_lawyer_would(sample: Path) -> None:
    expected, report = _expected(sample), _report(sample)
    wrong = [
        *_unmet(expected["expect"], report.findings),
        *_unmet(expected["protections"], report.protections),
        *(f"no note {category}" for category in expected["notes"] if category not in _categories(report.notes)),
    ]
    assert wrong == []


@EVERY_SAMPLE
def test_finds_nothing_that_is_not_there(sample: Path) -> None:
    """What binds the other side alone is no false alarm: it is shown as what it is."""
    report = _report(sample)
    shown = [finding for finding in (*report.findings, *report.notes) if finding.binds != "other"]
    found = [*shown, *report.protections]
    wrong = [(f.category, f.quote) for f in found for never in _expected(sample)["never"] if _is(never, f)]
    assert wrong == []


@EVERY_SAMPLE
def test_level(sample: Path) -> None:
    assert _allows(_expected(sample)["level"], _report(sample).verdict.level)


@EVERY_SAMPLE
def test_knows_who_is_asked_to_sign(sample: Path) -> None:
    name = _expected(sample)["signer"]
    signers = [n for party in _report(sample).parties if party.role == "signer" for n in (party.name, *party.aliases)]
    assert name is None or any(name.casefold() in signer.casefold() for signer in signers), signers


@EVERY_SAMPLE
def test_quotes_are_verbatim(sample: Path) -> None:
    report = _report(sample)
    text = report.text or ""
    for finding in (*report.findings, *report.protections, *report.notes):
        if finding.quote is not None:
            assert finding.location is not None
            assert _spaced(finding.quote) == _spaced(text[finding.location.start : finding.location.end])


def test_the_fair_paper_is_told_from_the_hush_paper() -> None:
    fair, hush = (_report(make.HERE / name) for name in ("fair_agreement.docx", "hush_settlement.pdf"))
    assert len(fair.findings) < len(hush.findings) / 4
    assert len(fair.protections) > len(hush.protections)


@cache
def _report(sample: Path) -> Report:
    return scan(sample, include_text=True)


def _expected(sample: Path) -> Any:
    return json.loads(sample.with_suffix(".expected.json").read_text("utf-8"))


def _unmet(wanted: list[dict[str, Any]], found: tuple[Finding, ...]) -> list[str]:
    """What is wanted and was not found, one line each; `open` marks what is known to be missed, and must be true."""
    return [
        f"{want['category']} ({want.get('binds')}): {want['quote_has']}" + (" is found, so not open" if met else "")
        for want in wanted
        if (met := any(_meets(want, finding) for finding in found)) == want.get("open", False)
    ]


def _meets(want: dict[str, Any], finding: Finding) -> bool:
    return (
        _is(want, finding)
        and _allows(want.get("binds"), finding.binds)
        and _allows(want.get("severity"), finding.severity)
        and _allows(want.get("strength"), finding.strength)
    )


def _allows(allowed: str | list[str] | None, found: str | None) -> bool:
    """Whether what was found is the value allowed, or one of several; none given means any."""
    return allowed is None or found in ([allowed] if isinstance(allowed, str) else allowed)


def _is(wanted: str | dict[str, Any], finding: Finding) -> bool:
    """Whether the finding has the category, and holds the words if any are named."""
    if isinstance(wanted, str):
        return finding.category == wanted
    words, quote = _folded(wanted["quote_has"]), _folded(finding.quote or "")
    return _allows(wanted["category"], finding.category) and words in quote


def _categories(found: tuple[Finding, ...]) -> set[str]:
    return {finding.category for finding in found}


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _folded(text: str) -> str:
    """White space and typographic quotes folded, so that expectations can be typed."""
    return _spaced(text).translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def _content(suffix: str, data: bytes) -> object:
    """What a reader sees of a file, whichever version of a library has packed it."""
    if suffix == ".pdf":
        return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]
    if suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = ("word/document", "word/header", "word/footer", "docProps/core")
            return {name: package.read(name) for name in package.namelist() if name.startswith(parts)}
    return data
