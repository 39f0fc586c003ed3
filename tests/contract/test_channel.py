"""What every channel does. The real one speaks to a WebSocket server; the other side of the fake is in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Protocol

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from adapters.transport.aiohttp_transport import AiohttpTransport
from application.ports.websocket import Channel, Message
from domain.message.closing import Broken, Close
from domain.upstream.target import Target
from tests.fakes.calls import answer_of, call
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import FakeClock

LIMIT = 1_000


class Other(Protocol):
    """The other side of a channel."""

    heard: list[Message | Close]

    async def say(self, *messages: Message) -> None: ...
    async def close(self, close: Close) -> None: ...
    async def vanish(self) -> None: ...
    async def ping(self) -> None: ...


class Server:
    """The other side of the real one: it notes what it hears."""

    def __init__(self) -> None:
        self.heard: list[Message | Close] = []
        self._peer: asyncio.Future[ServerConnection] = asyncio.get_running_loop().create_future()

    async def serve(self, peer: ServerConnection) -> None:
        self._peer.set_result(peer)
        try:
            async for message in peer:
                self.heard.append(message)
        except ConnectionClosed:
            pass
        close = peer.protocol.close_rcvd
        if close is not None and peer.protocol.close_rcvd_then_sent:
            self.heard.append(Close(None if close.code == 1005 else close.code, close.reason))

    async def say(self, *messages: Message) -> None:
        for message in messages:
            await (await self._peer).send(message)

    async def close(self, close: Close) -> None:
        peer = await self._peer
        if close.code is None:
            peer.protocol.send_close()
            peer.send_data()
        else:
            closing = asyncio.create_task(peer.close(close.code, close.reason))
            closing.add_done_callback(lambda _: None)
            await asyncio.sleep(0)

    async def vanish(self) -> None:
        (await self._peer).transport.abort()

    async def ping(self) -> None:
        await (await (await self._peer).ping())


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture(params=["fake", "aiohttp"])
async def pair(request: pytest.FixtureRequest, stack: AsyncExitStack) -> tuple[Channel, Other]:
    if request.param == "fake":
        fake = FakeChannel(LIMIT)
        return fake, fake.peer
    other = Server()
    options = {"compression": None, "ping_interval": None, "close_timeout": 1, "max_size": None}
    server = await stack.enter_async_context(serve(other.serve, "127.0.0.1", 0, **options))  # type: ignore[arg-type]
    port = next(iter(server.sockets)).getsockname()[1]
    transport = AiohttpTransport(Target("http", "127.0.0.1", port), FakeClock())
    stack.push_async_callback(transport.close)
    asked = call()
    asked.message_limit = LIMIT
    answer = answer_of(await transport.send(asked))
    assert answer.status == 101
    assert answer.channel is not None
    stack.push_async_callback(answer.release)
    return answer.channel, other


async def heard(other: Other, count: int) -> list[Message | Close]:
    async with asyncio.timeout(10):
        while len(other.heard) < count:
            await asyncio.sleep(0.001)
    return other.heard


async def test_messages_come_whole_in_order_and_as_what_they_were(pair: tuple[Channel, Other]) -> None:
    channel, other = pair
    said: list[Message] = ["grüße", "", b"\x00\xff", b"", "x" * LIMIT]
    await other.say(*said)
    assert [await channel.receive() for _ in said] == said


async def test_messages_are_sent_in_order_and_as_what_they_are(pair: tuple[Channel, Other]) -> None:
    channel, other = pair
    for message in ("one", b"two", "", b""):
        await channel.send(message)
    assert await heard(other, 4) == ["one", b"two", "", b""]


@pytest.mark.parametrize("close", [Close(1000), Close(3000, "grüße"), Close(4999, "x"), Close(None)], ids=str)
async def test_a_close_is_told_after_the_messages_before_it_and_again(
    pair: tuple[Channel, Other], close: Close
) -> None:
    channel, other = pair
    await other.say("last")
    await other.close(close)
    assert await channel.receive() == "last"
    assert await channel.receive() == close
    assert await channel.receive() == close
    await channel.close(close)


@pytest.mark.parametrize("close", [Close(1000, "bye"), Close(1001), Close(4000, "ü"), Close(None)], ids=str)
async def test_a_close_is_sent_with_its_code_and_reason(pair: tuple[Channel, Other], close: Close) -> None:
    channel, other = pair
    await channel.send("before")
    await channel.close(close)
    assert await heard(other, 2) == ["before", close]


async def test_a_side_that_vanishes_is_lost_and_sending_to_it_does_nothing(pair: tuple[Channel, Other]) -> None:
    channel, other = pair
    await other.say("last")
    assert await channel.receive() == "last"
    await other.vanish()
    assert await channel.receive() is Broken.LOST
    await channel.send("into the void")
    await channel.close(Close(1001))
    assert other.heard == []


async def test_a_message_beyond_the_limit_ends_the_side_after_those_before_it(pair: tuple[Channel, Other]) -> None:
    channel, other = pair
    await other.say("small", "x" * (LIMIT + 1))
    assert await channel.receive() == "small"
    assert await channel.receive() is Broken.TOO_LARGE
    await channel.close(Close(1009, "message-too-large"))
    assert await heard(other, 1) == [Close(1009, "message-too-large")]


async def test_messages_and_pings_are_signs_of_life(pair: tuple[Channel, Other]) -> None:
    channel, other = pair
    receiving = asyncio.create_task(channel.receive())
    before = channel.signs
    await other.ping()
    after = channel.signs
    assert after > before
    await other.say("in")
    assert await receiving == "in"
    assert channel.signs > after


async def test_who_waits_for_a_message_may_stop_and_nothing_is_lost(pair: tuple[Channel, Other]) -> None:
    channel, other = pair
    receiving = asyncio.create_task(channel.receive())
    await asyncio.sleep(0)
    receiving.cancel()
    await asyncio.wait((receiving,))
    await other.say("in")
    assert await channel.receive() == "in"
