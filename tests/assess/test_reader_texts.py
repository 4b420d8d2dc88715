"""Every text that a person reads: school grade 8 or lower, and none of the words that reassure or frighten."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scanner import errors
from scanner.assess.laws import END
from scanner.report import as_text
from scanner.rulebook.source import read_yaml, rule_files, rules_folder
from scanner.words import __file__ as words_file
from tests.assess.grade import grade, syllables

RULES = rules_folder()
FIELDS = ("title", "plain", "why", "ask_for", "fairer")
HIGHEST = 8.0
LONG = 8  # words: a shorter text is a label, whose grade is that of its one long word
NAMES = ("name", "url", "phone", "place")
FORBIDDEN = re.compile(
    r"\b(?:safe|fine|void|illegal|guilty|abusers?|you should have|per ?cent|percentage|scores?|ai lawyer)\b|%"
    r"|(?<!this part says )(?<!this part says that )\byou must\b|(?<!victim's )\bvictims?\b(?!'s advocate)",
    re.IGNORECASE,
)
# Fixed sentences that say such a word to warn of it, and words of the file that are no judgement.
ALLOWED = {"We did not find the parts we look for. That does not mean that it is fine."}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in NAMES:
                yield from _strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item)


def _of_rule(path: Path) -> Iterator[str]:
    data = read_yaml(path)
    yield from _strings([data.get(field) for field in (*FIELDS, "questions", "if_missing", "innocent_readings")])
    for subtype in data.get("subtypes") or []:
        yield from _strings([subtype.get(field) for field in (*FIELDS, "questions")])


def _of_law(path: Path) -> Iterator[str]:
    for card in read_yaml(path) if path.stem != "as_of" else []:
        yield from _strings([f"{card['plain']} {END}", card["limits"]])


def _of_help(path: Path) -> Iterator[str]:
    data = read_yaml(path)
    if path.stem == "mediation":  # beside its texts it holds patterns
        data = [[check["plain"], check["ask_for"]] for check in data]
    if isinstance(data, dict):
        data = {key: value for key, value in data.items() if key not in ("category", "severity")}
    yield from _strings(data)


def _of_source(path: Path) -> Iterator[str]:
    """The sentences that stand in a module itself, docstrings left out."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in nodes if isinstance(node, documented)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield from _strings(node.value)


def _of_catalogue(path: Path) -> Iterator[str]:
    data = read_yaml(path)
    yield from _strings({key: value for key, value in data.items() if key not in ("language", "places")})


TEXTS: dict[str, Callable[[], Iterator[str]]] = {
    **{f"{path.parent.name}/{path.name}": partial(_of_rule, path) for path in rule_files(RULES)},
    **{f"laws/{path.name}": partial(_of_law, path) for path in sorted((RULES / "laws").glob("*.yaml"))},
    **{f"help/{path.name}": partial(_of_help, path) for path in sorted((RULES / "help").glob("*.yaml"))},
    "report/as_text.py": partial(_of_source, Path(as_text.__file__)),
    "errors.py": partial(_of_source, Path(errors.__file__)),
    **{f"words/{p.name}": partial(_of_catalogue, p) for p in sorted(Path(words_file).parent.glob("*.yaml"))},
}
EVERY_FILE = pytest.mark.parametrize("name", TEXTS)


@EVERY_FILE
def test_school_grade(name: str) -> None:
    hard = {text: round(grade(text), 1) for text in TEXTS[name]() if len(text.split()) >= LONG}
    assert {text: found for text, found in hard.items() if found > HIGHEST} == {}


@EVERY_FILE
def test_no_word_that_reassures_or_judges(name: str) -> None:
    assert [text for text in TEXTS[name]() if text not in ALLOWED and FORBIDDEN.search(text)] == []


def test_there_are_texts_to_measure() -> None:
    assert sum(1 for texts in TEXTS.values() for _ in texts()) > 500


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("you", 1), ("make", 1), ("little", 2), ("wanted", 2), ("used", 1), ("changes", 2), ("agreement", 3)),
        *(
            ("employee", 3),
            ("anyone", 3),
            ("special", 2),
            ("violence", 3),
            ("usual", 3),
            ("business", 2),
            ("period", 3),
        ),
        *(("mediation", 4), ("confidential", 4), ("lawyer", 2), ("police", 2), ("settlement", 3), ("serious", 3)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grades_are_told_apart() -> None:
    easy = "You may say no. Ask a lawyer first."
    hard = "Notwithstanding the aforementioned obligations, the undersigned irrevocably acknowledges confidentiality."
    assert grade(easy) < 3 < HIGHEST < grade(hard)


@pytest.mark.parametrize("text", ["It is safe to sign.", "This clause is void.", "You must sign.", "50% of victims"])
def test_the_forbidden_are_seen(text: str) -> None:
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize(
    "text", ["This part says you must pay.", "a victim's advocate", "This part says that you must pay."]
)
def test_the_allowed_are_not(text: str) -> None:
    assert not FORBIDDEN.search(text)
