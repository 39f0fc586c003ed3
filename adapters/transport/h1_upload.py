"""An upload: the caller's body on its way to the upstream, pulled no faster than the upstream reads.

Runs as a task beside the wait for the answer, and is stopped with it: an upstream that answers early has heard enough
(RFC 9112, 9.5). What goes wrong reaches whoever waits for the answer, through the connection.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import aclosing

from adapters.transport.h1_connection import H1Connection
from adapters.transport.h1_turn import Outcome, Turn
from adapters.transport.http1_body import framed
from application.ports.transport import Body, Call, CallerBodyFault
from domain.message.headers import first
from domain.upstream.failure import Failure

PATIENCE = 1.0  # seconds for an upstream to say 100; as long as curl waits for us


async def uploaded(connection: H1Connection, turn: Turn, call: Call, head: bytes, body: Body) -> Outcome:
    """The turn's outcome; when it is there, the caller's body is left alone."""
    upload = Upload(connection, turn, framed(body, call.length))
    sending = asyncio.create_task(upload.run(head, waits=_expects(call)))
    try:
        return await turn
    finally:
        sending.cancel()
        await asyncio.wait((sending,))


class Upload:
    def __init__(self, connection: H1Connection, turn: Turn, pieces: AsyncGenerator[bytes, None]) -> None:
        self._connection = connection
        self._turn = turn
        self._pieces = pieces
        self._changed = asyncio.Event()

    async def run(self, head: bytes, *, waits: bool) -> None:
        """`waits`: the head goes first, and nothing of the body before it is wanted, or a while without an answer."""
        self._connection.on_change = self._changed.set
        try:
            await self._send(head, waits=waits)
        except CallerBodyFault as fault:
            self._connection.fail_upload(self._turn, Failure(fault.kind, fault.why))
        except Exception as bug:  # noqa: BLE001 - raised again by `send`
            self._connection.fail_upload(self._turn, bug)
        finally:
            self._connection.on_change = None

    async def _send(self, head: bytes, *, waits: bool) -> None:
        unsent = head  # goes out with the first piece, in one segment
        async with aclosing(self._pieces) as pieces:
            if waits:
                await self._write(head)
                unsent = b""
                await self._until_wanted()
            async for piece in pieces:
                await self._write(unsent + piece)
                unsent = b""
        if unsent:
            await self._write(unsent)
        self._connection.has_sent()

    async def _write(self, piece: bytes) -> None:
        self._connection.write(piece)
        while not self._connection.is_writable:
            await self._next_change()

    async def _until_wanted(self) -> None:
        """Not for ever: an upstream that knows no 100 waits for the body (RFC 9110, 10.1.1)."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self._connection.wants_body():
                    await self._next_change()

    async def _next_change(self) -> None:
        self._changed.clear()
        await self._changed.wait()


def _expects(call: Call) -> bool:
    """The caller sends its body only when told to, so the upstream is asked first (RFC 9110, 10.1.1)."""
    return (first(call.headers, b"expect") or b"").lower() == b"100-continue"
