"""Watching: something is done, and done again whenever what it looks at has changed."""

from collections.abc import Callable

from application.ports.clock import Clock

EVERY = 0.5  # seconds between looks
SETTLED = 0.1  # seconds that a change is given to be whole


async def watch(look: Callable[[], object], act: Callable[[], None], clock: Clock) -> None:
    """Without end: until it is cancelled, or `act` raises. What changes while `act` runs is seen afterwards."""
    seen = look()
    act()
    while True:
        await clock.sleep(EVERY)
        now = look()
        if now != seen:
            await clock.sleep(SETTLED)
            seen = look()
            act()
