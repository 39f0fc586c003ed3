"""500 connections that stay silent, stop mid-head, drip or stop mid-body, beside normal traffic: what its p99 becomes.

`make soak-slow-callers`; about a minute. Prints one line of JSON; ends with 1 where the p99 more than doubled or a slow
connection outlived its time.
"""

import json
import socket
import statistics
import tempfile
import threading
import time
from pathlib import Path
from threading import Event

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Served, call

SLOW = 500
CALLS = 1500
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
LIMITS = "{head_time: 5s, body_idle: 5s, keep_alive: 10s}"
LONGEST = 5.0 + 2.0 + 3.0  # the limit, lingering, and scheduling on a busy machine
STARTS = (
    b"",
    b"GET /a HT",
    b"GET /a HTTP/1.1\r\nhost: x\r\nx-a: ",
    b"POST /a HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf",
)


class Slow:
    """One connection; drips a byte a second where its head is open."""

    def __init__(self, port: int, number: int) -> None:
        self.began = time.monotonic()
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self._drips = number % len(STARTS) == 2
        self.socket.sendall(STARTS[number % len(STARTS)])
        self.socket.setblocking(False)

    def is_closed(self) -> bool:
        try:
            if self._drips:
                self.socket.send(b"y")
            return self.socket.recv(4096) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True


def p99_ms(port: int, calls: int) -> float:
    times = []
    for _ in range(calls):
        began = time.perf_counter()
        assert call(port, "GET", "/a").status == 200
        times.append(time.perf_counter() - began)
    return statistics.quantiles(times, n=100)[98] * 1000


def watch(slow: list[Slow], lives: list[float], over: Event) -> None:
    left = list(slow)
    while left and not over.is_set():
        left, closed = [one for one in left if not one.is_closed()], left
        lives.extend(time.monotonic() - one.began for one in closed if one not in left)
        over.wait(1.0)


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="limen-slow-"))
    config, lives, over = folder / "gateway.yaml", list[float](), Event()
    with Rude(says(OK)) as upstream:
        config.write_text(
            f"version: 1\nserver: {{limits: {LIMITS}}}\n"
            f"upstreams: {{one: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
            "routes: {one: {match: 'GET,POST /a', to: one, require: public}}\n"
        )
        with Served(folder, config) as gateway:
            p99_ms(gateway.port, 300)
            before = p99_ms(gateway.port, CALLS)
            slow = [Slow(gateway.port, number) for number in range(SLOW)]
            watcher = threading.Thread(target=watch, args=(slow, lives, over))
            watcher.start()
            beside = p99_ms(gateway.port, CALLS)
            watcher.join(30)
            over.set()
    figures = {
        "p99_ms_alone": round(before, 2),
        "p99_ms_beside": round(beside, 2),
        "slow_connections_closed": len(lives),
        "longest_life_s": round(max(lives, default=0), 1),
    }
    print(json.dumps(figures))
    return 0 if beside <= 2 * before and len(lives) == SLOW and max(lives) <= LONGEST else 1


if __name__ == "__main__":
    raise SystemExit(main())
