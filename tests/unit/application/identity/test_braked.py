"""The brake on introspection: made-up tokens pause their sender; good ones that are known, and outages, do not."""

import pytest

from domain.message.headers import first
from tests.fakes.lookups import DOWN
from tests.unit.application.house import House

CONFIG = """
version: 1
identity:
  introspection:
    opaque:
      url: "https://idp.example/introspect"
      client_id: gateway
      client_secret: "a secret"
      breaker: {failures: 99}
  cookies: {session: {name: sid, issuer: opaque}}
  failures: {allowed: 3, within: 1m, pause: 30s}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
defaults: {credentials: [opaque, session], require: authenticated}
routes: {orders: {match: "GET /orders", to: orders}}
"""


@pytest.fixture
async def house() -> House:
    house = House(CONFIG)
    house.opening.lookups.introspectors["opaque"].tokens["good"] = {"active": True, "sub": "ada"}
    return house


async def asked(house: House, token: str, peer: str = "9.9.9.9") -> str:
    reply = await house.ask("GET", b"/orders", token=token, peer=peer)
    await reply.release()
    exchange = house.observer.exchanges[-1]
    return exchange.reason or exchange.subject or ""


async def guess(house: House, times: int) -> list[str]:
    return [await asked(house, f"guess-{number}") for number in range(times)]


async def test_after_too_many_bad_ones_nobody_is_asked_about_another(house: House) -> None:
    assert await guess(house, 3) == ["token-inactive"] * 3
    asked_before = len(house.opening.lookups.introspectors["opaque"].asked)
    assert await asked(house, "good") == "too-many-failures"
    assert len(house.opening.lookups.introspectors["opaque"].asked) == asked_before
    assert await asked(house, "good", peer="8.8.8.8") == "ada"
    house.clock.advance(30)
    assert await asked(house, "good") == "ada"


async def test_the_pause_is_told(house: House) -> None:
    await guess(house, 3)
    reply = await house.ask("GET", b"/orders", token="another")
    assert (reply.status, first(reply.headers, b"retry-after")) == (429, b"30")


async def test_who_is_known_passes_in_a_pause(house: House) -> None:
    assert await asked(house, "good") == "ada"
    await guess(house, 3)
    assert await asked(house, "good") == "ada"
    assert await asked(house, "guess-0") == "token-inactive"


async def test_a_cookie_that_carries_one_is_braked_as_well(house: House) -> None:
    for number in range(3):
        reply = await house.ask("GET", b"/orders", headers=[(b"cookie", b"sid=guess-%d" % number)])
        await reply.release()
    assert await asked(house, "good") == "too-many-failures"


async def test_a_server_that_is_down_is_nobodys_fault(house: House) -> None:
    house.opening.lookups.introspectors["opaque"].down = DOWN
    assert await guess(house, 5) == ["introspection-unavailable"] * 5
