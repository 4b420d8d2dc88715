"""Who gets in: keys, other sites on the list, and how often."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from api.keys import digest, known, make_key
from api.limits import REMEMBERED, Rate, network
from tests.api.conftest import PAPER, Server
from tests.api.test_problems import problem

KEY, OTHER = make_key(), make_key()
SITE = "https://portal.example"


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


@pytest.fixture(scope="module")
def hashes() -> str:
    return f"{digest(KEY)},{digest(OTHER)}"


@pytest.mark.parametrize(
    "header",
    ["", KEY, "Bearer", "Bearer ", f"Bearer {digest(KEY)}", f"Bearer {KEY}x", f"Basic {KEY}", "Bearer é"],
    ids=["none", "bare", "word", "blank", "hash", "longer", "basic", "letter"],
)
def test_without_a_known_key_nobody_is_known(header: str) -> None:
    assert known(header, [digest(OTHER), digest(KEY)]) is None


def test_a_known_key_is_known_by_its_hash() -> None:
    assert known(f"bearer {KEY} ", [digest(OTHER), digest(KEY)]) == digest(KEY)
    assert known(f"Bearer {KEY}", []) is None


def test_with_keys_only_health_and_the_description_are_open(start_server: Callable[..., Server], hashes: str) -> None:
    server = start_server(key_hashes=hashes)
    with server.client() as client:
        for path in ("/", "/check", "/v1/rules", "/v1/schema", "/metrics", "/nowhere"):
            answer = client.get(path)
            assert problem(answer) == (401, "unauthorized")
            assert answer.headers["www-authenticate"] == "Bearer"
        for path in ("/healthz", "/openapi.json", "/static/notes.css"):
            assert client.get(path).status_code == 200
        for key in (KEY, OTHER):
            assert client.post("/v1/scan", json={"text": PAPER}, headers=bearer(key)).status_code == 200
        for path in ("/v1/scan", "/check"):
            assert problem(client.post(path, json={"text": PAPER}, headers=bearer(make_key()))) == (401, "unauthorized")
    output = server.stop()
    assert KEY not in output and digest(KEY) not in output


def test_the_page_can_be_open_where_the_api_is_not(start_server: Callable[..., Server], hashes: str) -> None:
    server = start_server(key_hashes=hashes, open_page=True)
    with server.client() as client:
        assert client.get("/").status_code == 200
        assert client.post("/check", files={"text": (None, PAPER)}).status_code == 200
        for path in ("/v1/scan", "/metrics"):
            assert client.get(path).status_code == 401


def test_a_key_comes_only_so_often(start_server: Callable[..., Server], hashes: str) -> None:
    server = start_server(key_hashes=hashes, rate=2)
    server.wait_until_ready()
    with server.client() as client:
        answers = [client.post("/v1/scan", json={"text": PAPER}, headers=bearer(KEY)) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert problem(answers[2]) == (429, "rate_limited")
        assert 1 <= int(answers[2].headers["retry-after"]) <= 30
        assert client.get("/v1/rules", headers=bearer(KEY)).status_code == 200
        assert client.post("/v1/scan", json={"text": PAPER}, headers=bearer(OTHER)).status_code == 200


def test_addresses_behind_a_proxy_are_told_apart(start_server: Callable[..., Server]) -> None:
    server = start_server(rate=1, proxies="127.0.0.1")
    server.wait_until_ready()
    with server.client() as client:

        def statuses(address: str) -> list[int]:
            given = {"x-forwarded-for": address}
            return [client.post("/v1/scan", json={"text": PAPER}, headers=given).status_code for _ in range(2)]

        assert statuses("192.0.2.1") == statuses("192.0.2.2") == statuses("2001:db8::1") == [200, 429]
        assert statuses("2001:db8::2") == [429, 429]
        assert statuses("127.0.0.1") == [200, 429]


def test_nobody_believes_a_forwarded_address_without_a_proxy(start_server: Callable[..., Server]) -> None:
    server = start_server(rate=1)
    with server.client() as client:
        for _ in range(3):
            answer = client.post("/v1/scan", json={"text": PAPER}, headers={"x-forwarded-for": "192.0.2.1"})
            assert answer.status_code == 200


def preflight(server: Server, path: str, origin: str, method: str = "POST") -> httpx.Response:
    asks = {"origin": origin, "access-control-request-method": method, "access-control-request-headers": "content-type"}
    with server.client() as client:
        return client.options(path, headers=asks)


def test_pages_of_listed_sites_may_use_the_api_and_nothing_else(start_server: Callable[..., Server]) -> None:
    server = start_server(cors_origins=SITE)
    asked = preflight(server, "/v1/scan", SITE)
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == SITE
    assert "access-control-allow-credentials" not in asked.headers
    assert problem(preflight(server, "/v1/scan", "https://evil.example")) == (403, "cross_site")
    assert problem(preflight(server, "/v1/scan", SITE, "DELETE")) == (403, "cross_site")
    with server.client() as client:
        for origin, status in ((SITE, 200), ("https://evil.example", 403)):
            given = {"origin": origin, "sec-fetch-site": "cross-site"}
            answer = client.post("/v1/scan", json={"text": PAPER}, headers=given)
            assert answer.status_code == status
            assert answer.headers.get("access-control-allow-origin") == (SITE if status == 200 else None)
            page = client.post("/check", files={"text": (None, PAPER)}, headers=given)
            assert page.status_code == 403 and "access-control-allow-origin" not in page.headers


def test_without_a_list_no_other_site_is_answered(server: Server) -> None:
    answer = preflight(server, "/v1/scan", SITE)
    assert answer.status_code >= 400 and "access-control-allow-origin" not in answer.headers


def test_a_rate_fills_up_again_and_forgets() -> None:
    now = 0.0
    rate = Rate(2, lambda: now)
    assert [rate.wait("a"), rate.wait("a"), rate.wait("a"), rate.wait("b")] == [0, 0, 30, 0]
    now = 20.0
    assert rate.wait("a") == 10
    now = 30.0
    assert [rate.wait("a"), rate.wait("a")] == [0, 30]
    now = 10_000.0
    assert [rate.wait("a"), rate.wait("a"), rate.wait("a")] == [0, 0, 30]
    for number in range(REMEMBERED):
        rate.wait(str(number))
    assert rate.wait("a") == 0


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("somebody", "somebody"),
    ],
)
def test_addresses_of_one_household(address: str, household: str) -> None:
    assert network(address) == household
