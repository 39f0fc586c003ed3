"""A generator with an open loop: sends when a request is due, whatever became of those before it.

`python -m tests.performance.open_loop PORT RATE SECONDS TOKEN` prints p50_ms, p99_ms, sent. Latencies count from
the moment a request was due (no coordinated omission). A timer of the kernel says when: uvloop's own has milliseconds.
"""

import asyncio
import ctypes
import json
import os
import statistics
import struct
import sys
import time
from collections import deque
from typing import cast

import uvloop

CONNECTIONS = 64
_libc = ctypes.CDLL(None, use_errno=True)


class Connection(asyncio.Protocol):
    """One request at a time; answers have a content-length and come from a gateway that keeps connections."""

    def __init__(self, schedule: "Schedule") -> None:
        self._schedule = schedule
        self._due = 0.0
        self._got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is none by inheritance

    def ask(self, due: float) -> None:
        self._due, self._got = due, b""
        self._transport.write(self._schedule.request)

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, end, body = self._got.partition(b"\r\n\r\n")
        if end and len(body) >= _length(head):
            if not head.startswith(b"HTTP/1.1 200"):
                self._schedule.done.set_exception(RuntimeError(head.decode("latin-1")))
            self._schedule.answered(self, self._due)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._schedule.done.done():
            self._schedule.done.set_exception(RuntimeError("a connection was closed"))


class Schedule:
    def __init__(self, request: bytes, rate: int, seconds: float, done: "asyncio.Future[None]") -> None:
        self.request, self.done = request, done
        self.latencies: list[float] = []
        self.free: list[Connection] = []
        self._waiting: deque[float] = deque()
        self._step, self._total, self._sent = 1 / rate, int(rate * seconds), 0
        self._timer = -1
        self._began = 0.0

    def start(self, connections: list[Connection]) -> None:
        self.free, self._began = connections, time.perf_counter()
        self._timer = _timer(self._step)  # only now, so that a tick comes just after a request is due
        asyncio.get_running_loop().add_reader(self._timer, self._tick)

    def _tick(self) -> None:
        """Sends all that has become due: by the clock, not by the number of ticks."""
        os.read(self._timer, 8)
        due = min(self._total, int((time.perf_counter() - self._began) / self._step))
        while self._sent < due:
            self._sent += 1
            self._waiting.append(self._began + self._sent * self._step)
        while self._waiting and self.free:
            self.free.pop().ask(self._waiting.popleft())

    def answered(self, connection: Connection, due: float) -> None:
        self.latencies.append((time.perf_counter() - due) * 1000)
        if self._waiting:
            connection.ask(self._waiting.popleft())
        else:
            self.free.append(connection)
        if len(self.latencies) == self._total and not self.done.done():
            self.done.set_result(None)


def _length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"content-length:")
    return int(rest.split(b"\r\n", 1)[0])


def _timer(step: float) -> int:
    descriptor = int(_libc.timerfd_create(time.CLOCK_MONOTONIC, os.O_NONBLOCK))
    nanoseconds = int(step * 1e9)
    setting = struct.pack("qqqq", nanoseconds // 10**9, nanoseconds % 10**9, 0, nanoseconds)
    if descriptor < 0 or _libc.timerfd_settime(descriptor, 0, setting, None) != 0:
        raise OSError(ctypes.get_errno(), "timerfd")
    return descriptor


async def generate(port: int, rate: int, seconds: float, token: str) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    head = f"GET /api/items/42 HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n\r\n"
    done: asyncio.Future[None] = loop.create_future()
    opened: list[Connection] = []
    schedule = Schedule(head.encode(), rate, seconds, done)
    for _ in range(CONNECTIONS):
        _, connection = await loop.create_connection(lambda: Connection(schedule), "127.0.0.1", port)
        opened.append(connection)
    schedule.start(opened)
    await asyncio.wait_for(done, seconds * 3 + 10)
    cuts = statistics.quantiles(schedule.latencies, n=100)
    return {"p50_ms": cuts[49], "p99_ms": cuts[98], "sent": len(schedule.latencies)}


if __name__ == "__main__":
    port, rate, seconds, token = sys.argv[1:]
    print(json.dumps(uvloop.run(generate(int(port), int(rate), float(seconds), token))))
