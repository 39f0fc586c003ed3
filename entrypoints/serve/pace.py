"""The pace: the times in which a connection's next request, its head, and then its body must arrive.

A head has one limit that nothing renews. A body is watched in spans: each must bring a least number of bytes, so that
neither silence nor a drip holds a connection. Time in which we do not read, for the upstream is slow, is forgiven.

A connection waits for one of these at a time, and has one timer, which is late rather than renewed: when it comes due
and what it stood for has been, it looks what it stands for now. So a request costs no timer.
"""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable

from domain.message.limits import Limits

Late = Callable[[], None]


class Pace:
    __slots__ = (
        "_armed_for", "_body_late", "_due", "_head_late", "_idle_late", "_is_excused", "_late", "_limits", "_loop",
        "_taken", "_timer",
    )  # fmt: skip

    def __init__(self, loop: AbstractEventLoop, limits: Limits, *, idle_late: Late, head_late: Late, body_late: Late):
        self._loop = loop
        self._limits = limits
        self._idle_late, self._head_late, self._body_late = idle_late, head_late, body_late
        self._late: Late | None = None  # what to call when `_due` is past; None: nothing is waited for
        self._due = 0.0
        self._timer: TimerHandle | None = None
        self._armed_for = 0.0
        self._taken = 0
        self._is_excused = False

    @property
    def is_waiting(self) -> bool:
        return self._late is not None

    def expect_request(self) -> None:
        self._expect(self._idle_late, self._limits.keep_alive)

    def expect_head(self, at_most: float | None = None) -> None:
        if self._late is not self._head_late:
            self._expect(self._head_late, min(self._limits.head_time, at_most or 1e9))

    def expect_body(self) -> None:
        if self._late is not self._body_late:
            self._taken, self._is_excused = 0, False
            self._expect(self._body_late, self._limits.body_idle)

    def took(self, length: int) -> None:
        self._taken += length

    def excuse(self) -> None:
        """The span that runs now is not held against the caller."""
        self._is_excused = True

    def rest(self) -> None:
        """What was waited for has come."""
        self._late = None

    def stop(self) -> None:
        self._late = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _expect(self, late: Late, seconds: float) -> None:
        self._late = late
        self._due = self._loop.time() + seconds
        if self._timer is None or self._due < self._armed_for:
            self._arm()

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._armed_for = self._due
        self._timer = self._loop.call_at(self._due, self._rang)

    def _rang(self) -> None:
        self._timer = None
        late = self._late
        if late is None:
            return
        if self._armed_for < self._due:
            self._arm()
            return
        self._late = None
        if late is self._body_late and (self._is_excused or self._taken >= self._limits.body_minimum):
            self.expect_body()
        else:
            late()
