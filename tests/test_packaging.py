"""The wheel: built, installed into a folder of its own, and used from a place that knows nothing of the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAPER = "Employee shall not disclose to any person the events that gave rise to the Complaint.\n"


def run(*command: str | Path, **options: object) -> str:
    """Run a command to its end and return what it printed; it has to succeed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, freshly built."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (path,) = folder.glob("dontsign-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and nothing else; what it depends on is shared with the tests."""
    folder = tmp_path_factory.mktemp("installed")
    options = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", "--target", folder)
    run(sys.executable, "-m", "pip", "install", *options, wheel)
    return folder


def test_what_the_wheel_holds(wheel: Path) -> None:
    names = {Path(name) for name in zipfile.ZipFile(wheel).namelist()}
    assert {name.parts[0] for name in names} == {"scanner", "api", "dontsign-0.1.0.dist-info"}
    rules = {path.relative_to(ROOT / "rules") for path in (ROOT / "rules").rglob("*") if path.is_file()}
    assert rules and {name.relative_to("scanner/_rules") for name in names if name.parts[1] == "_rules"} == rules
    for folder in (
        "api/templates",
        "api/static",
        "scanner/report/templates",
        "scanner/drafts/templates",
        "scanner/words",
    ):
        inside = (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
        files = {path.relative_to(ROOT) for path in inside}
        assert files and files <= names
    assert {Path("dontsign-0.1.0.dist-info/licenses/LICENSE"), Path("scanner/second/weights.npz")} <= names
    assert not [name for name in names if name.suffix == ".pyc" or "__pycache__" in name.parts]


def test_the_installed_command_works_elsewhere(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = installed / "bin" / "dontsign"
    answer = json.loads(run(command, "scan", "paper.txt", "--format", "json", cwd=tmp_path, env=environment))
    assert PAPER.strip() in [finding["quote"] for finding in answer["findings"]]
    where = run(sys.executable, "-c", "import scanner, api; print(scanner.__file__)", cwd=tmp_path, env=environment)
    assert Path(where).is_relative_to(installed)
    assert "gag_facts" in run(command, "rules", "list", cwd=tmp_path, env=environment)
    assert json.loads(run(command, "schema", cwd=tmp_path, env=environment))["title"]


def test_one_version() -> None:
    import scanner

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == scanner.__version__
