"""Clock: the only way in which time enters, so that no test has to wait for it."""

from abc import abstractmethod
from typing import Protocol


class Clock(Protocol):
    @abstractmethod
    def now(self) -> float:
        """Seconds since the epoch: for comparing with what tokens state."""

    @abstractmethod
    def monotonic(self) -> float:
        """Seconds from an arbitrary start, never backwards: for durations and deadlines."""

    @abstractmethod
    async def sleep(self, seconds: float) -> None:
        """Returns when so much monotonic time has passed."""
