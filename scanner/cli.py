"""The command `dontsign`.

Heavy parts are imported by the command that needs them, so that `--help` costs nothing and reading a text does
not pay for the web.  Whatever goes wrong, the person reads a sentence, never a traceback.
"""

from __future__ import annotations

import argparse
import gc
import os
import stat
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from scanner.errors import RuleError, ScanError, SettingError
from scanner.model import SEVERITIES, Report
from scanner.report.wording import STANDING_ADVICE

DONE, FOUND, WRONG_USAGE, NOT_READ = 0, 1, 2, 3
INTERRUPTED, BROKEN_PIPE = 130, 141  # what a shell reports for a program ended by SIGINT or SIGPIPE
STDIN = "-"


class WrongUsageError(Exception):
    """Something that the person who typed the command can mend; the message says what."""


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
    except WrongUsageError as problem:
        return _complain(str(problem), WRONG_USAGE)
    except (RuleError, SettingError) as problem:
        return _complain(str(problem), WRONG_USAGE)
    except ScanError as problem:
        return _complain(f"{problem.sentence} ({problem.code})\n{STANDING_ADVICE}", NOT_READ)
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


# --- scan ---------------------------------------------------------------------------------------


def _scan(options: argparse.Namespace) -> int:
    from scanner import scan

    gc.disable()  # for one paper the process ends before looking for garbage could pay
    target = _target(options.output, options.file) if options.output else None
    name, data = _read(options.file)
    progress = _Progress(sys.stderr)
    try:
        report = scan(
            data,
            name=name,
            place=options.place,
            signer=options.signer,
            signed=True if options.signed else None,
            rules=options.rules,
            on_progress=progress.show,
        )
    finally:
        progress.clear()
    if target is None:
        _print(_rendered(report, options, sys.stdout))
    else:
        _write(target, _rendered(report, options, None))
    return _status(report, options.fail_on)


def _read(file: str) -> tuple[str, bytes]:
    """Name and bytes of the document; more bytes than the limit are not taken in, only enough to see that."""
    try:
        if file == STDIN:
            if sys.stdin.isatty():
                print("Paste the words of the paper, then press Enter and Ctrl-D.", file=sys.stderr)
            return "", _bounded(sys.stdin.buffer)
        with Path(file).open("rb") as stream:
            return Path(file).name, _bounded(stream)
    except (OSError, ValueError) as problem:
        raise WrongUsageError(f"Cannot open {file!r}: {_reason(problem)}.") from problem


def _bounded(stream: BinaryIO) -> bytes:
    from scanner.read.limits import DEFAULT_LIMITS

    return stream.read(DEFAULT_LIMITS.max_bytes + 1)


def _reason(problem: Exception) -> str:
    return (isinstance(problem, OSError) and problem.strerror) or "this cannot be the name of a file"


def _rendered(report: Report, options: argparse.Namespace, stream: TextIO | None) -> str:
    """The report in the form that was asked for, and as `stream` can show it if that is a terminal."""
    if options.format == "json":
        import json

        # ASCII only: no terminal and no encoding can be upset by what stands in a document.
        return json.dumps(report.to_dict(), indent=2) + "\n"
    from scanner.report.as_text import to_text

    if stream is None or not stream.isatty():
        return to_text(report, place=options.place)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = os.get_terminal_size(stream.fileno()).columns
    return to_text(report, place=options.place, width=width, colour=colour)


