"""H1Exchange: who waits on a connection, for what, how long, and how it ends when it does not end well.

One exchange after the other, one at a time: first a caller has a turn and waits for a head, then perhaps an answer
waits for more of its body. What ends one early ends the connection too: it is cut, and carries nothing any more.
"""

import asyncio
from collections.abc import Callable

from adapters.transport.h1_parser import AnswerParser
from adapters.transport.h1_patience import Patience
from adapters.transport.h1_socket import CUT, H1Socket
from adapters.transport.h1_streamed import H1Streamed
from adapters.transport.h1_turn import Turn
from application.ports.transport import Call
from domain.upstream.failure import Failure


class H1Exchange(H1Socket):
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.on_change: Callable[[], None] | None = None  # an upload's: writable again, or its body is wanted
        self._loop = loop
        self._parser = AnswerParser()
        self._patience = Patience(loop, self._overdue)
        self._turn: Turn | None = None  # of the caller who waits for a head
        self._answer: H1Streamed | None = None  # whose body is not complete
        self._call: Call | None = None
        self._has_sent = True  # the whole request

    # The caller's side.

    def ask(self, call: Call, request: bytes | None, deadline_at: float) -> Turn:
        """The caller's turn, to be awaited. `request` is all of it; None: an upload sends it."""
        self._call = call
        self._parser.expect(to_head=call.method == "HEAD")
        self._patience.begin(call.timeouts.idle, deadline_at)
        turn = self._turn = Turn(self._loop)
        self._has_sent = request is not None
        if request is None:
            self._patience.only_until_deadline()
        else:
            self._transport.write(request)
        return turn

    def abandon(self, turn: Turn) -> None:
        """The caller has gone: nobody takes what it waited for."""
        was_answered = turn.done() and not turn.cancelled() and turn.exception() is None
        if self._turn is turn or (was_answered and self._answer is not None and turn.result() is self._answer):
            self.cut()

    def cut(self) -> None:
        self._fail(CUT)

    # The upload's side.

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
            turn.fail(problem)

    # Steps.

    def _is_through(self) -> bool:
        """Whether the request has left: an upstream that answers before still reads."""
        call, self._call = self._call, None
        return self._has_sent and (call is None or call.body is None or not self._unsent())

    def pause_writing(self) -> None:
        super().pause_writing()
        self._patience.expect_reading(self._unsent())

    def resume_writing(self) -> None:
        super().resume_writing()
        self._renew()
        self._tell_upload()

    def _renew(self) -> None:
        """There was a sign of life. Until the request is out, it is the upload that is waited for."""
        if self._turn is None:
            return
        if self._has_sent or not self.is_writable:
            self._patience.expect_life()
        else:
            self._patience.only_until_deadline()

    def _overdue(self) -> None:
        failure = self._patience.verdict(self._unsent())
        if failure is not None:
            self._fail(failure)

    def _fail(self, failure: Failure, *, is_lost: bool = False) -> None:
        turn, answer = self._turn, self._answer
        self._turn = self._answer = self._call = None
        if self._close(failure, is_lost=is_lost):
            self._patience.close()
            self._leave_home()
        if turn is not None:
            turn.resolve(failure)
        if answer is not None:
            answer.end(failure)

    def _tell_upload(self) -> None:
        if self.on_change is not None:
            self.on_change()

    def _leave_home(self) -> None:
        """It is not open any more."""
