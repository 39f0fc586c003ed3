"""Deadline: a moment of the injected clock as a limit on awaiting."""

import asyncio

from application.ports.clock import Clock


class Deadline:
    __slots__ = ("_clock", "_moment")

    def __init__(self, moment: float | None, clock: Clock) -> None:
        self._moment = moment
        self._clock = clock

    def has_passed(self) -> bool:
        return self._moment is not None and self._clock.monotonic() >= self._moment

    def limit(self) -> asyncio.Timeout:
        """For `async with`: cancels what is awaited inside when the moment comes."""
        return asyncio.timeout(None if self._moment is None else self._moment - self._clock.monotonic())
