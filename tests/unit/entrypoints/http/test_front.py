"""Which door a call goes to, and the process's life as the server tells it."""

from collections.abc import Iterable

import pytest

from application.edge import Edge
from application.gateway import Gateway
from entrypoints.http.front import Front
from entrypoints.http.proxy import Message, Receive, Scope, Send
from tests.fakes.clock import FakeClock


class Server:
    """Calls a Front as an ASGI server would, and keeps what came of it."""

    def __init__(self, *, fails: bool = False) -> None:
        self.events: list[str] = []
        self.sent: list[Message] = []
        self._fails = fails
        self.front = Front(
            self._door("proxy"),
            self._door("websockets"),
            self._door("vitals"),
            self._door("pages"),
            start=self._start,
            stop=self._stop,
            drain=self._drain,
            edge=Edge(Gateway(FakeClock(), lambda: "r1", [])),
        )

    def _door(self, name: str) -> "_Door":
        return _Door(name, self.events)

    async def _start(self) -> None:
        self.events.append("start")
        if self._fails:
            raise ValueError("a fault")

    async def _stop(self) -> None:
        self.events.append("stop")

    def _drain(self) -> None:
        self.events.append("drain")

    async def call(self, scope: Scope, messages: Iterable[Message] = ()) -> None:
        waiting = iter(messages)

        async def receive() -> Message:
            return next(waiting)

        async def send(message: Message) -> None:
            self.sent.append(message)

        await self.front(scope, receive, send)


class _Door:
    def __init__(self, name: str, events: list[str]) -> None:
        self._name, self._events = name, events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._events.append(self._name)


@pytest.mark.parametrize("path", [b"/health/x", b"/docs", b"/docs/assets/x.js", b"/redoc", b"/openapi.json"])
async def test_the_gateways_own_pages_are_served_by_it(path: bytes) -> None:
    server = Server()
    await server.call({"type": "http", "method": "GET", "raw_path": path})
    assert server.events == ["pages"]


@pytest.mark.parametrize("path", [b"/health", b"/ready"])
@pytest.mark.parametrize(("method", "door"), [("GET", "vitals"), ("HEAD", "vitals"), ("POST", "pages")])
async def test_health_is_told_without_the_pages(path: bytes, method: str, door: str) -> None:
    server = Server()
    await server.call({"type": "http", "method": method, "raw_path": path})
    assert server.events == [door]


@pytest.mark.parametrize(
    "path", [b"/", b"/healthy", b"/health%2f", b"/%68ealth", b"/doc", b"//docs", b"/openapi.jsonx"]
)
async def test_everything_else_is_proxied_and_no_encoding_changes_the_door(path: bytes) -> None:
    server = Server()
    await server.call({"type": "http", "method": "GET", "raw_path": path})
    assert server.events == ["proxy"]


@pytest.mark.parametrize("path", [b"/chat", b"/health"])
async def test_a_websocket_goes_to_its_own_door(path: bytes) -> None:
    server = Server()
    await server.call({"type": "websocket", "raw_path": path})
    assert server.events == ["websockets"]


async def test_the_gateway_opens_when_the_server_starts_and_closes_when_it_ends() -> None:
    server = Server()
    await server.call({"type": "lifespan"}, [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    assert server.events == ["start", "stop"]
    assert [message["type"] for message in server.sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_draining_is_passed_on_and_remembered() -> None:
    server = Server()
    before = server.front.is_draining
    server.front.drain()
    assert (before, server.front.is_draining) == (False, True)
    assert server.events == ["drain"]


async def test_a_gateway_that_cannot_open_ends_the_server() -> None:
    server = Server(fails=True)
    with pytest.raises(ValueError, match="a fault"):
        await server.call({"type": "lifespan"}, [{"type": "lifespan.startup"}])
    assert server.sent == [{"type": "lifespan.startup.failed", "message": "a fault"}]
