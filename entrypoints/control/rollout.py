"""A rollout: one edition to all workers, in two phases. All prepare; only when each has said that it could, all commit.

One that cannot, ends, or is silent for too long, and nobody swaps. Knows neither processes nor clocks: it is told what
happened, and says how far it is.
"""

from collections.abc import Iterable
from enum import Enum


class Phase(Enum):
    PREPARING = "preparing"
    COMMITTING = "committing"  # decided: what follows is only waited for
    ABANDONED = "abandoned"


class Rollout:
    def __init__(self, attempt: int, workers: Iterable[int]) -> None:
        self.attempt = attempt
        self.why_not = ""
        self._workers = set(workers)
        self._waiting = set(self._workers)  # for their word of this phase
        self.phase = Phase.PREPARING if self._workers else Phase.COMMITTING

    @property
    def workers(self) -> list[int]:
        return sorted(self._workers)

    @property
    def is_done(self) -> bool:
        return self.phase is Phase.COMMITTING and not self._waiting

    def joined(self, worker: int) -> None:
        """One was forked meanwhile, with the edition that is in force: it has to prepare too."""
        self._workers.add(worker)
        self._waiting.add(worker)

    def prepared(self, worker: int, why_not: str | None) -> None:
        if self.phase is not Phase.PREPARING or worker not in self._waiting:
            return
        if why_not is not None:
            self._abandon(why_not)
            return
        self._waiting.discard(worker)
        if not self._waiting:
            self.phase, self._waiting = Phase.COMMITTING, set(self._workers)

    def committed(self, worker: int) -> None:
        if self.phase is Phase.COMMITTING:
            self._waiting.discard(worker)

    def lost(self, worker: int) -> None:
        """It has ended. Before the decision that speaks against the edition; after it, its successor has it."""
        if worker not in self._workers:
            return
        self._workers.discard(worker)
        self._waiting.discard(worker)
        if self.phase is Phase.PREPARING:
            self._abandon("a worker ended while it prepared")

    def late(self) -> None:
        if self.phase is Phase.PREPARING:
            self._abandon("a worker did not say in time whether it could")
        self._waiting.clear()

    def _abandon(self, why_not: str) -> None:
        self.phase, self.why_not = Phase.ABANDONED, why_not
