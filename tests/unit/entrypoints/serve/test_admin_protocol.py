"""The admin address has bounds: of a head's size, of how long it may take, of connections."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

import pytest

from entrypoints.serve import admin_protocol
from entrypoints.serve.admin import AdminServer

ASKED = b"GET /-/nothing HTTP/1.1\r\nhost: localhost\r\n"


class NoPeers:
    async def each(self, question: str, terms: Any = None) -> list[dict[str, Any]]:
        return []

    async def master(self, question: str, terms: Any = None) -> Any:
        return None


@asynccontextmanager
async def _served() -> AsyncIterator[tuple[str, int]]:
    with closing(socket.create_server(("127.0.0.1", 0))) as sock:
        server = AdminServer(sock, NoPeers())
        await server.start()
        yield sock.getsockname()
        server.close()


async def _told(address: tuple[str, int], *pieces: bytes) -> bytes:
    """All that the address answers until it closes; nothing where it breaks off."""
    reader, writer = await asyncio.open_connection(*address)
    try:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_one_connection_carries_one_head_after_the_other_and_a_body_is_no_head() -> None:
    async with _served() as address:
        posted = b"POST /-/nothing HTTP/1.1\r\nhost: localhost\r\ncontent-length: %d\r\n\r\n" % (
            2 * admin_protocol.LONGEST
        )
        body = [b"a" * admin_protocol.LONGEST] * 2
        told = await _told(address, ASKED + b"\r\n", posted, *body, ASKED + b"connection: close\r\n\r\n")
    assert told.count(b"HTTP/1.1 404") == 3


async def test_a_head_without_an_end_is_given_up() -> None:
    async with _served() as address:
        told = await _told(address, ASKED + b"x: ", *[b"a" * 1024] * (2 * admin_protocol.LONGEST // 1024))
    assert told == b""


async def test_a_second_head_is_bounded_like_the_first() -> None:
    async with _served() as address:
        endless = [b"a" * 1024] * (2 * admin_protocol.LONGEST // 1024)
        told = await _told(address, ASKED + b"\r\n", ASKED + b"x: ", *endless)
    assert told.count(b"HTTP/1.1") <= 1


@pytest.mark.parametrize("pieces", [(), (ASKED,), (ASKED + b"\r\n", ASKED)], ids=["none", "half", "second"])
async def test_a_head_that_does_not_come_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, pieces: tuple[bytes, ...]
) -> None:
    monkeypatch.setattr(admin_protocol, "PATIENCE", 0.2)
    async with _served() as address:
        told = await _told(address, *pieces)
    assert told.count(b"HTTP/1.1") <= 1


async def test_more_connections_than_it_may_have_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin_protocol, "MOST", 1)
    async with _served() as address:
        first, held = await asyncio.open_connection(*address)
        assert await _told(address, ASKED + b"connection: close\r\n\r\n") == b""
        held.write(ASKED + b"connection: close\r\n\r\n")
        assert (await first.read()).startswith(b"HTTP/1.1 404")
        held.close()
