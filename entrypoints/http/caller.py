"""Caller: the caller's side of a WebSocket as a channel, over ASGI."""

import asyncio
from contextlib import suppress

from application.ports.websocket import Channel, Message
from domain.message.closing import Broken, Close, End
from entrypoints.http.line import BROKEN, Line
from entrypoints.http.proxy import Message as AsgiMessage
from entrypoints.http.proxy import Receive, Send

CLOSING_SECONDS = 5.0
NO_CODE = 1005


class Caller(Channel):
    """`arrival` is the next `receive`, which has been waited for since the handshake."""

    def __init__(self, arrival: asyncio.Task[AsgiMessage], receive: Receive, send: Send, line: Line) -> None:
        self._arrival: asyncio.Task[AsgiMessage] | None = arrival
        self._receive = receive
        self._send = send
        self._line = line
        self._end: End | None = None

    @property
    def signs(self) -> int:  # type: ignore[override]  # read only: the line counts
        return self._line.signs

    async def receive(self) -> Message | End:
        if self._end is not None:
            return self._end
        message = await self._next()
        if message["type"] == "websocket.disconnect":
            self._end = _end_of(message)
            return self._end
        text: str | None = message.get("text")
        received: Message = message["bytes"] if text is None else text
        return received

    async def send(self, message: Message) -> None:
        kind = "text" if isinstance(message, str) else "bytes"
        with suppress(OSError):  # it has gone: `receive` says so
            await self._send({"type": "websocket.send", kind: message})

    async def close(self, close: Close) -> None:
        if self._end is not None:
            return
        try:
            async with asyncio.timeout(CLOSING_SECONDS):  # one who does not read would never take it
                await self._send({"type": "websocket.close", "code": close.code, "reason": close.reason})
        except (OSError, TimeoutError):
            self._line.abort()

    async def _next(self) -> AsgiMessage:
        if self._arrival is None:
            return await self._receive()
        message = await asyncio.shield(self._arrival)
        self._arrival = None
        return message


def _end_of(message: AsgiMessage) -> End:
    broken: Broken | None = message.get(BROKEN)
    if broken is not None:
        return broken
    code: int = message["code"]
    return Close(None if code == NO_CODE else code, message.get("reason") or "")
