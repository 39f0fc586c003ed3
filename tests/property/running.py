"""The running application of one plan, wired by the container but for its clock, its log and its transports."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from dependency_injector import providers

from application.admitted import Admitted
from application.decisions.decider import Decider
from application.exchange import Exchange
from application.gateway import Gateway
from application.identity.authentication import Authenticator
from application.identity.bearers import opened_bearers
from application.parts import Parts
from application.ports.transport import Answer, Call, Transport
from domain.identity.principal import Principal
from domain.message.handshake import asks_for_websocket
from domain.message.headers import Headers
from domain.permissions.facts import Parameters
from domain.plan.plan import Plan
from domain.upstream.target import Target
from entrypoints.container import Container, front_of
from entrypoints.http.line import LINE
from entrypoints.offline import decider
from tests.fakes.breaker import FakeBreaker
from tests.fakes.clock import FakeClock
from tests.fakes.observer import FakeObserver
from tests.fakes.wire import Connection
from tests.property.calls import Made

ANSWER = [
    (b"server", b"x"),
    (b"content-type", b"application/json"),
    (b"content-length", b"2"),
    (b"x-c", b"1"),
    (b"access-control-allow-origin", b"*"),
]
ACKNOWLEDGED = 204  # what `OPTIONS *` hears
OWN = ("/health", "/ready", "/docs", "/redoc", "/openapi.json")


class Whole(Answer):
    def __init__(self, target: str) -> None:
        self.status, self.headers, self.target, self.whole = 200, list(ANSWER), target, b"{}"

    async def chunks(self) -> AsyncIterator[bytes]:
        yield b"{}"

    async def release(self) -> None:
        """There is nothing to free."""


class Recording(Transport):
    def __init__(self, target: Target, calls: list[Call]) -> None:
        self._target = target
        self._calls = calls

    async def send(self, call: Call) -> Answer:
        self._calls.append(call)
        return Whole(self._target.origin)

    async def close(self) -> None:
        """Nothing is open."""


class Silent:
    signs = 0

    def allow(self, message_limit: int) -> None:
        """No message will come."""

    def abort(self) -> None:
        raise AssertionError("nothing breaks")


@dataclass
class Happened:
    is_own: bool = False
    status: int = 0
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    reason: str | None = None
    why: str = ""
    contract: str = ""
    route: str | None = None
    subject: str | None = None
    upstream: str | None = None
    calls: tuple[Call, ...] = ()  # of a composed answer several
    began: float = 0.0
    parameters: Parameters | None = None  # None: it was not let in
    principal: Principal | None = None

    @property
    def call(self) -> Call | None:
        return self.calls[0] if self.calls else None

    @property
    def told(self) -> str:
        return "own" if self.is_own else self.reason or f"{self.status} {'sent' if self.call else 'answered'}"


class Running:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.clock, self.observer = FakeClock(), FakeObserver()
        self.calls: list[Call] = []
        self.admitted: list[Admitted] = []
        self.container = container = Container()
        container.clock.override(providers.Object(self.clock))
        container.access_log.override(providers.Object(self.observer))
        container.request_id.override(providers.Object(lambda: "offline"))
        container.transport.override(providers.Factory(Recording, calls=self.calls))
        container.breaker.override(providers.Factory(_breaker))
        self.front = front_of(container, plan)
        self._spy()
        self.parts = Parts()
        adapters = container.adapters()
        self.bearers_clock = FakeClock()
        rings = {name: self.parts.take(name, None, _ring(adapters, issuer)) for name, issuer in plan.issuers.items()}
        issuers = {name: Authenticator(plan.issuers[name], ring, self.bearers_clock) for name, ring in rings.items()}
        self.bearers = opened_bearers(plan, issuers, adapters.lookups, self.bearers_clock, self.parts)

    def _spy(self) -> None:
        gateway = self.container.gateway()
        for name in ("_answered", "_upgraded"):
            room = getattr(gateway, name)

            async def spied(admitted: Admitted, body: Any, room: Any = room) -> Any:
                self.admitted.append(admitted)
                return await room(admitted, body)

            setattr(gateway, name, spied)

    async def __aenter__(self) -> Self:
        activation = self.container.activation()
        activation.activate(self.plan)
        await activation.tried()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.container.activation().close()
        await self.parts.release()

    @property
    def gateway(self) -> Gateway:
        return self.container.gateway()

    async def happened_by_wire(self, made: Made) -> Happened:
        """From the parser to the socket, by the server's own door."""
        self._forget(made)
        began, connection = self.clock.monotonic(), Connection(self, made.peer)
        await connection.feed(_bytes(made))
        connection.protocol.pace.stop()
        exchanges = self.observer.exchanges
        if not exchanges or (made.target == "*" and exchanges[0].status == ACKNOWLEDGED):
            return Happened(is_own=True)
        return self._told(exchanges[0], _messages(connection.wire.written), began)

    async def happened(self, made: Made) -> Happened:
        """By ASGI, as a server would bring it whose parser has let it through."""
        self._forget(made)
        path, _, query = made.target.partition("?")
        if any(path == own or path.startswith(own + "/") for own in OWN):
            return Happened(is_own=True)
        began, sent = self.clock.monotonic(), list[dict[str, Any]]()
        await self.front(self._scope(made, path, query), _receiving(made), _into(sent))
        [exchange] = self.observer.exchanges
        return self._told(exchange, sent, began)

    def _forget(self, made: Made) -> None:
        self.calls.clear()
        self.admitted.clear()
        self.observer.exchanges.clear()
        self.clock.advance(made.moment - self.clock.now())

    def _told(self, exchange: Exchange, sent: list[dict[str, Any]], began: float) -> Happened:
        [start, *bodies] = sent
        admitted = self.admitted[0] if self.admitted else None
        return Happened(
            status=start["status"],
            headers=list(start["headers"]),
            body=b"".join(message.get("body", b"") for message in bodies),
            reason=exchange.reason,
            why=exchange.why,
            contract=exchange.contract,
            route=exchange.route,
            subject=exchange.subject,
            upstream=exchange.upstream,
            calls=tuple(self.calls),
            began=began,
            parameters=admitted.parameters if admitted else None,
            principal=admitted.principal if admitted else None,
        )

    def _scope(self, made: Made, path: str, query: str) -> dict[str, Any]:
        scope: dict[str, Any] = {
            "type": "http",
            "http_version": "1.1",
            "method": made.method,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": made.headers,
            "scheme": "http",
            "client": (made.peer, 1),
        }
        if asks_for_websocket(made.method, "1.1", made.headers):
            scope |= {"type": "websocket", "scheme": "ws", LINE: Silent()}
        return scope


