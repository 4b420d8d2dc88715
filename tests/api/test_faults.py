"""Whatever somebody does to the service, everybody else is answered right, the process stays, and nothing is left."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import PAPER, PATIENCE, SAMPLES, Server
from tests.api.test_problems import problem
from tests.api.test_stream import leave_a_stream, slow_paper, workers
from tests.read.docx_maker import XMLNS, docx, plain
from tests.read.pdf_maker import stream_bomb
from tests.read.test_docx_hostile import ENTITIES, with_document

MARKER = "Quibblewort"
HEAD = "POST /v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
GIB = 1 << 30
Start = Callable[..., Server]


@contextmanager
def bystander(server: Server) -> Iterator[list[float]]:
    """Somebody who sends papers all the time meanwhile, and always gets a report; gives how long each took."""
    over = threading.Event()
    took: list[float] = []
    wrong: list[str] = []

    def send() -> None:
        with server.client() as client:
            while not (took and over.is_set()):
                start = time.monotonic()
                answer = client.post("/v1/scan", json={"text": PAPER})
                took.append(time.monotonic() - start)
                if answer.status_code != 200 or not answer.json()["findings"]:
                    wrong.append(answer.text[:200])
                time.sleep(0.1)

    server.wait_until_ready()
    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield took
    finally:
        over.set()
        thread.join(timeout=PATIENCE)
    assert took and not wrong
    assert server.process.poll() is None


def spoken(server: Server, data: bytes) -> bytes:
    """What comes back for raw bytes, until the server closes the connection."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
        with suppress(ConnectionError):
            line.sendall(data)
        return heard(line)


def heard(line: socket.socket) -> bytes:
    answer = b""
    with suppress(ConnectionError):
        while piece := line.recv(65536):
            answer += piece
    return answer


