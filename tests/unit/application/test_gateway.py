"""One request through the rooms: what each room lets through, and what the caller hears where one does not."""

import asyncio
import json
from typing import Any

import pytest
from anyio.lowlevel import checkpoint

from application.gateway import Gateway
from application.ports.keys import KeysUnavailable
from application.ports.transport import AnswerBroken
from application.reply import Reply
from domain.message.head import Head
from domain.message.headers import Headers, first, values
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.clock import FakeClock
from tests.fakes.observer import FakeObserver
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CLAIMS, CONFIG, House, nobody


def document(reply: Reply) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reply.body)
    return found


def reason(reply: Reply) -> tuple[int, str]:
    return reply.status, document(reply)["reason"]


async def whole(reply: Reply) -> bytes:
    chunks = reply.chunks()
    assert chunks is not None
    return b"".join([chunk async for chunk in chunks])


async def test_an_allowed_request_is_forwarded_and_its_answer_streamed_back() -> None:
    house = House()
    house.orders.outcomes[:] = [ScriptedAnswer(200, [(b"content-type", b"text/plain")], (b"a", b"b"))]
    reply = await house.ask("GET", b"/orders?page=1", token="viewer")
    assert (reply.status, await whole(reply)) == (200, b"ab")
    await reply.release()
    assert house.orders.calls[0].target == b"/orders?page=1"
    assert house.orders.answers[0].is_released


@pytest.mark.parametrize(
    ("method", "target", "token", "expected"),
    [
        ("GET", b"/orders", "", (401, "token-missing")),
        ("GET", b"/orders", "forged", (401, "token-signature")),
        ("POST", b"/orders", "viewer", (403, "permission-missing")),
        ("GET", b"/orders/manager", "viewer", (403, "subject-mismatch")),
        ("GET", b"/nowhere", "viewer", (404, "route-unknown")),
        ("DELETE", b"/orders", "viewer", (405, "method-not-allowed")),
        ("GET", b"/open/../orders", "", (400, "path-unsafe")),
    ],
)
async def test_each_room_refuses_with_its_own_reason_and_nothing_is_forwarded(
    method: str, target: bytes, token: str, expected: tuple[int, str]
) -> None:
    house = House()
    assert reason(await house.ask(method, target, token=token)) == expected
    assert house.orders.calls == []


async def test_two_hosts_are_refused() -> None:
    reply = await House().ask("GET", b"/open", headers=[(b"host", b"a"), (b"host", b"b")])
    assert reason(reply) == (400, "host-invalid")


async def test_a_refusal_is_a_problem_that_names_its_request_and_tells_no_secret() -> None:
    house = House()
    reply = await house.ask("POST", b"/orders", token="viewer")
    assert document(reply) == {
        "type": "/docs/problems/permission-missing",
        "title": "Forbidden",
        "status": 403,
        "detail": "The caller lacks the permission that this route needs.",
        "instance": "/orders",
        "reason": "permission-missing",
        "request_id": "r1",
    }
    assert first(reply.headers, b"content-type") == b"application/problem+json"
    await reply.release()
    assert house.observer.exchanges[0].why == "permission orders:write is missing"


async def test_a_refused_head_request_has_no_body_but_its_length() -> None:
    reply = await House().ask("HEAD", b"/orders")
    assert (reply.status, reply.body) == (401, b"")
    assert int(first(reply.headers, b"content-length") or 0) > 0


async def test_a_public_route_neither_checks_nor_drops_a_token() -> None:
    house = House()
    reply = await house.ask("GET", b"/open/door", token="forged")
    assert reply.status == 200
    assert first(house.orders.calls[0].headers, b"authorization") == b"Bearer forged"
    assert house.orders.calls[0].target == b"/v2/door"


async def test_a_token_whose_keys_are_not_here_waits_for_them_once() -> None:
    house = House()
    assert (await house.ask("GET", b"/orders", token="viewer")).status == 200
    assert house.opening.source.fetches == 1


async def test_without_keys_the_answer_is_503_and_not_401() -> None:
    house = House()
    house.opening.source.outcomes[:] = [KeysUnavailable("down")]
    reply = await house.ask("GET", b"/orders", token="viewer")
    assert reason(reply) == (503, "keys-unavailable")
    assert first(reply.headers, b"retry-after") is not None


