"""What every list of revocations keeps: what was added is read, once, by everybody; what fails is said, not raised."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.revocation.redis_stream import RedisRevocationStream
from adapters.revocation.yaml_file import YamlRevocationFile
from application.ports.revocation import Batch, RevocationList, RevocationsUnreadable
from domain.identity.revocation import Revocation, Revoked
from domain.identity.revocation_terms import RevocationOrigin, RevocationTerms
from tests.fakes.revocation import FakeRevocationList
from tests.integration.missing import require
from tests.integration.redis_server import RedisServer

FIRST = Revocation(Revoked.TOKEN, "4f1c", until=1_900_000_000.0)
MORE = (
    Revocation(Revoked.TOKEN, "for-ever"),
    Revocation(
        Revoked.SUBJECT, 'Zoë "Z": {*&!|>%@ #1}\n\x85\u2028\\', before=1_800_000_000.0, iss="https://idp.example"
    ),
    Revocation(Revoked.SUBJECT, "no", before=1_800_000_001.0, until=1_900_000_000.0),
    Revocation(Revoked.KEY, "0x1f"),
    Revocation(Revoked.KEY, "2026-11-26", iss="1e3"),
)


@dataclass
class House:
    """A list, another one that leads to the same, and how to take the place of both away."""

    source: RevocationList
    other: RevocationList
    vanish: Callable[[], Awaitable[None]]


Building = Callable[[Path], AbstractAsyncContextManager[House]]


@asynccontextmanager
async def fake_house(_folder: Path) -> AsyncIterator[House]:
    source = FakeRevocationList()
    other = FakeRevocationList()
    other.held = source.held

    async def vanish() -> None:
        source.failing = other.failing = "gone"

    yield House(source, other, vanish)


@asynccontextmanager
async def file_house(folder: Path) -> AsyncIterator[House]:
    path = folder / "revoked.yaml"
    path.write_text("# nobody yet")

    async def vanish() -> None:
        path.unlink()
        path.mkdir()

    yield House(YamlRevocationFile(path), YamlRevocationFile(path), vanish)


@asynccontextmanager
async def redis_house(folder: Path) -> AsyncIterator[House]:
    require("redis-server")
    with RedisServer(folder) as server:
        terms = RevocationTerms(RevocationOrigin.REDIS, server.url, stream="limen:revoked")

        async def vanish() -> None:
            server.kill()

        yield House(RedisRevocationStream(terms), RedisRevocationStream(terms, many=2), vanish)


BUILDINGS: dict[str, Building] = {"fake": fake_house, "file": file_house, "redis": redis_house}


@pytest.fixture(params=BUILDINGS.values(), ids=list(BUILDINGS))
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    async with request.param(tmp_path) as house:
        yield house
        await house.source.close()
        await house.other.close()


async def read_on(source: RevocationList, known: tuple[Revocation, ...] = ()) -> tuple[Revocation, ...]:
    """What is known after all that is new was read."""
    while True:
        batch = await source.read()
        assert isinstance(batch, Batch), batch
        known = batch.revocations if batch.is_whole else known + batch.revocations
        if not batch.has_more:
            return known


async def test_a_list_without_any_is_read(house: House) -> None:
    assert await read_on(house.source) == ()


async def test_what_is_added_is_read_by_everybody_letter_by_letter(house: House) -> None:
    assert await house.source.add(FIRST) is None
    known = await read_on(house.other)
    assert known == (FIRST,)
    for one in MORE:
        assert await house.source.add(one) is None
    assert await read_on(house.other, known) == (FIRST, *MORE)
    assert await read_on(house.source) == (FIRST, *MORE)


async def test_where_nothing_is_new_nothing_is_brought(house: House) -> None:
    await house.source.add(FIRST)
    await read_on(house.source)
    assert await house.source.read() == Batch()


async def test_a_list_that_is_rewound_is_read_from_its_beginning(house: House) -> None:
    await house.source.add(FIRST)
    await read_on(house.source)
    house.source.rewind()
    assert await read_on(house.source) == (FIRST,)


async def test_what_cannot_be_had_is_said_and_not_raised(house: House) -> None:
    await house.source.add(FIRST)
    known = await read_on(house.source)
    await house.vanish()
    for _ in range(2):
        outcome = await house.source.read()
        assert isinstance(outcome, RevocationsUnreadable)
        assert outcome.why
    assert await house.source.add(FIRST)
    assert known == (FIRST,)


async def test_closing_twice_or_unused_does_no_harm(house: House) -> None:
    await house.other.close()
    await house.other.close()
