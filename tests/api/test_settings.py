"""What can be set, where, and what is said when it cannot be meant."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from api.keys import digest
from api.settings import Settings
from tests.api.conftest import ROOT

KEY = "dontsign_" + "k" * 43
HASH = digest(KEY)
ROW = re.compile(r"\| `(\w+)` \| (?:`(.*?)`|none) \|")


def serve(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`dontsign serve` with options that make it end by itself."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DONTSIGN_")}
    command = [sys.executable, "-m", "scanner.cli", "serve", *options]
    return subprocess.run(command, cwd=ROOT, env=bare | environment, capture_output=True, text=True, check=False)


def check(**environment: str) -> tuple[int, str, str]:
    """Status, what is set and what is wrong, on a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    done = serve("--check", **({"DONTSIGN_PORT": str(port)} | environment))
    return done.returncode, done.stdout, done.stderr


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(ROW.findall((ROOT / "api" / "README.md").read_text("utf-8")))
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    written = {name: "" if value == () else str(value) for name, value in defaults.items()}
    assert rows == {name: value.lower() if value in ("True", "False") else value for name, value in written.items()}


def test_a_check_shows_what_is_set_and_never_a_key() -> None:
    status, shown, wrong = check(DONTSIGN_KEY_HASHES=HASH, DONTSIGN_ALLOWED_HOSTS="A.example,b.example")
    assert (status, wrong) == (0, "")
    settings = dict(line.split(maxsplit=1) for line in shown.splitlines() if len(line.split()) > 1)
    assert settings["key_hashes"] == "1"
    assert settings["allowed_hosts"] == "a.example, b.example"
    assert HASH not in shown


def test_the_environment_stands_over_the_file_and_the_command_line_over_both(tmp_path: Path) -> None:
    file = tmp_path / "service.toml"
    file.write_text('workers = 5\nqueue = 6\nport = 1\nallowed_hosts = ["notes.example"]\n')
    done = serve("--check", "--port", "0", DONTSIGN_SETTINGS=str(file), DONTSIGN_WORKERS="3", DONTSIGN_PORT="2")
    shown = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if len(line.split()) > 1)
    assert done.returncode == 0, done.stderr
    assert (shown["workers"], shown["queue"], shown["port"]) == ("3", "6", "0")
    assert shown["allowed_hosts"] == "notes.example"


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"DONTSIGN_WORKERS": "many"}, "workers:"),
        ({"DONTSIGN_WORKERS": "0"}, "workers:"),
        ({"DONTSIGN_KEY_HASHES": KEY}, "key_hashes: each is 64"),
        ({"DONTSIGN_CORS_ORIGINS": "*"}, "cors_origins:"),
        ({"DONTSIGN_CORS_ORIGINS": "portal.example"}, "cors_origins:"),
        ({"DONTSIGN_PROXIES": "*"}, "proxies: each is an address"),
        ({"DONTSIGN_PROXIES": "127.0.0.1,proxy.example"}, "proxies: each is an address"),
        ({"DONTSIGN_HOST": "0.0.0.0"}, "--make-key"),
        ({"DONTSIGN_HOST": "notes.example"}, "--make-key"),
        ({"DONTSIGN_HOST": "0.0.0.0", "DONTSIGN_KEY_HASHES": HASH}, "allowed_hosts:"),
        ({"DONTSIGN_OPEN_PAGE": "true"}, "open_page:"),
        ({"DONTSIGN_WORKER": "3"}, "DONTSIGN_WORKER is set"),
        ({"DONTSIGN_HOST": "127.0.0.300", "DONTSIGN_KEY_HASHES": HASH}, "cannot be served"),
        ({"DONTSIGN_SETTINGS": "/no/such/file"}, "a file that is not there"),
    ],
)
def test_a_check_says_what_is_wrong(environment: dict[str, str], says: str) -> None:
    status, shown, wrong = check(**environment)
    assert status == 2
    assert says in wrong
    assert "Traceback" not in wrong and KEY not in wrong + shown


@pytest.mark.parametrize(
    ("words", "says"), [("workerz = 5\n", "workerz: there is no such"), ("workers =", "could not be")]
)
def test_a_file_that_cannot_be_meant(tmp_path: Path, words: str, says: str) -> None:
    file = tmp_path / "service.toml"
    file.write_text(words)
    for options in (["--check"], []):
        done = serve(*options, DONTSIGN_SETTINGS=str(file))
        assert (done.returncode, done.stdout) == (2, "")
        assert says in done.stderr and "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_found_before() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for done in (serve("--check", "--port", port), serve("--port", port)):
            assert done.returncode == 2 and "cannot be served" in done.stderr


def test_a_new_key_comes_with_its_hash() -> None:
    first, second = (serve("--make-key").stdout for _ in range(2))
    assert first != second
    words = dict(line.split() for line in first.splitlines())
    assert words["hash"] == digest(words["key"])
    assert json.loads(json.dumps(words))["key"].startswith("dontsign_") and len(words["key"]) > 50
