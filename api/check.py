"""What is set, and what is wrong with it, before anybody relies on it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from dataclasses import fields

from api.server import address
from api.settings import FILE, PREFIX, Settings, is_loopback
from scanner.read.limits import Limits


def shown(settings: Settings) -> str:
    """Every setting with its value, a line each; of keys only how many there are."""
    values = settings.model_dump()
    values["key_hashes"] = len(settings.key_hashes)
    wide = max(map(len, values))
    return "".join(f"{name:<{wide}}  {_written(value)}\n" for name, value in values.items())


def wrong(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """What would not work, a sentence each."""
    known = {*Settings.model_fields, *(bound.name for bound in fields(Limits))}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name != FILE and name.removeprefix(PREFIX).lower() not in known:
            yield f"{name} is set, and there is no such setting."
    if not is_loopback(settings.host) and not settings.allowed_hosts:
        yield "allowed_hosts: nobody else can come in without the name under which they reach this computer."
    if settings.open_page and not settings.key_hashes:
        yield "open_page: there is no key, so everything is open; set key_hashes, or leave this out."
    yield from cannot_listen(settings)


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def cannot_listen(settings: Settings) -> Iterator[str]:
    """A sentence on why nobody can listen there, if so."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            yield f"{address(settings)} cannot be served: {error.strerror or 'there is no such address'}."
