"""The service under load, on this computer alone, next to loops that scan the same papers without a service.

    python -m tests.benchmarks.load [--papers 240] [--requests 10000]

1. Papers a second at 1, 8, 32 and 128 connections, as a share of what plain `scanner.scan` loops do, one for each core
   (one alone next to one connection).
   Loops and service take turns, so that other work on the machine hurts both; what the sender of the load itself
   takes of the processors is taken out.  The share by processor time alone stands beside it.
2. How long an answer takes: the middle and the slowest hundredth.
3. What becomes of each of 128 connections when the line is short: a report, `busy`, or nothing.
4. The memory of the service's processes after the first tenth of many requests, and after all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.api.conftest import PAPER, SAMPLES, Server, start

CORES = len(os.sched_getaffinity(0))
CONNECTIONS = (1, 8, 32, 128)
PAPERS = (
    "release_form.pdf",
    "separation_agreement.docx",
    "cease_letter.txt",
    "business_nda.pdf",
    "fair_agreement.docx",
)
PATIENT = {"workers": CORES, "queue": 1000, "wait_seconds": 600, "log_requests": False}
LONGEST = 120  # s for one answer
_LOOP = """
import sys, time
from pathlib import Path
from scanner import scan
papers = [Path(path).read_bytes() for path in sys.argv[2:]]
for paper in papers:
    scan(paper)
print(flush=True)
for _ in sys.stdin:
    for number in range(int(sys.argv[1])):
        scan(papers[number % len(papers)])
    print(flush=True)
"""


@dataclass
class Outcome:
    """What came of a number of papers sent."""

    seconds: float = 0.0  # of wall time, without the sender's processor time
    cpu: float = 0.0  # processor seconds of whoever read the papers
    ends: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)  # seconds for each report

    def slowest(self, share: float) -> float:
        """The time that all but `share` of the answers kept to."""
        return sorted(self.took)[min(len(self.took) - 1, int(len(self.took) * (1 - share)))]


def request(name: str, data: bytes) -> bytes:
    """A paper as it goes over the line."""
    made = httpx.Request("POST", "http://127.0.0.1/v1/scan", files={"file": (name, data)})
    body = made.read()
    head = f"POST /v1/scan HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {made.headers['content-type']}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes) -> str:
    """`report`, `busy`, or the status of any other answer."""
    writer.write(sent)
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(None, 1)[0])
    body = await reader.readexactly(length)
    status = head.split(None, 2)[1].decode()
    if status == "200":
        return "report" if b'"verdict"' in body else "half a report"
    return "busy" if status == "503" and b'"busy"' in body else status


async def send(port: int, requests: Sequence[bytes], connections: int, outcome: Outcome) -> None:
    """All requests, over so many connections at a time."""
    left = iter(requests)

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
        for sent in left:
            begin = time.perf_counter()
            try:
                end = await asyncio.wait_for(ask(reader, writer, sent), LONGEST)
            except (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError):
                end = "lost"
            outcome.ends[end] += 1
            if end == "report":
                outcome.took.append(time.perf_counter() - begin)
            if end == "lost":
                break
        writer.close()

    await asyncio.gather(*(connection() for _ in range(connections)))


def processes(first: subprocess.Popen[str]) -> list[int]:
    """A process and its workers."""
    tasks = Path(f"/proc/{first.pid}/task").iterdir()
    return [first.pid, *(int(pid) for task in tasks for pid in (task / "children").read_text().split())]


def cpu(pids: Sequence[int]) -> float:
    """Processor seconds of some processes, and of their children that have ended: one that is gone counts there."""
    ticks = 0
    for pid in pids:
        with suppress(FileNotFoundError):
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pids: Sequence[int]) -> float:
    """Resident mebibytes of each, together."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGESIZE") / (1 << 20)


def by_service(server: Server, requests: Sequence[bytes], connections: int) -> Outcome:
    """Send papers to the service."""
    outcome = Outcome()
    used, own, begin = cpu(processes(server.process)), time.process_time(), time.perf_counter()
    asyncio.run(send(server.port, requests, connections, outcome))
    outcome.seconds = time.perf_counter() - begin - (time.process_time() - own) / CORES
    outcome.cpu = cpu(processes(server.process)) - used
    return outcome