def refusal(answer: bytes) -> tuple[int, str]:
    """Status and code of a raw answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    assert b"content-security-policy" in head.lower()
    assert MARKER.encode() not in answer
    return int(head.split()[1]), json.loads(body)["code"]


def until(status: int, ask: Callable[[], httpx.Response]) -> httpx.Response:
    """The first answer with that status: what another connection did is noticed a moment later."""
    deadline = time.monotonic() + PATIENCE
    while (answer := ask()).status_code != status:
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.1)
    return answer


def resident(server: Server) -> int:
    """The bytes of memory that the server process has (Linux)."""
    return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def test_workers_killed_at_work_cost_one_answer_each(start_server: Start) -> None:
    server = start_server(workers=2)
    server.wait_until_ready()
    paper = (SAMPLES / "hush_settlement.pdf").read_bytes()
    chance, kills, over = random.Random(7), 0, threading.Event()
    with ThreadPoolExecutor(4) as people:
        answers = [people.submit(server.scan, paper) for _ in range(12)]
        while not over.wait(0.5) and kills < 2:
            with suppress(ProcessLookupError, IndexError):
                os.kill(int(chance.choice(sorted(workers(server)))), signal.SIGKILL)
                kills += 1
            if all(answer.done() for answer in answers):
                over.set()
        found = [answer.result() for answer in answers]
    hurt = [answer for answer in found if answer.status_code != 200]
    assert len(hurt) <= kills
    assert all(problem(answer) == (422, "worker_lost") for answer in hurt)
    assert all(answer.json()["findings"] for answer in found if answer.status_code == 200)
    assert server.scan(paper).status_code == 200


def test_clients_who_leave_take_nothing_along(start_server: Start) -> None:
    server = start_server(workers=1)
    pdf = slow_paper()
    with bystander(server):
        for stay in (0.0, 0.05, 0.2):
            with socket.create_connection(("127.0.0.1", server.port)) as leaver:
                leaver.sendall(f'{HEAD}Content-Length: 900\r\n\r\n{{"text": "{MARKER}'.encode())
                time.sleep(stay)
            with server.client() as client, suppress(httpx.ReadTimeout):
                client.post("/v1/scan", files={"file": pdf}, timeout=httpx.Timeout(30, read=stay + 0.01))
            leave_a_stream(server, pdf)
    assert MARKER not in server.stop()


@pytest.mark.parametrize(
    "sent",
    ["", "POST /v1/sc", f"{HEAD}Content-Length: 900\r\n\r\n{{", f"{HEAD}Transfer-Encoding: chunked\r\n\r\n"],
)
def test_those_who_send_too_slowly_are_sent_away(start_server: Start, sent: str) -> None:
    server = start_server(body_seconds=2)
    with bystander(server) as took:
        lines = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) for _ in range(40)]
        over = threading.Event()

        def drip() -> None:
            while not over.wait(0.1):
                for line in lines:
                    with suppress(OSError):
                        line.send(b"1\r\n \r\n" if "chunked" in sent else b"X")

        dripping = threading.Thread(target=drip)
        for line in lines:
            line.sendall(sent.encode())
        if sent:
            dripping.start()
        answers = [heard(line) for line in lines]
        over.set()
        if sent:
            dripping.join()
        for line in lines:
            line.close()
    assert {refusal(answer) for answer in answers if answer} == {(408, "bad_request")}
    assert sum(map(bool, answers)) > len(lines) / 2  # to a drop on its way into a closed line no answer comes
    assert len(took) > 1


def test_an_answer_that_nobody_takes_is_not_kept(start_server: Start) -> None:
    server = start_server(body_seconds=1)
    body = json.dumps({"text": "a.\n\n" * 100_000}).encode()  # its answer is larger than what the system keeps
    head = f"{HEAD}Content-Length: {len(body)}\r\n\r\n".replace("/scan", "/scan?include=text").encode()
    with bystander(server):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
            line.sendall(head + body)
            start, kept = line.recv(4096), True
            for _ in range(100):
                time.sleep(0.2)
                if not (kept := _is_connected(server, line)):
                    break
            length = int(start.lower().partition(b"content-length: ")[2].split()[0])
            assert not kept and len(start) + len(heard(line)) < length
        assert server.scan(PAPER.encode(), "a.txt").status_code == 200


def _is_connected(server: Server, line: socket.socket) -> bool:
    """Whether the service still has its end of a connection (Linux)."""
    ours, theirs = (f"0100007F:{port:04X}" for port in (line.getsockname()[1], server.port))
    rows = (row.split() for row in Path(f"/proc/{server.process.pid}/net/tcp").read_text().splitlines())
    return any(row[1:3] == [theirs, ours] and row[3] == "01" for row in rows)


def test_a_body_of_a_gibibyte_is_refused_and_not_kept(start_server: Start) -> None:
    server = start_server(max_bytes=5_000_000)
    with bystander(server):
        before = resident(server)
        most = [before]
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
            line.sendall(f"{HEAD}Content-Length: {GIB}\r\nConnection: close\r\n\r\n".encode())
            piece = bytes(1 << 20)
            with suppress(ConnectionError):
                for _ in range(GIB // len(piece)):
                    line.sendall(piece)
                    most.append(resident(server))
            answer = heard(line)
    assert refusal(answer) == (413, "too_large")
    assert max(most) - before < 50_000_000


def test_bodies_together_keep_to_their_room(start_server: Start) -> None:
    server = start_server(body_memory=1_000_000, body_seconds=20)
    server.wait_until_ready()
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as holder:
        holder.sendall(f"{HEAD}Content-Length: 900000\r\n\r\n{{".encode())
        answer = until(503, lambda: server.scan(b"I agree. " * 20_000, "a.txt"))
        assert problem(answer) == (503, "busy") and answer.headers["retry-after"]
        assert server.scan(PAPER.encode(), "a.txt").status_code == 200
    until(200, lambda: server.scan(b"I agree. " * 20_000, "a.txt"))


BOMBS: dict[str, Callable[[], bytes]] = {
    "spaces in Word": lambda: with_document(b"<w:document>" + b" " * 40_000_000),
    "entities": lambda: with_document(
        f'<!DOCTYPE d [<!ENTITY l0 "lol">{ENTITIES}]><w:document {XMLNS}>&l9;</w:document>'
    ),
    "spaces in PDF": lambda: stream_bomb(800),
    "half a Word file": lambda: docx(plain(MARKER * 1000))[:-200],
}


def test_bombs_hurt_nobody_else(start_server: Start) -> None:
    server = start_server()
    with bystander(server):
        for name, bomb in BOMBS.items():
            assert problem(server.scan(bomb(), name)) in [(413, "too_large"), (422, "damaged"), (422, "worker_lost")]


@pytest.mark.parametrize("filling", ["[],", "{},", '"":0,', "0,"])
def test_json_that_would_grow_when_it_is_read_is_refused(start_server: Start, filling: str) -> None:
    server = start_server()
    body = f'{{"text": "{MARKER}", "x": [{filling * (40_000_000 // len(filling))}0]}}'
    with bystander(server), server.client() as client:
        before = resident(server)
        answer = client.post("/v1/scan", content=body, headers={"content-type": "application/json"})
        assert problem(answer) == (400, "bad_request")
        assert highest(server) - before < 4 * len(body)


def highest(server: Server) -> int:
    """The most bytes of memory that the server process ever had (Linux)."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def test_forms_that_are_cut_anywhere_are_refused(start_server: Start) -> None:
    server = start_server()
    whole = httpx.Request("POST", server.url, files={"file": ("a.txt", MARKER)}, data={"place": "US-CA"})
    body, kind = whole.read(), whole.headers["content-type"]
    with bystander(server), server.client() as client:
        for cut in range(0, len(body) - 4, 17):
            answer = client.post("/v1/scan", content=body[:cut], headers={"content-type": kind})
            assert problem(answer) == (400, "bad_request"), cut


