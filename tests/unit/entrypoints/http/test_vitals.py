"""Health without FastAPI says what it says with it, to the byte."""

import pytest
from fastapi.testclient import TestClient

from entrypoints.http.app import build_app
from entrypoints.http.proxy import Message
from entrypoints.http.vitals import METHODS, PATHS, Vitals
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.tables import shop


async def told(method: str, path: bytes, state: FakeGatewayState) -> tuple[Message, bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    async def send(message: Message) -> None:
        sent.append(message)

    await Vitals(state, lambda: "r-1")({"type": "http", "method": method, "raw_path": path}, receive, send)
    return sent[0], sent[1]["body"]


STATES = [
    FakeGatewayState(),
    FakeGatewayState(shop()),
    FakeGatewayState(shop(), has_keys=False),
    FakeGatewayState(shop(), troubles=("revocation-stale",)),
]


@pytest.mark.parametrize("state", STATES, ids=["empty", "ready", "keyless", "troubled"])
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", METHODS)
async def test_both_doors_say_the_same(method: str, path: bytes, state: FakeGatewayState) -> None:
    head, body = await told(method, path, state)
    answer = TestClient(build_app(state, lambda: "r-1")).request(method, path.decode())
    assert head["status"] == answer.status_code
    assert sorted(head["headers"]) == sorted((name.lower(), value) for name, value in answer.headers.raw)
    assert body == (answer.content if method == "GET" else b"")
