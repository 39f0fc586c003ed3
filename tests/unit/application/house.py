"""A gateway with everything around it faked, and the shop's rules in force: what tests of the application stand on."""

from collections.abc import AsyncIterator
from itertools import count
from typing import Any

from application.activation import Activation
from application.gateway import Gateway
from application.reply import Reply
from domain.message.head import Head
from domain.message.headers import Headers, first
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from tests.fakes.clock import FakeClock
from tests.fakes.gateway_text import read
from tests.fakes.observer import FakeObserver
from tests.fakes.opening import FakeOpening
from tests.fakes.transport import FakeTransport

ORDERS = "http://orders:8080"
CONFIG = """
version: 1
server:
  body_limit: 10B
  trusted_proxies: [10.0.0.0/8]
  cors: {origins: ["https://shop.example"], headers: [authorization], credentials: true, max_age: 10m}
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {roles: roles}
permissions:
  roles:
    viewer: {grants: ["orders:read"]}
    manager: {inherits: [viewer], grants: ["orders:write"]}
upstreams:
  orders: {targets: [{url: "http://orders:8080"}], timeout: {connect: 1s, idle: 2s, total: 3s}}
routes:
  list-orders: {match: "GET,HEAD /orders", to: orders, require: {permission: "orders:read"}}
  new-order: {match: "POST /orders", to: orders, require: {permission: "orders:write"}}
  my-order: {match: "GET /orders/{who}", to: orders, require: {subject: "{who}"}}
  open: {match: "/open/{rest*}", to: orders, rewrite: "/v2/{rest*}", require: public}
"""
CLAIMS: dict[str, Any] = {"iss": "https://idp.example", "aud": "shop", "exp": 1_900_000_000}


def plan_of(text: str) -> Plan:
    spec = read(text)
    assert isinstance(spec, Spec), spec
    plan = compile_plan(spec)
    assert isinstance(plan, Plan), plan
    return plan


def nobody() -> AsyncIterator[bytes]:
    return body_of()


async def body_of(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


class House:
    """Made inside a running loop. Tokens `viewer` and `manager` are signed for callers of those names and roles."""

    def __init__(self, config: str = CONFIG, clock: FakeClock | None = None) -> None:
        self.clock, self.observer = clock or FakeClock(), FakeObserver()
        self.opening = FakeOpening(self.clock)
        for name in ("viewer", "manager"):
            self.opening.verifier.accept(name, {**CLAIMS, "sub": name, "roles": [name]})
        numbers = count(1)
        self.gateway = Gateway(self.clock, lambda: f"r{next(numbers)}", [self.observer])
        self.activation = Activation(self.gateway, self.opening, self.clock, drain_seconds=5)
        self.activation.activate(plan_of(config))

    @property
    def orders(self) -> FakeTransport:
        return self.opening.transports[ORDERS]

    async def ask(
        self,
        method: str,
        target: bytes,
        *chunks: bytes,
        token: str = "",
        headers: Headers | None = None,
        peer: str = "9.9.9.9",
    ) -> Reply:
        path, _, query = target.partition(b"?")
        given = headers or []
        sent = [*given] if first(given, b"host") else [(b"host", b"api.example"), *given]
        if token:
            sent.append((b"authorization", b"Bearer " + token.encode()))
        return await self.gateway.handle(Head(method, path, query, sent, peer=peer), body_of(*chunks))
