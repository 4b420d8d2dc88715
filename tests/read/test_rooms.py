"""What a worker cannot do, tried by code that runs where a hostile file would have it run."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no other system lets a process shut itself in")
# Hardens the process as a worker does, tries, and tells what came of it.
PROGRAM = """
import json, os, socket, sys
sys.path.insert(0, sys.argv[1])
from scanner.isolate import child
from scanner.isolate.rooms import shut_in
answers = os.fdopen(os.dup(1), "wb", 0)
child._harden()
folder, port = sys.argv[2], int(sys.argv[3])
def write(name, mode):
    with open(os.path.join(folder, name), mode) as stream:
        stream.write("words of the paper")
def sent(kind, address):
    with socket.socket(kind[0], kind[1]) as end:
        end.settimeout(5)
        end.connect(address)
        end.send(b"words of the paper")
tries = {
    "make a file": lambda: write("new", "w"),
    "add to a file": lambda: write("old", "a"),
    "cut a file": lambda: os.truncate(os.path.join(folder, "old"), 0),
    "remove a file": lambda: os.unlink(os.path.join(folder, "old")),
    "rename a file": lambda: os.rename(os.path.join(folder, "old"), os.path.join(folder, "new")),
    "make a folder": lambda: os.mkdir(os.path.join(folder, "new")),
    "make a link": lambda: os.symlink("words of the paper", os.path.join(folder, "new")),
    "call home": lambda: sent((socket.AF_INET, socket.SOCK_STREAM), ("127.0.0.1", port)),
    "call a socket in a folder": lambda: sent((socket.AF_UNIX, socket.SOCK_STREAM), "\\0" + sys.argv[4]),
    "send a datagram": lambda: sent((socket.AF_INET, socket.SOCK_DGRAM), ("127.0.0.1", port)),
    "read a file": lambda: open(os.path.join(folder, "old")).read(),
    "write to nowhere": lambda: open(os.devnull, "w").write("x"),
}
done = {"given up": sorted(shut_in())}
for name, attempt in tries.items():
    try:
        attempt()
    except OSError:
        done[name] = False
    else:
        done[name] = True
answers.write(json.dumps(done).encode())
"""
ALLOWED = {"read a file", "write to nowhere"}


@LINUX
def test_a_worker_writes_no_file_and_calls_nobody(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("as it was")
    name = f"dontsign-test-{tmp_path.name}"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as local:
        local.bind(f"\0{name}")
        local.listen()
        port = str(server.getsockname()[1])
        command = [sys.executable, "-P", "-c", PROGRAM, str(ROOT), str(tmp_path), port, name]
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    answers = json.loads(done.stdout)
    if (given_up := answers.pop("given up")) != ["files", "network"]:
        pytest.skip(f"this system lets a process give up no more than {given_up}")
    assert {name for name, could in answers.items() if could} == ALLOWED
    assert [path.name for path in tmp_path.iterdir()] == ["old"] and (tmp_path / "old").read_text() == "as it was"


@LINUX
def test_where_the_system_gives_no_rooms_nothing_breaks(tmp_path: Path) -> None:
    """An old kernel knows neither call: each answers with an error, and reading goes on under limits alone."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from scanner.isolate import rooms; rooms._CREATE = 9999; "
        "rooms._NEW_NETWORK = rooms._NEW_USER = -1 << 31; print(sorted(rooms.shut_in()))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code, str(ROOT)], capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
