"""The least time that something takes: other work on the machine only ever adds."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable

ROUNDS = 5


def best(work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time) -> float:
    """The least time of `rounds` runs in seconds; of this process alone unless another clock is given."""
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def best_of_child(command: list[str]) -> float:
    """The least processor time of ROUNDS runs of a command, in seconds; it keeps compiled modules, as users' do."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)
