"""An upload: the caller's body on its way to the upstream, pulled no faster than the upstream reads.

Silence counts only while the upstream owes something: to read what has been written, or to answer once all is written.
A caller who is slow to send owes the waiting himself.
"""

import asyncio
import contextlib
from contextlib import aclosing

from aiohttp import SocketTimeoutError
from aiohttp.http import StreamWriter

from adapters.transport.aiohttp_wire import Wire
from adapters.transport.http1_body import framed
from application.ports.transport import Body

PATIENCE = 1.0  # seconds for an upstream to say 100; as long as curl waits for us


class Upload:
    __slots__ = ("_body", "_idle", "_length", "_wanted", "_wire", "is_complete")

    def __init__(self, wire: Wire, body: Body | bytes, length: int | None, idle: float, *, waits: bool = False) -> None:
        """`waits`: the head goes first, and nothing of the body before `go_on`, or a while without an answer."""
        self._wire = wire
        self._body = body
        self._length = length
        self._idle = idle
        self._wanted = asyncio.Event() if waits else None
        self.is_complete = False

    def go_on(self) -> None:
        if self._wanted is not None:
            self._wanted.set()

    async def run(self, head: bytes) -> None:
        """Sends all of it. What goes wrong reaches whoever waits for the answer, through the protocol."""
        try:
            await self._send(head)
        except Exception as problem:  # noqa: BLE001 - raised again by protocol.read(), bugs too
            if self._wire.protocol.exception() is None:
                self._wire.protocol.set_exception(problem)

    async def _send(self, head: bytes) -> None:
        unsent = head  # goes out with the first piece, in one segment
        if self._wanted is not None:
            await self._write(head)
            unsent = b""
            await self._until_wanted(self._wanted)
        async with aclosing(framed(self._body, self._length)) as pieces:
            async for piece in pieces:
                await self._write(unsent + piece)
                unsent = b""
        if unsent:
            await self._write(unsent)
        self.is_complete = True
        self._wire.count_silence(self._idle)

    async def _until_wanted(self, wanted: asyncio.Event) -> None:
        """Not for ever: an upstream that knows no 100 waits for the body (RFC 9110, 10.1.1)."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(wanted.wait(), PATIENCE)

    async def _write(self, piece: bytes) -> None:
        if self._wire.socket.is_closing():
            raise ConnectionResetError("the upstream closed the connection during the upload")
        self._wire.socket.write(piece)
        if self._wire.protocol.writing_paused:
            await self._until_read()

    async def _until_read(self) -> None:
        """Waits while the socket's buffer is full; for ever, as long as the upstream takes some of it in time."""
        loop = asyncio.get_running_loop()
        flushing = asyncio.ensure_future(StreamWriter(self._wire.protocol, loop).drain())
        try:
            while not flushing.done():
                before = self._wire.socket.get_write_buffer_size()
                await asyncio.wait((flushing,), timeout=self._idle)
                if not flushing.done() and self._wire.socket.get_write_buffer_size() >= before:
                    raise SocketTimeoutError("the upstream has stopped reading")
            await flushing
        finally:
            flushing.cancel()
