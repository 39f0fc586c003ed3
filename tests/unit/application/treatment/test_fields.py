"""Ready sets of fields through the whole gateway: on answers, refusals and what the gateway answers by itself."""

from application.reply import Reply
from domain.message.headers import Headers, values
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

ROUTES = """
  plain: {match: "GET /plain", to: orders, require: public}
  kept: {match: "GET /kept", to: orders, security: {ready: api, keep: true}, cache: private 5m, require: public}
  own:
    match: "GET /own"
    respond: {text: hello}
    cache: public 1m
    response: {remove: [referrer-policy]}
    require: public
  moved: {match: "GET /moved", redirect: {path: /}, require: public}
  bare: {match: "GET /bare", to: orders, security: none, require: {role: viewer}}
"""
TEXT = CONFIG.replace("\nserver:", "\nserver:\n  security: api", 1).rstrip("\n") + ROUTES
FRAME, POLICY, CACHE = b"x-frame-options", b"content-security-policy", b"cache-control"


def house(status: int, *headers: tuple[bytes, bytes]) -> House:
    one = House(TEXT)
    one.orders.outcomes[:] = [ScriptedAnswer(status, list(headers))]
    return one


def said(reply: Reply, name: bytes) -> list[bytes]:
    headers: Headers = reply.headers
    return values(headers, name)


async def test_an_answer_has_the_set_in_the_place_of_its_upstreams_and_a_policy_beside_it() -> None:
    reply = await house(200, (FRAME, b"ALLOWALL"), (POLICY, b"script-src 'self'")).ask("GET", b"/plain")
    assert said(reply, FRAME) == [b"DENY"]
    assert said(reply, POLICY) == [b"script-src 'self'", b"default-src 'none'; frame-ancestors 'none'"]


async def test_an_upstream_that_is_kept_is_only_filled_in() -> None:
    reply = await house(200, (FRAME, b"SAMEORIGIN"), (CACHE, b"public")).ask("GET", b"/kept")
    assert (said(reply, FRAME), said(reply, CACHE)) == ([b"SAMEORIGIN"], [b"private, max-age=300"])
    assert said(reply, b"referrer-policy") == [b"no-referrer"]


async def test_an_error_is_not_kept_by_caches() -> None:
    assert said(await house(500).ask("GET", b"/kept"), CACHE) == []


async def test_refusals_have_the_set_with_and_without_a_route() -> None:
    one = house(200)
    assert said(await one.ask("GET", b"/nowhere"), FRAME) == [b"DENY"]
    assert said(await one.ask("GET", b"/bare"), FRAME) == []
    assert said(await one.ask("GET", b"/orders"), FRAME) == [b"DENY"]


async def test_what_the_gateway_answers_by_itself_has_it_too() -> None:
    one = house(200)
    reply = await one.ask("GET", b"/own")
    assert (said(reply, FRAME), said(reply, CACHE), said(reply, b"referrer-policy")) == (
        [b"DENY"],
        [b"public, max-age=60"],
        [],
    )
    assert said(await one.ask("GET", b"/moved"), FRAME) == [b"DENY"]
