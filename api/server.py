"""Running the service."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api import logs
from api.settings import PREFIX, Settings, load

MORE_SECONDS = 5  # beyond the grace for papers, for answers to get out
SILENCE_SECONDS = 60  # then a server process is taken for dead, and replaced

MEMORY = "/dev/shm"  # noqa: S108  a file system without a disk


def serve(**given: str | int | None) -> None:
    """Serve until the process is told to stop.  `given` are settings, which stand over those of the surroundings.

    Raises SettingError.
    """
    import uvicorn

    from api.protocol import Protocol

    # By the environment, since server processes read the settings for themselves.
    os.environ |= {PREFIX + name.upper(): str(value) for name, value in given.items() if value is not None}
    settings = load()
    print(f"Open {address(settings)} in your browser. Press Ctrl+C to stop.", file=sys.stderr)
    with _numbers(settings.processes):
        uvicorn.run(
            "api.app:create_app",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.processes,
            http=Protocol,
            ws="none",
            access_log=False,  # uvicorn's own tells addresses and queries
            log_config=logs.config(requests=settings.log_requests),
            server_header=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=list(settings.proxies),
            timeout_graceful_shutdown=int(settings.grace_seconds) + MORE_SECONDS,
            timeout_worker_healthcheck=SILENCE_SECONDS,
        )


def address(settings: Settings) -> str:
    """Where a browser finds the page."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"


@contextmanager
def _numbers(processes: int) -> Iterator[None]:
    """A folder in which several processes keep counts and what was shown, while they run; on Linux it is in memory."""
    if processes == 1:
        yield
        return
    from api.metrics import FOLDER

    memory = MEMORY if Path(MEMORY).is_dir() else None
    with tempfile.TemporaryDirectory(prefix="dontsign-numbers-", dir=memory) as folder:
        os.environ[FOLDER] = folder
        yield
