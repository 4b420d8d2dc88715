"""A rule for a new label is one YAML file: no Python is touched."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scanner import RuleError, scan
from scanner.rulebook import check, load
from scanner.rulebook.source import rules_folder
from scanner.trial import problems

RULE = """\
id: no_pets
title: You may not keep a pet
category: no_pets
severity: low
plain: This part says that you may not keep a pet.
why: You may have one already.
ask_for: Take it out.
fairer: I may keep a pet.
questions: ["Does this cover my cat?"]
find:
  - "@must_not .. keep~ .. @animals"
examples:
  match:
    - {text: "The Tenant shall not keep any dog.", binds: signer}
    - {text: "Residents may not keep cats."}
    - {text: "No, you must not keep a dog here."}
  no_match:
    - {text: "The Tenant may keep a dog.", because: "a permission"}
    - {text: "The Tenant shall not keep bees.", because: "no pet"}
    - {text: "Dogs shall not be left alone.", because: "nothing about keeping"}
"""
WORDS = "animals:\n  - dog~\n  - cat~\n"
PAPER = b"The Tenant shall not keep any dog. The Tenant shall pay the rent on the first of the month."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("red_flags/no_pets.yaml", RULE), ("words/animals.yaml", WORDS)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_of_rules_is_added_to_the_rules_that_ship(folder: Path) -> None:
    report = scan(PAPER, name="lease.txt", rules=folder)
    found = [finding for finding in report.findings if finding.category == "no_pets"]
    assert [(finding.quote, finding.binds) for finding in found] == [("The Tenant shall not keep any dog.", "signer")]
    assert "no_pets" not in {finding.category for finding in scan(PAPER, name="lease.txt").findings}


def test_a_pattern_may_name_its_subtype(folder: Path) -> None:
    path = folder / "red_flags" / "no_pets.yaml"
    named = '  - {words: "@must_not .. keep~ .. @animals", subtype: at_home}\n'
    subtypes = 'subtypes:\n  - {id: by_name, find: ["dog"]}\n  - {id: at_home, find: ["home"], severity: high}\n'
    path.write_text(re.sub(r'(?m)^  - "@must.*\n', named + subtypes, RULE), encoding="utf-8")
    (found,) = [f for f in scan(PAPER, name="lease.txt", rules=folder).findings if f.category == "no_pets"]
    assert (found.subtype, found.severity) == ("at_home", "high")
    path.write_text(path.read_text("utf-8").replace("subtype: at_home", "subtype: at_work"), encoding="utf-8")
    assert "at_work is the id of no subtype" in str(check([path])[0])


def test_the_command_line_takes_the_folder_too(folder: Path) -> None:
    command = [sys.executable, "-m", "scanner.cli", "scan", "-", "--format", "json", "--rules", str(folder)]
    result = subprocess.run(command, input=PAPER, capture_output=True, check=True)
    assert b'"no_pets"' in result.stdout


@pytest.mark.parametrize(
    ("wrong", "right", "line", "advice"),
    [
        ("severity: low", "severity: terrible", 4, "severity is one of"),
        ("@animals", "@beasts", 11, "no word list has a set `@beasts`"),
        ("id: no_pets", "id: pets", 1, "the id is the name of the file"),
        ("why: You may have one already.", "wy: You may have one already.", 6, "`wy` is no field of a rule"),
        ("find:\n", "find:\n  - '('\n", 11, "close the bracket"),
        ("  no_match:\n", "  no_mach:\n", 12, "at least three examples under `no_match:`"),
    ],
)
def test_a_wrong_rule_is_named_with_its_line_and_what_to_write(
    folder: Path, wrong: str, right: str, line: int, advice: str
) -> None:
    path = folder / "red_flags" / "no_pets.yaml"
    path.write_text(RULE.replace(wrong, right, 1), encoding="utf-8")
    found = check([path])
    assert [problem.line for problem in found] == [line]
    assert advice in str(found[0])
    assert str(path) in str(found[0])


def test_the_examples_of_a_rule_are_tried(folder: Path) -> None:
    path = folder / "red_flags" / "no_pets.yaml"
    assert problems([path]) == []
    path.write_text(RULE.replace("shall not keep bees", "shall not keep a dog"), encoding="utf-8")
    assert [(p.line, p.advice) for p in problems([path])] == [(19, "found, although no pet")]


def test_an_empty_folder_is_an_error_and_not_silence(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rule in this folder"):
        scan(PAPER, name="lease.txt", rules=tmp_path)


def test_two_word_sets_of_one_name_are_refused_with_both_files(folder: Path) -> None:
    (folder / "words" / "zoo.yaml").write_text("beasts:\n  - lion\nanimals:\n  - tiger\n", encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        scan(PAPER, name="lease.txt", rules=folder)
    assert str(folder / "words" / "zoo.yaml") in str(refused.value)
    assert str(folder / "words" / "animals.yaml") in str(refused.value)
    assert (refused.value.line, "another name" in str(refused.value)) == (3, True)


def test_a_set_of_the_rules_that_ship_keeps_its_name(folder: Path) -> None:
    (folder / "words" / "more.yaml").write_text("must_not:\n  - dare not\n", encoding="utf-8")
    with pytest.raises(RuleError, match="holds a set `must_not` already"):
        scan(PAPER, name="lease.txt", rules=folder)


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("words/animals.yaml", WORDS + "animals:\n  - bird~\n", "animals"),
        ("red_flags/no_pets.yaml", RULE.replace("examples:", "find:\n  - dog\nexamples:"), "find"),
    ],
)
def test_a_key_that_stands_twice_is_no_silent_loss(folder: Path, name: str, text: str, key: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=f"`{key}` stands here twice"):
        scan(PAPER, name="lease.txt", rules=folder)


def test_the_page_for_authors_names_what_is_there() -> None:
    page = (rules_folder() / "README.md").read_text("utf-8")
    sets = load().vocabulary.sets
    named = set(re.findall(r"@(\w+)", page.split("## Word lists")[1]))
    assert len(named) > 15 and {name for name in named if name not in sets and name != "other_set"} == set()
    files = set(re.findall(r"`(\w+\.yaml)`", page)) - {"as_of.yaml"}
    assert {name for name in files if not (rules_folder() / "help" / name).is_file()} == set()
