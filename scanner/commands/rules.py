"""`dontsign rules` and `dontsign schema`: what is looked for, and the form of what is said."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scanner.commands import DONE, WRONG_USAGE
from scanner.commands.files import show
from scanner.commands.options import Commands
from scanner.errors import UsageError
from scanner.words import words


def _schema(options: argparse.Namespace) -> int:
    import json

    if options.of == "comparison":
        from scanner.drafts.schema import json_schema
    else:
        from scanner.report.schema import json_schema
    show(json.dumps(json_schema(), indent=2) + "\n")
    return DONE


def _rules_list(options: argparse.Namespace) -> int:
    from scanner.rulebook import load

    rules = load(None).rules
    wide = max((len(rule.id) for rule in rules), default=0)
    show("".join(f"{rule.id:<{wide}}  {rule.severity:<8}  {rule.title}\n" for rule in rules))
    return DONE


def _rules_show(options: argparse.Namespace) -> int:
    from scanner.rulebook import load

    path = next((rule.path for rule in load(None).rules if rule.id == options.id), None)
    if path is None:
        raise UsageError("no_rule", name=options.id)
    show(Path(path).read_text(encoding="utf-8"))
    return DONE


def _rules_check(options: argparse.Namespace) -> int:
    from scanner.trial import problems

    wrong = problems(options.files)
    if wrong:
        print("\n".join(str(problem) for problem in wrong), file=sys.stderr)
        return WRONG_USAGE
    show(f"{words()['terminal']['rules_right']}\n")
    return DONE


def add(commands: Commands) -> None:
    """The words of the command line for both."""
    rules = commands.add_parser("rules", help="list, show or check the rules")
    kinds = rules.add_subparsers(title="commands", required=True, metavar="COMMAND")
    kinds.add_parser("list", help="all rules, one a line").set_defaults(run=_rules_list)
    show = kinds.add_parser("show", help="one rule, whole, as it is written")
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=_rules_show)
    check = kinds.add_parser("check", help="say what is wrong with rule files")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="rule files (default: those that ship)")
    check.set_defaults(run=_rules_check)

    schema = commands.add_parser("schema", help="print the JSON Schema of a report, or of a comparison")
    schema.add_argument(
        "of", nargs="?", choices=("report", "comparison"), default="report", help="default: %(default)s"
    )
    schema.set_defaults(run=_schema)
