"""A caller's connection without a socket: the real protocol before a house's gateway, fed with bytes."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from uvicorn.config import Config
from uvicorn.server import ServerState

from application.edge import Edge
from application.gateway import Gateway
from entrypoints.http.front import Front
from entrypoints.serve.protocol import GatewayProtocol


class Wire(asyncio.Transport):
    """The socket's side: keeps what is written, and says what became of it."""

    def __init__(self, peer: str = "9.9.9.9") -> None:
        super().__init__({"peername": (peer, 1), "sockname": ("127.0.0.1", 2)})
        self.written = b""
        self.is_closed = self.is_aborted = self.is_read_paused = False

    def write(self, data: Any) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    def abort(self) -> None:
        self.is_closed = self.is_aborted = True

    def can_write_eof(self) -> bool:
        return False

    def pause_reading(self) -> None:
        self.is_read_paused = True

    def resume_reading(self) -> None:
        self.is_read_paused = False


class Housed(Protocol):
    @property
    def gateway(self) -> Gateway: ...


class Connection:
    """Bytes in by `feed`, outside of every task, as a socket's event would bring them."""

    def __init__(self, house: Housed, peer: str = "9.9.9.9") -> None:
        self.front = Front(
            _nowhere, _nowhere, _nowhere, _nowhere, start=_nothing, stop=_nothing, drain=house.gateway.drain,
            edge=Edge(house.gateway), gateway=house.gateway,
        )  # fmt: skip
        config = Config(self.front, log_config=None, interface="asgi3")
        config.load()
        config.loaded_app = self.front
        self.state, self.wire = ServerState(), Wire(peer)
        self.protocol = GatewayProtocol(config, self.state, {}, asyncio.get_running_loop())
        self.protocol.connection_made(self.wire)

    async def feed(self, *pieces: bytes) -> None:
        for piece in pieces:
            await self.event(partial(self.protocol.data_received, piece))

    async def event(self, event: Callable[[], object]) -> None:
        """What the loop calls; then every turn that it leads to."""
        asyncio.get_running_loop().call_soon(event)
        for _ in range(20):
            await asyncio.sleep(0)

    async def hang_up(self) -> None:
        self.wire.close()
        await self.event(lambda: self.protocol.connection_lost(None))


async def _nothing() -> None:
    """The gateway is open already."""


async def _nowhere(*_: Any) -> None:
    raise AssertionError("nothing goes by ASGI here")
