"""Matching: the route table alone, without a gateway. `python -m tests.performance.matching ROUTES` prints one size."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from domain.message.request import Request
from domain.routing.matcher import Matcher
from domain.routing.table import Entry, Match, RouteTable
from tests.performance.figures import Figures
from tests.performance.loads import GATEWAY_CORE
from tests.performance.place import PYTHON
from tests.performance.rounds import Run
from tests.unit.domain.builders import pattern, request

SIZES = (10, 1_000, 100_000)
CALLS, REPEATS, ASKED = 200_000, 5, 10


def matching(_run: Run, _get: Mapping[str, Figures]) -> dict[str, float]:
    found: dict[str, float] = {}
    for size in SIZES:
        words = ["taskset", "-c", GATEWAY_CORE, PYTHON, "-m", "tests.performance.matching", str(size)]
        one = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
        found |= {f"{size:,} routes, {name}": value for name, value in one.items()}
    names = [f"{size:,} routes, match µs" for size in SIZES]
    return found | {"100,000 routes ÷ 10": found[names[-1]] / found[names[0]]}


def measured(size: int) -> dict[str, float]:
    before, began = _mib(), time.process_time()
    table = RouteTable(Entry(Matcher(pattern(f"/svc{n}/items/{{id}}"), frozenset({"GET"})), n, n) for n in range(size))
    compiled, after = time.process_time() - began, _mib()
    asked = [request("GET", f"/svc{n * size // ASKED}/items/42".encode()) for n in range(ASKED)]
    assert all(isinstance(table.match(one), Match) for one in asked)
    best = min(_seconds(table, asked) for _ in range(REPEATS))
    return {"match µs": best / CALLS * 1e6, "compiled in s": compiled, "memory MiB": after - before}


def _seconds(table: RouteTable[int], asked: list[Request]) -> float:
    match, began = table.match, time.process_time()
    for _ in range(CALLS // ASKED):
        for one in asked:
            match(one)
    return time.process_time() - began


def _mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))
