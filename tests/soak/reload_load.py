"""The load of the reload soak: requests at a constant rate over connections that are kept alive.

An open loop: a request is due when its time has come, however slow the answers are; where no connection is free it
waits, and is counted from when it was due.
"""

import asyncio
import random
import time
from collections import deque

from tests.soak.reload_caller import HANG, Asked, Caller
from tests.soak.reload_requests import Requests
from tests.soak.reload_tally import Tally
from tests.soak.reload_verdict import OK, Kills, Outcome

# Most requests go to the connection that was used last, and some to any: so that of those that are open many are idle
# for seconds, and are asked again at just about the time at which a worker that retires may close them.
ANY = 0.05


class Load:
    def __init__(self, port: int, token: str, connections: int, seed: int, kills: Kills) -> None:
        self._port, self._most, self._kills = port, connections, kills
        self._requests = Requests(token, seed)
        self._random = random.Random(seed)
        self._free: list[Caller] = []
        self._all: set[Caller] = set()
        self._due: deque[Asked] = deque()
        self._opening: set[asyncio.Task[None]] = set()
        self.began = time.monotonic()
        self.tally = Tally()
        self.is_closed_loop = False
        self._is_stopped = False

    def stop(self) -> None:
        """No more requests become due."""
        self._is_stopped = True

    def close(self) -> None:
        """All connections."""
        for one in self._all:
            one.transport.abort()

    async def at_rate(self, rate: float, seconds: float) -> None:
        self.began = start = time.monotonic()
        made = 0
        while (now := time.monotonic()) < start + seconds and not self._is_stopped:
            while made < (now - start) * rate:
                self._due.append(self._requests.next(start + made / rate))
                made += 1
            self._pump()
            self._sweep(now)
            await asyncio.sleep(0.002)
        await self._settle()

    async def as_fast_as_it_goes(self, seconds: float, connections: int) -> float:
        """Requests a second of a closed loop."""
        start = time.monotonic()
        self.is_closed_loop = True
        self._due.extend(self._requests.next(start) for _ in range(connections))
        self._pump()
        await asyncio.sleep(seconds)
        self.is_closed_loop = False
        rate = self.tally.counts[OK] / (time.monotonic() - start)
        await self._settle()
        return rate

    async def _settle(self) -> None:
        """Until all that was due has been answered, or has hung."""
        end = time.monotonic() + HANG + 5
        while self._is_busy() and time.monotonic() < end:
            self._pump()
            self._sweep(time.monotonic())
            await asyncio.sleep(0.05)

    def _is_busy(self) -> bool:
        return bool(self._due or self._opening) or len(self._free) < sum(one.is_open for one in self._all)

    def _pump(self) -> None:
        while self._due and self._free:
            if self._random.random() < ANY:
                index = self._random.randrange(len(self._free))
                self._free[index], self._free[-1] = self._free[-1], self._free[index]
            caller = self._free.pop()
            if caller.is_open and not caller.transport.is_closing():
                caller.ask(self._due.popleft())
        wanted = min(len(self._due), self._most - len(self._all)) - len(self._opening)
        for _ in range(wanted):
            task = asyncio.ensure_future(self._open())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _open(self) -> None:
        sent = time.monotonic()
        try:
            connecting = asyncio.get_running_loop().create_connection(
                lambda: Caller(self._freed, self._take), "127.0.0.1", self._port
            )
            _, caller = await asyncio.wait_for(connecting, HANG)
        except (OSError, TimeoutError):
            if self._due:
                asked = self._due.popleft()
                self._take(asked, Outcome(sent, time.monotonic(), asked.id, refused=True))
            return
        self._all.add(caller)
        self._freed(caller)

    def _freed(self, caller: Caller) -> None:
        self._free.append(caller)
        if self._due:
            self._pump()

    def _take(self, asked: Asked, outcome: Outcome) -> None:
        self.tally.take(asked, outcome, self._kills, self.began)
        if self.is_closed_loop:
            self._due.append(self._requests.next(time.monotonic()))

    def _sweep(self, now: float) -> None:
        closed = [one for one in self._all if not one.is_open]
        self._all.difference_update(closed)
        self._free = [one for one in self._free if one.is_open]
        for one in self._all:
            one.end_if_hung(now)
