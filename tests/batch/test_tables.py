"""Tables that a spreadsheet opens: no cell is a formula, and every label that ships has a column."""

from __future__ import annotations

import csv
import io

import pytest

from scanner.batch import tables
from scanner.batch.failure import Failure
from scanner.batch.papers import Paper
from scanner.batch.row import row
from scanner.model import Report
from scanner.report.as_json import to_dict
from scanner.rulebook import load
from scanner.words import words
from tests.conftest import make_finding

SIGNS = "=+-@\t\r\n\uff1d"


@pytest.mark.parametrize("evil", [f"{at}{sign}A1" for at in ("", " ", "a;", "a; ", "a|", "a\t") for sign in SIGNS])
@pytest.mark.parametrize("parted", [",", ";", "|", "\t"])
def test_no_cell_is_a_formula(evil: str, parted: str, report: Report) -> None:
    """Whatever mark the spreadsheet of a country parts the cells by."""
    for line in lines(evil, report):
        rows = list(csv.reader(io.StringIO(line.decode("utf-8"), newline=""), delimiter=parted))
        assert len(rows) == 1
        assert not [cell for cell in rows[0] if cell.lstrip(" ").startswith(tuple(SIGNS))]


def test_a_terminal_finds_nothing_to_obey(report: Report) -> None:
    for line in lines("a\x1b]0;b\x07\u202ec\nd", report):
        assert line.count("a\ufffd]0;b\ufffd\ufffdc d".encode()) == 2


def lines(evil: str, report: Report) -> tuple[bytes, bytes]:
    """Rows with such words in the name of the file, in a quote and in what went wrong."""
    paper = Paper("/x", None, evil, 1)
    made = row(to_dict(report), duplicate_of=None, dossier="")
    object.__setattr__(made, "quote", evil)
    return tables.result(paper, made, ["gag_facts"]), tables.failure(paper, Failure("damaged", evil))


def test_a_row(report: Report) -> None:
    made = row(to_dict(report), duplicate_of=3, dossier="reports/00001.html")
    assert made.labels == {"gag_facts": [7, 3]}
    assert made.severities == {"critical": 1, "high": 6, "medium": 0, "low": 0}
    first = make_finding(1)
    assert (made.worst, made.quote, made.page) == (first.title, first.quote, 2)
    assert not made.complete
    header = next(csv.reader(io.StringIO(tables.header(["penalty"]).decode())))
    cells = next(csv.reader(io.StringIO(tables.result(Paper("/x", None, "x", 4), made, ["penalty"]).decode())))
    told = dict(zip(header, cells, strict=True))
    assert (told["penalty"], told["other"], told["findings"]) == ("0", "7", "7")
    assert (told["all_read"], told["pages_read"], told["pages"], told["duplicate_of"]) == ("no", "4", "5", "3")


def test_every_label_has_a_column_and_a_name() -> None:
    shipped = {rule.category for rule in load(None).rules if rule.kind == "red_flags"}
    assert shipped | {"no_benefit"} == set(words()["batch"]["labels"])
