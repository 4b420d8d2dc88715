"""What stands in the recipes works as it stands there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from api.keys import digest, make_key
from api.recipes.client import Client, Progress, Refused
from api.server import MORE_SECONDS
from api.settings import Settings
from scanner.read.limits import DEFAULT_LIMITS
from tests.api.conftest import PAPER, ROOT, SAMPLES, Server

RECIPES, DEPLOY = ROOT / "api" / "recipes", ROOT / "deploy"
SAMPLE = SAMPLES / "hush_settlement.pdf"
KEY = make_key()


def run(*command: object, key: str = "") -> subprocess.CompletedProcess[str]:
    env = os.environ | {"DONTSIGN_KEY": key, "no_proxy": "127.0.0.1"}
    return subprocess.run([*map(str, command)], env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def report(server: Server) -> Any:
    return server.scan(SAMPLE.read_bytes(), SAMPLE.name, place="US-CA").json()


def test_the_client(server: Server, report: Any) -> None:
    with Client(server.url) as client:
        assert client.scan(SAMPLE.read_bytes(), name=SAMPLE.name, place="US-CA") == report
        *progress, last = client.events(SAMPLE.read_bytes(), name=SAMPLE.name, place="US-CA")
        assert last == report
        assert progress and all(isinstance(each, Progress) for each in progress)
        with pytest.raises(Refused, match="empty") as refused:
            client.scan(b"")
        assert refused.value.detail.endswith(".")
        with pytest.raises(Refused, match="empty"):
            list(client.events(b""))
        with pytest.raises(Refused, match="bad_request"):
            list(client.events(PAPER.encode(), place="the moon"))


def test_keys_and_coming_back_later(start_server: Callable[..., Server]) -> None:
    server = start_server(key_hashes=digest(KEY), rate=30)
    with Client(server.url) as client, pytest.raises(Refused, match="unauthorized"):
        client.scan(PAPER.encode())
    with server.client(headers={"authorization": f"Bearer {KEY}"}) as hasty:
        while hasty.post("/v1/scan").status_code != 429:
            pass
    with Client(server.url, key=KEY) as client:
        assert client.scan(PAPER.encode())["findings"]
    done = run("sh", RECIPES / "scan.sh", SAMPLE, server.url, key="dontsign_wrong")
    assert done.returncode == 22 and json.loads(done.stdout)["code"] == "unauthorized"


def test_curl(server: Server, report: Any) -> None:
    done = run("sh", RECIPES / "scan.sh", SAMPLE, server.url)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == report


def test_javascript(server: Server, report: Any) -> None:
    done = run("node", RECIPES / "scan.mjs", SAMPLE, server.url)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"] == server.scan(SAMPLE.read_bytes(), SAMPLE.name).json()["findings"]
    assert done.stderr.splitlines()[0] == "0 0"
    refused = run("node", RECIPES / "scan.mjs", os.devnull, server.url)
    assert refused.returncode == 1 and refused.stderr.splitlines()[-1].startswith("empty ")


def test_docassemble(server: Server, report: Any) -> None:
    """The interview's own code, with a file as docassemble hands it over."""
    blocks = list(yaml.safe_load_all((RECIPES / "docassemble.yml").read_text("utf-8")))
    [code] = [block["code"] for block in blocks if "code" in block and "mandatory" not in block]

    def slurp(auto_decode: bool = True) -> bytes:
        assert not auto_decode
        return SAMPLE.read_bytes()

    names: dict[str, Any] = {
        "Client": Client,
        "get_config": {"dontsign": {"url": server.url}}.get,
        "paper": [SimpleNamespace(filename=SAMPLE.name, slurp=slurp)],
    }
    exec(code, names)
    assert names["report"]["findings"]
    shown = next(block["subquestion"] for block in blocks if block.get("event") == "show_report")
    for name in re.findall(r"finding\['(\w+)'\]", shown):
        assert name in names["report"]["findings"][0]


def test_examples_of_the_readme(server: Server) -> None:
    """Every curl line of the service's own README, as it stands there but for the port and the file."""
    lines = re.findall(r"^    (curl .*)$", (ROOT / "api" / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(lines) >= 3
    for line in lines:
        here = line.replace("http://127.0.0.1:8000", server.url).replace("@agreement.pdf", f"@{SAMPLE}")
        done = run(*shlex.split(here.replace("curl", "curl --silent --fail", 1)))
        assert done.returncode == 0 and done.stdout, (line, done.stderr)


def test_what_runs_the_service_gives_it_the_time_it_takes() -> None:
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    unit = (DEPLOY / "dontsign.service").read_text("utf-8")
    stop = re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    assert stop and int(stop[1]) > defaults["grace_seconds"] + MORE_SECONDS
    proxy = (DEPLOY / "nginx.conf").read_text("utf-8")
    wait = re.search(r"proxy_read_timeout (\d+)s;", proxy)
    assert wait and int(wait[1]) > defaults["seconds"] + DEFAULT_LIMITS.ocr_seconds
    assert {"proxy_request_buffering off;", "proxy_buffering off;", "access_log off;"} <= set(re.split(r"\n\s*", proxy))


def test_the_container_copies_what_is_there_and_sets_what_can_be_set() -> None:
    lines = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert all((ROOT / path).exists() for paths in copied for path in paths)
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*built["packages"], *built["force-include"]} <= {path for paths in copied for path in paths}
    named = set(re.findall(r"DONTSIGN_(\w+)=", "\n".join(lines)))
    assert named and named <= {name.upper() for name in Settings.model_fields}
    assert [line for line in lines if line.startswith("USER ")] == ["USER 65534:65534"]
