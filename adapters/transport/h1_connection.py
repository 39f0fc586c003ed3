"""H1Connection: one connection to an upstream, one exchange after the other. The socket's events become outcomes here.

While nobody has asked anything, whatever arrives ends it: bytes would be served as the answer to the next call. An
exchange ends in one of three ways: whole (the connection goes back to the pool before the caller is woken, so that there
is nothing left to release), streamed (h1_streamed.py reads on), or failed (it is cut, and never carries anything again).
Cut means aborted: `close()` would first flush an upload that the upstream may never read.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol, cast

from adapters.transport.deadline import Deadline
from adapters.transport.h1_parser import NOT_HTTP, AnswerParser
from adapters.transport.h1_streamed import H1Streamed
from adapters.transport.h1_turn import Turn, break_turn, end_turn, new_turn
from adapters.transport.h1_watch import NEVER, Watch
from adapters.transport.h1_whole import H1Whole
from application.ports.clock import Clock
from application.ports.transport import Call
from domain.upstream.failure import Failure, FailureKind

HIGH_WATER = 64 * 1024  # bytes of a body that nobody has taken: reading stops beyond
_CUT = Failure(FailureKind.RESET, "the gateway closed the connection")
_TALKS_FIRST = Failure(FailureKind.INVALID, "the upstream answers before it is asked")


class Home(Protocol):
    """The pool, as a connection sees it."""

    def put(self, connection: "H1Connection", /) -> None: ...

    def gone(self, connection: "H1Connection", /) -> None: ...


class H1Connection(asyncio.Protocol):
    def __init__(self, loop: asyncio.AbstractEventLoop, home: Home, origin: str, clock: Clock) -> None:
        self.address = ""
        self.born = self.idle_since = loop.time()
        self.is_open = False
        self.is_writable = True
        self.failure = _CUT  # why it is not open
        self.on_change: Callable[[], None] | None = None  # an upload's: writable again, or its body is wanted
        self._loop = loop
        self._home = home
        self._origin = origin
        self._clock = clock
        self._parser = AnswerParser()
        self._watch = Watch(loop, self._overdue)
        self._transport: asyncio.Transport
        self._turn: Turn | None = None  # of the caller who waits for a head
        self._answer: H1Streamed | None = None  # whose body is not complete
        self._has_body = False
        self._has_sent = True
        self._counts = False  # silence, while a body is read
        self._is_paused = False
        self._unsent = 0
        self._idle = NEVER
        self._deadline: float | None = None
        self._deadline_at = NEVER  # of the loop's time

    # The caller's side.

    def ask(self, call: Call, request: bytes | None, now: float, deadline_at: float) -> Turn:
        """The caller's turn, to be awaited. `request` is all of it; None: an upload sends it."""
        self._parser.expect(to_head=call.method == "HEAD")
        self._idle = call.timeouts.idle
        self._deadline = call.deadline
        self._deadline_at = deadline_at
        self._has_body = call.body is not None
        turn = self._turn = new_turn(self._loop)
        if request is None:
            self._has_sent = False
            self._watch.until(deadline_at)
            return turn
        self._has_sent = True
        silent_at = now + self._idle
        self._watch.until(min(deadline_at, silent_at))
        self._transport.write(request)
        if self._has_body:
            self._unsent = self._transport.get_write_buffer_size()
        return turn

    def abandon(self, turn: Turn) -> None:
        """The caller has gone: nobody takes what it waited for."""
        was_answered = turn.done() and not turn.cancelled() and turn.exception() is None
        if self._turn is turn or (was_answered and self._answer is not None and turn.result() is self._answer):
            self.cut()

    def cut(self) -> None:
        self._fail(_CUT)

    # The upload's side.

    def write(self, piece: bytes) -> None:
        if self.is_open:
            self._transport.write(piece)

    def wants_body(self) -> bool:
        return self._parser.wants_body

    def has_sent(self) -> None:
        """The whole request: from now on the upstream owes an answer."""
        self._has_sent = True
        self._renew()

    def fail_upload(self, turn: Turn, problem: Failure | Exception) -> None:
        """A bug is raised by `send`."""
        if self._turn is not turn:
            return
        if isinstance(problem, Failure):
            self._fail(problem)
        else:
            self._turn = None
            self.cut()
            break_turn(turn, problem)

    # The answer's side.

    def resume(self, answer: H1Streamed) -> None:
        if self._answer is answer and self._is_paused:
            self._is_paused = False
            self._transport.resume_reading()

    def count_silence(self, answer: H1Streamed, *, counts: bool) -> None:
        if self._answer is answer:
            self._counts = counts
            self._renew()

    def leave(self, answer: H1Streamed) -> None:
        if self._answer is answer:
            self.cut()

    # The loop's side.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        if self._turn is None and self._answer is None:
            self._fail(_TALKS_FIRST)
            return
        parser, is_sound = self._parser, True
        try:
            parser.feed(data)
        except NOT_HTTP as problem:
            is_sound = False
            if not parser.is_complete:
                self._fail(Failure(FailureKind.INVALID, _why(problem)))
                return
        if parser.is_complete:
            self._complete(is_sound)
        elif parser.has_head:
            self._flow()
        else:
            self._renew()
            self._tell_upload()

    def eof_received(self) -> None:
        """Only this is an end. A TLS connection that is cut without a farewell (close_notify) never comes here."""
        if self._answer is not None and self._parser.ends_by_close():
            answer, self._answer = self._answer, None
            answer.end()
        self._fail(Failure(FailureKind.RESET, "the upstream closed the connection"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(Failure(FailureKind.RESET, _why(exc) if exc else "the connection was lost"), is_lost=True)
        self._parser.close()

    def pause_writing(self) -> None:
        self.is_writable = False
        self._unsent = self._transport.get_write_buffer_size()
        self._renew()

    def resume_writing(self) -> None:
        self.is_writable = True
        self._renew()
        self._tell_upload()

    # Steps.

    def _complete(self, is_sound: bool) -> None:
        parser, turn, answer = self._parser, self._turn, self._answer
        self._turn = self._answer = None
        self._watch.until(NEVER)
        self._free(is_sound and parser.keeps_alive)
        if turn is not None:
            pieces = parser.pieces
            whole = pieces[0] if len(pieces) == 1 else b"".join(pieces)
            end_turn(turn, H1Whole(parser.status, parser.headers, self._origin, whole))
        elif answer is not None:
            answer.end()

    def _free(self, may_stay: bool) -> None:
        """An answer that came before the whole request leaves an upstream that still reads."""
        if self._is_paused:
            self._is_paused = False
            self._transport.resume_reading()
        if may_stay and self._has_sent and not (self._has_body and self._transport.get_write_buffer_size()):
            self._home.put(self)
        else:
            self.cut()

    def _flow(self) -> None:
        parser, turn = self._parser, self._turn
        if turn is not None:
            self._turn = None
            self._answer = H1Streamed(
                self,
                parser.pieces,
                status=parser.status,
                headers=parser.headers,
                target=self._origin,
                deadline=Deadline(self._deadline, self._clock),
            )
            self._counts = False
            end_turn(turn, self._answer)
        self._renew()
        if not self._is_paused and sum(map(len, parser.pieces)) > HIGH_WATER:
            self._is_paused = True
            self._transport.pause_reading()
        if turn is None and self._answer is not None:
            self._answer.wake()

    def _renew(self) -> None:
        """Silence counts while the upstream owes something: to read what was written, to answer, or to go on."""
        if self._turn is not None:
            owes = self._has_sent or not self.is_writable
        else:
            owes = self._answer is not None and self._counts
        silent_at = self._loop.time() + self._idle if owes else NEVER
        busy = self._turn is not None or owes
        self._watch.until(min(silent_at, self._deadline_at) if busy else NEVER)

    def _overdue(self) -> None:
        if self._loop.time() + 0.001 >= self._deadline_at:
            self._fail(Failure(FailureKind.DEADLINE))
            return
        unsent = self._transport.get_write_buffer_size()
        if 0 < unsent < self._unsent:  # it reads, slowly
            self._unsent = unsent
            self._renew()
        else:
            self._fail(Failure(FailureKind.IDLE_TIMEOUT, "the upstream is silent"))

    def _fail(self, failure: Failure, *, is_lost: bool = False) -> None:
        turn, answer = self._turn, self._answer
        self._turn = self._answer = None
        if self.is_open:
            self.is_open = False
            self.failure = failure
            self._watch.close()
            if not is_lost:
                self._transport.abort()
            self._home.gone(self)
        if turn is not None:
            end_turn(turn, failure)
        if answer is not None:
            answer.end(failure)

    def _tell_upload(self) -> None:
        if self.on_change is not None:
            self.on_change()


def _why(problem: Exception) -> str:
    """For the log. llhttp's own words are in the context of what a callback raised."""
    said = problem.__context__ or problem
    return f"{type(said).__name__}: {said}".splitlines()[0]
