"""The handshake of a WebSocket through the gateway's rooms, and the record of what came of it."""

import asyncio

import pytest

from application.reply import Reply
from application.upstream.upgrade import Upgrade
from domain.identity.revocation import Revocation, Revoked
from domain.message.closing import Close
from domain.message.head import Head
from domain.message.headers import Headers, values
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import FakeClock
from tests.fakes.held_clock import HeldClock
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CLAIMS, CONFIG, House

ROUTES = """
  chat: {match: "GET /chat", to: orders, require: {role: viewer}, websocket: {message_limit: 9B, idle: 4s}}
  news: {match: "GET /news", to: orders, require: public, websocket: true}
"""
SHAKING = [
    (b"connection", b"Upgrade, x-hop"), (b"upgrade", b"websocket"), (b"x-hop", b"1"), (b"origin", b"https://shop.example"),
    (b"sec-websocket-version", b"13"), (b"sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ=="),
    (b"sec-websocket-extensions", b"permessage-deflate"), (b"sec-websocket-protocol", b"a, b"),
]  # fmt: skip


class Chat(House):
    def __init__(self, config: str = CONFIG, clock: FakeClock | None = None) -> None:
        super().__init__(config + ROUTES, clock)
        self.upstream = FakeChannel()

    def agrees(self, *headers: tuple[bytes, bytes]) -> None:
        self.orders.outcomes[:] = [ScriptedAnswer(101, list(headers), channel=self.upstream)]

    async def shake(
        self, path: bytes = b"/chat", token: str = "viewer", headers: Headers | None = None
    ) -> Upgrade | Reply:
        sent = [(b"host", b"api.example"), *(SHAKING if headers is None else headers)]
        if token:
            sent.append((b"authorization", b"Bearer " + token.encode()))
        return await self.gateway.upgrade(Head("GET", path, b"q=1", sent, peer="9.9.9.9"))


async def a_moment() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def agreed(outcome: Upgrade | Reply) -> Upgrade:
    assert isinstance(outcome, Upgrade)
    return outcome


async def refusal(outcome: Upgrade | Reply) -> tuple[int, str | None]:
    assert isinstance(outcome, Reply)
    await outcome.release()
    return outcome.status, outcome.exchange.reason


async def test_the_caller_is_asked_who_it_is_as_on_any_request() -> None:
    house = Chat()
    assert await refusal(await house.shake(token="")) == (401, "token-missing")
    assert await refusal(await house.shake(token="manager", path=b"/chat/x")) == (404, "route-unknown")
    assert house.orders.calls == []


async def test_a_route_that_does_not_say_so_takes_none_whoever_asks() -> None:
    house = Chat()
    assert await refusal(await house.shake(b"/open/a")) == (403, "upgrade-refused")
    assert await refusal(await house.shake(b"/orders", "")) == (401, "token-missing")
    assert await refusal(await house.shake(b"/orders")) == (403, "upgrade-refused")


async def test_what_is_no_handshake_is_refused_before_anything_is_sent() -> None:
    house = Chat()
    assert await refusal(await house.shake(headers=SHAKING[:4])) == (426, "upgrade-version")
    assert await refusal(await house.shake(headers=SHAKING[:5])) == (400, "upgrade-invalid")
    assert house.orders.calls == []


async def test_the_callers_own_hop_ends_here_and_the_rest_goes_upstream() -> None:
    house = Chat()
    house.agrees((b"sec-websocket-protocol", b"b"), (b"set-cookie", b"a=1"), (b"sec-websocket-accept", b"x"))
    upgrade = agreed(await house.shake())
    call = house.orders.calls[0]
    names = {name for name, _ in call.headers}
    assert (call.method, call.target, call.message_limit) == ("GET", b"/chat?q=1", 9)
    assert values(call.headers, b"sec-websocket-protocol") == [b"a, b"]
    assert values(call.headers, b"origin") == [b"https://shop.example"]
    assert not names & {b"connection", b"upgrade", b"x-hop", b"sec-websocket-key", b"sec-websocket-extensions"}
    assert (upgrade.subprotocol, upgrade.message_limit) == ("b", 9)
    assert [name for name, _ in upgrade.headers] == [b"set-cookie", b"x-request-id"]
    await upgrade.release()


