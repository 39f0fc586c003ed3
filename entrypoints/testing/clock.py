"""A clock that stands still until it is told to move, or somebody sleeps by it."""

import asyncio

from application.ports.clock import Clock


class HandClock(Clock):
    def __init__(self, now: float = 1_800_000_000.0, monotonic: float = 1_000.0) -> None:
        """`now` in seconds since the epoch."""
        self._now = now
        self._monotonic = monotonic

    def now(self) -> float:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        self._now += seconds
        self._monotonic += seconds

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)
        await asyncio.sleep(0)
