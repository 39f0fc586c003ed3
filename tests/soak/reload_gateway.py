"""The gateway of the reload soak from outside: the files it is given, what its processes hold, upstreams that die."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import jwt

from tests.e2e.serving import Process, Served, accepts, free_port, until
from tests.soak.reload_verdict import Kills

SECRET = "a secret of the soak, at least thirty-two bytes"
COOLDOWN = 1  # seconds
PLAN = """version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [soak]
      keys: {{secret: "{secret}"}}
      algorithms: [HS256]
      claims: {{roles: roles}}
permissions: {{roles: {{caller: {{}}}}}}
upstreams:
  echo:
    targets: [{targets}]
    timeout: {{idle: 5s, total: 10s}}
    breaker: {{failures: 5, cooldown: {cooldown}s}}
defaults: {{require: {{role: caller}}}}
routes:
  fast: {{match: "GET /fast", to: echo}}
  slow: {{match: "GET /slow", to: echo}}
  upload: {{match: "POST /upload", to: echo}}
"""
FAULTY = "  bad: {match: 'GET /bad', too: echo}\n"
EVERY = 10.0  # seconds from reload to reload


def token() -> str:
    claims = {"iss": "https://idp.example", "aud": "soak", "sub": "soak", "roles": ["caller"]}
    return jwt.encode({**claims, "exp": time.time() + 86400}, SECRET, "HS256")


@dataclass(frozen=True, slots=True)
class Holding:
    """What the gateway's processes hold at one moment. Memory is PSS, in bytes."""

    at: float
    all: int
    master: int
    processes: int
    zombies: int
    descriptors: int


class Upstreams:
    def __init__(self, folder: Path, count: int, stack: ExitStack) -> None:
        self.ports = [free_port() for _ in range(count)]
        self._folder, self._stack = folder, stack
        self._processes = [self._start(number) for number in range(count)]
        for port in self.ports:
            until(lambda port=port: accepts(port), "an upstream listens")  # type: ignore[misc]

    async def die_at_random(self, seed: int, kills: Kills) -> None:
        chance = random.Random(seed)
        while True:
            await asyncio.sleep(chance.uniform(3, 12))
            number = chance.randrange(len(self.ports))
            kills.began(time.monotonic())
            self._processes[number].end(signal.SIGKILL)
            await asyncio.sleep(chance.uniform(1, 3))
            self._processes[number] = self._start(number)
            while not accepts(self.ports[number]):
                await asyncio.sleep(0.05)
            kills.ended(time.monotonic())

    def _start(self, number: int) -> Process:
        argv = ("-m", "tests.soak.reload_upstream", str(self.ports[number]))
        return self._stack.enter_context(Process(self._folder, f"upstream{number}", *argv))


class Reloaded:
    """A running gateway that is told to read its file again and again."""

    def __init__(self, folder: Path, ports: list[int], workers: int, stack: ExitStack) -> None:
        self._file = folder / "gateway.yaml"
        targets = ", ".join(f'{{url: "http://127.0.0.1:{port}"}}' for port in ports)
        self._plan = PLAN.format(secret=SECRET, targets=targets, cooldown=COOLDOWN)
        self._file.write_text(self._plan)
        self.served = stack.enter_context(Served(folder, self._file, workers=workers))
        self.reloads = self.faulty = 0

    async def reload_forever(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            self.reloads += 1
            is_faulty = self.reloads % 4 == 3
            self.faulty += is_faulty
            added = f"  more{self.reloads}: {{match: 'GET /more/{self.reloads}', to: echo}}\n"
            self._file.write_text(self._plan + (FAULTY if is_faulty else added if self.reloads % 2 else ""))
            self.served.child.send_signal(signal.SIGHUP)

    def refused(self) -> int:
        return self.served.log().count("reload refused")

    def holding(self, began: float) -> Holding:
        return holding(self.served, began)


def holding(served: Served, began: float) -> Holding:
    os.truncate(served.out, 0)  # the access log would fill the disk
    master = served.child.pid
    pids = [master, *children(master)]
    pss = [_pss(pid) for pid in pids]
    zombies = sum(_is_zombie(pid) for pid in pids)
    return Holding(
        time.monotonic() - began, sum(pss), pss[0], len(pids), zombies, sum(_descriptors(pid) for pid in pids)
    )


def children(master: int) -> Iterator[int]:
    return map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split())


def _pss(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0  # it has just ended
    return int(rollup.partition("\nPss:")[2].split()[0]) * 1024 if "\nPss:" in rollup else 0


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except OSError:
        return False


def _descriptors(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0
