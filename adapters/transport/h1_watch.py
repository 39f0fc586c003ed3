"""Watch: one moment that is moved all the time, on one loop timer that is hardly ever touched.

A call that is renewed a thousand times a second must not make and cancel a thousand timers. So a later moment is only
noted; the timer rings at the earlier one, looks at what is noted by then, and arms itself again for that. Only a moment
before the one that is armed costs a timer. Under a steady load that is one timer each idle timeout, a connection.
"""

from collections.abc import Callable
from math import inf
from typing import Any, Protocol

NEVER = inf
EARLY = 0.001  # seconds; uvloop's timers count whole milliseconds, and may ring a part of one too early


class Alarm(Protocol):
    def cancel(self) -> None: ...


class Timers(Protocol):
    """What is needed of an event loop, so that a test can hold its time still."""

    def time(self) -> float: ...

    def call_at(self, when: float, callback: Callable[[], Any], /) -> Alarm: ...


class Watch:
    __slots__ = ("_alarm", "_armed", "_moment", "_on_due", "_timers")

    def __init__(self, timers: Timers, on_due: Callable[[], None]) -> None:
        self._timers = timers
        self._on_due = on_due
        self._moment = NEVER
        self._armed = NEVER
        self._alarm: Alarm | None = None

    def until(self, moment: float) -> None:
        """`on_due` is called at this moment of the timers' time, unless it is moved before; NEVER is one too."""
        self._moment = moment
        if moment < self._armed:
            self._arm(moment)

    def close(self) -> None:
        """For good: nothing rings any more, and nothing is kept alive."""
        self._moment = self._armed = -NEVER
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _arm(self, moment: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._armed = moment
        self._alarm = self._timers.call_at(moment, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self._armed = NEVER
        if self._timers.time() + EARLY >= self._moment:
            self._moment = NEVER
            self._on_due()
        elif self._moment != NEVER:
            self._arm(self._moment)