async def test_a_subprotocol_that_was_not_offered_is_the_upstreams_fault() -> None:
    house = Chat()
    house.agrees((b"sec-websocket-protocol", b"c"))
    assert await refusal(await house.shake()) == (502, "upstream-invalid")
    assert house.orders.answers[0].is_released


async def test_an_upstream_that_answers_in_http_is_replied_with_and_one_that_fails_refused() -> None:
    house = Chat()
    house.orders.outcomes[:] = [
        ScriptedAnswer(429, [(b"retry-after", b"3")], (b"later",)),
        Failure(FailureKind.CONNECT),
    ]
    reply = await house.shake()
    assert isinstance(reply, Reply)
    assert (reply.status, values(reply.headers, b"retry-after")) == (429, [b"3"])
    await reply.release()
    assert await refusal(await house.shake()) == (502, "upstream-connect")


async def test_an_exchange_is_recorded_once_at_the_tunnels_end() -> None:
    house = Chat()
    house.agrees()
    upgrade, caller = agreed(await house.shake()), FakeChannel()
    await caller.peer.say("12345")
    await caller.peer.close(Close(4000))
    assert house.observer.exchanges == []
    await house.gateway.run(upgrade, caller)
    await upgrade.release()
    await upgrade.release()
    (exchange,) = house.observer.exchanges
    assert (exchange.status, exchange.close_code, exchange.reason) == (101, 4000, None)
    assert (exchange.bytes_in, exchange.bytes_out, exchange.subject) == (5, 0, "viewer")
    assert house.orders.answers[0].is_released
    await asyncio.wait_for(house.gateway.runtime.retire(), 1)  # type: ignore[union-attr]  # nobody is inside


async def test_the_tunnel_ends_with_its_token_and_a_public_one_does_not() -> None:
    house = Chat()
    house.agrees()
    upgrade, caller = agreed(await house.shake()), FakeChannel()
    house.clock.advance(200_000_000)
    await house.gateway.run(upgrade, caller)
    assert caller.peer.heard == [Close(1008, "token-expired")]
    public = agreed(await house.shake(b"/news", ""))
    await house.gateway.run(public, FakeChannel())
    assert public.exchange.reason == "idle"
    await upgrade.release()
    await public.release()


async def test_a_caller_who_is_revoked_meanwhile_hears_so_at_the_next_look() -> None:
    clock = HeldClock(a_moment)
    house = Chat(CONFIG.replace("identity:\n", "identity:\n  revocation: {redis: 'redis://127.0.0.1'}\n"), clock)
    await house.activation.tried()
    house.opening.verifier.accept("viewer", {**CLAIMS, "sub": "v", "roles": ["viewer"], "jti": "t1"})
    house.agrees()
    upgrade, caller = agreed(await house.shake()), FakeChannel()
    running = asyncio.ensure_future(house.gateway.run(upgrade, caller))
    await a_moment()
    assert caller.peer.heard == []
    await house.opening.revoked.add(Revocation(Revoked.TOKEN, "t1"))
    await clock.pass_by(2)
    await running
    await upgrade.release()
    assert caller.peer.heard == [Close(1008, "token-revoked")]
    assert upgrade.exchange.reason == "token-revoked"
    assert await refusal(await house.shake()) == (401, "token-revoked")
    await house.activation.close()


async def test_a_draining_gateway_ends_its_tunnels() -> None:
    house = Chat()
    house.agrees()
    upgrade, caller = agreed(await house.shake()), FakeChannel()
    house.gateway.drain()
    await house.gateway.run(upgrade, caller)
    await upgrade.release()
    assert caller.peer.heard == [Close(1001, "gateway-draining")]


async def test_a_caller_who_leaves_during_the_handshake_frees_the_call() -> None:
    house = Chat()
    house.orders.gate = asyncio.Event()
    shaking = asyncio.ensure_future(house.shake())
    while not house.orders.calls:
        await asyncio.sleep(0)
    shaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await shaking
    assert [exchange.reason for exchange in house.observer.exchanges] == ["caller-left"]
