"""The pool's limits, made small: who waits, for how long, and what becomes of connections that rested too long."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from adapters.transport import aiohttp_pool
from adapters.transport.aiohttp_transport import AiohttpTransport
from domain.upstream.failure import FailureKind
from domain.upstream.target import Target
from domain.upstream.timeouts import Timeouts
from tests.fakes.calls import answer_of, call, failure_of, read
from tests.fakes.clock import FakeClock
from tests.fakes.settling import settled
from tests.fakes.upstream import RudeUpstream, answers

OK = answers(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")


@pytest.fixture
async def upstream() -> AsyncIterator[RudeUpstream]:
    async with RudeUpstream(OK) as upstream:
        yield upstream


@pytest.fixture
async def narrow(upstream: RudeUpstream, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AiohttpTransport]:
    """A transport with one connection."""
    monkeypatch.setattr(aiohttp_pool, "CONNECTIONS", 1)
    transport = AiohttpTransport(upstream.target, FakeClock())
    yield transport
    await transport.close()


async def test_a_call_beyond_the_limit_waits_for_a_connection(narrow: AiohttpTransport, upstream: RudeUpstream) -> None:
    first = answer_of(await narrow.send(call()))
    second = asyncio.ensure_future(narrow.send(call()))
    await settled(lambda: len(upstream.requests))
    assert len(upstream.requests) == 1
    await read(first)
    assert await read(await second) == b"ok"
    assert len(upstream.peers) == 1


async def test_waiting_for_a_connection_counts_as_connecting(narrow: AiohttpTransport) -> None:
    first = answer_of(await narrow.send(call()))
    late = failure_of(await narrow.send(call(timeouts=Timeouts(connect=0.05))))
    assert late.kind is FailureKind.CONNECT_TIMEOUT
    await first.release()


async def test_closing_fails_who_waits_and_cancels_nobody(narrow: AiohttpTransport) -> None:
    first = answer_of(await narrow.send(call()))
    waiting = asyncio.ensure_future(narrow.send(call()))
    await settled()
    await narrow.close()
    assert failure_of(await waiting).kind is FailureKind.CONNECT
    await first.release()


async def test_cancelling_who_waits_is_a_cancellation(narrow: AiohttpTransport) -> None:
    first = answer_of(await narrow.send(call()))
    waiting = asyncio.ensure_future(narrow.send(call()))
    await settled()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await first.release()


async def test_a_connection_that_rested_too_long_is_not_used_again(
    upstream: RudeUpstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aiohttp_pool, "KEEP_ALIVE", 0.05)
    transport = AiohttpTransport(upstream.target, FakeClock())
    for _ in range(2):
        await read(await transport.send(call()))
        await asyncio.sleep(0.1)
    assert len(upstream.peers) == 2
    await transport.close()


async def test_an_ipv6_target_is_reached_and_named_in_brackets() -> None:
    hosts: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hosts.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
        writer.close()

    try:
        server = await asyncio.start_server(serve, "::1", 0, family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    port = server.sockets[0].getsockname()[1]
    transport = AiohttpTransport(Target("http", "[::1]", port), FakeClock())
    await read(await transport.send(call()))
    assert hosts == [b"GET / HTTP/1.1\r\nhost: [::1]:%d\r\n\r\n" % port]
    await transport.close()
    server.close()
    await server.wait_closed()