def _bytes(made: Made) -> bytes:
    """The request as it is written on the wire."""
    lines = [f"{made.method} {made.target} HTTP/1.1".encode(), *(name + b": " + value for name, value in made.headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + made.body


def _messages(written: bytes) -> list[dict[str, Any]]:
    head, _, body = written.partition(b"\r\n\r\n")
    first, *fields = head.split(b"\r\n")
    pairs = [field.split(b": ", 1) if b": " in field else [field.rstrip(b":"), b""] for field in fields]
    headers = [(name, value) for name, value in pairs if (name, value) != (b"connection", b"close")]
    start = {"status": int(first.split(b" ")[1]), "headers": headers}
    return [start, {"body": body}]


def _receiving(made: Made) -> Any:
    """The body, and then silence."""
    messages = [{"type": "http.request", "body": made.body, "more_body": False}]
    if asks_for_websocket(made.method, "1.1", made.headers):
        messages = [{"type": "websocket.connect"}]

    async def receive() -> Any:
        if messages:
            return messages.pop(0)
        return await asyncio.get_running_loop().create_future()

    return receive


def _into(sent: list[dict[str, Any]]) -> Any:
    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    return send


def _ring(adapters: Any, issuer: Any) -> Any:
    return lambda: adapters.keyring(issuer)


def _breaker(_terms: object) -> FakeBreaker:
    return FakeBreaker()


def keyed_decider(plan: Plan, running: Running, moment: float) -> Decider:
    """With the issuers' own keys, at a moment."""
    clock = running.bearers_clock
    clock.advance(moment - clock.now())
    return decider(plan, running.bearers)
