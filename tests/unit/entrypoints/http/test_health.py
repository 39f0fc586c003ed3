import pytest
from fastapi.testclient import TestClient

from domain.message.reason import Reason
from entrypoints.http.app import build_app
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.tables import shop


def client(state: FakeGatewayState) -> TestClient:
    return TestClient(build_app(state, lambda: "r-1"), raise_server_exceptions=False)


def test_the_process_lives_even_with_no_configuration() -> None:
    answer = client(FakeGatewayState()).get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_a_gateway_with_a_plan_is_ready() -> None:
    answer = client(FakeGatewayState(shop())).get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_a_ready_gateway_says_what_it_goes_on_without() -> None:
    answer = client(FakeGatewayState(shop(), troubles=("revocation-stale",))).get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "troubles": ["revocation-stale"]})


@pytest.mark.parametrize(
    "state", [FakeGatewayState(), FakeGatewayState(shop(), is_draining=True)], ids=["empty", "draining"]
)
def test_a_gateway_without_a_plan_or_draining_is_not_ready_and_says_when_to_ask_again(state: FakeGatewayState) -> None:
    answer = client(state).get("/ready")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["reason"] == "gateway-not-ready"
    assert answer.json()["request_id"] == answer.headers["x-request-id"] == "r-1"


def test_a_gateway_that_never_had_an_issuers_keys_is_not_ready_and_says_why() -> None:
    answer = client(FakeGatewayState(shop(), has_keys=False)).get("/ready")
    assert (answer.status_code, answer.json()["reason"]) == (503, "keys-unavailable")
    assert answer.headers["retry-after"] == "1"


def test_readiness_follows_the_gateway() -> None:
    state = FakeGatewayState()
    asking = client(state)
    seen = [asking.get("/ready").status_code]
    state.reload(shop())
    seen.append(asking.get("/ready").status_code)
    state.drain()
    seen.append(asking.get("/ready").status_code)
    assert seen == [503, 200, 503]


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_nobody_keeps_an_answer_about_health(path: str) -> None:
    assert client(FakeGatewayState(shop())).get(path).headers["cache-control"] == "no-store"
    assert client(FakeGatewayState()).get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_monitors_may_ask_with_head(path: str) -> None:
    assert client(FakeGatewayState(shop())).head(path).status_code == 200


def test_a_path_that_is_not_there_is_refused_as_everywhere() -> None:
    answer = client(FakeGatewayState()).get("/health/more")
    assert (answer.status_code, answer.json()["reason"]) == (404, "route-unknown")
    assert answer.json()["instance"] == "/health/more"


def test_a_method_that_is_not_there_is_refused_with_those_that_are() -> None:
    answer = client(FakeGatewayState()).post("/docs")
    assert (answer.status_code, answer.json()["reason"]) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "GET"


class Broken(FakeGatewayState):
    @property
    def unready(self) -> Reason | None:
        raise RuntimeError("a secret of the inside")


def test_a_fault_of_ours_is_a_problem_that_tells_nothing() -> None:
    answer = client(Broken()).get("/ready")
    assert (answer.status_code, answer.json()["reason"]) == (500, "gateway-fault")
    assert "secret" not in answer.text
