"""H1Pool: the connections to one target. Decides which is taken, who waits, and which is too old; opens none itself.

A place is held by a connection until it is gone, and by whoever opens one. When all are held, callers queue: first
come, first served. A connection that is freed, or a place that falls free, goes to the first of them directly, so that
nobody who comes later is quicker. Idle connections are taken newest first, so that the others can grow old and go.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Generic, Protocol, TypeVar

from adapters.transport.addresses import Addresses
from adapters.transport.h1_watch import NEVER, Timers, Watch

# Below what common upstreams keep (uvicorn, Node and Apache 5 s, nginx 75 s): nothing is repeated, so a request that
# meets an upstream's closing connection is a 502.
KEEP_ALIVE = 4.0
MAX_AGE = 300.0  # seconds; older ones are not put back, so that load spreads to targets that came later


class Pooled(Protocol):
    address: str  # the IP at its other end
    born: float  # of the loop's time, as is idle_since
    idle_since: float
    is_open: bool

    def cut(self) -> None:
        """Tells the pool by `gone`."""


C = TypeVar("C", bound=Pooled)


class PoolClosedError(ConnectionError):
    pass


class H1Pool(Generic[C]):
    def __init__(self, dial: Callable[[], Awaitable[C]], addresses: Addresses, *, limit: int, timers: Timers) -> None:
        self._dial = dial
        self._addresses = addresses
        self._limit = limit
        self._timers = timers
        self._idle: list[C] = []  # in the order in which they were put back
        self._held: set[C] = set()
        self._dialling = 0  # places of connections that are on their way
        self._queue: OrderedDict[asyncio.Future[C | None], None] = OrderedDict()
        self._waits: set[asyncio.Timeout] = set()
        self._watch = Watch(timers, self._sweep)
        self._is_swept = False
        self._is_closed = False

    def take(self, now: float) -> C | None:
        """The newest idle one that can still be used."""
        known = self._addresses.current() if self._idle else None
        while self._idle:
            connection = self._idle.pop()
            if now < connection.idle_since + KEEP_ALIVE and (known is None or connection.address in known):
                return connection
            connection.cut()
        return None

    async def acquire(self, until: float) -> C:
        """An idle one, or a new one, or whichever is free first. Raises OSError, TimeoutError at `until`."""
        async with self._waiting(until):
            while not self._is_closed:
                connection = self.take(self._timers.time())
                if connection is None and not self._has_place():
                    connection = await self._queued()
                if connection is None:
                    return await self._dialled()
                if connection.is_open:  # it may have died on its way to the one who waited
                    return connection
        raise PoolClosedError("the transport is closed")

    def put(self, connection: C) -> None:
        now = self._timers.time()
        if self._is_closed or now >= connection.born + MAX_AGE:
            connection.cut()
            return
        connection.idle_since = now
        if self._queue and (waiter := self._next()):
            waiter.set_result(connection)
            return
        self._idle.append(connection)
        if not self._is_swept:
            self._is_swept = True
            self._watch.until(now + KEEP_ALIVE)

    def gone(self, connection: C) -> None:
        """Its place is free. May be told twice, and of one that was never held."""
        if connection in self._held:
            self._held.discard(connection)
            if connection in self._idle:
                self._idle.remove(connection)
            self._hand_on()

    def close(self) -> None:
        self._is_closed = True
        self._watch.close()
        for wait in self._waits:
            wait.reschedule(self._timers.time())
        for connection in list(self._held):
            connection.cut()

    def _has_place(self) -> bool:
        """Takes it."""
        is_free = len(self._held) + self._dialling < self._limit and not self._queue
        self._dialling += is_free
        return is_free

    def _hand_on(self) -> None:
        """A place that fell free."""
        if waiter := self._next():
            self._dialling += 1
            waiter.set_result(None)

    def _next(self) -> asyncio.Future[C | None] | None:
        """The first in the queue who has not just been cancelled."""
        while self._queue:
            waiter, _ = self._queue.popitem(last=False)
            if not waiter.done():
                return waiter
        return None

    async def _dialled(self) -> C:
        """With a place taken before."""
        try:
            connection = await self._dial()
        except BaseException:
            self._dialling -= 1
            self._hand_on()
            raise
        self._dialling -= 1
        if connection.is_open:
            self._held.add(connection)
        else:
            self._hand_on()
        return connection

    async def _queued(self) -> C | None:
        """A connection, or None: a place for one."""
        waiter: asyncio.Future[C | None] = asyncio.get_running_loop().create_future()
        self._queue[waiter] = None
        try:
            return await waiter
        except BaseException:
            self._queue.pop(waiter, None)
            if waiter.done() and not waiter.cancelled():
                self._give_back(waiter.result())
            raise

    def _give_back(self, given: C | None) -> None:
        """What somebody was given who had just left."""
        if given is None:
            self._dialling -= 1
            self._hand_on()
        elif given.is_open:
            self.put(given)

    @asynccontextmanager
    async def _waiting(self, until: float) -> AsyncIterator[None]:
        """Ends at `until`, or when the pool is closed."""
        wait = asyncio.timeout_at(None if until == NEVER else until)
        try:
            async with wait:
                self._waits.add(wait)
                yield
        except TimeoutError:
            if self._is_closed:
                raise PoolClosedError("the transport is closed") from None
            raise
        finally:
            self._waits.discard(wait)

    def _sweep(self) -> None:
        now = self._timers.time()
        for connection in [one for one in self._idle if one.idle_since + KEEP_ALIVE <= now]:
            connection.cut()
        self._is_swept = bool(self._idle)
        if self._idle:
            self._watch.until(self._idle[0].idle_since + KEEP_ALIVE)
