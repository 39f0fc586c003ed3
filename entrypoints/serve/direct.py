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
from entrypoints.serve.answer import LAST_CHUNK, AnswerHead, End, framed
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
    keep_alive: bool
    more_body = True  # of the request
    fault: CallerBodyFault | None = None  # of the request's body
    disconnected = False
    response_complete = False
    ends = False  # the connection is closed after this answer
    _pieces: list[bytes] | None = None  # of the body, that nobody has read yet
    _size = 0  # theirs
    _waiter: asyncio.Future[None] | None = None  # of whoever reads the body
    _errand: Any = None  # an Errand; to the server, a task like any other

    def __init__(self, line: Line, gateway: Gateway, head: Head, *, keep_alive: bool, expects: bool) -> None:
        self._line = line
        self._gateway = gateway
        self._head = head
        self._expects = expects  # 100 Continue, before it sends its body
        self.keep_alive = keep_alive

    @property
    def waits_for_go_ahead(self) -> bool:
        return self._expects

    def start(self) -> None:
        if self.disconnected:
            return
        self._errand = errand = Errand(self._serve(), self._line.loop, self._over)
        self._line.tasks.add(errand)  # type: ignore[arg-type]
        errand.start()

    def take(self, piece: bytes) -> None:
        if self.response_complete:
            return
        if self._pieces is None:
            self._pieces = []
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > HIGH_WATER_LIMIT:
            self._line.flow.pause_reading()
        self._wake()

    def end_body(self) -> None:
        self.more_body = False
        if self._waiter is not None:
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
        body = self._arriving() if self.more_body or self.fault else b"".join(self._pieces or ())
        reply = await self._gateway.handle(self._head, body)
        if reply.is_whole and not (self.disconnected or self._line.flow.write_paused):  # nearly all are
            self._finish(reply, self._begun(reply))
            reply.end()
            return
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
        head, chunks = self._begun(reply), reply.chunks()
        if chunks is not None:
            self._line.transport.write(b"".join(head.lines))
            head.lines.clear()
            await self._stream(reply, chunks, head.end)
        self._finish(reply, head)

    def _begun(self, reply: Reply) -> AnswerHead:
        asked, keeps = self._head, self.keep_alive and not self.more_body and self.fault is None
        head = AnswerHead(reply.status, reply.headers, method=asked.method, version=asked.version, keeps=keeps)
        self.ends = not head.keeps
        self._expects = False
        return head

    def _finish(self, reply: Reply, head: AnswerHead) -> None:
        if reply.body and head.end is not End.NO_BODY:
            head.lines += framed(reply.body, head.end) if head.end is End.CHUNKED else (reply.body,)
            reply.exchange.bytes_out = len(reply.body)
        if head.end is End.CHUNKED:
            head.lines.append(LAST_CHUNK)
        self._line.transport.write(b"".join(head.lines))
        self.response_complete = True

    async def _stream(self, reply: Reply, chunks: Body, end: End) -> None:
        line, exchange = self._line, reply.exchange
        async for chunk in chunks:
            if line.flow.write_paused:
                await line.flow.drain()
            line.transport.write(b"".join(framed(chunk, end)))
            exchange.bytes_out += len(chunk)

    def _over(self, problem: BaseException | None) -> None:
        self._line.tasks.discard(self._errand)
        self._errand = None  # else the two would hold each other until a collection
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