@contextmanager
def loops(papers: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that scan their share of so many papers whenever they are told to, one for each core."""
    command = [sys.executable, "-c", _LOOP, str(papers // CORES), *(str(SAMPLES / name) for name in PAPERS)]
    running = [subprocess.Popen(command, stdin=-1, stdout=-1, text=True) for _ in range(CORES)]
    try:
        for each in running:
            assert each.stdout is not None
            each.stdout.readline()
        yield running
    finally:
        for each in running:
            each.kill()
            each.wait()


def by_loops(running: Sequence[subprocess.Popen[str]]) -> Outcome:
    """Let loops scan their papers, and tell what it would be for all papers if there were no others."""
    trees = [pid for each in running for pid in processes(each)]
    used, begin = cpu(trees), time.perf_counter()
    for each in running:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    for each in running:
        assert each.stdout is not None
        each.stdout.readline()
    share = len(running) / CORES
    return Outcome((time.perf_counter() - begin) / share, (cpu(trees) - used) / share)


def compare(papers: int) -> None:
    """Print the share that the service reaches at each number of connections."""
    papers -= papers % CORES
    kinds = [request(name, (SAMPLES / name).read_bytes()) for name in PAPERS]
    requests = [kinds[number % len(kinds)] for number in range(papers)]
    server = start(**PATIENT)
    try:
        server.wait_until_ready()
        by_service(server, requests[: 10 * CORES], CORES)
        with loops(papers) as running:
            print(f"{papers} papers (PDF, Word, text), {CORES} cores; share of plain loops (aim: 70 %)")
            for connections in CONNECTIONS:
                equals = running[:connections]  # one connection keeps but one worker at work
                before, served, after = by_loops(equals), by_service(server, requests, connections), by_loops(equals)
                plain = (before.seconds + after.seconds) / 2
                share, by_cpu = plain / served.seconds, (before.cpu + after.cpu) / 2 / served.cpu
                rate = served.ends["report"] / served.seconds
                print(
                    f"{connections:>4} connections: {rate:5.1f} papers a second, {share:.0%} by the clock, "
                    f"{by_cpu:.0%} by processor time; middle {served.slowest(0.5):.2f} s, slowest hundredth "
                    f"{served.slowest(0.01):.2f} s; {dict(served.ends)}"
                )
    finally:
        server.stop()


def short_line(papers: int) -> None:
    """Print what becomes of 128 connections when few may wait."""
    data = (SAMPLES / PAPERS[0]).read_bytes()
    server = start(workers=CORES, log_requests=False)
    try:
        server.wait_until_ready()
        outcome = by_service(server, [request(PAPERS[0], data)] * papers, 128)
        print(f"128 connections and a short line: {dict(outcome.ends)} of {papers} (aim: none lost)")
    finally:
        server.stop()


def long_run(count: int) -> None:
    """Print the memory before and after many requests."""
    sent = request("a.txt", PAPER.encode())
    server = start(**PATIENT)
    try:
        server.wait_until_ready()
        by_service(server, [sent] * (count // 10), 8)
        early = memory([server.process.pid]), memory(processes(server.process))
        ends = by_service(server, [sent] * (count - count // 10), 8).ends
        late = memory([server.process.pid]), memory(processes(server.process))
        print(f"after {count // 10} requests the server has {early[0]:.0f} MiB, with its workers {early[1]:.0f} MiB;")
        print(f"after {count} it has {late[0]:.0f} MiB, with its workers {late[1]:.0f} MiB; {dict(ends)}")
    finally:
        server.stop()


def main() -> None:
    """Print the figures, each with its aim."""
    options = argparse.ArgumentParser(description="The service under load.")
    options.add_argument("--papers", type=int, default=240, help="papers for each number of connections")
    options.add_argument("--requests", type=int, default=10_000, help="requests for the long run")
    given = options.parse_args()
    compare(given.papers)
    short_line(given.papers * 2)
    long_run(given.requests)


if __name__ == "__main__":
    main()
