"""Comparing as a whole: from Python and on the command line, with papers that can be read, in part, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner import ScanError, compare
from scanner.cli import main
from scanner.drafts.as_text import to_text
from scanner.drafts.model import Comparison
from scanner.drafts.schema import json_schema
from scanner.isolate import Pool
from scanner.report.schema import json_schema as schema_of_reports
from scanner.words import STANDING_ADVICE
from tests.compare.drafts import edited, made, sample
from tests.read.docx_maker import Maker, p, packed, plain, r

SAMPLES = Path(__file__).parents[2] / "sample_docs"
TITLE = "SETTLEMENT AGREEMENT between Corvid Hall LLC (the Company) and Robin Vale (Employee)."
GAG = "1. Employee shall not disclose to any person the facts that gave rise to the complaint."
PENALTY = "2. If Employee breaches Section 1, Employee shall pay the Company $10,000 for each breach."
OLD = f"{TITLE}\n\n{GAG}\n\n{PENALTY}\n".encode()
NEW = OLD.replace(b"$10,000", b"$90,000")
NOTHING = "We found no change in what we look for. That does not mean that nothing changed."


def all_changes(found: Comparison) -> list[Any]:
    return [*found.worse, *found.changed, *found.better, *found.moved]


# --- what is said -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hush_settlement.pdf", "mediation_agreement.docx", "chat_messages.txt"])
def test_the_same_file_twice(name: str) -> None:
    found = compare(SAMPLES / name, SAMPLES / name)
    assert all_changes(found) == []
    assert found.verdict.headline == NOTHING
    assert found.verdict.advice[0].startswith(STANDING_ADVICE)
    assert found.verdict.about_new


def test_every_quote_is_verbatim_and_every_word_of_a_change_stands_in_its_paper() -> None:
    source = sample("separation_agreement")
    edits = [{"cut": "**12. Arbitration.**"}, {"every": "Employee shall", "to": "Employee must"}]
    old, new = (made(text, ".txt").decode() for text in (source, edited(source, edits)))
    found = compare(old.encode(), new.encode())
    for change in (*found.worse, *found.changed, *found.better):
        for side, text in ((change.old, old), (change.new, new)):
            if side and side.location and side.quote:
                assert text[side.location.start : side.location.end] == side.quote
        assert all(words.text in (old if words.kind == "removed" else new) for words in change.words)
    assert found.changed


def test_nothing_is_told_twice() -> None:
    found = compare(OLD, NEW)
    assert [change.kind for change in found.worse] == ["flag_sharpened"]
    assert found.changed == found.better == ()


def test_a_part_that_is_hidden_in_the_new_file() -> None:
    old = Maker(plain(TITLE) + plain(PENALTY)).build()
    white = r("Employee shall repay all wages.", '<w:color w:val="FFFFFF"/>')
    new = Maker(plain(TITLE) + p(r(PENALTY) + white)).build()
    found = compare(old, new)
    hidden = [change for change in found.worse if change.kind == "hidden_added"]
    assert [change.new.quote for change in hidden if change.new] == ["Employee shall repay all wages."]
    assert "as pale as the paper" in (hidden[0].plain or "")
    assert compare(new, new).worse == ()


def test_a_footnote_that_is_new() -> None:
    body = plain(TITLE) + plain(GAG)
    noted = Maker(body)
    note = plain("The Employee pays a fee of $900.")
    noted.story("footnotes", "footnotes", f"<w:footnote w:id='2'>{note}</w:footnote>", "footnotes")
    found = compare(Maker(body).build(), noted.build())
    (change,) = all_changes(found)
    assert (change.kind, change.about, change.new.location.part) == ("words_added", ("note",), "footnote")


def test_who_signs_can_be_said() -> None:
    paper = b"Agreement between Ada Lark and Bo Finch.\n\n1. Bo Finch shall not disclose what happened to anyone.\n"
    dropped = paper.split(b"1. ")[0]
    assert [c.category for c in compare(dropped, paper, signer="Bo Finch").worse] == ["gag_facts"]


def test_a_name_that_neither_paper_holds_is_told() -> None:
    found = compare(OLD, NEW, signer="Nobody Here")
    assert any("Neither paper holds the name" in note for note in found.verdict.notes)
    assert [change.id for change in found.worse] == [change.id for change in compare(OLD, NEW).worse]


def test_papers_that_are_no_drafts_of_one_another() -> None:
    found = compare(SAMPLES / "hush_settlement.pdf", SAMPLES / "business_nda.pdf")
    assert any("may not be two drafts" in note for note in found.verdict.notes)


# --- what cannot be read ------------------------------------------------------------------------


def test_a_paper_that_is_read_in_part() -> None:
    found = compare(OLD, packed({"a.txt": OLD, "b.bin": bytes(range(256))}))
    assert not found.complete
    assert found.old.coverage.complete
    assert found.new.coverage.unread
    assert any("not all of it was compared" in note for note in found.verdict.notes)
    assert "Not all of both papers was read" in to_text(found)


@pytest.mark.parametrize(("old", "new", "which"), [(b"", NEW, "old"), (OLD, b"%PDF-1.7\nno more", "new")])
def test_a_paper_that_cannot_be_read_is_named(old: bytes, new: bytes, which: str) -> None:
    with pytest.raises(ScanError) as caught:
        compare(old, new)
    assert caught.value.paper == which


# --- hostile papers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("no " * 60_000, "no " * 59_000 + "yes"),
        ("You shall not speak. " * 3_000, "You shall not talk. " * 3_000),
        (
            "\n".join(f"{n}. Word{n} and word{n + 1} go." for n in range(5_000)),
            "\n".join(f"x{n}." for n in range(5_000)),
        ),
        ("a" * 200_000, "b" * 200_000),
        ("Section 1 of Section 1 of Section 1. " * 2_000, "Section 2 of Section 1 of Section 3. " * 2_000),
        ("(a) " * 20_000, "(i) " * 20_000),
    ],
    ids=["one word", "one sentence", "nothing alike", "no spaces", "pointers", "markers"],
)
def test_long_papers_that_repeat_themselves_come_to_an_end(old: str, new: str) -> None:
    assert compare(f"{TITLE}\n{old}".encode(), f"{TITLE}\n{new}".encode()).to_dict()


@settings(max_examples=30, deadline=None)
@given(*[st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=300)] * 2)
def test_any_two_texts(old: str, new: str) -> None:
    found = compare(f"{TITLE} {old}".encode("utf-8", "replace"), f"{TITLE} {new}".encode("utf-8", "replace"))
    assert to_text(found).startswith(STANDING_ADVICE)
    assert json.dumps(found.to_dict())


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def papers(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_bytes(OLD)
    new.write_bytes(NEW)
    return str(old), str(new)


def test_text_opens_and_ends_with_the_advice(papers: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *papers]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{STANDING_ADVICE}\n")
    assert out.rstrip().endswith(STANDING_ADVICE)
    assert out.index("The sum went up") < out.index("Do not post or talk")  # what changed, then what to do
    assert "[-$10,000-] [+$90,000+]" in " ".join(out.replace("\N{BOX DRAWINGS LIGHT VERTICAL}", " ").split())
    assert "The sum went up: $10,000 before, $90,000 now." in " ".join(out.split())


@pytest.mark.parametrize("width", [60, 80, 100])
def test_lines_fit_the_terminal(width: int) -> None:
    found = compare(OLD.replace(b"complaint", b"complaint" * 30), NEW)
    assert max(map(len, to_text(found, width=width).splitlines())) <= width


def test_what_a_terminal_would_obey_is_not_passed_on() -> None:
    dinner = b"\n3. Dinner \x1b[31mis\x07 served \xe2\x80\xae at eight.\n"
    found = compare(OLD * 9, OLD * 9 + dinner)
    assert "served" in to_text(found)
    assert not {"\x1b", "\x07", "\u202e"} & set(to_text(found))


def test_json_is_that_of_the_python_interface_and_holds_to_its_schema(
    papers: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *papers, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == json.loads(json.dumps(compare(*papers).to_dict()))
    jsonschema.validate(answer, json_schema())
    assert main(["schema", "comparison"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_one_name_means_one_thing_in_both_schemas() -> None:
    """The description of the service holds both, by the names of their parts."""
    here, there = json_schema()["$defs"], schema_of_reports()["$defs"]
    shared = here.keys() & there.keys()
    assert {"Coverage", "Location"} <= shared
    assert [name for name in shared if here[name] != there[name]] == []


def test_output_goes_to_a_file_that_is_none_of_the_papers(
    papers: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *papers, "--output", str(tmp_path / "out.txt")]) == 0
    assert (tmp_path / "out.txt").read_text("utf-8").startswith(STANDING_ADVICE)
    for paper in papers:
        assert main(["compare", *papers, "--output", paper]) == 2
    assert Path(papers[0]).read_bytes() == OLD
    assert "it is the paper itself" in capsys.readouterr().err


def test_a_paper_that_cannot_be_read(
    papers: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert main(["compare", papers[0], str(tmp_path / "empty")]) == 3
    assert capsys.readouterr().err.startswith(f"{STANDING_ADVICE}\n\nNew paper: This file is empty.")
    assert main(["compare", "-", "-"]) == 2


# --- in a worker --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with closing(Pool(1)) as pool:
        yield pool


def test_a_worker_gives_the_same(pool: Pool) -> None:
    papers = [(SAMPLES / name).read_bytes() for name in ("separation_agreement.docx", "hush_settlement.pdf")]
    answer = pool.compare(*papers, old_name="a", new_name="b", signer="Thaddeus Wrenlow")
    alone = compare(*papers, old_name="a", new_name="b", signer="Thaddeus Wrenlow")
    assert answer == json.loads(json.dumps(alone.to_dict()))


def test_a_worker_says_which_paper_it_could_not_read(pool: Pool) -> None:
    with pytest.raises(ScanError) as caught:
        pool.compare(OLD, b"PK\x05\x06" + bytes(18))
    assert caught.value.paper == "new"
