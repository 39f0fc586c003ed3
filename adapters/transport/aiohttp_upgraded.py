"""The answer of an upstream that has switched to WebSocket: no body, a channel instead."""

from collections.abc import AsyncIterator

from adapters.transport.aiohttp_channel import AiohttpChannel
from adapters.transport.aiohttp_wire import Wire
from application.ports.transport import Answer
from domain.message.headers import Headers

SWITCHED = 101


class AiohttpUpgraded(Answer):
    def __init__(self, wire: Wire, headers: Headers, *, target: str, message_limit: int) -> None:
        self.status = SWITCHED
        self.headers = headers
        self.target = target
        self.channel = AiohttpChannel(wire, message_limit)
        self._wire = wire

    async def chunks(self) -> AsyncIterator[bytes]:
        return
        yield  # an empty body, as the port has bodies

    async def release(self) -> None:
        self._wire.free(reusable=False)
