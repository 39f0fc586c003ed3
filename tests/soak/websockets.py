"""A thousand WebSockets through one worker for a minute: every message comes back, in order. `make soak-websockets`."""

import asyncio
import sys
import time
from collections.abc import Callable

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import serve

from tests.e2e.talking import echoes
from tests.soak.gateway import Counted, options, soak

PAUSE = 0.5  # seconds between two messages of a connection
PADDING = "x" * 200


async def be_the_upstream(port: int) -> None:
    async with serve(echoes, "127.0.0.1", port, compression=None, ping_interval=None, backlog=1024):
        await asyncio.Event().wait()


async def load(port: int, connections: int, seconds: float, counted: Counted, all_are_open: Callable[[], None]) -> None:
    gate = asyncio.Semaphore(50)  # handshakes at a time

    async def opened() -> ClientConnection:
        async with gate:
            return await connect(
                f"ws://127.0.0.1:{port}/ws", compression=None, ping_interval=None, open_timeout=60, proxy=None
            )

    callers = await asyncio.gather(*(opened() for _ in range(connections)))
    all_are_open()
    until = time.monotonic() + seconds
    await asyncio.gather(*(_talk(number, caller, until, counted) for number, caller in enumerate(callers)))
    await asyncio.gather(*(caller.close() for caller in callers))


async def _talk(number: int, caller: ClientConnection, until: float, counted: Counted) -> None:
    count = 0
    await asyncio.sleep(PAUSE * (number % 100) / 100)  # spread
    while time.monotonic() < until:
        said, began = f"{number}:{count}:{PADDING}", time.monotonic()
        try:
            await caller.send(said)
            answered = await asyncio.wait_for(caller.recv(), 20)
        except (OSError, TimeoutError) as problem:
            counted.faults.append(f"{number}:{count}: {problem!r}")
            return
        if answered != said:
            counted.faults.append(f"{number}:{count}: {answered[:20]!r}")
        counted.messages += 1
        counted.slowest = max(counted.slowest, time.monotonic() - began)
        count += 1
        await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    chosen = options(__doc__ or "")
    if chosen.upstream:
        asyncio.run(be_the_upstream(chosen.upstream))
    sys.exit(asyncio.run(soak("websockets", load, chosen.connections, chosen.seconds)))
