"""Latency: the p99 that Limen and Envoy add to the origin's own, each at half of what it managed at most."""

import json
import statistics
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack

from tests.performance.figures import Figures
from tests.performance.loads import OTHER_CORE, Asking, load
from tests.performance.place import ORIGIN, PYTHON, Place
from tests.performance.processes import free_port, wait_for
from tests.performance.rounds import Run, started

PEERS = {"limen": "limen", "envoy": "envoy-policies"}


def latency(run: Run, get: Mapping[str, Figures]) -> dict[str, float]:
    found: dict[str, float] = {}
    with ExitStack() as stack:
        ports = {short: _standing(stack, name, run) for short, name in PEERS.items()}
        rates = {short: int(_most(run, get, name, ports[short]) / 2) for short, name in PEERS.items()}
        added: dict[str, list[float]] = {short: [] for short in PEERS}
        for _ in range(run.rounds):
            for short, port in ports.items():
                added[short].append(_p99(port, rates[short], run) - _p99(ORIGIN, rates[short], run))
    for short, each in added.items():
        found[f"{short} requests/s"] = rates[short]
        found[f"{short} added p99 ms"] = statistics.median(each)
    found["added p99, limen ÷ envoy"] = found["limen added p99 ms"] / max(0.01, found["envoy added p99 ms"])
    return found


def _standing(stack: ExitStack, name: str, run: Run) -> int:
    place = Place(run.folder, free_port())
    started(stack, name, place)
    wait_for(place.port, "/api/items/42", run.token)
    return place.port


def _most(run: Run, get: Mapping[str, Figures], name: str, port: int) -> float:
    """Of this run's `get`, or else measured now."""
    return get[name].rps if name in get else load(port, Asking("/api/items/42", run.token), run.seconds).rps


def _p99(port: int, rate: int, run: Run) -> float:
    words = ["taskset", "-c", OTHER_CORE, PYTHON, "-m", "tests.performance.open_loop"]
    words += [str(port), str(rate), str(run.seconds), run.token]
    return float(json.loads(subprocess.run(words, capture_output=True, check=True).stdout)["p99_ms"])
