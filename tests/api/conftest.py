"""A real server in a process of its own, on a port of this machine that was free."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright

from api.settings import Settings

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_docs"
PATIENCE = 120  # seconds for what always comes, on however busy a machine
# No byte may reach any file on any disk: a write to a file fails, while pipes and sockets work as ever.
NO_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
SERVE = "from api.server import serve; serve(port={port})"

PAPER = (
    "SETTLEMENT AGREEMENT between Corvid Hall LLC (the Company) and Robin Vale (Employee). "
    "1. Silence. Employee shall not disclose to any person the facts that gave rise to the complaint. "
    "2. Penalty. If Employee breaches Section 1, Employee shall pay the Company $50,000 for each breach."
)


@dataclass
class Server:
    """A running service: where it answers, and what it said once it has been stopped."""

    port: int
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)  # what it has written so far

    def __post_init__(self) -> None:
        # A pipe that nobody reads would bring the server to a halt.
        self._reader = threading.Thread(target=lambda: self.lines.extend(self.process.stdout or ()), daemon=True)
        self._reader.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=PATIENCE, trust_env=False, **options)

    def scan(self, data: bytes, name: str = "paper.pdf", **fields: str) -> httpx.Response:
        with self.client() as client:
            return client.post("/v1/scan", files={"file": (name, data)}, data=fields)

    def wait_until_ready(self) -> None:
        """Until its workers have read a paper."""
        deadline = time.monotonic() + PATIENCE
        with self.client() as client:
            while client.get("/readyz").status_code != 200:
                assert time.monotonic() < deadline, "the service does not become ready"
                time.sleep(0.05)

    def stop(self) -> str:
        """End it as a service manager would, and give back all that it wrote to its output."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self._reader.join(timeout=PATIENCE)
        return "".join(self.lines)

    def log(self) -> list[dict[str, Any]]:
        """The log so far."""
        return [json.loads(line) for line in list(self.lines) if line.startswith("{")]


def start(**settings: object) -> Server:
    """A service with its own settings and those given, but as patient as a busy machine needs."""
    settings = {"wait_seconds": 30, **settings}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {key: value for key, value in os.environ.items() if not key.startswith("DONTSIGN_")}
    env |= {f"DONTSIGN_{key.upper()}": str(value) for key, value in settings.items()}
    limit = "" if settings.get("processes", 1) != 1 else NO_FILES  # several processes count in files
    process = subprocess.Popen(
        [sys.executable, "-B", "-c", limit + SERVE.format(port=port)],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(port, process)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{server.url}/healthz", trust_env=False).raise_for_status()
            return server
        except httpx.TransportError:
            if server.process.poll() is not None:
                break
            time.sleep(0.05)
    server.process.kill()
    raise RuntimeError(f"the server did not start: {''.join(server.lines)}")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server with the settings that it has by itself."""
    running = start()
    running.wait_until_ready()
    yield running
    running.stop()


@pytest.fixture
def start_server() -> Iterator[Callable[..., Server]]:
    """Starts servers with settings of their own, and ends them after the test."""
    running: list[Server] = []

    def begin(**settings: object) -> Server:
        running.append(start(**settings))
        return running[-1]

    yield begin
    for one in running:
        if one.process.poll() is None:
            one.stop()


# --- a browser -------------------------------------------------------------------------------------

EXIT = Settings().exit_url
# Nothing but this machine has a name: whatever tried to reach the world would fail and be seen.
OFFLINE = ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
TEXT: FilePayload = {"name": "paper.txt", "mimeType": "text/plain", "buffer": PAPER.encode()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", *OFFLINE])
        yield running
        running.close()


Visit = Callable[..., AbstractContextManager[Page]]
expect.set_options(timeout=1000 * PATIENCE / 4)


@pytest.fixture
def visit(browser: Browser, server: Server) -> Visit:
    """Opens the start page in a window of its own, which is checked for traces at the end."""

    @contextmanager
    def open_start(
        width: int = 1280, javascript: bool = True, leaves: bool = False, at: Server = server
    ) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": width, "height": 760},
            java_script_enabled=javascript,
            service_workers="block",
            reduced_motion="reduce",  # a page that still glides to its place moves away from under a click
        )
        asked: list[str] = []
        complaints: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        context.route(EXIT, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(at.url)
        yield page
        ours = (at.url + "/", "data:", f"blob:{at.url}/")
        assert {url for url in asked if not url.startswith(ours)} == ({EXIT} if leaves else set())
        assert context.cookies() == []
        if javascript and not leaves:
            assert page.evaluate("localStorage.length + sessionStorage.length") == 0
            assert page.evaluate("indexedDB.databases()") == page.evaluate("caches.keys()") == []
        state = context.storage_state()
        assert not state["cookies"] and not state["origins"]
        expected = ("responded with a status of 4", "net::ERR_")  # problems, and connections that a test cuts
        assert [words for words in complaints if not any(each in words for each in expected)] == []
        context.close()

    return open_start


def send(page: Page, file: FilePayload = TEXT) -> None:
    page.get_by_label("Choose the file").set_input_files(file)
    page.get_by_role("button", name="Check this paper").click()
    expect(page.locator(".verdict")).to_be_visible()
