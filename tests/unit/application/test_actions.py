"""What becomes of a request: forwarded with edits, split, mirrored, redirected, or answered by the gateway itself."""

import asyncio
import json
from collections import Counter

import pytest

from application.reply import Reply
from domain.message.headers import Headers, first, values
from tests.fakes.settling import settled
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

UPSTREAMS = """
  users: {targets: [{url: "http://users:8080"}], host: keep}
  shadow: {targets: [{url: "http://shadow:8080"}]}
routes:
  edited:
    match: "/edited/{rest*}"
    to: orders
    rewrite: {strip: /edited, host: inner.example}
    request: {set: {X-Set: new}, add: {x-add: more}, remove: [x-gone]}
    response: {set: {cache-control: no-store}, remove: [server]}
    require: public
  kept: {match: "GET /kept", to: users, require: public}
  split:
    match: "GET /split"
    to: [{upstream: orders, weight: 70}, {upstream: users, weight: 30}, {upstream: shadow, weight: 0}]
    require: public
  mirrored: {match: "/mirrored", to: orders, mirror: [{upstream: shadow}], request: {set: {x-set: it}}, require: public}
  tenth: {match: "GET /tenth", to: orders, mirror: [{upstream: shadow, share: 10%}], require: public}
  old: {match: "GET,HEAD,POST /old/{id}", redirect: {path: "/new/{id}", status: 308}, require: public}
  secure: {match: "GET /secure", redirect: {scheme: https}, require: {role: manager}}
  hello: {match: "GET,HEAD /hello", respond: {json: {hello: world}, headers: {x-a: "1"}}, require: public}
  secret: {match: "GET /secret", respond: {text: shh}, require: {role: manager}}
  put: {match: "PUT /put", to: orders, cors: {origins: ["https://*.bar.com"], methods: [PUT]}, require: {role: manager}}
"""
WITH_ACTIONS = CONFIG.replace("\nroutes:", UPSTREAMS)
SHADOW, USERS = "http://shadow:8080", "http://users:8080"


def house() -> House:
    return House(WITH_ACTIONS)


async def at_rest() -> None:
    await settled(lambda: len(asyncio.all_tasks()))


def pairs(reply: Reply) -> set[tuple[bytes, bytes]]:
    return set(reply.headers)


async def test_edits_are_made_in_the_same_pass_as_the_rest() -> None:
    one = house()
    one.orders.outcomes[:] = [ScriptedAnswer(200, [(b"server", b"x"), (b"cache-control", b"public"), (b"etag", b"e")])]
    sent: Headers = [(b"x-set", b"1"), (b"x-set", b"2"), (b"x-add", b"a"), (b"x-gone", b"b"), (b"x-kept", b"c")]
    reply = await one.ask("GET", b"/edited/a%20b?q=1", headers=sent)
    call = one.orders.calls[0]
    assert values(call.headers, b"x-set") == [b"new"]
    assert values(call.headers, b"x-add") == [b"a", b"more"]
    assert values(call.headers, b"x-gone") == []
    assert values(call.headers, b"x-kept") == [b"c"]
    assert (call.target, values(call.headers, b"host")) == (b"/a%20b?q=1", [b"inner.example"])
    assert values(reply.headers, b"cache-control") == [b"no-store"]
    assert values(reply.headers, b"server") == []
    assert values(reply.headers, b"etag") == [b"e"]


async def test_the_callers_host_is_sent_on_only_where_the_upstream_says_so() -> None:
    one = house()
    await one.ask("GET", b"/kept", headers=[(b"host", b"API.example:8080")])
    await one.ask("GET", b"/open/a")
    assert values(one.opening.transports[USERS].calls[0].headers, b"host") == [b"API.example:8080"]
    assert values(one.orders.calls[0].headers, b"host") == []


async def test_a_split_gives_each_upstream_its_share_and_weight_0_nothing() -> None:
    one = house()
    for _ in range(500):
        await (await one.ask("GET", b"/split")).release()
    taken = Counter(exchange.upstream for exchange in one.observer.exchanges)
    assert taken == {"orders": 350, "users": 150}


