"""One rule file, checked and typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from scanner.errors import RuleError
from scanner.model import SEVERITIES, Binds, Confidence, Missing, Severity, Strength
from scanner.rulebook.clues import Route
from scanner.rulebook.pattern import Pattern, PatternError, parse
from scanner.rulebook.source import Key, error_at, read_yaml
from scanner.rulebook.vocabulary import Vocabulary

TEXTS = ("id", "title", "category", "severity", "plain", "why", "ask_for", "fairer")
LISTS = ("questions", "find")
WORDING = ("title", "plain", "why", "ask_for", "fairer")  # texts that a subtype may say in its own way
OPTIONAL = (
    *("innocent_readings", "unless", "direction", "mutual", "reciprocal", "subtypes", "gate", "subject"),
    *("read", "if_missing"),
)
KNOWN = {*TEXTS, *LISTS, *OPTIONAL, "examples"}
SUBJECTS = ("is_bound", "gains", "nobody")
DIRECTIONS = ("flag", "note", "drop")
# harm: one step lower in a paper that speaks of no harm to a person; people: not reported in one that speaks
# only of business.
GATES = ("harm", "people")
PATTERN_FIELDS = frozenset(("words", "subject", "confidence", "in_talks", "subtype"))
FIGURES = ("amount", "duration", "deadline", "exceptions")


@dataclass(frozen=True, slots=True)
class Find:
    """A pattern and what its subject is: bound by it, the one who gains, or nobody (the whole paper binds)."""

    pattern: Pattern
    route: Route
    subject: str = "is_bound"
    confidence: Confidence = "sure"
    in_talks: bool = False  # counts only in a paper about talks between people
    subtype: str | None = None  # the id of the one that it shows, where its words do not tell


@dataclass(frozen=True, slots=True)
class Wording:
    """What a person is told of a finding."""

    title: str
    plain: str
    why: str
    ask_for: str
    fairer: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subtype:
    """A narrower or a worse form of the same thing: its own severity, and its own words where they differ."""

    id: str
    find: tuple[Pattern, ...]
    severity: Severity
    wording: Wording
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What to look for and what to tell the person about it.  Made from one YAML file; see rules/README.md."""

    id: str
    kind: str  # red_flags, protections, notes: the folder
    path: str
    title: str
    category: str
    severity: Severity
    plain: str
    why: str
    ask_for: str
    fairer: str
    questions: tuple[str, ...]
    innocent_readings: tuple[str, ...]
    find: tuple[Find, ...]
    unless: tuple[Pattern, ...] = ()
    subtypes: tuple[Subtype, ...] = ()
    direction: dict[str, str] = field(default_factory=dict)  # side that is bound -> flag, note or drop
    mutual_lowers: bool = False
    reciprocal: bool = False  # a like promise of the other side elsewhere makes it bind both
    gate: str | None = None  # what the paper must be about: see GATES
    read: tuple[str, ...] = ()  # which figures to read from the clause: see FIGURES
    if_missing: Missing | None = None  # what to say when a paper has no such clause

    def wording(self, subtype: Subtype | None) -> Wording:
        """What to tell of a finding of this rule, or of one of its subtypes."""
        if subtype:
            return subtype.wording
        return Wording(self.title, self.plain, self.why, self.ask_for, self.fairer, self.questions)


def load_rule(path: Path, vocabulary: Vocabulary) -> Rule:
    """Read one rule file.  Raises RuleError, which names the line and what to write instead."""
    data = read_yaml(path, examples=False)
    if not isinstance(data, dict):
        raise error_at(path, (), "a rule file is a list of `key: value` lines; see rules/README.md")
    return _Builder(path, data, vocabulary).rule()


