"""The command `dontsign`.

Heavy parts are imported by the command that needs them, so that `--help` costs nothing and reading a text does
not pay for the web.  Whatever goes wrong, the person reads a sentence, never a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from scanner import __version__
from scanner.commands import INTERRUPTED, NOT_READ, WRONG_USAGE, annotate, batch, compare, rules, scan, serve
from scanner.errors import CannotOpen, PdfFailed, PdfMissing, RuleError, ScanError, SettingError, UsageError
from scanner.words import STANDING_ADVICE

BROKEN_PIPE = 141  # what a shell reports for a program ended by SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0 done; 1 with --fail-on: something that severe was found, or not all was read; 2 wrong usage; 3 the document
    could not be read at all.  Wrong options raise SystemExit(2), as argparse does.
    """
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        sys.stdout.flush()
        return status
    except (UsageError, RuleError, SettingError) as problem:
        return _complain(str(problem), WRONG_USAGE)
    except (PdfMissing, PdfFailed) as problem:
        return _complain(f"{problem.sentence} ({problem.code})", WRONG_USAGE)
    except ScanError as error:
        _refuse(error, as_json=getattr(options, "format", None) == "json")
        return WRONG_USAGE if isinstance(error, CannotOpen) else NOT_READ
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has stopped; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as problem:  # the last net: the message of an exception could hold words of the paper
        frame = traceback.extract_tb(problem.__traceback__)[-1]
        where = f"{type(problem).__name__}, {Path(frame.filename).name}:{frame.lineno}"
        words = f"Something in this program broke, so your paper was not read ({where})."
        return _complain(f"{words}\n{STANDING_ADVICE}", NOT_READ)


def _complain(words: str, status: int) -> int:
    print(words, file=sys.stderr)
    return status


def _refuse(error: ScanError, *, as_json: bool) -> None:
    """Tell the person why there is no report, and a program that asked for JSON as well."""
    import json

    from scanner.commands.screen import screen
    from scanner.report.refusal import to_dict, to_text

    if as_json:
        print(json.dumps(to_dict(error), indent=2))
    width, colour = screen(sys.stderr)
    print(to_text(error, width=width, colour=colour), end="", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dontsign",
        description="Reads a paper that you were asked to sign and says in plain words what it would do to you.",
        epilog=f"{STANDING_ADVICE} Nothing leaves this computer.",
    )
    parser.add_argument("--version", action="version", version=f"dontsign {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in (scan, batch, compare, annotate, serve, rules):
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
