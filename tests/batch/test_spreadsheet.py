"""The table of a batch in a real spreadsheet: LibreOffice Calc opens it, and what it holds is read back."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from pathlib import Path

from lxml import etree

from scanner.batch import tables
from scanner.batch.failure import Failure
from scanner.batch.papers import Paper

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
LONG = "Die Angestellte Zoë Müller-Größe, geb. Åström, sagt niemandem etwas; auch nicht „dem Amt“, der Polizei. " * 14
CELLS = [
    '=HYPERLINK("http://example.org","x")',
    "+1-555-0100",
    "-2+3",
    "@SUM(A1)",
    "a;=1+1",
    'She said "no", and left',
    "two\nlines",
    "1. Employee shall not speak.",
    "日本語 and Ωmega",
    LONG,
]
# Calc is no part of the setup.  Where it is missing, what the table itself must be is held all the same.
CALC = shutil.which("localc")


def written() -> bytes:
    rows = [
        tables.failure(Paper("/x", None, f"Übung {n}.pdf", n), Failure("damaged", cell)) for n, cell in enumerate(CELLS)
    ]
    return tables.MARK.encode() + tables.failures_header() + b"".join(rows)


def in_calc(data: bytes, folder: Path) -> tuple[list[list[str]], int]:
    """The cells as Calc shows them when it opens the table as UTF-8 with commas, and how many formulas it made."""
    table = folder / "errors.csv"
    table.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(table)]
    # The same tokens as the import dialogue: comma, double quote, UTF-8, first line 1.
    command.insert(3, "--infilter=CSV:44,34,76,1")
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(folder / "errors.xlsx") as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
        shared = ["".join(map(str, item.itertext())) for item in strings.iterfind("m:si", NAMES)]
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = [
        [
            shared[int(cell.findtext("m:v", "", NAMES))] if cell.get("t") == "s" else cell.findtext("m:v", "", NAMES)
            for cell in row.iterfind("m:c", NAMES)
        ]
        for row in sheet.iterfind(".//m:row", NAMES)
    ]
    return rows, len(sheet.findall(".//m:f", NAMES))


def test_every_cell_is_what_was_written_and_no_formula(tmp_path: Path) -> None:
    data = written()
    meant = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert len(meant) == len(CELLS) + 1
    assert meant[-1][-1].startswith("Die Angestellte Zoë Müller-Größe") and len(meant[-1][-1]) > 1_300
    assert not [cell for row in meant for cell in row if cell.startswith(("=", "+", "-", "@"))]
    if CALC is None:
        return
    rows, formulas = in_calc(data, tmp_path)
    assert formulas == 0
    assert rows == meant
