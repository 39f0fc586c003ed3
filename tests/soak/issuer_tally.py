"""The tally of one phase of the issuer's soak: how tokens were answered, how fast, and whether that was right."""

from collections import Counter
from dataclasses import dataclass, field

from tests.e2e.shop_tokens import KNOWN, NEW, PUBLIC, UNKNOWN
from tests.e2e.token_callers import Seen
from tests.soak.issuer_phases import LONGEST_WAIT, Phase

WAITED = 0.5  # seconds; the issuer's own delays, where one waits for them, are longer on average
HEADS = (
    "issuer", "s", "valid", "wrong", "p50 ms", "p99 ms", "slowest ms", "public's", "waited", "of a new key",
    "slowest s", "invented", "wrong", "slowest s", "fetches", "bound", "failed", "at once", "MiB",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    phase: Phase
    answers: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    delays: dict[str, list[float]] = field(default_factory=lambda: {KNOWN: [], NEW: [], UNKNOWN: [], PUBLIC: []})
    seconds: float = 0.0
    fetches: int = 0  # that the issuer saw
    failures: int = 0  # that the gateway logged
    most_at_once: int = 0
    memory: int = 0  # bytes that the worker holds at its end

    def take(self, seen: Seen) -> None:
        of = str(seen.of)
        self.answers[of, seen.status, seen.reason] += 1
        self.delays[of].append(seen.seconds)

    def wrong(self) -> Counter[tuple[str, int, str]]:
        """Answers that should not have been, by kind of token."""
        refused = (401, "token-key-unknown")
        right = {KNOWN: self.phase.expected, NEW: self.phase.expected, UNKNOWN: refused, PUBLIC: (200, "")}
        return Counter({one: count for one, count in self.answers.items() if (one[1], one[2]) != right[one[0]]})

    def waited(self) -> int:
        """Valid tokens of a known key that were not answered at once, while calls without a token were."""
        longest = max(WAITED, 2 * max(self.delays[PUBLIC], default=0.0))
        return sum(delay > longest for delay in self.delays[KNOWN])

    def is_good(self) -> bool:
        asked = bool(self.delays[KNOWN]) and (bool(self.delays[UNKNOWN]) or not self.phase.is_flooded)
        bounded = self.fetches <= self.phase.most_fetches() and self.most_at_once <= 1
        patient = max(self.delays[UNKNOWN], default=0.0) <= LONGEST_WAIT
        return asked and bounded and patient and not self.wrong() and not self.waited()

    def row(self) -> tuple[str, ...]:
        known, new = sorted(self.delays[KNOWN]) or [0.0], self.delays[NEW]
        wrong = self.wrong()
        of_unknown = sum(count for one, count in wrong.items() if one[0] == UNKNOWN)
        return (
            self.phase.name,
            f"{self.seconds:.0f}",
            str(len(known) + len(new)),
            str(wrong.total() - of_unknown),
            *(f"{part * 1000:.1f}" for part in (known[len(known) // 2], known[len(known) * 99 // 100], known[-1])),
            f"{max(self.delays[PUBLIC], default=0.0) * 1000:.1f}",
            str(self.waited()),
            str(len(new)),
            f"{max(new, default=0.0):.1f}",
            str(len(self.delays[UNKNOWN])),
            str(of_unknown),
            f"{max(self.delays[UNKNOWN], default=0.0):.1f}",
            str(self.fetches),
            str(self.phase.most_fetches()),
            str(self.failures),
            str(self.most_at_once),
            str(self.memory >> 20),
        )
