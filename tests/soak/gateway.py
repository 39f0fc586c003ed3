"""What both soaks stand on: one worker of the real gateway, an upstream in a process of its own, the worker's memory.

Not a test that pytest collects: `make soak-websockets` and `make soak-sse` run the files beside this one.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.serving import Process, Served, accepts, free_port, until

CONFIG = """version: 1
upstreams: {{one: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}}}
defaults: {{require: public}}
routes:
  ws: {{match: "GET /ws", to: one, websocket: true}}
  events: {{match: "GET /events", to: one}}
"""


@dataclass(slots=True)
class Counted:
    """What all connections together saw."""

    messages: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0  # seconds from the upstream's or the caller's sending to the caller's having it


def resident(worker: int) -> int:
    """Bytes of memory that a process holds."""
    pages = int(Path(f"/proc/{worker}/statm").read_text().split()[1])
    return pages * resource.getpagesize()


@contextmanager
def gateway_before(upstream: str) -> Iterator[Served]:
    """`python -m tests.soak.UPSTREAM upstream PORT` behind a gateway with one worker."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "gateway.yaml"
        file.write_text(CONFIG.format(port=port))
        with Process(folder, "upstream", "-m", f"tests.soak.{upstream}", "--upstream", str(port)):
            until(lambda: accepts(port), "the upstream listens")
            with Served(folder, file) as gateway:
                yield gateway


def options(about: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--upstream", type=int, help="be the upstream, on this port")
    parser.add_argument("--connections", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    return parser.parse_args()


Load = Callable[[int, int, float, Counted, Callable[[], None]], Awaitable[None]]


async def soak(upstream: str, load: Load, connections: int, seconds: float) -> int:
    """Runs `load(port, connections, seconds, counted, all_are_open)`, prints the figures; the process's exit code."""
    with gateway_before(upstream) as gateway:
        worker = gateway.workers()[0]
        before, counted, at_rest = resident(worker), Counted(), [0]

        def all_are_open() -> None:
            at_rest[0] = resident(worker)

        began = time.monotonic()
        await load(gateway.port, connections, seconds, counted, all_are_open)
        took, after = time.monotonic() - began, resident(worker)
        cpu = _cpu_seconds(worker)
    each, busy = (at_rest[0] - before) / connections / 1024, (after - before) / connections / 1024
    print(f"{connections} connections, {seconds:.0f} s: {counted.messages} messages in {took:.1f} s", file=sys.stderr)
    print(f"memory: {before >> 20} MiB before; {each:.1f} KiB a connection at rest, {busy:.1f} after", file=sys.stderr)
    print(f"slowest message {counted.slowest * 1000:.0f} ms; worker's CPU {cpu:.1f} s", file=sys.stderr)
    for fault in counted.faults[:20]:
        print(f"FAULT {fault}", file=sys.stderr)
    print(f"{len(counted.faults)} faults", file=sys.stderr)
    return 1 if counted.faults or not counted.messages else 0


def _cpu_seconds(worker: int) -> float:
    fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
