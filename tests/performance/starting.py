"""Starting: from the start of the process to the first 200 of /ready, with 100 routes."""

import statistics
import time
from collections.abc import Mapping
from contextlib import ExitStack

from tests.performance.figures import BadRun, Figures
from tests.performance.place import Place
from tests.performance.processes import free_port, pause, status_of
from tests.performance.rounds import Run, started

STARTS = 10


def starting(run: Run, _get: Mapping[str, Figures]) -> dict[str, float]:
    taken = [_seconds(Place(run.folder, free_port(), routes=100)) for _ in range(STARTS)]
    return {"median s": statistics.median(taken), "slowest s": max(taken)}


def _seconds(place: Place) -> float:
    with ExitStack() as stack:
        began = time.monotonic()
        started(stack, "limen", place)
        while status_of(place.port, "/ready", "") != 200:
            if time.monotonic() > began + 20:
                raise BadRun("limen has not become ready in 20 s")
            pause(0.005)
        return time.monotonic() - began
