"""The pace: the times in which a connection's next head, and then its body, must arrive.

A head has one timer that nothing renews. A body is watched in spans: each must bring a least number of bytes, so that
neither silence nor a drip holds a connection. Time in which we do not read, for the upstream is slow, is forgiven.
"""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable

from domain.message.limits import Limits


class Pace:
    __slots__ = ("_body", "_body_late", "_head", "_head_late", "_is_excused", "_limits", "_loop", "_taken")

    def __init__(
        self,
        loop: AbstractEventLoop,
        limits: Limits,
        head_late: Callable[[], None],
        body_late: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._limits = limits
        self._head_late, self._body_late = head_late, body_late
        self._head: TimerHandle | None = None
        self._body: TimerHandle | None = None
        self._taken = 0
        self._is_excused = False

    def expect_head(self, at_most: float | None = None) -> None:
        if self._head is None:
            self._head = self._loop.call_later(min(self._limits.head_time, at_most or 1e9), self._no_head)

    def has_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def expect_body(self) -> None:
        if self._body is None:
            self._taken, self._is_excused = 0, False
            self._body = self._loop.call_later(self._limits.body_idle, self._span_ended)

    def took(self, length: int) -> None:
        self._taken += length

    def excuse(self) -> None:
        """The span that runs now is not held against the caller."""
        self._is_excused = True

    def has_body(self) -> None:
        if self._body is not None:
            self._body.cancel()
            self._body = None

    def stop(self) -> None:
        self.has_head()
        self.has_body()

    def _no_head(self) -> None:
        self._head = None
        self._head_late()

    def _span_ended(self) -> None:
        self._body = None
        if self._is_excused or self._taken >= self._limits.body_minimum:
            self.expect_body()
        else:
            self._body_late()
