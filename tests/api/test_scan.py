"""POST /v1/scan and its neighbours over a real socket."""

from __future__ import annotations

import jsonschema
import pytest

from tests.api.conftest import PAPER, SAMPLES, Server


def test_pasted_text_gives_a_report_that_keeps_to_the_published_schema(server: Server) -> None:
    with server.client() as client:
        answer = client.post(
            "/v1/scan", json={"text": PAPER, "signer": "Robin Vale", "place": "us-ca", "signed": False}
        )
        schema = client.get("/v1/schema")
    assert answer.status_code == 200
    assert schema.headers["content-type"] == "application/schema+json"
    report = answer.json()
    jsonschema.validate(report, schema.json())
    assert report["document"]["name"] == "pasted.txt"
    assert report["verdict"]["advice"][0].startswith("Consult a lawyer. Don't sign.")
    assert "text" not in report


def test_text_is_included_on_demand_and_holds_every_quote(server: Server) -> None:
    with server.client() as client:
        report = client.post("/v1/scan?include=text", json={"text": PAPER}).json()
    quoted_findings = [finding for finding in report["findings"] if finding["quote"] is not None]
    assert quoted_findings
    for finding in quoted_findings:
        place = finding["location"]
        quoted = report["text"][place["start"] : place["end"]]
        assert " ".join(quoted.split()) == " ".join(finding["quote"].split())


@pytest.mark.parametrize("name", ["hush_settlement.pdf", "separation_agreement.docx"])
def test_files_are_read_by_what_they_hold(server: Server, name: str) -> None:
    answer = server.scan((SAMPLES / name).read_bytes(), "no-ending", signed="true")
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert report["document"]["format"] == name.rpartition(".")[2]
    assert report["findings"]


def test_only_the_last_part_of_a_path_is_taken_as_the_name(server: Server) -> None:
    report = server.scan(PAPER.encode(), r"C:\Users\robin\letters\paper.txt").json()
    assert report["document"]["name"] == "paper.txt"


def test_rules_are_published_without_their_insides(server: Server) -> None:
    with server.client() as client:
        listed = client.get("/v1/rules").json()
        one = client.get(f"/v1/rules/{listed['rules'][0]['id']}").json()
        ready = client.get("/readyz").json()
    assert one == listed["rules"][0]
    assert {"id", "title", "category", "severity", "plain", "why", "ask_for", "fairer", "questions"} <= set(one)
    assert not {"path", "find", "anchors"} & set(one)
    assert ready == {"status": "ready", "rules_version": listed["rules_version"]}


def test_the_openapi_document_names_the_routes_and_no_page_loads_from_elsewhere(server: Server) -> None:
    with server.client() as client:
        described = client.get("/openapi.json").json()
        assert client.get("/docs").status_code == client.get("/redoc").status_code == 404
    assert set(described["paths"]) == {
        "/v1/scan",
        "/v1/annotate",
        "/v1/compare",
        "/v1/schema",
        "/v1/schema/comparison",
        "/v1/rules",
        "/v1/rules/{rule_id}",
        "/healthz",
        "/readyz",
        "/metrics",
    }
    assert set(described["paths"]["/v1/scan"]["post"]["requestBody"]["content"]) == {
        "multipart/form-data",
        "application/json",
    }


@pytest.mark.parametrize("path", ["scan?place=US-CA", "scan?include=text&x=1", "annotate?signer=Jane", "compare?old=a"])
def test_what_stands_in_the_address_is_not_lost_without_a_word(server: Server, path: str) -> None:
    with server.client() as client:
        answer = client.post(f"/v1/{path}", json={"text": PAPER})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert "not in the address" in answer.json()["detail"]
    assert "Jane" not in answer.text


def test_a_place_that_is_none_is_refused_and_a_strange_name_is_told(server: Server) -> None:
    with server.client() as client:
        refused = client.post("/v1/scan", json={"text": PAPER, "place": "US-ZZ"})
        strange = client.post("/v1/scan", json={"text": PAPER, "signer": "Nobody Here"})
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_request")
    assert strange.json()["signer_found"] is False
