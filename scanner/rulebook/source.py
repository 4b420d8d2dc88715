"""Rule files on disk: where they are, reading them, and naming the line when one is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from scanner.errors import RuleError

# The C parser is eight times faster.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _once(loader: Any, node: Any, deep: bool = False) -> dict[Any, Any]:
    """A mapping each of whose keys stands once: of two, YAML itself would drop the first without a word."""
    seen = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.MarkedYAMLError(problem=f"`{key.value}` stands here twice", problem_mark=key.start_mark)
        seen.add(key.value)
    mapping: dict[Any, Any] = yaml.constructor.BaseConstructor.construct_mapping(loader, node, deep)
    return mapping


class Loader(_Safe):  # type: ignore[misc]  # its base is chosen at run time
    """For rules: safe values, and each key once."""

    construct_mapping = _once


class WordLoader(_Base):  # type: ignore[misc]
    """For word lists, where "no" and "1542" are words."""

    construct_mapping = _once


Key = Sequence[str | int]


# What a YAML error mostly comes from in a rule.
USUAL_HINT = "Check the indent and the quotes"
HINTS = {
    "cannot start any token": 'Put the pattern in quotes: "@must_not ... @speak"',
    "mapping values are not allowed": "Put quotes around a text that holds a colon",
    "stands here twice": "Join the two",
}


def rules_folder() -> Path:
    """The rules that ship: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent.parent
    installed = here / "_rules"
    return installed if installed.is_dir() else here.parent / "rules"


def rule_files(folder: Path) -> Iterator[Path]:
    """Every rule file of a folder, in a stable order; word lists, laws and help are none."""
    for kind in ("red_flags", "protections", "notes"):
        yield from sorted((folder / kind).glob("*.yaml"))


def own_folder(path: Path) -> Path | None:
    """The folder of rules that a rule file of somebody's own stands in; None for a rule that ships."""
    path = path.resolve()
    if path.is_relative_to(rules_folder()):
        return None
    return path.parent.parent if (path.parent.parent / "words").is_dir() else path.parent


def read_yaml(path: Path, *, examples: bool = True, loader: Any = Loader) -> Any:
    """The content of a YAML file.

    `examples: False` stops before the line `examples:`, which closes every rule: examples are more than half
    of a rule file, and only tests need them.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise RuleError(str(path), 1, "", "this file cannot be read as UTF-8 text") from problem
    if not examples:
        text = text.split("\nexamples:", 1)[0]
    try:
        return yaml.load(text, loader)  # noqa: S506 - both loaders are safe
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        hints = [hint for sign, hint in HINTS.items() if sign in str(problem.problem)]
        raise error(path, line, f"this is not YAML: {problem.problem}. {(hints or [USUAL_HINT])[0]}") from problem
    except yaml.YAMLError as problem:
        raise error(path, 1, "this file holds characters that YAML does not allow") from problem


def error(path: Path, line: int, advice: str) -> RuleError:
    """A RuleError that quotes the line."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return RuleError(str(path), line, lines[line - 1] if 0 < line <= len(lines) else "", advice)


def error_at(path: Path, key: Key, advice: str) -> RuleError:
    """A RuleError at the line of `key`, a path such as ("find", 2); the nearest parent if the key is missing."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader)
    line = 1
    for step in key:
        child = _child(node, step)
        if child is None:
            break
        line, node = child
    return error(path, line, advice)


def _child(node: Any, step: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == step:
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
