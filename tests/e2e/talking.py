"""A WebSocket upstream on a thread of its own, and callers of a gateway: real sockets on both sides.

What a caller says as its first message, or by its path, tells the upstream how to behave.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Self, TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

T = TypeVar("T")
Told = tuple[int, str] | None
Behaviour = Callable[[ServerConnection], Awaitable[None]]


async def echoes(peer: ServerConnection) -> None:
    async for message in peer:
        await peer.send(message)


class Upstream:
    """`behaviour` has each connection; `ends` is what the upstream heard at the end of each: a close, or nothing."""

    def __init__(self, behaviour: Behaviour = echoes, **options: Any) -> None:
        self._behaviour = behaviour
        self._options: dict[str, Any] = {"compression": None, "max_size": None, "ping_interval": None} | options
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.requests: list[Request] = []
        self.ends: list[Told] = []
        self.open: set[ServerConnection] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._server: Server = self.do(self._start())
        self.port: int = next(iter(self._server.sockets)).getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        future: Future[T] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(20)

    async def _start(self) -> Server:
        return await serve(self._serve, "127.0.0.1", 0, process_request=self._note, **self._options)

    async def _stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()

    def _note(self, _: ServerConnection, request: Request) -> Response | None:
        self.requests.append(request)
        return None

    async def _serve(self, peer: ServerConnection) -> None:
        self.open.add(peer)
        try:
            await self._behaviour(peer)
            await peer.wait_closed()
        except ConnectionClosed:
            pass
        finally:
            self.open.discard(peer)
            self.ends.append(told(peer.protocol.close_rcvd))


def told(close: Any) -> Told:
    return None if close is None else (close.code, close.reason)


def call(port: int, path: str = "/ws", token: str = "", *subprotocols: str, **options: Any) -> connect:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return connect(
        f"ws://127.0.0.1:{port}{path}",
        additional_headers={**headers, **options.pop("headers", {})},
        subprotocols=[Subprotocol(name) for name in subprotocols] or None,
        **{"compression": None, "ping_interval": None, "max_size": None, "open_timeout": 20, "proxy": None} | options,
    )


async def heard(caller: ClientConnection) -> Told:
    """What the caller is told at the end; None where there was no close. Messages before it are forgotten."""
    async with asyncio.timeout(20):
        try:
            while True:
                await caller.recv()
        except ConnectionClosed:
            return told(caller.protocol.close_rcvd)