def _print(words: str) -> None:
    """To standard output, with a question mark for what its encoding cannot write."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    print(words, end="")


def _status(report: Report, fail_on: str | None) -> int:
    if report.verdict.level == "unreadable" and report.document.words == 0:
        return NOT_READ
    if fail_on is None:
        return DONE
    bad = SEVERITIES[SEVERITIES.index(fail_on) :]
    return FOUND if not report.coverage.complete or any(f.severity in bad for f in report.findings) else DONE


class _Progress:
    """One line on standard error that counts pages, and only where a person watches."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.shown = stream, False
        self.watched = stream.isatty()

    def show(self, done: int, of: int) -> None:
        """Say that `done` pages of `of` are read."""
        if self.watched:
            self.stream.write(f"\rReading page {done} of {of} ")
            self.stream.flush()
            self.shown = True

    def clear(self) -> None:
        """Wipe the line."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


# --- writing a file -----------------------------------------------------------------------------


def _target(output: str, source: str) -> Path:
    """Where to write, checked before any work is done."""
    path = Path(output).resolve()  # so that a link stays a link and its target is replaced
    if path.is_dir():
        raise WrongUsageError(f"Cannot write to {output!r}: it is a folder.")
    if not path.parent.is_dir():
        raise WrongUsageError(f"Cannot write to {output!r}: there is no such folder.")
    if source != STDIN and path.exists() and Path(source).exists() and path.samefile(source):
        raise WrongUsageError(f"Cannot write to {output!r}: it is the paper itself.")
    return path


def _write(path: Path, words: str) -> None:
    """All or nothing, and readable by its owner alone: it quotes the paper."""
    data = words.encode("utf-8", "replace")
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)  # a device or a pipe cannot be replaced
            return
        handle, name = tempfile.mkstemp(prefix=".dontsign-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise WrongUsageError(f"Cannot write to {str(path)!r}: {_reason(problem)}.") from problem


# --- the other commands -------------------------------------------------------------------------


def _serve(options: argparse.Namespace) -> int:
    from api.server import serve

    serve(options.host, options.port)
    return DONE


def _schema(options: argparse.Namespace) -> int:
    import json

    from scanner.report.schema import json_schema

    _print(json.dumps(json_schema(), indent=2) + "\n")
    return DONE


def _rules_list(options: argparse.Namespace) -> int:
    from scanner.rulebook import load

    rules = load(None).rules
    wide = max((len(rule.id) for rule in rules), default=0)
    _print("".join(f"{rule.id:<{wide}}  {rule.severity:<8}  {rule.title}\n" for rule in rules))
    return DONE


def _rules_show(options: argparse.Namespace) -> int:
    from scanner.rulebook import load

    path = next((rule.path for rule in load(None).rules if rule.id == options.id), None)
    if path is None:
        raise WrongUsageError(f"There is no rule {options.id!r}. `dontsign rules list` names them all.")
    _print(Path(path).read_text(encoding="utf-8"))
    return DONE


def _rules_check(options: argparse.Namespace) -> int:
    from scanner.trial import problems

    wrong = problems(options.files)
    if wrong:
        return _complain("\n".join(str(problem) for problem in wrong), WRONG_USAGE)
    _print("Nothing wrong found in the rules that were checked.\n")
    return DONE


# --- the words of the command line --------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dontsign",
        description="Reads a paper that you were asked to sign and says in plain words what it would do to you.",
        epilog=f"{STANDING_ADVICE} Nothing leaves this computer.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_scan(commands.add_parser("scan", help="read one paper", description="Read one paper and print the report."))

    serve = commands.add_parser("serve", help="start the web page on this computer")
    serve.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument("--port", type=_port, help="port to listen on (default: 8000)")
    serve.set_defaults(run=_serve)

    rules = commands.add_parser("rules", help="list, show or check the rules")
    kinds = rules.add_subparsers(title="commands", required=True, metavar="COMMAND")
    kinds.add_parser("list", help="all rules, one a line").set_defaults(run=_rules_list)
    show = kinds.add_parser("show", help="one rule, whole, as it is written")
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=_rules_show)
    check = kinds.add_parser("check", help="say what is wrong with rule files")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="rule files (default: those that ship)")
    check.set_defaults(run=_rules_check)

    schema = commands.add_parser("schema", help="print the JSON Schema of a report")
    schema.set_defaults(run=_schema)
    return parser


def _add_scan(scan: argparse.ArgumentParser) -> None:
    scan.add_argument("file", metavar="FILE", help="the paper; - reads standard input")
    scan.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")
    scan.add_argument("--output", metavar="PATH", help="write the report there instead of printing it")
    scan.add_argument("--place", metavar="PLACE", help="where you live, such as US-CA")
    scan.add_argument("--signer", metavar="NAME", help="which party of the paper you are")
    scan.add_argument("--signed", action="store_true", help="you have signed already")
    scan.add_argument("--rules", metavar="DIR", type=_folder, help="a folder of rules to add")
    scan.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=SEVERITIES,
        help="end with status 1 if something this severe was found (low, medium, high, critical) or not all was read",
    )
    scan.set_defaults(run=_scan)


def _folder(value: str) -> Path:
    path = Path(value)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{value!r} is not a folder")
    return path


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 <= int(value) <= 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is not a port")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
