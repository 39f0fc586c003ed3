"""uvicorn's HTTP protocol as a gateway's edge: strict about heads, sizes and times, and never silent about a refusal.

Nothing starts before all the bytes at hand are read: what is wrong with a message that came whole is found before it is
forwarded. A refusal waits for the answers that are owed before it, is a problem document, and ends the connection.

uvicorn closes every connection without a call inside when it stops. One that was accepted a moment ago may have its
request on the way, and closing it would be a reset for a caller who did nothing wrong: it stays for a moment.
"""

import asyncio

import httptools

from application.ports.transport import CallerBodyFault
from domain.message.reason import REQUEST_TIMEOUT
from domain.message.refusal import Refusal
from domain.upstream.failure import FailureKind
from entrypoints.serve.cycle import Cycle
from entrypoints.serve.gauge import AskedOfServer, Gauge, Refused
from entrypoints.serve.pace import Pace
from entrypoints.serve.parting import last_words, refusal_of, reset
from entrypoints.serve.switching import SwitchingProtocol

_HEAD_TIME_WHEN_FULL = 1.0  # seconds: one that there is no place for does not stay long
_LINGERING = 2.0  # seconds in which a caller who is still sending may read why he was refused (RFC 9112, 9.6)
_MOMENT = 1.0  # seconds for a request that is on its way while the server stops


class GatewayProtocol(SwitchingProtocol):
    _words: bytes | None = None  # the last ones, once they are known
    _leaving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.edge = self.config.loaded_app.edge
        limits = self.edge.limits
        self.gauge = Gauge(limits)
        self.pace = Pace(
            self.loop, limits, idle_late=self._idle_is_late, head_late=self._head_is_late, body_late=self._body_is_late
        )
        self.is_full = len(self.connections) > limits.connections
        self.pace.expect_head(_HEAD_TIME_WHEN_FULL if self.is_full else None)
        if self.config.loaded_app.is_draining:
            self.shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        self.pace.stop()
        if self._leaving is not None:
            self._leaving.cancel()
        self.waiting.clear()
        super().connection_lost(exc)
        if self._running is not None and not self._running.response_complete:
            self._running.leave()

    def data_received(self, data: bytes) -> None:
        if self._is_deaf:
            return
        was_in_head, was_in_body, messages = self.in_head, self.in_body, self.gauge.messages
        self.raw = self.raw + data if was_in_head and not self.has_line else data
        self.gauge.chunk = len(data)
        try:
            self.feed(data)
            if self.gauge.messages == messages:  # else most of the bytes were another message's
                self._measure(was_in_head=was_in_head, was_in_body=was_in_body, fed=len(data))
        except (httptools.HttpParserError, Refused) as error:
            self._refuse(error)
        self._start_ready()
        self._mind_the_time()

    def _measure(self, *, was_in_head: bool, was_in_body: bool, fed: int) -> None:
        if was_in_head and self.in_head:
            self.gauge.unfinished_head(fed)
        elif was_in_body and self.in_body:
            self.gauge.unfinished_body(fed)

    def _start_ready(self) -> None:
        ready, self.ready = self.ready, []
        for cycle in ready:
            if self._is_busy():
                self.waiting.append(cycle)
            else:
                self._running = cycle
                cycle.start()
        if self._words is not None and not self._is_busy():
            self._hang_up(self._words)

    def start_asgi(self, cycle: Cycle) -> None:
        self._start_asgi_task(cycle, self.app)

    def _mind_the_time(self) -> None:
        if self._is_deaf:
            return
        if self.in_body:
            self.pace.expect_body()
        elif self.in_head or not (self._is_busy() or self.pace.is_waiting):  # an empty line (RFC 9112, 2.2)
            self.pace.expect_head()
        if self.waiting:
            self.flow.pause_reading()
        if self.flow.read_paused:
            self.pace.excuse()

    def on_response_complete(self) -> None:
        assert self._running is not None  # noqa: S101
        self.server_state.total_requests += 1
        if self._running.ends:
            self._hang_up(b"")
        elif self._words is not None and not self.waiting:
            self._hang_up(self._words)
        elif self.waiting or self.flow.read_paused:
            self._go_on()
        elif not (self.in_head or self.in_body):
            self.pace.expect_request()

    def _go_on(self) -> None:
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.waiting:
            self._running = self.waiting.popleft()
            self.loop.call_soon(self._running.start)  # not at once: a whole pipeline would be as deep as it is long
        elif not (self.in_head or self.in_body):
            self.pace.expect_request()

    def _idle_is_late(self) -> None:
        self._hang_up(b"")

    def _head_is_late(self) -> None:
        if self.flow.read_paused:
            self.pace.expect_head()
        elif self.in_head:
            self._refuse(Refused(Refusal(REQUEST_TIMEOUT, "the head was not whole in time")))
            self._start_ready()
        else:
            self._hang_up(b"")

    def _body_is_late(self) -> None:
        if self.flow.read_paused or (self.current is not None and self.current.waits_for_go_ahead):
            self.pace.expect_body()
        else:
            self._break_body(FailureKind.CALLER_BODY_LATE, "the body stopped, or came too slowly")

    def _refuse(self, error: httptools.HttpParserError | Refused) -> None:
        if isinstance(error.__context__, AskedOfServer):
            self._part(last_words(*self.edge.acknowledge(self.seen())))
            return
        refusal = refusal_of(error)
        if self.in_body and not self.ready:
            self._break_body(FailureKind.CALLER_BODY_MALFORMED, refusal.why)
            return
        if self.in_body:
            self.ready.pop()  # its body is broken, and it has not begun: refused as a whole
        self._part(last_words(*self.edge.turn_away(self.seen(), refusal)))

    def _part(self, words: bytes) -> None:
        self._is_deaf = True
        self._words = words
        self.pace.stop()

    def _break_body(self, kind: FailureKind, why: str) -> None:
        """The request runs already: whoever reads its body hears of it, and answers."""
        assert self.current is not None  # noqa: S101  it has a body
        self._is_deaf = True
        self.pace.stop()
        if self.current.response_complete:
            self._hang_up(b"")
        else:
            self.current.break_body(CallerBodyFault(kind, why))

    def _hang_up(self, words: bytes) -> None:
        """Closes, but lets a caller who is still sending read first: a close with bytes unread would be a reset."""
        if self.transport.is_closing() or self._leaving is not None:
            return
        self._is_deaf = True
        self.pace.stop()
        if words:
            self.transport.write(words)
        if not (words or self.in_body) or not self.transport.can_write_eof():
            self.transport.close()
            return
        self.transport.write_eof()
        self.flow.resume_reading()
        self._leaving = self.loop.call_later(_LINGERING, self.transport.close)

    def cut(self) -> None:
        """Closes with a reset, so that even a reader who waits for the connection's end sees a failure."""
        if self._running is not None:
            self._running.disconnected = True  # the answer is over, and uvicorn has nothing to complain of
        reset(self.transport)

    def shutdown(self) -> None:
        self.config.loaded_app.drain()
        if self._running is not None and self._is_busy():
            (self.waiting or [self._running])[-1].keep_alive = False
        else:
            self.loop.call_later(_MOMENT, self._close_if_idle)

    def _close_if_idle(self) -> None:
        if not (self._is_busy() or self._is_deaf):  # deaf: it ends already, or is a WebSocket's now
            self._hang_up(b"")
