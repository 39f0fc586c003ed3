"""Revocations in a real Redis: what others write to the stream, and what can befall the server."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.revocation.redis_stream import RedisRevocationStream
from application.ports.revocation import NOTHING_NEW, Batch, RevocationsUnreadable
from domain.identity.issuer import Secret
from domain.identity.revocation import Revocation, Revoked
from domain.identity.revocation_terms import RevocationOrigin, RevocationTerms
from tests.integration.redis_server import RedisServer

STREAM = "limen:revoked"


@pytest.fixture
def terms(redis: RedisServer) -> RevocationTerms:
    return RevocationTerms(RevocationOrigin.REDIS, redis.url, stream=STREAM)


@pytest.fixture
async def stream(terms: RevocationTerms) -> AsyncIterator[RedisRevocationStream]:
    stream = RedisRevocationStream(terms, longest=0.3)
    yield stream
    await stream.close()


def tokens(*names: str) -> tuple[Revocation, ...]:
    return tuple(Revocation(Revoked.TOKEN, name) for name in names)


async def why(stream: RedisRevocationStream) -> str:
    outcome = await stream.read()
    assert isinstance(outcome, RevocationsUnreadable), outcome
    return outcome.why


async def test_a_service_revokes_with_one_command(redis: RedisServer, stream: RedisRevocationStream) -> None:
    redis.command("XADD", STREAM, "*", "jti", "t1", "until", "1900000000")
    redis.command("XADD", STREAM, "*", "subject", "zoë", "before", "2026-11-26T12:00:00Z")
    assert await stream.read() == Batch((
        Revocation(Revoked.TOKEN, "t1", until=1_900_000_000.0),
        Revocation(Revoked.SUBJECT, "zoë", before=1_795_694_400.0),
    ))  # fmt: skip


async def test_a_message_that_is_no_revocation_is_named_and_nothing_is_read_past_it(
    redis: RedisServer, stream: RedisRevocationStream
) -> None:
    number = redis.command("XADD", STREAM, "*", "jit", "t1")
    redis.command("XADD", STREAM, "*", "jti", "t2")
    assert f"message {number} is no revocation" in await why(stream)
    assert f"message {number} is no revocation" in await why(stream)
    redis.command("XDEL", STREAM, str(number))
    assert await stream.read() == Batch(tokens("t2"))


async def test_a_key_that_holds_something_else_is_said(redis: RedisServer, stream: RedisRevocationStream) -> None:
    redis.command("SET", STREAM, "1")
    assert "WRONGTYPE" in await why(stream)


async def test_messages_that_leave_the_stream_are_not_brought_again(
    redis: RedisServer, stream: RedisRevocationStream
) -> None:
    redis.command("XADD", STREAM, "*", "jti", "t1")
    assert await stream.read() == Batch(tokens("t1"))
    redis.command("XTRIM", STREAM, "MAXLEN", "0")
    assert await stream.read() == NOTHING_NEW
    redis.command("XADD", STREAM, "*", "jti", "t2")
    assert await stream.read() == Batch(tokens("t2"))


async def test_a_stream_that_is_begun_anew_by_a_clock_that_is_behind_is_read_from_its_beginning(
    redis: RedisServer, stream: RedisRevocationStream
) -> None:
    redis.command("XADD", STREAM, "*", "jti", "t1")
    assert await stream.read() == Batch(tokens("t1"))
    redis.command("DEL", STREAM)
    redis.command("XADD", STREAM, "1000-7", "jti", "t2")
    assert await stream.read() == Batch(tokens("t2"))
    assert await stream.read() == NOTHING_NEW


async def test_a_server_that_is_down_costs_milliseconds_and_is_found_again(
    redis: RedisServer, stream: RedisRevocationStream
) -> None:
    assert await stream.read() == NOTHING_NEW
    redis.kill()
    began = time.monotonic()
    for _ in range(10):
        assert STREAM in await why(stream)
    assert time.monotonic() - began < 1
    redis.start()
    redis.command("XADD", STREAM, "*", "jti", "t1")
    assert await stream.read() == Batch(tokens("t1"))


async def test_a_server_that_says_nothing_is_given_up_and_found_again(
    redis: RedisServer, stream: RedisRevocationStream
) -> None:
    redis.command("XADD", STREAM, "*", "jti", "t1")
    redis.pause()
    try:
        began = time.monotonic()
        assert await why(stream)
        assert 0.2 < time.monotonic() - began < 2
        assert await stream.add(tokens("t2")[0])
    finally:
        redis.resume()
    batch = await stream.read()
    assert isinstance(batch, Batch)
    assert set(tokens("t1")) <= set(batch.revocations)  # whether the other one arrived, nobody can say


async def test_a_password_is_used_and_never_shown(redis: RedisServer, terms: RevocationTerms) -> None:
    redis.command("CONFIG", "SET", "requirepass", "hunter2")
    for password, is_right in ((None, False), (Secret("hunter3"), False), (Secret("hunter2"), True)):
        stream = RedisRevocationStream(replace(terms, password=password))
        outcome = await stream.read()
        assert isinstance(outcome, Batch) is is_right
        assert "hunter" not in repr(outcome) + repr(stream)
        await stream.close()


async def test_a_user_who_may_read_the_stream_and_nothing_else_is_enough(
    redis: RedisServer, terms: RevocationTerms
) -> None:
    redis.command("ACL", "SETUSER", "limen", "on", ">hunter2", f"~{STREAM}", "+xrange", "+xrevrange")
    redis.command("XADD", STREAM, "*", "jti", "t1")
    stream = RedisRevocationStream(replace(terms, username="limen", password=Secret("hunter2")))
    assert await stream.read() == Batch(tokens("t1"))
    assert "xadd" in str(await stream.add(tokens("t2")[0]))
    await stream.close()


async def test_a_long_stream_comes_in_pieces(redis: RedisServer, terms: RevocationTerms) -> None:
    stream = RedisRevocationStream(terms, many=2)
    names = ("a", "b", "c")
    for name in names:
        redis.command("XADD", STREAM, "*", "jti", name)
    assert await stream.read() == Batch(tokens("a", "b"), has_more=True)
    assert await stream.read() == Batch(tokens("c"))
    stream.rewind()
    assert await stream.read() == Batch(tokens("a", "b"), has_more=True)
    await stream.close()
