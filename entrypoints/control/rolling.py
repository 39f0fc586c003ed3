"""Rolling out in the master: what a rollout says is to be done, done over the ways to the workers, in time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from domain.plan.plan import Plan
from entrypoints.control.hub import Hub
from entrypoints.control.messages import Abandon, Commit, Prepare
from entrypoints.control.rollout import Phase, Rollout

PREPARING = 20.0  # seconds for all workers to say that they could
COMMITTING = 5.0  # seconds that a report waits for the last worker to have swapped

log = logging.getLogger("limen.reload")
Over = Callable[[str | None], None]


@dataclass(frozen=True, slots=True)
class InForce:
    """What a worker that is forked now comes up with."""

    edition: str
    plan: Plan | bytes  # bytes: pickled


class Rolling:
    def __init__(self, hub: Hub, first: InForce, monotonic: Callable[[], float]) -> None:
        self.in_force = first
        self.until: float | None = None  # of `monotonic`: when what is under way has taken too long
        self._hub, self._monotonic = hub, monotonic
        self._rollout: Rollout | None = None
        self._next = first
        self._over: Over = lambda _: None
        self._attempts = 0

    def begin(self, edition: str, plan: bytes, over: Over) -> None:
        """`over` hears when all workers run it, None, or why none does."""
        self._attempts += 1
        self._next, self._over = InForce(edition, plan), over
        self.until = self._monotonic() + PREPARING
        self._rollout = Rollout(self._attempts, set(self._hub.workers))
        self._hub.post(self._rollout.workers, self._prepare())
        log.info("edition %.12s: %d workers prepare", edition, len(self._rollout.workers))
        self._go_on()

    def joined(self, worker: int) -> None:
        """One is about to be forked, with what is in force."""
        if self._rollout is not None and self._rollout.phase is Phase.PREPARING:
            self._rollout.joined(worker)
            self._hub.post([worker], self._prepare())

    def lost(self, worker: int) -> None:
        if self._rollout is not None:
            self._rollout.lost(worker)
            self._go_on()

    def prepared(self, worker: int, attempt: int, why_not: str | None) -> None:
        if self._rollout is not None and self._rollout.attempt == attempt:
            self._rollout.prepared(worker, why_not)
            self._go_on()

    def running(self, worker: int, attempt: int) -> None:
        if self._rollout is not None and self._rollout.attempt == attempt:
            self._rollout.committed(worker)
            self._go_on()

    def tick(self) -> None:
        if self._rollout is not None and self.until is not None and self._monotonic() >= self.until:
            self._rollout.late()
            self._go_on()

    def _prepare(self) -> Prepare:
        plan = self._next.plan
        assert isinstance(plan, bytes)  # noqa: S101  all but the first one
        return Prepare(self._attempts, self._next.edition, plan)

    def _go_on(self) -> None:
        rollout = self._rollout
        if rollout is None:
            return
        if rollout.phase is Phase.COMMITTING and self.in_force is not self._next:
            self.in_force = self._next  # first: whoever is forked from now on has it
            self.until = self._monotonic() + COMMITTING
            self._hub.post(rollout.workers, Commit(rollout.attempt))
        if rollout.is_done:
            self._end(None)
        elif rollout.phase is Phase.ABANDONED:
            self._hub.post(rollout.workers, Abandon(rollout.attempt))
            self._end(rollout.why_not)

    def _end(self, why_not: str | None) -> None:
        self._rollout, self.until = None, None
        self._over(why_not)
