"""Waiting until something has come to rest, such as a peer that pushes into full buffers: no event tells of that."""

import asyncio
from collections.abc import Callable

_GLANCE, _GLANCES = 0.005, 20  # seconds, and how many in a row must show the same


async def settled(count: Callable[[], int] = lambda: 0) -> int:
    """The number when it has stopped changing; without one, after a moment in which what is under way arrives."""
    last, quiet = count(), 0
    while quiet < _GLANCES:
        await asyncio.sleep(_GLANCE)
        quiet = quiet + 1 if count() == last else 0
        last = count()
    return last
