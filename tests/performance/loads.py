"""Loads: wrk on the core of the origin, and what a gateway used meanwhile."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.performance.figures import BadRun, Figures, Load, parse_wrk
from tests.performance.processes import Process, core_times, cpu_seconds, resident_mib

GATEWAY_CORE, OTHER_CORE = "0", "1"


@dataclass(frozen=True, slots=True)
class Asking:
    path: str
    token: str
    connections: int = 32
    idle: int = 0
    script: Path | None = None


def load(port: int, asking: Asking, seconds: int) -> Load:
    words = ["taskset", "-c", OTHER_CORE, "wrk", "-t1", f"-c{asking.connections}", f"-d{seconds}s", "--latency"]
    if asking.script:
        words += ["-s", str(asking.script)]
    words += ["-H", f"Authorization: Bearer {asking.token}", f"http://127.0.0.1:{port}{asking.path}"]
    return parse_wrk(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def measured(process: Process, port: int, asking: Asking, seconds: int) -> Figures:
    with held(port, asking):
        used, busy = cpu_seconds(process.pid), core_times(int(OTHER_CORE))
        got = load(port, asking, seconds)
        spent, after = cpu_seconds(process.pid), core_times(int(OTHER_CORE))
        rss = resident_mib(process.pid)
    cpu_us = (sum(spent.values()) - sum(used.values())) * 1e6 / got.requests
    return Figures(cpu_us, got.rps, got.p50_ms, got.p99_ms, rss, (after[0] - busy[0]) / max(1, after[1] - busy[1]))


@contextmanager
def held(port: int, asking: Asking) -> Iterator[None]:
    """Connections that have made one call each and are kept; those that were closed meanwhile fail the run."""
    head = f"GET {asking.path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {asking.token}\r\n\r\n"
    with ExitStack() as stack:
        held = [stack.enter_context(socket.create_connection(("127.0.0.1", port), 5)) for _ in range(asking.idle)]
        for one in held:
            one.sendall(head.encode())
            if not one.recv(65536).startswith(b"HTTP/1.1 200"):
                raise BadRun("an idle connection was refused")
            one.setblocking(False)
        yield
        if closed := sum(_is_closed(one) for one in held):
            raise BadRun(f"{closed} of {asking.idle} idle connections were closed")


def _is_closed(one: socket.socket) -> bool:
    try:
        while one.recv(65536):
            pass
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True
