import re

import pytest
from fastapi.testclient import TestClient

from domain.message.reason import CATALOGUE
from domain.message.refusal import Refusal, problem
from entrypoints.http.app import build_app
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.entrypoints.http.test_docs import References

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(build_app(FakeGatewayState()))


@pytest.mark.parametrize("reason", CATALOGUE.values(), ids=list(CATALOGUE))
def test_the_type_of_every_refusal_leads_to_a_page_about_it(client: TestClient, reason: object) -> None:
    refused = problem(Refusal(reason), instance="/orders", request_id="r-1")  # type: ignore[arg-type]
    page = client.get(str(refused["type"]), headers=HTML)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for word in ("reason", "status", "title"):
        assert str(refused[word]) in page.text
    assert "What you can do" in page.text


@pytest.mark.parametrize("reason", CATALOGUE)
def test_a_machine_is_told_the_same(client: TestClient, reason: str) -> None:
    told = client.get(f"/docs/problems/{reason}").json()
    refused = problem(Refusal(CATALOGUE[reason]), instance="/", request_id="r")
    assert told.items() >= {name: refused[name] for name in ("type", "reason", "title", "status", "detail")}.items()
    assert set(told) - set(refused) == {"when", "do", "look"}
    assert all(re.fullmatch(r"[A-Z`].*[.]", told[name]) for name in ("when", "do", "look"))
    assert "](" not in told["when"], "a link to a page that is not served here"


def test_the_index_has_every_reason_in_both_forms(client: TestClient) -> None:
    assert [one["reason"] for one in client.get("/docs/problems").json()["types"]] == list(CATALOGUE)
    links = References(client.get("/docs/problems", headers=HTML).text).found
    assert {f"problems/{name}" for name in CATALOGUE} <= set(links)


@pytest.mark.parametrize("headers", [{}, HTML])
def test_a_word_that_is_no_reason_is_not_found(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/docs/problems/urn:limen", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("page", ["/docs/problems", "/docs/problems/token-expired"])
def test_a_page_has_no_script_and_refers_to_what_is_served_here(client: TestClient, page: str) -> None:
    answer = client.get(page, headers=HTML)
    references = References(answer.text)
    assert references.inline == []
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["vary"] == "accept"
    for reference in references.found:
        assert client.get(str(client.base_url.join(page).join(reference))).status_code == 200


def test_both_addresses_are_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert paths["/docs/problems"]["get"]["operationId"] == "problem-types"
    assert set(paths["/docs/problems/{reason}"]["get"]["responses"]) == {"200", "4XX"}
