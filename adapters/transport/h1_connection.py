"""H1Connection: one connection to an upstream, one exchange after the other. The socket's events become outcomes here.

While nobody has asked anything, whatever arrives ends it: bytes would be served as the answer to the next call. An
exchange ends in one of three ways: whole (the connection is back in the pool before the caller is woken, so that there
is nothing left to release), streamed (h1_streamed.py reads on), or failed (it is cut, and carries nothing any more).
"""

import asyncio
from typing import Protocol

from adapters.transport.deadline import Deadline
from adapters.transport.h1_exchange import H1Exchange
from adapters.transport.h1_parser import NOT_HTTP
from adapters.transport.h1_streamed import H1Streamed
from adapters.transport.h1_turn import Turn
from adapters.transport.h1_whole import H1Whole
from application.ports.clock import Clock
from domain.upstream.failure import Failure, FailureKind

HIGH_WATER = 64 * 1024  # bytes of a body that nobody has taken: reading stops beyond
_TALKS_FIRST = Failure(FailureKind.INVALID, "the upstream answers before it is asked")
_ENDED = Failure(FailureKind.RESET, "the upstream closed the connection")


class Home(Protocol):
    """The pool, as a connection sees it."""

    def put(self, connection: "H1Connection", /) -> None: ...

    def gone(self, connection: "H1Connection", /) -> None: ...


class H1Connection(H1Exchange):
    def __init__(self, loop: asyncio.AbstractEventLoop, home: Home, origin: str, clock: Clock) -> None:
        super().__init__(loop)
        self.born = self.idle_since = loop.time()
        self._home = home
        self._origin = origin
        self._clock = clock

    # The answer's side.

    def resume(self, answer: H1Streamed) -> None:
        if self._answer is answer:
            self._resume_reading()

    def count_silence(self, answer: H1Streamed, *, counts: bool) -> None:
        if self._answer is answer:
            self._patience.expect_life() if counts else self._patience.rest()

    def leave(self, answer: H1Streamed) -> None:
        if self._answer is answer:
            self.cut()

    # The loop's side.

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
            self._complete(is_sound=is_sound)
        elif parser.has_head:
            self._flow()
        else:
            self._renew()
            self._tell_upload()

    def eof_received(self) -> None:
        """Only this is an end. A TLS connection that is cut without a farewell (close_notify) never comes here."""
        answer = self._answer
        if answer is not None and self._parser.ends_by_close():
            self._answer = None
            answer.end()
        self._fail(_ENDED)

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(Failure(FailureKind.RESET, _why(exc) if exc else "the connection was lost"), is_lost=True)
        self._parser.close()

    # Steps.

    def _complete(self, *, is_sound: bool) -> None:
        parser, turn, answer = self._parser, self._turn, self._answer
        self._turn = self._answer = None
        self._patience.rest()
        self._resume_reading()
        if is_sound and parser.keeps_alive and self._is_through():
            self._home.put(self)
        else:
            self.cut()
        if turn is not None:
            turn.resolve(H1Whole(parser.status, parser.headers, self._origin, b"".join(parser.pieces)))
        elif answer is not None:
            answer.end()

    def _flow(self) -> None:
        """The head is there, or more of the body."""
        if self._turn is not None:
            self._hand_over(self._turn)
        elif self._answer is not None:
            self._answer.wake()
        if sum(map(len, self._parser.pieces)) > HIGH_WATER:
            self._pause_reading()

    def _hand_over(self, turn: Turn) -> None:
        if turn.cancelled():  # its caller has left, and has not had its turn to say so: nobody would take the answer
            self.cut()
            return
        parser = self._parser
        deadline = Deadline(self._call.deadline if self._call else None, self._clock)
        self._turn = None
        self._patience.rest()
        self._answer = H1Streamed(
            self, parser.pieces, status=parser.status, headers=parser.headers, target=self._origin, deadline=deadline
        )
        turn.resolve(self._answer)

    def _leave_home(self) -> None:
        self._home.gone(self)


def _why(problem: Exception) -> str:
    """For the log. llhttp's own words are in the context of what a callback raised."""
    said = problem.__context__ or problem
    return f"{type(said).__name__}: {said}".splitlines()[0]
