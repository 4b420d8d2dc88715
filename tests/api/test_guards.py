"""Who may ask, what every answer carries, and what is left behind: nothing."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable

import httpx
import pikepdf
import pytest

from tests.api.conftest import NO_FILES, PAPER, SAMPLES, Server

ROUTES = (
    ("GET", "/"),
    ("GET", "/check"),
    ("POST", "/check"),
    ("POST", "/v1/scan"),
    ("GET", "/v1/schema"),
    ("GET", "/v1/rules"),
    ("GET", "/v1/rules/none"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/openapi.json"),
    ("GET", "/static/notes.css"),
    ("GET", "/static/notes.js"),
    ("GET", "/nowhere"),
    ("PATCH", "/"),
)


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_answer_carries_the_headers(server: Server, method: str, path: str, accept: str) -> None:
    with server.client() as client:
        answers = [
            client.request(method, path, headers={"accept": accept}),
            client.request(method, path, headers={"accept": accept, "host": "evil.example"}),
        ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy and "http" not in policy
        assert {"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in answer.headers["permissions-policy"]
        assert not {"set-cookie", "server", "access-control-allow-origin"} & set(answer.headers)
        assert answer.status_code < 500


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8123", "[::1]:8123", "LOCALHOST:1"])
def test_names_of_this_machine_are_answered(server: Server, host: str) -> None:
    with server.client() as client:
        assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1:80", ""]
)
def test_other_names_are_refused(server: Server, host: str) -> None:
    with server.client() as client:
        answer = client.get("/healthz", headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_name_can_be_allowed(start_server: Callable[..., Server]) -> None:
    server = start_server(allowed_hosts="Notes.Example, other.example")
    with server.client() as client:
        for host, status in (("notes.example:8000", 200), ("other.example", 200), ("third.example", 400)):
            assert client.get("/healthz", headers={"host": host}).status_code == status


def post(server: Server, path: str = "/v1/scan", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with server.client() as client:
        return client.post(path, files={"file": ("a.txt", PAPER)}, headers=named)


def test_our_own_page_and_programs_may_post(server: Server) -> None:
    assert post(server).status_code == 200
    assert post(server, origin=server.url).status_code == 200
    assert post(server, sec_fetch_site="none").status_code == 200
    # What a browser sends with our own form, since the page asks for no referrer.
    assert post(server, "/check", origin="null", sec_fetch_site="same-origin").status_code == 200


@pytest.mark.parametrize("path", ["/v1/scan", "/check"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:1"},
        {"origin": "null"},
        {"origin": ""},
    ],
)
def test_pages_of_other_sites_may_not_post(server: Server, path: str, headers: dict[str, str]) -> None:
    answer = post(server, path, **headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")


def test_the_process_that_serves_here_cannot_write_a_file() -> None:
    """The upload test below rests on this: the limit does stop what spooling to disk would do."""
    spool = "import tempfile; tempfile.SpooledTemporaryFile(max_size=1).write(b'xx' * 9999)"
    ends = [subprocess.run([sys.executable, "-c", limit + spool], check=False, stderr=-1) for limit in ("", NO_FILES)]
    assert [end.returncode for end in ends] == [0, 1]


def test_a_large_upload_never_touches_the_disk(server: Server) -> None:
    big = io.BytesIO()
    with pikepdf.open(SAMPLES / "hush_settlement.pdf") as pdf:
        pdf.Root.Ballast = pdf.make_stream(os.urandom(20 * 1024 * 1024))
        pdf.save(big)
    answer = server.scan(big.getvalue())
    assert answer.status_code == 200, answer.text
    assert answer.json()["findings"]


def test_nothing_of_a_paper_or_a_person_stands_in_the_output(start_server: Callable[..., Server]) -> None:
    server = start_server(max_bytes=1_000_000)
    marker = "Quibblewort"
    with server.client() as client:
        assert client.post("/v1/scan", json={"text": f"{PAPER} {marker}.", "signer": marker}).status_code == 200
        client.post("/check", files={"file": (f"{marker}.pdf", f"%PDF-1.4 {marker}")}, headers={"accept": "text/html"})
        client.post("/v1/scan", json={"text": marker, "place": marker})
        client.post("/v1/scan", json={"text": marker * 200_000})
        client.post("/v1/scan", content=marker, headers={"content-type": "multipart/form-data; boundary=" + marker})
        client.get(f"/{marker}?{marker}={marker}", headers={"user-agent": marker})
        client.get("/", headers={"host": marker})
    with socket.create_connection(("127.0.0.1", server.port)) as leaver:
        head = (
            "POST /v1/scan HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n"
        )
        leaver.sendall(f'{head}{{"text": "{marker}'.encode())
    output = server.stop()
    assert marker not in output
    first, *requests = output.splitlines()
    assert first == f"Open {server.url}/ in your browser. Press Ctrl+C to stop."
    assert {json.loads(line)["event"] for line in requests} == {"request"}
    assert server.process.returncode in (0, -15)
