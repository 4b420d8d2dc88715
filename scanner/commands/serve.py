"""`dontsign serve`: the web page and the service, on this computer."""

from __future__ import annotations

import argparse

from scanner.commands import DONE
from scanner.commands.options import Commands


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from api.server import serve

    serve(options.host, options.port)
    return DONE


def add(commands: Commands) -> None:
    """The words of the command line for it."""
    serve = commands.add_parser("serve", help="start the web page on this computer")
    serve.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument("--port", type=_port, help="port to listen on (default: 8000)")
    serve.set_defaults(run=run)


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 <= int(value) <= 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is not a port")
    return int(value)
