"""`dontsign serve`: the web page and the service, on this computer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from scanner.commands import DONE, WRONG_USAGE
from scanner.commands.options import Commands


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop, or do what is to be done before."""
    if options.make_key:
        return _make_key()
    from api.check import cannot_listen, shown, wrong
    from api.settings import load

    wishes = {"host": options.host, "port": options.port, "processes": options.processes}
    given = {name: value for name, value in wishes.items() if value is not None}
    settings = load(given)
    if options.check:
        print(shown(settings), end="")
        return _complain(wrong(settings))
    if _complain(cannot_listen(settings)) != DONE:
        return WRONG_USAGE
    from api.server import serve

    serve(**given)
    return DONE


def add(commands: Commands) -> None:
    """The words of the command line for it."""
    serve = commands.add_parser("serve", help="start the web page on this computer")
    serve.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument("--port", type=_port, help="port to listen on (default: 8000)")
    serve.add_argument("--processes", type=_count, metavar="N", help="server processes (default: 1)")
    first = serve.add_mutually_exclusive_group()
    first.add_argument("--check", action="store_true", help="say what is set and what is wrong, and do not start")
    first.add_argument("--make-key", action="store_true", help="make a key for those who may use the service")
    serve.set_defaults(run=run)


def _complain(problems: Iterable[str]) -> int:
    status = DONE
    for problem in problems:
        print(problem, file=sys.stderr)
        status = WRONG_USAGE
    return status


def _make_key() -> int:
    from api.keys import digest, make_key

    key = make_key()
    print(f"key   {key}\nhash  {digest(key)}")
    print("Give the key to who may use the service; it is shown only now. Add the hash to key_hashes.", file=sys.stderr)
    return DONE


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 <= int(value) <= 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is not a port")
    return int(value)


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of processes")
    return int(value)
