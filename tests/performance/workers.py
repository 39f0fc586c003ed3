"""Two workers beside one: what they could do by the CPU time they take, and how evenly they share the load.

On this machine both cores are shared with origin and generator; so the capacity is a core ÷ CPU time a request; of two
workers the busier one is full first.
"""

import statistics
from collections.abc import Mapping
from contextlib import ExitStack

from tests.performance.figures import Figures
from tests.performance.loads import Asking, load
from tests.performance.place import Place
from tests.performance.processes import cpu_seconds, free_port, wait_for
from tests.performance.rounds import Run, started

Round = tuple[float, float, float]  # CPU µs a request, share of the busiest process, requests/s


def workers(run: Run, _get: Mapping[str, Figures]) -> dict[str, float]:
    one, two = _rounds(run, 1, "0"), _rounds(run, 2, "0,1")
    one_rps, two_rps = 1e6 / one[0], 1e6 / (two[0] * two[1])
    return {
        "one worker, CPU µs": one[0],
        "two workers, CPU µs": two[0],
        "share of the busier one": two[1],
        "one worker, requests/s by CPU": one_rps,
        "two workers, requests/s by CPU": two_rps,
        "capacity by CPU, two ÷ one": two_rps / one_rps,
        "requests/s seen, two ÷ one": two[2] / one[2],
    }


def _rounds(run: Run, number: int, cores: str) -> Round:
    asking = Asking("/api/items/42", run.token, connections=64)
    with ExitStack() as stack:
        place = Place(run.folder, free_port(), workers=number)
        process = started(stack, "limen", place, cores)
        wait_for(place.port, "/api/items/42", run.token)
        load(place.port, asking, 1)
        found = [_round(process.pid, place.port, asking, run.seconds) for _ in range(run.rounds)]
    cpu, share, rps = (statistics.median(column) for column in zip(*found, strict=True))
    return cpu, share, rps


def _round(pid: int, port: int, asking: Asking, seconds: int) -> Round:
    before = cpu_seconds(pid)
    got = load(port, asking, seconds)
    spent = [used - before.get(one, 0.0) for one, used in cpu_seconds(pid).items()]
    return sum(spent) * 1e6 / got.requests, max(spent) / sum(spent), got.rps