async def test_a_mirror_gets_the_edited_request_under_its_own_host_and_is_waited_for_by_nobody() -> None:
    one = house()
    shadow = one.opening.transports[SHADOW]
    shadow.gate = asyncio.Event()  # a mirror that hangs
    reply = await one.ask(
        "POST", b"/mirrored?q=1", b"ab", b"c", headers=[(b"content-length", b"3"), (b"x-set", b"old")]
    )
    assert (reply.status, one.orders.bodies, shadow.answers) == (200, [b"abc"], [])
    shadow.gate.set()
    await at_rest()
    call = shadow.calls[0]
    assert (call.method, call.target, call.length) == ("POST", b"/mirrored?q=1", 3)
    assert values(call.headers, b"x-set") == [b"it"]
    assert values(call.headers, b"host") == []
    assert shadow.bodies == [b"abc"]
    assert shadow.answers[0].is_released


async def test_a_share_of_ten_percent_is_every_tenth_call() -> None:
    one = house()
    for _ in range(300):
        await (await one.ask("GET", b"/tenth")).release()
    await at_rest()
    assert len(one.opening.transports[SHADOW].calls) == 30


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
async def test_a_redirect_says_where_to_with_the_query_and_asks_nobody(method: str) -> None:
    one = house()
    reply = await one.ask(method, b"/old/7?a=b", headers=[(b"host", b"api.example:8080")])
    assert (reply.status, reply.body) == (308, b"")
    assert first(reply.headers, b"location") == b"http://api.example:8080/new/7?a=b"
    assert first(reply.headers, b"x-request-id") == b"r1"
    assert one.orders.calls == []


async def test_a_redirect_keeps_the_scheme_that_a_trusted_proxy_saw() -> None:
    reply = await house().ask("GET", b"/old/7", headers=[(b"x-forwarded-proto", b"https")], peer="10.0.0.1")
    assert first(reply.headers, b"location") == b"https://api.example/new/7"


async def test_a_fixed_answer_is_whole_and_without_a_body_for_head() -> None:
    reply = await house().ask("GET", b"/hello")
    assert (reply.status, json.loads(reply.body)) == (200, {"hello": "world"})
    assert {(b"x-a", b"1"), (b"content-type", b"application/json"), (b"content-length", b"17")} <= pairs(reply)
    head = await house().ask("HEAD", b"/hello")
    assert (head.body, first(head.headers, b"content-length")) == (b"", b"17")


@pytest.mark.parametrize("target", [b"/secret", b"/secure"])
async def test_policies_hold_for_what_the_gateway_answers_by_itself(target: bytes) -> None:
    assert (await house().ask("GET", target)).status == 401
    assert (await house().ask("GET", target, token="viewer")).status == 403
    assert (await house().ask("GET", target, token="manager")).status in (200, 302)


WANTS_PUT: Headers = [(b"origin", b"https://a.bar.com"), (b"access-control-request-method", b"PUT")]


async def test_a_preflight_is_answered_by_the_route_that_the_request_would_take() -> None:
    reply = await house().ask("OPTIONS", b"/put", headers=WANTS_PUT)
    assert reply.status == 204
    assert values(reply.headers, b"access-control-allow-origin") == [b"https://a.bar.com"]
    assert values(reply.headers, b"access-control-allow-methods") == [b"PUT"]


async def test_a_preflight_for_what_no_route_takes_is_answered_by_the_server() -> None:
    reply = await house().ask("OPTIONS", b"/put", headers=[WANTS_PUT[0], (b"access-control-request-method", b"PATCH")])
    assert values(reply.headers, b"access-control-allow-origin") == []
    assert reply.status == 204


async def test_a_routes_own_cors_speaks_on_its_refusals_too() -> None:
    reply = await house().ask("PUT", b"/put", headers=WANTS_PUT[:1])
    assert (reply.status, first(reply.headers, b"access-control-allow-origin")) == (401, b"https://a.bar.com")
    reply = await house().ask("PUT", b"/put", headers=[(b"origin", b"https://shop.example")])
    assert first(reply.headers, b"access-control-allow-origin") is None
