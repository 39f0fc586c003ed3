"""A channel on a wire that has switched: aiohttp's WebSocket parser and writer, without its ClientWebSocketResponse.

That one closes by itself, hides how it was closed, and takes a lost connection for a clean end. Pings are answered
here, with back-pressure. The upstream closes the socket (RFC 6455, 7.1.1), or it is cut when that takes too long.
"""

import asyncio
from contextlib import suppress

from aiohttp import ClientError, WebSocketError, WSMessage, WSMsgType
from aiohttp._websocket.models import WSMessageTextBytes
from aiohttp._websocket.reader import WebSocketDataQueue, WebSocketReader
from aiohttp.http_websocket import WebSocketWriter
from aiohttp.streams import EofStream

from adapters.transport.aiohttp_wire import Wire
from application.ports.websocket import Channel, Message
from domain.message.closing import TOO_LARGE, Broken, Close, End

CLOSING_SECONDS = 5.0
_READ_AHEAD = 16 * 1024  # aiohttp stops reading at twice as much
_LOST = (ClientError, OSError, EofStream)


class AiohttpChannel(Channel):
    def __init__(self, wire: Wire, message_limit: int) -> None:
        self.signs = 0
        self._wire = wire
        self._end: End | None = None
        self._queue = WebSocketDataQueue(wire.protocol, _READ_AHEAD, loop=asyncio.get_running_loop())
        # One more, because aiohttp refuses what is as large as its limit.
        self._reader = WebSocketReader(self._queue, message_limit + 1, compress=False, decode_text=True)
        self._writer = WebSocketWriter(wire.protocol, wire.socket, use_mask=True, limit=0)
        wire.protocol.set_parser(self._reader, self._queue, self._heard)

    async def receive(self) -> Message | End:
        while self._end is None:
            try:
                received = await self._queue.read()
                if received.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    message: Message = received.data
                    return message
                await self._obey(received)
            except WebSocketError as problem:
                self._end = Broken.TOO_LARGE if problem.code == TOO_LARGE else Broken.INVALID
            except _LOST:
                self._end = Broken.LOST
        return self._end

    async def send(self, message: Message) -> None:
        with suppress(*_LOST):
            if isinstance(message, str):
                await self._writer.send_frame(message.encode(), WSMsgType.TEXT)
            else:
                await self._writer.send_frame(message, WSMsgType.BINARY)

    async def close(self, close: Close) -> None:
        payload = b"" if close.code is None else close.code.to_bytes(2) + close.reason.encode()
        if isinstance(self._end, Close):
            payload = b"" if self._end.code is None else self._end.code.to_bytes(2)
        try:
            with suppress(TimeoutError, *_LOST):
                async with asyncio.timeout(CLOSING_SECONDS):
                    await self._writer.send_frame(payload, WSMsgType.CLOSE)
                    await self._until_closed()
        finally:
            self._wire.free(reusable=False)

    def _heard(self) -> None:
        self.signs += 1

    async def _until_closed(self) -> None:
        with suppress(WebSocketError):  # what follows it, aiohttp drops
            while True:
                await self._queue.read()
        closed = self._wire.protocol.closed
        if closed is not None:
            await closed

    async def _obey(self, received: WSMessage | WSMessageTextBytes) -> None:
        if received.type is WSMsgType.CLOSE:
            self._end = Close(received.data or None, received.extra or "")
        elif received.type is WSMsgType.PING:
            await self._writer.send_frame(received.data, WSMsgType.PONG)