async def test_an_expired_token_is_refused_by_name() -> None:
    house = House()
    house.clock.advance(200_000_000)
    assert reason(await house.ask("GET", b"/orders", token="viewer")) == (401, "token-expired")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FailureKind.CONNECT, (502, "upstream-connect")),
        (FailureKind.IDLE_TIMEOUT, (504, "upstream-idle-timeout")),
        (FailureKind.DEADLINE, (504, "deadline-exceeded")),
        (FailureKind.CIRCUIT_OPEN, (503, "circuit-open")),
    ],
)
async def test_an_upstreams_failure_is_its_refusal(kind: FailureKind, expected: tuple[int, str]) -> None:
    house = House()
    house.orders.outcomes[:] = [Failure(kind, "http://orders:8080 is down", retry_after=2.2)]
    reply = await house.ask("GET", b"/open")
    assert reason(reply) == expected
    assert b"orders:8080" not in reply.body
    assert first(reply.headers, b"retry-after") == (b"3" if kind is FailureKind.CIRCUIT_OPEN else None)


async def test_a_body_that_announces_too_much_is_refused_unread() -> None:
    house = House()
    reply = await house.ask("POST", b"/open", b"x" * 11, headers=[(b"content-length", b"11")])
    assert reason(reply) == (413, "body-too-large")
    assert house.orders.calls == []


async def test_a_body_that_grows_too_large_is_refused_while_it_streams() -> None:
    house = House()
    reply = await house.ask("POST", b"/open", b"x" * 6, b"x" * 6, headers=[(b"transfer-encoding", b"chunked")])
    assert reason(reply) == (413, "body-too-large")


async def test_a_body_within_the_limit_reaches_the_upstream_whole() -> None:
    house = House()
    await house.ask("POST", b"/open", b"hello", b"!", headers=[(b"content-length", b"6")])
    assert house.orders.bodies == [b"hello!"]
    assert house.orders.calls[0].length == 6


async def test_a_bug_is_a_500_that_is_logged_and_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    house = House()
    house.orders.outcomes[:] = [RuntimeError("secret detail")]
    reply = await house.ask("GET", b"/open")
    assert reason(reply) == (500, "gateway-fault")
    assert b"secret" not in reply.body
    assert "secret detail" in caplog.text


async def test_an_answer_that_breaks_is_told_to_the_writer_and_recorded() -> None:
    house = House()
    broken = Failure(FailureKind.RESET, "gone")
    house.orders.outcomes[:] = [ScriptedAnswer(chunks=(b"half",), breaks=broken)]
    reply = await house.ask("GET", b"/open")
    with pytest.raises(AnswerBroken) as caught:
        await whole(reply)
    reply.broken(caught.value.failure)
    await reply.release()
    exchange = house.observer.exchanges[0]
    assert (exchange.cut, exchange.reason, exchange.status) == (True, "upstream-reset", 200)


async def test_a_caller_who_leaves_while_waiting_is_recorded_and_frees_the_call() -> None:
    house = House()
    house.orders.gate = asyncio.Event()
    asking = asyncio.create_task(house.ask("GET", b"/open"))
    while not house.orders.calls:
        await checkpoint()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert house.observer.exchanges[0].reason == "caller-left"
    runtime = house.gateway.runtime
    assert runtime is not None
    await asyncio.wait_for(runtime.retire(), 1)  # nobody is inside


async def test_without_a_runtime_every_request_hears_503() -> None:
    observer = FakeObserver()
    gateway = Gateway(FakeClock(), lambda: "r1", [observer])
    reply = await gateway.handle(Head("GET", b"/", b"", [(b"host", b"x")]), nobody())
    assert reason(reply) == (503, "gateway-not-ready")
    await reply.release()
    assert observer.exchanges[0].status == 503


async def test_an_exchange_is_told_of_once_with_all_that_happened() -> None:
    house = House()
    reply = await house.ask("GET", b"/orders?secret=1", token="viewer")
    house.clock.advance(0.25)
    await reply.release()
    await reply.release()
    (exchange,) = house.observer.exchanges
    assert (exchange.route, exchange.subject, exchange.upstream) == ("list-orders", "viewer", "orders")
    assert (exchange.path, exchange.seconds, exchange.target) == ("/orders", 0.25, "http://fake:80")


async def test_a_policy_that_forgets_to_decide_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()
    runtime = house.gateway.runtime
    assert runtime is not None
    door = runtime.routes[0].door
    assert door is not None
    monkeypatch.setattr(type(door.policy), "decide", lambda *_: None)
    assert reason(await house.ask("GET", b"/orders", token="manager"))[0] == 403


PREFLIGHT: Headers = [(b"origin", b"https://shop.example"), (b"access-control-request-method", b"POST")]


