"""The admin address refuses as the gateway does: by problem documents, whatever is wrong."""

import pytest
from fastapi.testclient import TestClient

from entrypoints.admin.app import build_admin
from entrypoints.admin.locality import LocalNames
from entrypoints.admin.peers import Peers
from tests.unit.entrypoints.admin.peers import FakePeers


def ask(method: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, object]]:
    app = LocalNames(build_admin(FakePeers()))
    client = TestClient(app, raise_server_exceptions=False, base_url="http://localhost")
    answer = client.request(method, path, headers=headers)
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "words"),
    [
        ("GET", "/nowhere", {}, 404, "Not Found"),
        ("DELETE", "/-/status", {}, 405, "Method Not Allowed"),
        ("POST", "/-/reload", {"origin": "http://a.example"}, 403, "a web page may not ask for this"),
        ("GET", "/-/decisions?limit=0", {}, 422, "query.limit: Input should be greater than or equal to 1"),
        ("GET", "/-/status", {"host": "a.example"}, 403, "this address answers to localhost and to IP addresses only"),
    ],
)
def test_every_refusal_is_a_problem(method: str, path: str, headers: dict[str, str], status: int, words: str) -> None:
    found, told = ask(method, path, headers)
    assert found == told["status"] == status
    assert told["type"] == "about:blank"
    assert told["detail"] == words
    assert told["instance"] == path.partition("?")[0]


class Broken(FakePeers):
    async def master(self, question: str, terms: object = None) -> object:
        raise RuntimeError("a secret")


def test_a_fault_of_ours_tells_nothing_of_itself() -> None:
    broken: Peers = Broken()
    answer = TestClient(build_admin(broken), raise_server_exceptions=False).get("/-/status")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_what_is_refused_is_described() -> None:
    described = TestClient(build_admin(FakePeers())).get("/-/openapi.json").json()
    assert set(described["paths"]["/-/decisions/{request_id}"]["get"]["responses"]) >= {"404", "410"}
