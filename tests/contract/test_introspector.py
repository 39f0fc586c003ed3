"""What every introspector keeps: active is what says `true`, and whatever is wrong is said and not raised."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from adapters.lookups.aiohttp_introspector import AiohttpIntrospector
from adapters.lookups.pyjwt_assertion import Assertions
from adapters.tokens.strict_json import read_value
from application.ports.introspection import INACTIVE, Active, Introspector
from application.ports.unavailable import Unavailable
from domain.identity.introspection import ANY, Introspection, PrivateKey
from domain.identity.issuer import Secret
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity
from tests.fakes.identity_service import identity_service
from tests.fakes.lookups import DOWN, FakeIntrospector
from tests.fakes.own_keys import pem_of

TERMS = Introspection(
    "opaque", "", "gateway", Secret("hunter2"), Validity(ANY, frozenset((ANY,))), ClaimPaths()
)  # fmt: skip


@dataclass
class House:
    introspector: Introspector
    tokens: dict[str, Any]
    vanish: Callable[[], Awaitable[None]]


Building = Callable[[], AbstractAsyncContextManager[House]]


@asynccontextmanager
async def fake_house() -> AsyncIterator[House]:
    fake = FakeIntrospector()

    async def vanish() -> None:
        fake.down = DOWN

    yield House(fake, fake.tokens, vanish)


@asynccontextmanager
async def secret_house() -> AsyncIterator[House]:
    async with identity_service() as service:
        terms = replace(TERMS, url=f"{service.origin}/introspect")
        yield House(AiohttpIntrospector(terms, read_value, str), service.tokens, _vanishing(service))


@asynccontextmanager
async def key_house() -> AsyncIterator[House]:
    key = PrivateKey(Secret(pem_of("ES256")), "ES256", "k1", "https://idp.example")
    async with identity_service() as service:
        terms = replace(TERMS, url=f"{service.origin}/introspect", proof=key)
        assertions = Assertions("gateway", key, lambda: 1_800_000_000.0)
        yield House(AiohttpIntrospector(terms, read_value, assertions.new), service.tokens, _vanishing(service))


def _vanishing(service: Any) -> Callable[[], Awaitable[None]]:
    from aiohttp import web

    async def vanish() -> None:
        service.instead = web.Response(status=500)

    return vanish


BUILDINGS: dict[str, Building] = {"fake": fake_house, "secret": secret_house, "key": key_house}


@pytest.fixture(params=BUILDINGS.values(), ids=list(BUILDINGS))
async def house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    async with request.param() as house:
        yield house
        await house.introspector.close()


async def test_an_active_token_brings_what_the_answer_says(house: House) -> None:
    answer = {"active": True, "sub": "ada", "scope": "a b", "nested": {"roles": ["x"]}}
    house.tokens["t"] = answer
    assert await house.introspector.introspect("t") == Active(answer)


async def test_a_token_that_nobody_knows_is_not_active(house: House) -> None:
    assert await house.introspector.introspect("made-up") is INACTIVE


@pytest.mark.parametrize("active", [False, None, "true", "True", 1, 1.0, [True], {"": True}, "yes"])
async def test_active_is_exactly_true(house: House, active: object) -> None:
    house.tokens["t"] = {"active": active, "sub": "ada"}
    assert await house.introspector.introspect("t") is INACTIVE


async def test_an_answer_that_does_not_say_is_not_active(house: House) -> None:
    house.tokens["t"] = {"sub": "ada"}
    assert await house.introspector.introspect("t") is INACTIVE


@pytest.mark.parametrize("token", ["a+b/c=", "a.b.c", "~._-", "a" * 8000])
async def test_a_token_arrives_as_it_is(house: House, token: str) -> None:
    house.tokens[token] = {"active": True}
    assert await house.introspector.introspect(token) == Active({"active": True})


async def test_what_cannot_be_had_is_said_and_not_raised_and_never_names_the_token(house: House) -> None:
    await house.vanish()
    for _time in range(2):
        outcome = await house.introspector.introspect("a-token-of-somebody")
        assert isinstance(outcome, Unavailable)
        assert outcome.why
        assert "somebody" not in outcome.why


async def test_closing_twice_or_unused_does_no_harm(house: House) -> None:
    await house.introspector.close()
    await house.introspector.close()


async def test_nothing_that_is_kept_prints(house: House) -> None:
    assert "hunter2" not in repr(house.introspector)
    assert "ada" not in repr(Active({"sub": "ada"}))
