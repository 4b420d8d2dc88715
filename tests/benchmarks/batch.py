"""What it costs to read papers as a batch, next to a plain loop over scanner.scan.

    python -m tests.benchmarks.batch [FOLDER WITH PAPERS] [MANY]

1. Processor time and wall time of a batch with one worker, as multiples of those of the loop.
2. How much faster two workers are than one, which shows only on a machine that does nothing else; and how much of
   the time of its workers the process that writes needs, which bounds that and shows on any machine.
3. The memory of the process that writes, and of its workers, over MANY papers (default: 5,000).

Without a folder the texts of the sample papers and of the ordinary contracts stand for the papers.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, count
from pathlib import Path
from threading import Event
from typing import NamedTuple

from scanner import scan
from scanner.batch.examine import Wishes
from scanner.batch.folder import LocalFolder
from scanner.batch.ledger import Ledger
from scanner.batch.local import Local
from scanner.batch.papers import Paper, find
from scanner.batch.run import Run
from scanner.read.limits import DEFAULT_LIMITS

ROOT = Path(__file__).parents[2]
SHIPPED = ("sample_docs/sources/*.txt", "tests/clean/*.txt")
PAPERS, MANY = 200, 5_000
SHORT = 4_000  # bytes of each of very many papers: what leaks leaks by the paper
WISHES = Wishes(None, None, None, None, DEFAULT_LIMITS.seconds, anonymous=False)


def copies(texts: list[bytes], folder: Path, many: int) -> list[Paper]:
    """So many papers, no two of them alike."""
    folder.mkdir()
    for number in range(many):
        text = texts[number % len(texts)] + f"\n\nCopy {number}.\n".encode()
        (folder / f"{number:05}.txt").write_bytes(text)
    return list(find([str(folder)], str(folder / "out")))


def run(papers: Sequence[Paper], crew: Local, folder: Path, told: Callable[[], None] = lambda: None) -> None:
    """A batch without its start and its page."""
    with Ledger(LocalFolder(folder), {}, [], resume=False) as ledger:
        if not Run(papers, crew, ledger, told).go(Event()):
            raise AssertionError("the batch was stopped")


class Cost(NamedTuple):
    """What a piece of work took, in seconds: processor time here and of the children, and wall time."""

    here: float
    children: float
    wall: float


def cost(work: Callable[[], object]) -> Cost:
    """What work takes; only children that still run when it is done count."""
    here, children, wall = _busy("self"), sum(map(_busy, _children())), time.perf_counter()
    work()
    return Cost(_busy("self") - here, sum(map(_busy, _children())) - children, time.perf_counter() - wall)


def _busy(pid: str) -> float:
    """Processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children() -> list[str]:
    return " ".join(task.read_text() for task in Path("/proc/self/task").glob("*/children")).split()


def _resident(pid: str) -> int:
    """Memory in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20


def compare(papers: Sequence[Paper], folder: Path) -> None:
    """Print the first two figures.  Workers are warm, as the process of the loop is."""
    for paper in papers[:2]:
        scan(paper.path)
    loop = cost(lambda: [scan(paper.path) for paper in papers])
    costs = []
    for workers in (1, 2):
        with closing(Local(workers, WISHES)) as crew:
            run(papers[: 4 * workers], crew, folder / f"warm{workers}")
            costs.append(cost(partial(run, papers, crew, folder / f"out{workers}")))
    one, two = costs
    busy, plain = one.here + one.children, loop.here + loop.children
    print(
        f"{len(papers)} papers; loop {len(papers) / loop.wall:.1f} a second, batch of one {len(papers) / one.wall:.1f}"
    )
    print(f"processor time {busy / plain:.2f} times, wall time {one.wall / loop.wall:.2f} times the loop's (aim: 1.10)")
    print(f"two workers are {one.wall / two.wall:.2f} times as fast as one (aim: 1.7)")
    print(
        f"the process that writes is busy for {two.here / two.children:.3f} of the time of its workers, so on two cores"
    )
    print(f"nothing else running, it cannot be more than {2 * two.children / (two.children + two.here):.2f} times")


def memory(papers: Sequence[Paper], folder: Path) -> None:
    """Print the third figure."""
    seen: list[tuple[int, int]] = []
    done = count(1)

    def told() -> None:
        if next(done) % (len(papers) // 10) == 0:
            seen.append((_resident("self"), max(map(_resident, _children()), default=0)))

    with closing(Local(os.cpu_count() or 1, WISHES)) as crew:
        run(papers, crew, folder, told)
    print(f"memory at each tenth of {len(papers):,} papers, in MB")
    print("writing:", *(here for here, _ in seen))
    print("largest worker:", *(worker for _, worker in seen))


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else None
    many = int(sys.argv[2]) if sys.argv[2:] else MANY
    found = folder.rglob("*.txt") if folder else chain(*(ROOT.glob(each) for each in SHIPPED))
    texts = [path.read_bytes() for path in sorted(found)]
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        compare(copies(texts, place / "some", PAPERS), place)
        memory(copies([text[:SHORT] for text in texts], place / "many", many), place / "all")


if __name__ == "__main__":
    main()
