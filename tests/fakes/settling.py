"""Waiting for something to come to rest without waiting for time: the loop goes round until nothing changes."""

import asyncio
from collections.abc import Callable

_ROUNDS = 300  # without a change; each polls every socket once


async def settled(count: Callable[[], int]) -> int:
    """The number when it has stopped changing."""
    last, quiet = count(), 0
    while quiet < _ROUNDS:
        await asyncio.sleep(0)
        quiet = quiet + 1 if count() == last else 0
        last = count()
    return last
