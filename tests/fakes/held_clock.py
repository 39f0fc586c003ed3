"""A clock by which sleepers wait until it is advanced past their time."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.fakes.clock import FakeClock
from tests.fakes.settling import settled


class HeldClock(FakeClock):
    def __init__(self, rest: Callable[[], Awaitable[object]] = settled) -> None:
        """`rest` is what happens at each moment before time goes on: what is under way arrives."""
        super().__init__()
        self._rest = rest
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    async def sleep(self, seconds: float) -> None:
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.monotonic() + seconds, waking))
        await waking

    async def pass_by(self, seconds: float, step: float = 0.25) -> None:
        """In small steps, so that who sleeps again and again does so at the right moments."""
        for _ in range(round(seconds / step)):
            self.advance(step)
            for moment, waking in self._sleepers:
                if moment <= self.monotonic() and not waking.done():
                    waking.set_result(None)
            await self._rest()