@pytest.mark.parametrize(
    "sent",
    [
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + "".join(f"X-{n}: {MARKER}\r\n" for n in range(20_000)) + "\r\n",
        f"GET / HTTP/1.1\r\nHost: localhost\r\nX: {MARKER * 20_000}\r\n\r\n",
        f"GET /{MARKER * 20_000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        f"{MARKER}\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 somebody speaks TLS\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        f"{HEAD}Content-Length: {MARKER}\r\n\r\n",
        f"{HEAD}Content-Length: -1\r\n\r\n",
    ],
    ids=[
        "many headers",
        "long header",
        "long address",
        "no request",
        "TLS",
        "two hosts",
        "no length",
        "less than nothing",
    ],
)
def test_what_is_no_request_gets_the_answer_of_all_refusals(server: Server, sent: str) -> None:
    with bystander(server):
        answers = [spoken(server, sent.encode("latin-1")) for _ in range(5)]
    # A flood can be cut off before the answer is through.
    assert {refusal(answer) for answer in answers if answer} <= {(400, "bad_request")}
    assert len(sent) > 10_000 or all(answers)


def test_connections_beyond_the_bound_are_told_so(start_server: Start) -> None:
    server = start_server(connections=8, body_seconds=2)
    lines = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) for _ in range(8)]
    assert refusal(spoken(server, b"")) == (503, "busy")
    time.sleep(2)
    until(200, lambda: server.scan(PAPER.encode(), "a.txt"))
    for line in lines:
        line.close()


def test_nothing_of_any_of_it_is_left_behind(
    start_server: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    server = start_server(workers=2)
    marked = f"{PAPER} {MARKER}. ".encode() * 10
    for data in (marked, docx(plain(marked.decode())), b"%PDF-1.4 " + marked, docx(plain(MARKER))[:-300]):
        server.scan(data, f"{MARKER}.docx", signer=MARKER)
    with ThreadPoolExecutor(4) as people:
        answers = [people.submit(server.scan, marked) for _ in range(8)]
        for pid in workers(server):
            os.kill(int(pid), signal.SIGABRT)  # what would leave a picture of the memory behind
        assert {answer.result().status_code for answer in answers} <= {200, 422}
    for pid in (str(server.process.pid), *workers(server)):
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert next(line for line in limits.splitlines() if "core file" in line).split()[4:6] == ["0", "0"]
    assert MARKER not in server.stop()
    assert list(tmp_path.rglob("*")) == []


def ending(server: Server, read: int, waiting: int) -> list[httpx.Response]:
    """Answers to papers that are read and that wait, when the service is told to end."""
    with ThreadPoolExecutor(read + waiting) as people:
        answers = [people.submit(server.scan, slow_paper()) for _ in range(read)]
        time.sleep(1)
        answers += [people.submit(server.scan, PAPER.encode(), "a.txt") for _ in range(waiting)]
        time.sleep(0.5)
        server.process.terminate()
        return [answer.result() for answer in answers]


def test_an_ending_service_reads_to_the_end_and_refuses_who_waits(start_server: Start) -> None:
    server = start_server(workers=1, wait_seconds=60, grace_seconds=60)
    server.wait_until_ready()
    first, *rest = ending(server, 1, 3)
    assert first.status_code == 200
    assert [problem(answer) for answer in rest] == [(503, "busy")] * 3
    assert {line["event"] for line in server.log()} == {"request"}
    server.process.wait(timeout=PATIENCE)


def test_an_ending_service_gives_up_what_takes_longer_than_its_grace(start_server: Start) -> None:
    server = start_server(workers=1, grace_seconds=0)
    server.wait_until_ready()
    before = workers(server)
    [answer] = ending(server, 1, 0)
    assert problem(answer) == (503, "busy")
    server.process.wait(timeout=PATIENCE)
    assert not any(Path(f"/proc/{pid}").exists() for pid in before)


def test_a_server_process_that_dies_is_replaced_and_its_workers_end(start_server: Start) -> None:
    server = start_server(processes=2, workers=1)
    server.wait_until_ready()

    def servers() -> set[str]:
        return {pid for pid in workers(server) if b"spawn_main" in command(pid)}

    before = servers()
    assert len(before) == 2
    unlucky = min(before)
    of_unlucky = (Path(f"/proc/{unlucky}/task") / unlucky / "children").read_text().split()
    os.kill(int(unlucky), signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while (len(servers() - {unlucky}) < 2 or any(map(alive, of_unlucky))) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(servers() - {unlucky}) == 2
    assert not any(map(alive, of_unlucky))
    assert server.scan(PAPER.encode(), "a.txt").status_code == 200


def command(pid: str) -> bytes:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def alive(pid: str) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
