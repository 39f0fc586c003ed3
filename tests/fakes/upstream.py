"""A rude upstream: a raw server that does to each connection what its script says, HTTP or not.

    async def refuses_to_end(peer: Peer) -> None:
        await peer.request()
        await peer.say(b"HTTP/1.1 200 OK\\r\\ncontent-length: 9\\r\\n\\r\\nhalf")
        await peer.hang_up()

Scripts are handed out one a connection, the last again and again. A script that raises fails the test that uses it;
one that waits for ever is ended with the server.
"""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from ssl import SSLContext
from types import TracebackType
from typing import Self

from domain.upstream.target import Target

END_OF_HEAD = b"\r\n\r\n"
_SMALL = 64 * 1024  # of the kernel's send buffer, so that a reader who pauses is felt soon
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Peer:
    """The gateway's end of one connection, as the upstream sees it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.requests: list[bytes] = []
        self.received = 0  # bytes that `until_closed` has read
        self.sent = 0  # bytes that `say` has handed to the kernel
        self.has_closed = asyncio.Event()
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SMALL)

    async def request(self) -> bytes:
        """One whole request, as it came."""
        head = await self.head()
        self.requests[-1] = head + await self._body(head.lower())
        return self.requests[-1]

    async def head(self) -> bytes:
        self.requests.append(await self._reader.readuntil(END_OF_HEAD))
        return self.requests[-1]

    async def read(self, size: int) -> bytes:
        return await self._reader.readexactly(size)

    async def say(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()
        self.sent += len(data)

    async def drip(self, data: bytes, pause: float) -> None:
        for number in range(len(data)):
            await self.say(data[number : number + 1])
            await asyncio.sleep(pause)

    async def hang_up(self) -> None:
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()

    def reset(self) -> None:
        self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self._writer.transport.abort()

    async def until_closed(self) -> None:
        """Reads and forgets, until the gateway closes its end."""
        with suppress(ConnectionError):
            while data := await self._reader.read(_SMALL):
                self.received += len(data)
        self.has_closed.set()

    def drop(self) -> None:
        self._writer.transport.abort()

    async def _body(self, head: bytes) -> bytes:
        if b"transfer-encoding: chunked" in head:
            body = b""
            while not body.endswith(b"0\r\n\r\n"):
                body += await self._reader.readuntil(b"\r\n")
            return body
        _, named, rest = head.partition(b"content-length: ")
        return await self.read(int(rest.partition(b"\r\n")[0])) if named else b""


Script = Callable[[Peer], Awaitable[None]]


class RudeUpstream:
    def __init__(self, *scripts: Script, tls: SSLContext | None = None) -> None:
        self._scripts = list(scripts)
        self._tls = tls
        self._tasks: list[asyncio.Task[None]] = []
        self.peers: list[Peer] = []

    @property
    def target(self) -> Target:
        return Target("https" if self._tls else "http", "127.0.0.1", self._port)

    @property
    def requests(self) -> list[bytes]:
        return [request for peer in self.peers for request in peer.requests]

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._tls)
        self._port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self._server.close()
        for task, peer in zip(self._tasks, self.peers, strict=True):
            task.cancel()
            peer.drop()
        ends = await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()
        troubles = [
            end for end in ends if isinstance(end, Exception) and not isinstance(end, ConnectionError | EOFError)
        ]
        if troubles and problem is None:
            raise troubles[0]

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = Peer(reader, writer)
        self.peers.append(peer)
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        self._tasks.append(asyncio.ensure_future(script(peer)))


def answers(data: bytes) -> Script:
    """Every request gets these bytes."""

    async def script(peer: Peer) -> None:
        while True:
            await peer.request()
            await peer.say(data)

    return script


def answers_then_hangs_up(data: bytes) -> Script:
    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.say(data)
        await peer.hang_up()

    return script


async def hangs(peer: Peer) -> None:
    """Takes the request, if one comes, and says nothing."""
    with suppress(asyncio.IncompleteReadError):
        await peer.head()
    await peer.until_closed()


class InTwoParts:
    """Says the first part, waits until `goes_on` is set, and says the second; or resets, for None."""

    def __init__(self, first: bytes, second: bytes | None) -> None:
        self._first = first
        self._second = second
        self.goes_on = asyncio.Event()

    async def __call__(self, peer: Peer) -> None:
        await peer.request()
        await peer.say(self._first)
        await self.goes_on.wait()
        if self._second is None:
            peer.reset()
        else:
            await peer.say(self._second)
            await peer.until_closed()


class Silent:
    """Takes a request, says so by `has_request`, and nothing to the caller."""

    def __init__(self) -> None:
        self.has_request = asyncio.Event()

    async def __call__(self, peer: Peer) -> None:
        await peer.request()
        self.has_request.set()
        await peer.until_closed()
