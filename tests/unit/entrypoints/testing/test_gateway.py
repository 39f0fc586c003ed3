"""The whole gateway in a test's own process: real tokens, a clock in hand, upstreams that are functions."""

from pathlib import Path

import pytest

from entrypoints.testing import Received, Reply, down, gateway, reply
from entrypoints.testing.configuration import Faulty

SHOP = Path(__file__).resolve().parents[4] / "docs/examples/shop/gateway.yaml"
FORM = b"username=viewer&password=demo"
OF_A_FORM = {"content-type": "application/x-www-form-urlencoded"}


def order(request: Received) -> object:
    return reply(201, json={"asked": request.path, "body": request.json() if request.body else None})


def test_a_request_goes_through_all_of_it() -> None:
    with gateway(SHOP, {"orders": order}) as gate:
        asked = {"customer": "Ada", "item": "teapot", "quantity": 1}
        answer = gate.request("POST /orders", json=asked, role="manager", subject="mona")
        assert (answer.status, answer.json()) == (201, {"asked": "/orders", "body": asked})
        (call,) = gate.calls
        assert (call.upstream, call.method, call.path, call.query) == ("orders", "POST", "/orders", "")
        assert call.headers["authorization"].startswith("Bearer ey")


def test_who_may_not_never_reaches_an_upstream() -> None:
    with gateway(SHOP) as gate:
        assert gate.request("GET /orders").reason == "token-missing"
        assert gate.request("POST /orders", role="viewer").reason == "permission-missing"
        assert gate.request("GET /nowhere").status == 404
        assert gate.calls == []


def test_tokens_expire_by_the_clock_in_hand() -> None:
    with gateway(SHOP) as gate:
        token = gate.token(role="viewer")
        assert gate.request("GET /orders", token=token).status == 200
        gate.clock.advance(3600)
        assert gate.request("GET /orders", token=token).reason == "token-expired"
        assert (
            gate.request("GET /orders", token={"sub": "eve", "roles": ["viewer"], "aud": "x"}).reason
            == "token-audience"
        )


def test_an_upstream_that_fails_opens_its_breaker_until_the_clock_says_so() -> None:
    answers = [down() for _ in range(5)]

    def orders(_: Received) -> object:
        return answers.pop() if answers else "back"

    with gateway(SHOP, {"orders": orders}) as gate:
        found = [gate.request("GET /orders", role="viewer").reason for _ in range(6)]
        assert found == ["upstream-connect"] * 5 + ["circuit-open"]
        gate.clock.advance(10)
        assert gate.request("GET /orders", role="viewer").text == "back"


@pytest.mark.parametrize(
    ("said", "status", "body"),
    [(204, 204, b""), ("a", 200, b"a"), (b"b", 200, b"b"), ([1], 200, b"[1]"), (Reply(318, {"x-a": "b"}), 318, b"")],
)
def test_an_upstream_may_just_say_something(said: object, status: int, body: bytes) -> None:
    with gateway(SHOP, {"identity": said}) as gate:
        answer = gate.request("POST /auth/token", body=FORM, headers=OF_A_FORM)
        assert (answer.status, answer.body) == (status, body)


async def test_the_same_in_a_loop_with_a_handler_that_waits() -> None:
    async def users(request: Received) -> object:
        return {"path": request.path}

    async with gateway(SHOP, {"users": users}) as gate:
        answer = await gate.send("GET /users/ann", subject="ann")
        assert answer.json() == {"path": "/users/ann"}
        assert (await gate.send("GET /health")).status == 200


def test_an_upstream_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(Faulty, match="order"):
        gateway(SHOP, {"order": 200})


def test_what_no_upstream_can_say_is_a_mistake_of_the_test() -> None:
    with gateway(SHOP, {"identity": lambda _: object()}) as gate:
        assert gate.request("POST /auth/token", body=FORM, headers=OF_A_FORM).status == 500
