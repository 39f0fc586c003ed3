"""Routes that announce their end, through the whole gateway: said on every answer, and 410 after it where wanted."""

from domain.message.headers import first, values
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

ROUTES = """
  old:
    match: "GET /old"
    to: orders
    require: {role: viewer}
    deprecated: {since: 2026-01-01, sunset: SUNSET, link: "https://docs.example", after_sunset: refuse}
  own:
    match: "GET /own"
    respond: {text: hello}
    deprecated: {since: 2026-01-01, sunset: 2026-01-01}
    require: public
"""
TEXT = CONFIG.rstrip("\n") + ROUTES


def house(sunset: str) -> House:
    one = House(TEXT.replace("SUNSET", sunset))
    one.orders.outcomes[:] = [ScriptedAnswer(200, [(b"sunset", b"never"), (b"link", b"</a>; rel=next")])]
    return one


async def test_every_answer_says_it_beside_the_links_that_it_has() -> None:
    reply = await house("9999-12-31").ask("GET", b"/old", token="viewer")
    assert (reply.status, values(reply.headers, b"deprecation")) == (200, [b"@1767225600"])
    assert values(reply.headers, b"sunset") == [b"Fri, 31 Dec 9999 00:00:00 GMT"]
    assert values(reply.headers, b"link") == [
        b"</a>; rel=next",
        b'<https://docs.example>; rel="deprecation"',
        b'<https://docs.example>; rel="sunset"',
    ]


async def test_what_the_gateway_answers_by_itself_says_it_and_goes_on() -> None:
    reply = await house("9999-12-31").ask("GET", b"/own")
    assert (reply.status, first(reply.headers, b"deprecation")) == (200, b"@1767225600")


async def test_a_route_that_has_ended_is_refused_before_anybody_is_asked_for_a_token() -> None:
    one = house("2026-01-01")
    reply = await one.ask("GET", b"/old")
    assert (reply.status, one.observer.exchanges) == (410, [])
    await reply.release()
    assert [exchange.reason for exchange in one.observer.exchanges] == ["route-gone"]
