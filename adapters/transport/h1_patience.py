"""Patience: how long one exchange may still be waited for. So much silence, and nothing beyond the call's deadline.

Silence counts only while the upstream owes something; the connection says when. A big write that shrinks is no silence:
the upstream reads, slowly. The deadline counts all the time that somebody waits.
"""

from collections.abc import Callable

from adapters.transport.h1_watch import EARLY, NEVER, Timers, Watch
from domain.upstream.failure import Failure, FailureKind

_SILENT = Failure(FailureKind.IDLE_TIMEOUT, "the upstream is silent, or has stopped reading")
_LATE = Failure(FailureKind.DEADLINE)


class Patience:
    __slots__ = ("_deadline_at", "_idle", "_timers", "_unsent", "_watch")

    def __init__(self, timers: Timers, on_due: Callable[[], None]) -> None:
        self._timers = timers
        self._watch = Watch(timers, on_due)
        self._idle = NEVER
        self._deadline_at = NEVER
        self._unsent = 0

    def begin(self, idle: float, deadline_at: float) -> None:
        """An exchange of which the upstream owes the answer; moments are of the timers' time."""
        self._idle = idle
        self._deadline_at = deadline_at
        self._unsent = 0
        self.expect_life()

    def expect_life(self) -> None:
        """From now on."""
        self._watch.until(min(self._timers.time() + self._idle, self._deadline_at))

    def expect_reading(self, unsent: int) -> None:
        """Of so many bytes that are written and have not left."""
        self._unsent = unsent
        self.expect_life()

    def only_until_deadline(self) -> None:
        self._watch.until(self._deadline_at)

    def rest(self) -> None:
        self._watch.until(NEVER)

    def close(self) -> None:
        self._watch.close()

    def verdict(self, unsent: int) -> Failure | None:
        """When it is due; None where the upstream has read some, and gets as long again."""
        if self._timers.time() + EARLY >= self._deadline_at:
            return _LATE
        if 0 < unsent < self._unsent:
            self.expect_reading(unsent)
            return None
        return _SILENT
