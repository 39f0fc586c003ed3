"""Figures: what one load gave, and what many gave together. Pure: no process, no file, no clock."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_MS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
_BAD = re.compile(r"Non-2xx or 3xx responses: \d+|Socket errors: .*")


class BadRun(RuntimeError):
    """A load with answers other than 2xx, or with errors of sockets, measures nothing."""


@dataclass(frozen=True, slots=True)
class Load:
    requests: int
    rps: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Figures:
    cpu_us: float  # of all processes of the gateway, a request
    rps: float
    p50_ms: float
    p99_ms: float
    rss_mib: float  # after the load; pages that processes share are counted in each
    other_core: float  # how busy the core of origin and generator was, 0 to 1


def parse_wrk(text: str) -> Load:
    if bad := _BAD.search(text):
        raise BadRun(bad[0])
    return Load(
        int(_found(r"(\d+) requests in", text)[1]),
        float(_found(r"Requests/sec:\s+([\d.]+)", text)[1]),
        _latency("50%", text),
        _latency("99%", text),
    )


def median(rounds: Sequence[Figures]) -> Figures:
    def of(name: str) -> float:
        return round(float(statistics.median(getattr(one, name) for one in rounds)), 3)

    return Figures(of("cpu_us"), of("rps"), of("p50_ms"), of("p99_ms"), of("rss_mib"), of("other_core"))


def ratio(ours: float | None, theirs: float | None) -> float | None:
    return round(ours / theirs, 3) if ours is not None and theirs else None


def _latency(quantile: str, text: str) -> float:
    found = _found(rf"{quantile}\s+([\d.]+)(us|ms|s|m)\b", text)
    return float(found[1]) * _MS[found[2]]


def _found(pattern: str, text: str) -> re.Match[str]:
    found = re.search(pattern, text)
    if found is None:
        raise BadRun(f"no {pattern} in what wrk printed: {text[-300:]}")
    return found
