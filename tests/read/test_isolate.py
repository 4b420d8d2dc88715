"""Workers: a hostile file costs its own report and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from scanner.errors import Damaged, Empty, Encrypted, ScanError, TookTooLong, TooLarge, Unsupported, WorkerLost
from scanner.isolate import FILES_PER_WORKER, Pool, Recall, Worker, shared_pool
from scanner.isolate.worker import _workers
from scanner.model import Document
from scanner.read import boxes, read
from scanner.read.limits import DEFAULT_LIMITS
from tests.read.pdf_maker import clauses, flowed, form_bomb, lines_pdf, saved, stream_bomb

ROOT = Path(__file__).parents[2]
GAG = "The Employee shall not disclose the facts that led to the Complaint."
PAPER = lines_pdf([[GAG]])


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(2)
    yield made
    made.close()


def running(pid: int) -> bool:
    """Whether a process is there, zombies included."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def eventually(condition: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def workers(pool: Pool) -> list[int]:
    """Process numbers of the workers of a pool that are at rest."""
    return [worker._process.pid for worker in pool._idle]


def test_a_worker_gives_what_the_reader_gives(pool: Pool) -> None:
    from scanner.read.pdf import read_pdf

    data = flowed(clauses(8), header="Marigold", footer="Page {page}")
    assert pool.read(data, "paper.pdf") == read_pdf(data, "paper.pdf", DEFAULT_LIMITS)


def test_boxes_come_back(pool: Pool) -> None:
    document = pool.read(PAPER)
    [[box]] = pool.boxes(PAPER, document, [(4, 12)])
    assert box[0] == 1 and 72 < box[1] < box[3] < 200
    assert boxes(PAPER, document, [(4, 12)]) == [(box,)]
    assert boxes(GAG.encode(), read(GAG.encode()), [(4, 12)]) == [()]


def test_progress_comes_back(pool: Pool) -> None:
    told: list[tuple[int, int]] = []
    pool.read(lines_pdf([[GAG]] * 3), on_progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, OSError])
def test_an_error_in_the_callback_is_the_callers(pool: Pool, error: type[BaseException]) -> None:
    def fail(done: int, of: int) -> None:
        raise error

    with pytest.raises(error):
        pool.read(PAPER, on_progress=fail)
    assert GAG in pool.read(PAPER).text


def test_scanning_in_a_worker(pool: Pool) -> None:
    report = pool.scan(PAPER, name="paper.pdf", place="US-CA", include_text=True)
    assert GAG in report["text"]
    assert report["document"]["name"] == "paper.pdf"
    assert report["findings"][0]["location"]["boxes"]
    assert GAG in pool.scan(GAG.encode(), include_text=True)["text"]


def test_errors_keep_their_code_and_the_worker_is_replaced(pool: Pool) -> None:
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        locked = saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))
    pool.read(PAPER)
    before = workers(pool)
    with pytest.raises(Encrypted):
        pool.read(locked)
    assert not any(map(running, before))
    assert GAG in pool.read(PAPER).text


@pytest.mark.parametrize(("paper", "error"), [(b" \n", Empty), (b"\x7fELF" + bytes(64), Unsupported)])
def test_a_refusal_costs_no_worker(paper: bytes, error: type[ScanError], pool: Pool) -> None:
    pool.read(PAPER)
    before = workers(pool)
    with pytest.raises(error):
        pool.read(paper)
    assert GAG in pool.read(PAPER).text
    assert workers(pool) == before


def stopped_worker(pool: Pool) -> int:
    """The worker that will be asked next, brought to a standstill as a hanging reader would be."""
    pool.read(PAPER)
    [pid] = workers(pool)
    os.kill(pid, signal.SIGSTOP)
    return pid


def test_a_hanging_worker_is_stopped(pool: Pool) -> None:
    pid = stopped_worker(pool)
    start = time.monotonic()
    with pytest.raises(TookTooLong):
        pool.read(PAPER, limits=replace(DEFAULT_LIMITS, seconds=0.5))
    assert 0.4 < time.monotonic() - start < 30
    assert not running(pid)
    assert GAG in pool.read(PAPER).text


def test_a_hanging_worker_is_stopped_while_it_is_handed_a_large_file(pool: Pool) -> None:
    stopped_worker(pool)
    with pytest.raises(TookTooLong):
        pool.read(PAPER + bytes(10_000_000), limits=replace(DEFAULT_LIMITS, seconds=0.5))


def test_work_that_is_called_back_ends_and_other_work_goes_on(pool: Pool) -> None:
    recall = Recall()
    pool.read(PAPER)
    [before] = workers(pool)
    with pytest.raises(TookTooLong):
        pool.scan(PAPER, recall=recall, on_progress=lambda *_: recall.call_back())
    assert not running(before)
    with pytest.raises(TookTooLong):
        pool.scan(PAPER, recall=recall)
    done = Recall()
    pool.scan(PAPER, recall=done)
    [after] = workers(pool)
    done.call_back()
    assert pool.scan(PAPER)["findings"]
    assert workers(pool) == [after]


def test_a_worker_killed_at_work_costs_a_second_try(pool: Pool) -> None:
    pid = stopped_worker(pool)
    threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
    assert GAG in pool.read(PAPER).text
    assert not running(pid)


