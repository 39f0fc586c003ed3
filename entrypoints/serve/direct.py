"""The direct cycle: one request and its answer from the parser through the rooms to the socket, without ASGI.

Does for the gateway's own door what Cycle does for ASGI's, by the same rules: who reads the body hears of its faults;
a caller who leaves frees the call upstream; a slow reader is waited for; an answer that begins before its request is
whole ends the connection, and one that breaks off cuts it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any, Protocol

from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT, FlowControl

from application.gateway import Gateway
from application.ports.transport import AnswerBroken, Body, CallerBodyFault
from application.reply import Reply
from domain.message.head import Head
from domain.upstream.failure import FailureKind
from entrypoints.serve.answer import LAST_CHUNK, End, end_of, framed, head_lines
from entrypoints.serve.errand import Errand
from entrypoints.serve.pace import Pace

log = logging.getLogger("limen.edge")
_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class Line(Protocol):
    """The connection, as its cycles see it."""

    transport: asyncio.Transport
    flow: FlowControl
    pace: Pace
    loop: asyncio.AbstractEventLoop
    tasks: set[asyncio.Task[None]]  # that a stop of the server waits for

    def cut(self) -> None: ...

    def on_response_complete(self) -> None: ...


class DirectCycle:
    __slots__ = (
        "_errand", "_expects", "_gateway", "_head", "_line", "_pieces", "_size", "_waiter", "disconnected", "ends",
        "fault", "keep_alive", "more_body", "response_complete",
    )  # fmt: skip

    def __init__(self, line: Line, gateway: Gateway, head: Head, *, keep_alive: bool, expects: bool) -> None:
        self._line = line
        self._gateway = gateway
        self._head = head
        self._expects = expects  # 100 Continue, before it sends its body
        self._pieces: list[bytes] = []  # of the body, that nobody has read yet
        self._size = 0
        self._waiter: asyncio.Future[None] | None = None  # of whoever reads the body
        self._errand: Any = None  # an Errand; to the server, a task like any other
        self.keep_alive = keep_alive
        self.more_body = True
        self.fault: CallerBodyFault | None = None
        self.disconnected = False
        self.response_complete = False
        self.ends = False

    @property
    def waits_for_go_ahead(self) -> bool:
        return self._expects

    def start(self) -> None:
        if self.disconnected:
            return
        self._errand = Errand(self._serve(), self._line.loop, self._over)
        self._line.tasks.add(self._errand)
        self._errand.start()

    def take(self, piece: bytes) -> None:
        if self.response_complete:
            return
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > HIGH_WATER_LIMIT:
            self._line.flow.pause_reading()
        self._wake()

    def end_body(self) -> None:
        self.more_body = False
        self._wake()

    def break_body(self, fault: CallerBodyFault) -> None:
        self.fault = fault
        self._wake()

    def leave(self) -> None:
        """The caller has left. Whoever waits for its body hears of it as a fault of that; else the call is ended."""
        self.disconnected = True
        if self._waiter is not None:
            self.break_body(CallerBodyFault(FailureKind.CALLER_BODY, "the caller left in its body"))
        elif self._errand is not None and not self.response_complete:
            self._errand.cancel()

    async def _serve(self) -> None:
        body = self._arriving() if self.more_body or self.fault else b"".join(self._pieces)
        reply = await self._gateway.handle(self._head, body)
        try:
            if not self.disconnected:
                await self._write(reply)
        except AnswerBroken as broken:
            reply.broken(broken.failure)
            self._line.cut()
        except asyncio.CancelledError:
            reply.deserted()
            raise
        finally:
            await reply.release()

    async def _write(self, reply: Reply) -> None:
        if self._line.flow.write_paused:
            await self._line.flow.drain()
        chunks = reply.chunks()
        if chunks is None:
            self._write_whole(reply)
        else:
            await self._stream(reply, chunks)

    def _write_whole(self, reply: Reply) -> None:
        end, lines = self._begun(reply)
        body = reply.body
        if body and end is not End.NO_BODY:
            lines += framed(body, end)
            reply.exchange.bytes_out = len(body)
        self._finish(lines, end)

    async def _stream(self, reply: Reply, chunks: Body) -> None:
        end, lines = self._begun(reply)
        line, exchange = self._line, reply.exchange
        line.transport.write(b"".join(lines))
        async for chunk in chunks:
            if line.flow.write_paused:
                await line.flow.drain()
            line.transport.write(b"".join(framed(chunk, end)))
            exchange.bytes_out += len(chunk)
        self._finish([], end)

    def _begun(self, reply: Reply) -> tuple[End, list[bytes]]:
        end = end_of(self._head.method, self._head.version, reply.status, reply.headers)
        keeps = self.keep_alive and not self.more_body and self.fault is None and end is not End.CLOSE
        self.ends = not keeps
        self._expects = False
        return end, head_lines(reply.status, reply.headers, end, keeps=keeps)

    def _finish(self, lines: list[bytes], end: End) -> None:
        if end is End.CHUNKED:
            lines.append(LAST_CHUNK)
        if lines:
            self._line.transport.write(b"".join(lines))
        self.response_complete = True

    def _over(self, problem: BaseException | None) -> None:
        self._line.tasks.discard(self._errand)
        if self.response_complete:
            self._line.on_response_complete()
            return
        if problem is not None and not isinstance(problem, asyncio.CancelledError):
            log.error("an answer could not be written", exc_info=problem)
        if not self.disconnected:
            self._line.cut()

    async def _arriving(self) -> AsyncIterator[bytes]:
        while True:
            if self.fault is not None:
                raise self.fault
            if self._pieces:
                piece, self._size = b"".join(self._pieces), 0
                self._pieces.clear()
                yield piece
            elif self.more_body:
                await self._more()
            else:
                return

    async def _more(self) -> None:
        """Waits until something comes of the body, and asks for it where that is waited for."""
        line = self._line
        if self._expects or line.flow.read_paused:
            line.pace.excuse()  # he sends from now on, and not before
        if self._expects and not line.transport.is_closing():
            line.transport.write(_GO_ON)
            self._expects = False
        line.flow.resume_reading()
        self._waiter = line.loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
