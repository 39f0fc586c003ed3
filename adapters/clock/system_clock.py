"""The machine's clock."""

import asyncio
import time

from application.ports.clock import Clock


class SystemClock(Clock):
    now = staticmethod(time.time)  # the very functions: they are asked several times a request
    monotonic = staticmethod(time.monotonic)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
