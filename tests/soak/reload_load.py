"""The load of the reload soak: raw connections that are kept alive, one request at a time on each, at a constant rate.

An open loop: a request is due when its time has come, however slow the answers are; where no connection is free it
waits, and is counted from when it was due.
"""

import asyncio
import hashlib
import random
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.soak.reload_verdict import LOST, OK, RACED, Kills, Outcome, judge

HANG = 15.0  # seconds
_UPLOADS = [random.Random(size).randbytes(size) for size in (10_000, 30_000, 100_000)]
_DIGESTS = [hashlib.sha256(upload).hexdigest() for upload in _UPLOADS]


@dataclass(frozen=True, slots=True)
class Asked:
    id: str
    wire: bytes
    digest: str = ""
    due: float = 0.0


@dataclass(slots=True)
class Tally:
    counts: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)  # of what should not have been
    delays: list[float] = field(default_factory=list)  # seconds from due to answered

    def take(self, asked: Asked, outcome: Outcome, kills: Kills, began: float) -> None:
        kind, way = judge(outcome, kills)
        self.counts[kind] += 1
        self.ways[f"{kind}: {way}"] += 1
        if kind == OK:
            self.delays.append(outcome.over - asked.due)
        if kind in (LOST, RACED) and len(self.notes) < 200:
            lasted, path = outcome.over - outcome.sent, asked.wire[:40].split(b"?")[0].decode()
            self.notes.append(
                f"{kind} {way} at {outcome.sent - began:.3f} s for {lasted:.3f} s, request {outcome.nth}: {path}"
            )


class Caller(asyncio.Protocol):
    """One connection. Tells `freed` of itself when it may be used again, `over` of each outcome."""

    def __init__(self, freed: Callable[["Caller"], None], over: Callable[[Asked, Outcome], None]) -> None:
        self._freed, self._over = freed, over
        self._asked: Asked | None = None
        self._received = bytearray()
        self._sent = 0.0
        self._count = 0
        self.is_open = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvloop's is none by name
        self.transport, self.is_open = transport, True

    def ask(self, asked: Asked) -> None:
        self._asked, self._sent = asked, time.monotonic()
        self._count += 1
        self.transport.write(asked.wire)

    def data_received(self, data: bytes) -> None:
        self._received += data
        status, body, closes = _parsed(bytes(self._received))
        if body is None or self._asked is None:
            return
        self.is_open = self.is_open and not closes
        self._end(status, body, whole=True)
        if closes:
            self.transport.close()
        else:
            self._freed(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        if self._asked is not None:
            self._end(_parsed(bytes(self._received))[0])

    def end_if_hung(self, now: float) -> None:
        if self._asked is not None and now - self._sent > HANG:
            self._end(0, hung=True)
            self.transport.abort()

    def _end(self, status: int, body: bytes = b"", *, whole: bool = False, hung: bool = False) -> None:
        asked, self._asked = self._asked, None
        self._received.clear()
        assert asked is not None
        now = time.monotonic()
        self._over(
            asked, Outcome(self._sent, now, asked.id, asked.digest, status, body, whole, hung, nth=self._count)
        )


def _parsed(received: bytes) -> tuple[int, bytes | None, bool]:
    """Status (0: not yet), body (None: not whole yet), and whether the connection ends after it."""
    head, found, rest = received.partition(b"\r\n\r\n")
    if not found:
        return 0, None, False
    status, lower = int(head[9:12]), head.lower()
    closes = b"\r\nconnection: close" in lower
    if b"\r\ntransfer-encoding: chunked" not in lower:
        length = int(lower.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)
        return status, rest if len(rest) >= length else None, closes
    return status, b"".join(rest.split(b"\r\n")[1::2]) if rest.endswith(b"0\r\n\r\n") else None, closes


class Load:
    def __init__(self, port: int, token: str, connections: int, seed: int, kills: Kills) -> None:
        self._port, self._most, self._kills = port, connections, kills
        self._head = f"host: soak\r\nauthorization: Bearer {token}\r\n"
        self._random = random.Random(seed)
        self._free: list[Caller] = []
        self._all: set[Caller] = set()
        self._due: deque[Asked] = deque()
        self._opening: set[asyncio.Task[None]] = set()
        self._number = 0
        self.began = time.monotonic()
        self.tally = Tally()
        self.is_closed_loop = False

    async def at_rate(self, rate: float, seconds: float) -> None:
        self.began = start = time.monotonic()
        made = 0
        while (now := time.monotonic()) < start + seconds:
            while made < (now - start) * rate:
                self._due.append(self._next(start + made / rate))
                made += 1
            self._pump()
            self._sweep(now)
            await asyncio.sleep(0.002)
        await self._settle()

    async def as_fast_as_it_goes(self, seconds: float, connections: int) -> float:
        """Requests a second of a closed loop."""
        start = time.monotonic()
        self.is_closed_loop = True
        self._due.extend(self._next(start) for _ in range(connections))
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

    def _next(self, due: float) -> Asked:
        self._number += 1
        name, chance = f"{self._number}-{self._random.getrandbits(32):x}", self._random.random()
        if chance < 0.02:
            which = self._random.randrange(len(_UPLOADS))
            head = f"POST /upload?id={name} HTTP/1.1\r\n{self._head}content-length: {len(_UPLOADS[which])}\r\n\r\n"
            return Asked(name, head.encode() + _UPLOADS[which], _DIGESTS[which], due)
        path = f"/slow?id={name}&ms={self._random.randint(50, 500)}" if chance < 0.07 else f"/fast?id={name}"
        return Asked(name, f"GET {path} HTTP/1.1\r\n{self._head}\r\n".encode(), "", due)

    def _pump(self) -> None:
        while self._due and self._free:
            index = self._random.randrange(len(self._free))  # so that some are idle for long
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
            self._due.append(self._next(time.monotonic()))

    def _sweep(self, now: float) -> None:
        closed = [one for one in self._all if not one.is_open]
        self._all.difference_update(closed)
        self._free = [one for one in self._free if one.is_open]
        for one in self._all:
            one.end_if_hung(now)
