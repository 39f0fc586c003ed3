"""Targets: what one run is held to. A target whose scenario was left out is not judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.performance.figures import Figures, ratio
from tests.performance.tables import number, table


@dataclass(frozen=True, slots=True)
class Target:
    says: str
    value: float | None
    bound: float
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "not measured"
        held = self.value >= self.bound if self.at_least else self.value <= self.bound
        return "held" if held else "missed"


def targets(get: Mapping[str, Figures], others: Mapping[str, Mapping[str, float]]) -> list[Target]:
    def cost(name: str) -> float | None:
        ours, theirs = get.get("limen"), get.get(name)
        return ratio(ours.cpu_us, theirs.cpu_us) if ours and theirs else None

    def other(scenario: str, name: str) -> float | None:
        return others.get(scenario, {}).get(name)

    return [
        Target("CPU ÷ Envoy's with JWT (cached), RBAC, limit, log", cost("envoy-policies"), 1.0),
        Target("the same, as far as we would like to come", cost("envoy-policies"), 0.6),
        Target("CPU ÷ Envoy's without its token cache", cost("envoy-policies-uncached"), 0.65),
        Target("CPU ÷ FastAPI with aiohttp by hand", cost("fastapi-aiohttp"), 0.25),
        Target("CPU ÷ express-gateway's", cost("express-gateway"), 0.2),
        Target("p99 added at half of its maximum ÷ Envoy's", other("latency", "added p99, limen ÷ envoy"), 1.5),
        Target("match among 100,000 routes ÷ among 10", other("match", "100,000 routes ÷ 10"), 1.5),
        Target("start to ready with 100 routes, s", other("start", "median s"), 0.7),
        Target("two workers ÷ one", other("workers-2", "capacity by CPU, two ÷ one"), 1.8, at_least=True),
    ]


def targets_table(all_of_them: list[Target]) -> str:
    heads = ("target", "bound", "value", "")
    signs = {False: "≤", True: "≥"}
    rows = [(one.says, f"{signs[one.at_least]} {one.bound}", number(one.value), one.verdict) for one in all_of_them]
    return table(heads, rows)