def test_a_paper_that_ends_two_workers_is_given_up(pool: Pool) -> None:
    before, killed = list(_workers), list[Worker]()

    def kill(done: int, of: int) -> None:
        for worker in set(_workers).difference(before, killed):
            worker._process.kill()
            killed.append(worker)

    with pytest.raises(WorkerLost):
        pool.read(lines_pdf([[GAG]] * 300), on_progress=kill)
    assert len(killed) == 2 and not any(running(worker._process.pid) for worker in killed)
    assert GAG in pool.read(PAPER).text


@pytest.mark.parametrize("bomb", [form_bomb, stream_bomb])
def test_a_file_that_grows_without_end(pool: Pool, bomb: Callable[[], bytes]) -> None:
    start = time.monotonic()
    with pytest.raises(ScanError):
        pool.read(bomb(), limits=replace(DEFAULT_LIMITS, seconds=10))
    assert time.monotonic() - start < 40
    assert GAG in pool.read(PAPER).text


def test_an_answer_over_the_limit(pool: Pool) -> None:
    with pytest.raises(TooLarge):
        pool.read(PAPER, limits=replace(DEFAULT_LIMITS, max_answer=100))


def test_a_worker_killed_at_rest_costs_nothing(pool: Pool) -> None:
    pool.read(PAPER)
    [pid] = workers(pool)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not pool._idle[0].usable)
    assert GAG in pool.read(PAPER).text
    assert workers(pool) != [pid]


@pytest.mark.parametrize("answer", [b"", b"\xff" * 8, b"\0" * 7 + b"\2[]", b"\0" * 7 + b"\2{}", b"\0" * 7 + b"\3nul"])
def test_rubbish_from_a_worker_is_no_answer(answer: bytes) -> None:
    worker = Worker()
    worker._process.kill()
    worker._process.wait()
    code = f"import sys; sys.stdin.buffer.read(8); sys.stdout.buffer.write({answer!r})"
    worker._process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )
    with pytest.raises((WorkerLost, Damaged)):
        worker.ask("read", PAPER, {"name": ""})
    assert not worker.usable


def test_workers_are_replaced_after_some_files() -> None:
    worker = Worker()
    for _ in range(FILES_PER_WORKER):
        assert worker.usable
        worker.ask("read", b"I agree.", {"name": ""})
    assert not worker.usable
    worker.close()


def test_workers_that_have_grown_are_replaced(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    pool.read(PAPER)
    before = workers(pool)
    pool.read(PAPER)
    assert workers(pool) == before
    monkeypatch.setattr("scanner.isolate.worker.GROWN", 10_000_000)  # less than the interpreter alone takes
    pool.read(PAPER)
    assert workers(pool) != before and not any(map(running, before))


def test_many_threads_share_few_workers(pool: Pool) -> None:
    papers = [lines_pdf([[f"Agreement {number}"]]) for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        texts = [document.text for document in threads.map(pool.read, papers)]
    assert texts == [f"Agreement {number}" for number in range(24)]
    assert 1 <= len(workers(pool)) <= 2


def test_closing_ends_the_workers() -> None:
    pool = Pool(1)
    pool.read(PAPER)
    [pid] = workers(pool)
    pool.close()
    assert not running(pid)


# --- odd places to call from ------------------------------------------------------------------------


def _read_into(queue: Any) -> None:
    queue.put(read(PAPER).text)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_daemonic_processes(method: str) -> None:
    read(PAPER)  # so that a forked child inherits a running worker
    context = multiprocessing.get_context(method)
    queue = context.SimpleQueue()
    process = context.Process(target=_read_into, args=(queue,), daemon=True)  # type: ignore[attr-defined]
    process.start()
    process.join(60)
    assert GAG in queue.get()
    assert GAG in read(PAPER).text


SCRIPT = """
import sys
from scanner.read import read
from scanner.isolate import shared_pool
print(read(open(sys.argv[1], "rb").read()).text)
print([worker._process.pid for worker in shared_pool()._idle][0], flush=True)
if len(sys.argv) > 2:
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("killed", [False, True])
def test_a_script_without_main_guard_leaves_no_worker(tmp_path: Path, killed: bool) -> None:
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "paper").write_bytes(PAPER)
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the current folder')")
    command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path / "paper"), *["killed"] * killed]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    text, pid = done.stdout.splitlines()
    assert text == GAG and done.stderr == ""
    assert eventually(lambda: not running(int(pid)))


def test_nothing_of_the_document_is_in_an_error(pool: Pool) -> None:
    secret = lines_pdf([["Marigold secret"]])
    for data in (secret[:60], secret.replace(b"/Pages", b"/Sages"), b"PK\x03\x04 Marigold secret"):
        with pytest.raises(ScanError) as caught:
            pool.read(data)
        assert "Marigold" not in repr((caught.value, caught.value.__cause__, caught.value.__dict__))


def test_the_worker_is_hardened() -> None:
    if sys.platform != "linux":
        pytest.skip("reads /proc")
    shared_pool().read(PAPER)
    pid = workers(shared_pool())[0]
    limits = Path(f"/proc/{pid}/limits").read_text()
    rows = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert rows["Max core file size"] == "0"
    assert rows["Max file size"] == "0"
    assert rows["Max address space"] == str(DEFAULT_LIMITS.memory)
    assert rows["Max cpu time"].isdigit()


def test_the_document_is_not_on_the_command_line_nor_in_the_surroundings() -> None:
    document: Document = read(PAPER)
    assert GAG in document.text
    for pid in workers(shared_pool()):
        assert GAG.encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