class _Builder:
    """Checks field by field, so that an error can name its line."""

    def __init__(self, path: Path, data: dict[str, Any], vocabulary: Vocabulary) -> None:
        self.path, self.data, self.vocabulary = path, data, vocabulary

    def fail(self, key: Key, advice: str) -> RuleError:
        return error_at(self.path, key, advice)

    def rule(self) -> Rule:
        self._check_fields()
        data = self.data
        find = tuple(self._find(i, item) for i, item in enumerate(data["find"]))
        return Rule(
            id=data["id"],
            kind=self.path.parent.name,
            path=str(self.path),
            title=data["title"],
            category=data["category"],
            severity=data["severity"],
            plain=data["plain"].strip(),
            why=data["why"].strip(),
            ask_for=data["ask_for"].strip(),
            fairer=data["fairer"].strip(),
            questions=tuple(data["questions"]),
            innocent_readings=self._strings("innocent_readings"),
            find=find,
            unless=tuple(self._pattern(("unless", i), p) for i, p in enumerate(data.get("unless") or [])),
            subtypes=tuple(self._subtype(i, item) for i, item in enumerate(data.get("subtypes") or [])),
            direction=self._direction(),
            mutual_lowers=self._choice("mutual", ("lower", "same"), "same") == "lower",
            reciprocal=self._flag("reciprocal"),
            gate=self._choice("gate", (*GATES, ""), "") or None,
            read=self._read(),
            if_missing=self._if_missing(),
        )

    def _check_fields(self) -> None:
        for key in self.data:
            if key not in KNOWN:
                raise self.fail(
                    (str(key),), f"`{key}` is no field of a rule; the fields are {', '.join(sorted(KNOWN))}"
                )
        for key in TEXTS:
            if not isinstance(self.data.get(key), str) or not self.data[key].strip():
                raise self.fail((key,), f"write `{key}: ` with a text")
        for key in LISTS:
            if not isinstance(self.data.get(key), list) or not self.data[key]:
                raise self.fail((key,), f"write `{key}:` with at least one line that begins with `- `")
        if self.data["id"] != self.path.stem:
            raise self.fail(("id",), f"the id is the name of the file: write `id: {self.path.stem}`")
        self._severity(("severity",), self.data["severity"])

    def _severity(self, key: Key, value: object) -> Severity:
        for severity in SEVERITIES:
            if value == severity:
                return severity
        raise self.fail(key, f"severity is one of {', '.join(SEVERITIES)}")

    def _strings(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail((key,), f"write `{key}:` as a list of texts")
        return tuple(value)

    def _choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self.data.get(key, default)
        if value not in choices:
            raise self.fail((key,), f"`{key}` is one of {', '.join(c for c in choices if c)}")
        return str(value)

    def _flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.fail((key,), f"write `{key}: true` or leave it out")
        return value

    def _direction(self) -> dict[str, str]:
        value = self.data.get("direction") or {}
        sides = get_args(Binds)
        if not isinstance(value, dict) or any(k not in sides or v not in DIRECTIONS for k, v in value.items()):
            raise self.fail(("direction",), f"write a side ({', '.join(sides)}) and {', '.join(DIRECTIONS)}")
        return {"other": "drop", **value}

    def _read(self) -> tuple[str, ...]:
        names = self._strings("read")
        if not set(names) <= set(FIGURES):
            raise self.fail(("read",), f"`read` lists some of {', '.join(FIGURES)}")
        return names

    def _if_missing(self) -> Missing | None:
        value = self.data.get("if_missing")
        if value is None:
            return None
        if not isinstance(value, dict) or set(value) != {"plain", "ask_for"}:
            raise self.fail(("if_missing",), "`if_missing` has a `plain` and an `ask_for`")
        return Missing(self.data["id"], value["plain"].strip(), value["ask_for"].strip())

    def _pattern(self, key: Key, text: object) -> Pattern:
        if not isinstance(text, str):
            raise self.fail(key, "a pattern is a text in quotes")
        try:
            return parse(text, self.vocabulary.key)
        except PatternError as problem:
            raise self.fail(key, str(problem)) from problem

    def _find(self, index: int, item: object) -> Find:
        fixed = self._choice("subject", SUBJECTS, "is_bound")
        if isinstance(item, str):
            item = {"words": item}
        if not isinstance(item, dict) or not set(item) <= PATTERN_FIELDS or "words" not in item:
            raise self.fail(("find", index), 'write a pattern in quotes, or {words: "...", subject: gains}')
        subject, confidence = item.get("subject", fixed), item.get("confidence", "sure")
        if subject not in SUBJECTS or confidence not in get_args(Confidence):
            raise self.fail(("find", index), f"subject is one of {SUBJECTS}, confidence one of {get_args(Confidence)}")
        pattern = self._pattern(("find", index), item["words"])
        try:
            route = self.vocabulary.route(pattern)
        except PatternError as problem:
            raise self.fail(("find", index), str(problem)) from problem
        subtype = item.get("subtype")
        named = [each.get("id") for each in self.data.get("subtypes") or [] if isinstance(each, dict)]
        if subtype is not None and subtype not in named:
            raise self.fail(("find", index), f"{subtype} is the id of no subtype of this rule")
        return Find(pattern, route, subject, confidence, item.get("in_talks") is True, subtype)

    def _subtype(self, index: int, item: object) -> Subtype:
        key = ("subtypes", index)
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not isinstance(item.get("find"), list):
            raise self.fail(key, "a subtype has an `id`, a list `find` and a `severity`")
        strength = item.get("strength")
        if strength is not None and strength not in get_args(Strength):
            raise self.fail(key, f"strength is one of {', '.join(get_args(Strength))}")
        return Subtype(
            id=item["id"],
            find=tuple(self._pattern((*key, "find", i), p) for i, p in enumerate(item["find"])),
            severity=self._severity((*key, "severity"), item.get("severity", self.data["severity"])),
            strength=strength,
            wording=self._wording(key, item),
        )

    def _wording(self, key: Key, item: dict[str, Any]) -> Wording:
        """The words of a subtype: its own, and those of the rule where it has none."""
        said = {name: item.get(name, self.data[name]) for name in WORDING}
        for name, text in said.items():
            if not isinstance(text, str) or not text.strip():
                raise self.fail((*key, name), f"write `{name}: ` with a text")
        questions = item.get("questions", self.data["questions"])
        if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
            raise self.fail((*key, "questions"), "write `questions:` as a list of texts")
        return Wording(**{name: text.strip() for name, text in said.items()}, questions=tuple(questions))
