"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from scanner.words import words

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # what add_subparsers gives


def add_paper_options(parser: argparse.ArgumentParser) -> None:
    """What can be said of a paper and of the person who holds it: place, signer, signed, and rules to add."""
    parser.add_argument("--place", metavar="PLACE", type=_place, help="where you live, such as US-CA or UK-EW")
    parser.add_argument("--signed", action="store_true", help="you have signed already")
    add_reading_options(parser)


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """What changes how the words of a paper are understood: who signs it, and rules to add."""
    parser.add_argument("--signer", metavar="NAME", help="which party of the paper you are")
    parser.add_argument("--rules", metavar="DIR", type=_folder, help="a folder of rules to add")


def _place(value: str) -> str:
    from scanner.assess.place import place_code

    code = place_code(value)
    if code is None:
        raise argparse.ArgumentTypeError(words()["usage"]["place"].format(place=value))
    return code


def _folder(value: str) -> Path:
    path = Path(value)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{value!r} is not a folder")
    return path