async def test_a_preflight_is_answered_before_anybody_asks_for_a_token() -> None:
    house = House()
    reply = await house.ask("OPTIONS", b"/orders", headers=PREFLIGHT)
    assert reply.status == 204
    assert values(reply.headers, b"access-control-allow-origin") == [b"https://shop.example"]
    assert values(reply.headers, b"access-control-allow-credentials") == [b"true"]
    assert values(reply.headers, b"x-request-id") == [b"r1"]
    assert house.orders.calls == []


async def test_a_strangers_preflight_is_granted_nothing() -> None:
    stranger = [(b"origin", b"https://evil.example"), PREFLIGHT[1]]
    reply = await House().ask("OPTIONS", b"/orders", headers=stranger)
    assert reply.status == 204
    assert not [name for name, _ in reply.headers if name.startswith(b"access-control")]


async def test_without_cors_in_the_file_a_preflight_is_a_request_like_any_other() -> None:
    config = "\n".join(line for line in CONFIG.splitlines() if "cors" not in line)
    assert reason(await House(config).ask("OPTIONS", b"/orders", headers=PREFLIGHT)) == (405, "method-not-allowed")


async def test_the_upstreams_own_word_on_cors_is_replaced() -> None:
    house = House()
    house.orders.outcomes[:] = [ScriptedAnswer(200, [(b"access-control-allow-origin", b"*")])]
    reply = await house.ask("GET", b"/open", headers=[(b"origin", b"https://shop.example")])
    assert values(reply.headers, b"access-control-allow-origin") == [b"https://shop.example"]


async def test_a_route_may_refuse_in_its_own_words() -> None:
    words = 'refusals: {token-missing: {json: {error: "{reason}", id: "{request_id}"}}}'
    config = CONFIG.replace('require: {permission: "orders:read"}', f'require: {{permission: "orders:read"}}, {words}')
    house = House(config)
    reply = await house.ask("GET", b"/orders")
    assert (reply.status, json.loads(reply.body)) == (401, {"error": "token-missing", "id": "r1"})
    assert first(reply.headers, b"content-type") == b"application/json"
    assert first(reply.headers, b"www-authenticate") is not None
    assert reason(await house.ask("GET", b"/orders", token="forged")) == (401, "token-signature")


STEPPED = (
    CONFIG
    + """  pay:
    match: "POST /payments"
    to: orders
    require: {role: viewer}
    step_up: {acr: [gold], max_age: 5m}
"""
)


def signed_in(house: House, acr: str, ago: float) -> None:
    claims = {**CLAIMS, "sub": "ada", "roles": ["viewer"], "acr": acr, "auth_time": house.clock.now() - ago}
    house.opening.verifier.accept(f"{acr} {ago}".replace(" ", "-"), claims)


async def test_a_route_may_ask_for_a_stronger_and_more_recent_sign_in() -> None:
    house = House(STEPPED)
    signed_in(house, "gold", 10)
    assert (await house.ask("POST", b"/payments", token="gold-10")).status == 200
    house.clock.advance(291)
    assert reason(await house.ask("POST", b"/payments", token="gold-10")) == (401, "step-up-needed")


@pytest.mark.parametrize(("acr", "ago"), [("silver", 10), ("gold", 300)])
async def test_a_sign_in_that_does_not_suffice_is_told_what_would(acr: str, ago: float) -> None:
    house = House(STEPPED)
    signed_in(house, acr, ago)
    reply = await house.ask("POST", b"/payments", token=f"{acr}-{ago}")
    assert reason(reply) == (401, "step-up-needed")
    asked = first(reply.headers, b"www-authenticate")
    assert asked is not None
    assert b'error="insufficient_user_authentication"' in asked
    assert asked.endswith(b'acr_values="gold", max_age="300"')
    assert house.orders.calls == []


async def test_who_may_not_is_not_sent_to_sign_in_again() -> None:
    house = House(STEPPED.replace("require: {role: viewer}", "require: {role: manager}"))
    assert reason(await house.ask("POST", b"/payments", token="viewer")) == (403, "role-missing")


async def test_a_missing_permission_says_that_more_may_be_asked_for_and_a_missing_role_does_not() -> None:
    house = House(STEPPED.replace("require: {role: viewer}", "require: {role: manager}"))
    lacking = await house.ask("POST", b"/orders", token="viewer")
    assert first(lacking.headers, b"www-authenticate") == b'Bearer realm="limen", error="insufficient_scope"'
    assert first((await house.ask("POST", b"/payments", token="viewer")).headers, b"www-authenticate") is None
