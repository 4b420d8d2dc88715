"""The OpenAPI document is true: whatever it lets a client send is answered as it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tests.api.conftest import Server

CASES = 4  # for each operation and phase
WRITE = "the form of a report has changed: run python -m api.examples"


@pytest.fixture(scope="module")
def described(server: Server) -> Any:
    return httpx.get(f"{server.url}/openapi.json", trust_env=False).json()


def test_whatever_may_be_sent_is_answered_as_described(server: Server, tmp_path: Path) -> None:
    """No fault of ours, no status that is not described, no answer off its schema."""
    program = str(Path(sys.executable).with_name("schemathesis"))
    command = [program, "run", f"{server.url}/openapi.json", "--max-examples", str(CASES), "--seed", "1", "--no-color"]
    # Most files that the document allows are no papers, and are refused as such.
    command += ["--exclude-checks", "positive_data_acceptance", "--request-timeout", "60"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | {"COLUMNS": "200"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:]


def test_every_operation_tells_of_its_errors_with_the_words_they_have(described: Any) -> None:
    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert operation["description"] and operation["tags"], path
            assert {"200", "400", "401", "405", "500"} <= set(operation["responses"]), path
            for status, answer in operation["responses"].items():
                if status == "200":
                    continue
                content = answer["content"]["application/problem+json"]
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
                for example in content["examples"].values():
                    jsonschema.validate(example["value"], described["components"]["schemas"]["Problem"])
                    assert str(example["value"]["status"]) == status
    scan = described["paths"]["/v1/scan"]["post"]["responses"]
    assert set(scan) == {"200", "400", "401", "403", "405", "408", "413", "415", "422", "429", "500", "503"}
    assert set(scan["422"]["content"]["application/problem+json"]["examples"]) == {
        "empty",
        "encrypted",
        "damaged",
        "took_too_long",
        "worker_lost",
    }


def test_the_example_is_what_comes(server: Server, described: Any) -> None:
    examples = described["components"]["examples"]
    sent, shown = (examples[name]["value"] for name in ("Request", "Report"))
    with server.client() as client:
        report = client.post("/v1/scan", json=sent).json()
        jsonschema.validate(shown, client.get("/v1/schema").json())
    assert shown["verdict"]["level"] == report["verdict"]["level"]
    assert shown["findings"][0]["quote"] == report["findings"][0]["quote"]
    assert set(shown) == set(report) and set(shown["findings"][0]) == set(report["findings"][0]), WRITE
