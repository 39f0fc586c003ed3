"""What every role source keeps: a list of roles, or why there is none, and never a raised error."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web

from adapters.lookups.aiohttp_roles import AiohttpRoleSource
from adapters.tokens.strict_json import read_value
from application.ports.roles import RoleSource, Unknown
from application.ports.unavailable import Unavailable
from domain.identity.issuer import Secret
from domain.identity.role_lookup import RoleLookup
from tests.fakes.identity_service import identity_service
from tests.fakes.lookups import DOWN, FakeRoleSource


@dataclass
class House:
    source: RoleSource
    subjects: dict[str, Any]
    vanish: Callable[[], Awaitable[None]]


Building = Callable[[], AbstractAsyncContextManager[House]]


@asynccontextmanager
async def fake_house() -> AsyncIterator[House]:
    fake = FakeRoleSource(RoleLookup("auth", "https://auth.example/subjects/{subject}/roles"))

    async def vanish() -> None:
        fake.down = DOWN

    yield House(fake, fake.subjects, vanish)


@asynccontextmanager
async def http_house() -> AsyncIterator[House]:
    async with identity_service() as service:
        lookup = RoleLookup("auth", f"{service.origin}/subjects/{{subject}}/roles", token=Secret("hunter2"))

        async def vanish() -> None:
            service.instead = web.Response(status=500)

        yield House(AiohttpRoleSource(lookup, read_value), service.subjects, vanish)


BUILDINGS: dict[str, Building] = {"fake": fake_house, "http": http_house}


@pytest.fixture(params=BUILDINGS.values(), ids=list(BUILDINGS))
async def house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    async with request.param() as house:
        yield house
        await house.source.close()


@pytest.mark.parametrize("answer", [["viewer", "admin"], {"roles": ["viewer", "admin"], "subject": "ada"}])
async def test_roles_are_brought_from_a_list_or_from_an_object(house: House, answer: object) -> None:
    house.subjects["ada"] = answer
    assert await house.source.roles_of("ada", "main") == frozenset(("viewer", "admin"))


async def test_having_no_roles_is_an_answer(house: House) -> None:
    house.subjects["ada"] = []
    assert await house.source.roles_of("ada", "main") == frozenset()


@pytest.mark.parametrize("subject", ["a/b", "a b", "ada@shop.example", "é", "ada?x=y", "a%2Fb", "auth0|1", "...", "#"])
async def test_a_subject_arrives_as_it_is(house: House, subject: str) -> None:
    house.subjects[subject] = ["viewer"]
    assert await house.source.roles_of(subject, "main") == frozenset(("viewer",))


@pytest.mark.parametrize("subject", ["nobody", ".", "..", "a" * 2000])
async def test_a_subject_that_nobody_knows_is_unknown(house: House, subject: str) -> None:
    assert isinstance(await house.source.roles_of(subject, "main"), Unknown)


@pytest.mark.parametrize("answer", ["viewer", {}, {"roles": None}, ["viewer", 1], None, 1])
async def test_what_is_no_list_of_roles_is_no_answer_and_does_not_blame_the_service(
    house: House, answer: object
) -> None:
    house.subjects["ada"] = answer
    outcome = await house.source.roles_of("ada", "main")
    assert isinstance(outcome, Unavailable)
    assert not outcome.blames_the_service


async def test_what_cannot_be_had_is_said_and_not_raised(house: House) -> None:
    await house.vanish()
    for _time in range(2):
        outcome = await house.source.roles_of("ada", "main")
        assert isinstance(outcome, Unavailable)
        assert outcome.blames_the_service


async def test_closing_twice_or_unused_does_no_harm(house: House) -> None:
    await house.source.close()
    await house.source.close()
    assert "hunter2" not in repr(house.source)
