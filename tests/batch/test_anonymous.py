"""Without names: whoever reads the results cannot tell whose papers they were."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from scanner import scan
from scanner.batch.anonymous import anonymous
from tests.batch.conftest import batch

PAPER = """SETTLEMENT AGREEMENT

This Agreement is made between Jane McRoe ("Employee") and Northwind Tools, Inc. (the "Company").

1. Confidentiality. Ms. McRoe shall not disclose to any person, such as Dr. Peter Stone (p.stone@example.org,
555-123-4567), the events that gave rise to the Complaint against NORTHWIND TOOLS, INC.

2. Penalty. If Jane breaches Section 1, JANE MCROE shall pay Northwind $50,000 for each breach.
"""
NAMES = re.compile(r"jane|mcroe|northwind|stone|555-123", re.IGNORECASE)


def test_names_in_quotes_are_masked() -> None:
    report = anonymous(scan(PAPER.encode(), name="7"))
    quotes = [finding.quote for finding in report.findings if finding.quote]
    assert quotes
    assert not [quote for quote in quotes if NAMES.search(quote)]
    (gag,) = [quote for quote in quotes if "shall not disclose" in quote]
    assert "Ms. [party 1] shall not disclose" in gag
    assert "Dr. [name] ([mail]" in gag
    assert [party.name for party in report.parties] == ["[party 1]", "[party 2]"]
    assert report.document.sha256 == ""
    (penalty,) = {finding.quote for finding in report.findings if finding.quote and "$50,000" in finding.quote}
    assert penalty.endswith("[party 1] shall pay [party 2] $50,000 for each breach.")


def test_what_is_said_to_the_reader_stays() -> None:
    plain, masked = (make(scan(PAPER.encode())) for make in (lambda report: report, anonymous))
    assert [finding.plain for finding in masked.findings] == [finding.plain for finding in plain.findings]
    assert masked.resources == plain.resources
    assert masked.verdict == plain.verdict


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Anne-Marie O\u2019Brien", ["O\u2019Brien", "O'BRIEN", "Anne\u2011Marie", "Anne Marie", "anne-marie o'brien"]),
        ("Jos\u00e9 N\u00fa\u00f1ez", ["Jose\u0301", "N\u00da\u00d1EZ", "Nunez", "Nu\u0301n\u0303ez"]),
        ("Maria de la Cruz", ["DE LA CRUZ", "Cruz", "Maria\u00a0de la\nCruz"]),
        ("\u00c9lise Dupont", ["\u00c9lise", "DUPONT", "Elise Dupont", "elise.dupont", "elise_dupont"]),
        ("Jane McRoe", ["Mc\u00adRoe", "Mc\u200bRoe", "M\u0441Roe", "McRoe, Jane", "jane  mcroe", "\uff2dcRoe"]),
    ],
)
def test_however_a_name_is_spelled(name: str, spelled: list[str]) -> None:
    paper = PAPER.replace("Jane McRoe", name).partition("2. Penalty")[0]
    paper += "\n\n".join(
        f"{n}. Employee shall not disclose to any person the facts of the complaint of {each}."
        for n, each in enumerate(spelled, 2)
    )
    quotes = [finding.quote or "" for finding in anonymous(scan(paper.encode(), name="7")).findings]
    assert len({quote for quote in quotes if "[party 1]" in quote}) >= len(spelled)
    assert not [each for each in (name, *spelled) for quote in quotes if each in quote]


STRANGERS = """
Dana Whitcombe; her sister Odalys; Quillfeather & Sons; the Zephyrine Clinic; Bexhill Road;
Judge Amara Okonkwo-Lindqvist;
O'Shaughnessy; J. P. Thistlewood; MARGUERITE DUFRESNE; Nguyễn Thị Mai; Siobhán; de Villiers; Xolani Mthembu; Dr Varga;
Sunderbunds University; Kowloon; Priya R. Venkataraman; the Larkspur Inn; Reverend Ignatius Boateng; Ferndale Primary
""".replace("\n", " ").split(";")


ORDINARY = ("Sons", "Clinic", "Road", "Judge", "University", "Inn", "Reverend", "Primary")


@pytest.mark.parametrize("name", [name.strip() for name in STRANGERS])
def test_a_name_that_no_party_bears_is_masked(name: str) -> None:
    paper = PAPER + f"\n3. Employee shall not disclose the facts of the complaint to {name} or to anybody else.\n"
    quotes = [finding.quote or "" for finding in anonymous(scan(paper.encode(), name="7")).findings]
    assert [quote for quote in quotes if "or to anybody else" in quote]
    telling = [word for word in re.findall(r"[^\W\d_]{4,}", name) if word[0].isupper() and word not in ORDINARY]
    assert not [word for word in telling for quote in quotes if word in quote]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "jane_mcroe"
    folder.mkdir()
    (folder / "northwind_offer.txt").write_text(PAPER, encoding="utf-8")
    (folder / "northwind_offer_copy.txt").write_text(PAPER, encoding="utf-8")
    (folder / "letter_to_stone.pdf").write_bytes(b"")
    return folder


def test_nothing_that_is_written_names_anybody(folder: Path, tmp_path: Path) -> None:
    done = batch(folder, "--anonymous", out=tmp_path / "out")
    assert done.status == 0
    digest = hashlib.sha256(PAPER.encode()).hexdigest()
    written = [path for path in done.out.rglob("*") if path.is_file()]
    assert {path.name for path in written} == {
        "results.jsonl",
        "results.csv",
        "errors.csv",
        "index.html",
        "00002.html",
    }
    for path in written:
        text = path.read_text("utf-8")
        assert not NAMES.search(text), path
        assert digest not in text
    assert [report["document"]["name"] for report in done.reports] == ["2", "3"]
    again = batch(folder, "--anonymous", "--resume", out=tmp_path / "out")
    assert (again.status, again.lines) == (2, done.lines)
