"""The tally of the reload soak: how many ended how, what should not have been, and how long the right answers took."""

import statistics
from collections import Counter
from dataclasses import dataclass, field

from tests.soak.reload_caller import Asked
from tests.soak.reload_verdict import LOST, OK, RACED, Kills, Outcome, judge

MOST_NOTES = 200


@dataclass(slots=True)
class Tally:
    counts: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)  # of what should not have been
    delays: list[float] = field(default_factory=list)  # seconds from due to answered

    def take(self, asked: Asked, outcome: Outcome, kills: Kills, began: float) -> None:
        kind, way = judge(outcome, kills)
        self.counts[kind] += 1
        self.ways[f"{kind}: {way}"] += 1
        if kind == OK:
            self.delays.append(outcome.over - asked.due)
        if kind in (LOST, RACED) and len(self.notes) < MOST_NOTES:
            lasted, path = outcome.over - outcome.sent, asked.wire[:40].split(b"?")[0].decode()
            self.notes.append(
                f"{kind} {way} at {outcome.sent - began:.3f} s for {lasted:.3f} s, request {outcome.nth}: {path}"
            )

    def milliseconds(self) -> dict[str, float]:
        if len(self.delays) < 2:
            return {}
        parts = statistics.quantiles(self.delays, n=1000)
        return {"p50": parts[499] * 1000, "p99": parts[989] * 1000, "max": max(self.delays) * 1000}
